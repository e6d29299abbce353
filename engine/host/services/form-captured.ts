/** What somebody who opens a record is told of the form it was captured with. */
import { CAPTURED, capturedOf } from '../../data/records/captured';
import { isFieldItem } from '../../form/layout';
import type { CapturedView } from '../../kernel/api';
import type { FormDocument } from '../../kernel/documents.generated';
import type { EntityModel } from '../../kernel/model';
import type { Call } from '../contract';
import { ownVersion } from './records-captured';
import type { ServingForm } from './records-context';

interface Captured {
  readonly form: FormDocument;
  readonly version: number;
  readonly newest: number;
  /** The version the record is opened in where its form says so. */
  readonly own: FormDocument | undefined;
}

/** undefined: nobody knows, or the form is no more. Refuses like any reading. */
export async function capturedWith(
  call: Call,
  entity: EntityModel,
  serving: ServingForm | undefined,
  id: string,
): Promise<Captured | undefined> {
  if (entity.isPlatform || !serving) return undefined;
  const { host } = call;
  const captured = capturedOf(await host.records.get(call, entity.name, id, CAPTURED));
  const form = captured && host.documents.list('form').find(({ document }) => document.id === captured.form);
  if (!form) return undefined;
  return {
    form: form.document as FormDocument,
    version: captured.version,
    newest: form.version,
    own: await ownVersion(host, serving, captured),
  };
}

export function capturedView(
  entity: EntityModel,
  { form, version, newest, own: kept }: Captured,
  own: FormDocument | undefined,
): CapturedView {
  const fields = own?.sections.flatMap(({ items }) => items.filter(isFieldItem).map(({ field }) => field)) ?? [];
  return {
    form: form.name,
    label: form.label,
    version,
    newest,
    isOwn: own !== undefined,
    hasOwn: kept !== undefined,
    gone: fields.filter((name) => !entity.field(name)),
  };
}
