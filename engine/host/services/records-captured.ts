/** Which version of its form a record was captured with, and which version's rules a change of it obeys. */
import { capturedOf, type CapturedWith } from '../../data/records/captured';
import type { Values } from '../../data/records/receive';
import type { FormDocument } from '../../kernel/documents.generated';
import type { Host } from '../contract';
import { preparedMany, type ServingForm, type Writing, type ToPrepare } from './records-context';

/** What a new record is captured with: the form whose rules it is made by, as it is published now. */
export function capturedNow({ deps, host, entity, form }: Writing): CapturedWith | undefined {
  const serving = deps.formFor?.(host, entity, form);
  return serving && { form: serving.document.id, version: serving.version };
}

/**
 * The version of the form a record keeps being opened in, where its form says `older: own`; undefined: the newest one.
 * What is published now says which of the two; what the old version says of layout, rules and texts holds.
 */
export async function ownVersion(
  host: Host,
  serving: ServingForm | undefined,
  captured: CapturedWith | undefined,
): Promise<FormDocument | undefined> {
  if (!serving || !captured || serving.document.older !== 'own') return undefined;
  if (captured.form !== serving.document.id || captured.version >= serving.version) return undefined;
  return (await host.documents.version(captured.form, captured.version)) as FormDocument | undefined;
}

/** The version whose rules a change of this record obeys; undefined: that of the newest. */
export async function ruledBy(
  { deps, host, entity, form }: Writing,
  present: Values,
): Promise<FormDocument | undefined> {
  const serving = deps.formFor?.(host, entity, form);
  if (serving?.document.older !== 'own') return undefined;
  return ownVersion(host, serving, capturedOf(present));
}

type Row = ToPrepare & { readonly before: Values };

/** `prepared` for many records that are there, each by the version that holds for it: one question for each version. */
export async function preparedByVersion(write: Writing, rows: readonly Row[]): ReturnType<typeof preparedMany> {
  if (write.document) return preparedMany(write, rows, write.document);
  const groups = new Map<FormDocument | undefined, number[]>();
  for (const [index, { before }] of rows.entries()) {
    const document = await ruledBy(write, before);
    const group = groups.get(document);
    if (group) group.push(index);
    else groups.set(document, [index]);
  }
  if (groups.size <= 1) return preparedMany(write, rows, [...groups.keys()][0]);
  const made: Awaited<ReturnType<typeof preparedMany>>[number][] = [];
  for (const [document, indexes] of groups) {
    const part = await preparedMany(
      write,
      indexes.map((index) => rows[index]!),
      document,
    );
    for (const [i, index] of indexes.entries()) made[index] = part[i]!;
  }
  return made;
}
