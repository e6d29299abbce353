/** How many records each version of a form captured, and what publications moved. */
import { onPool } from '../../data/documents/rows';
import { countByVersion } from '../../data/plans/older';
import { mayRead } from '../../access/access';
import type { BatchFailure, Input, MoveView, Output, VersionCount } from '../../kernel/api';
import type { FormDocument } from '../../kernel/documents.generated';
import type { EntityModel, FieldModel } from '../../kernel/model';
import { problem, refuse, type Problem } from '../../kernel/problems';
import type { Call } from '../contract';
import { answerOf } from './batches';
import { isDefaultForm } from './documents-move';
import { said } from './documents-said';

/** So many of the latest are told. */
const MOVES = 10;

/** A published form and the entity it fills in. */
export function formOfName(
  { host }: Call,
  name: string,
): {
  readonly form: FormDocument;
  readonly version: number;
  readonly entity: EntityModel;
  readonly isDefault: boolean;
} {
  const found = host.documents.published('form', name) ?? refuse('document.notFound', ['form'], { name });
  const form = found.document as FormDocument;
  const entity = host.model().entity(form.entity) ?? refuse('record.unknownEntity', ['form'], { entity: form.entity });
  const all = host.documents.list('form').map(({ document }) => document);
  return { form, version: found.version, entity, isDefault: isDefaultForm(form, entity, all) };
}

export async function formVersions(call: Call, input: Input<'form.versions'>): Promise<Output<'form.versions'>> {
  const { host } = call;
  const { form, version: newest, entity, isDefault } = formOfName(call, input.form);
  const [counts, history, moves] = await Promise.all([
    countByVersion(onPool(host.pool), { entity, form: form.id, isDefault }),
    host.documents.history({ kind: 'form', name: form.name }),
    movesOf(call, form, entity),
  ]);
  // The newest is told of though nobody has filled it in yet.
  const all = counts.some(({ version }) => version === newest) ? counts : [...counts, { version: newest, count: 0 }];
  const versions = all.map(({ version, count }): VersionCount => {
    const published = history.find((one) => one.version === version);
    return {
      version,
      count,
      at: published?.at ?? null,
      by: published?.by ?? null,
      note: published?.note ?? '',
    };
  });
  return { newest, versions: versions.reverse(), moves };
}

async function movesOf(call: Call, form: FormDocument, entity: EntityModel): Promise<readonly MoveView[]> {
  const { rows } = await call.host.pool.query<{ id: string; at: Date; version: number; undone_by: string | null }>(
    `select id, at, (input->'move'->>'version')::int as version, undone_by from record_batch
      where entity_id = $1 and input->'move'->>'form' = $2 and not input ? 'undo' order by at desc, id desc limit ${MOVES}`,
    [entity.id, form.id],
  );
  const moves: MoveView[] = [];
  for (const { id, at, version, undone_by: undoneBy } of rows) {
    const { batch, failures } = await answerOf(call, id);
    moves.push({
      batch,
      version,
      at: at.toISOString(),
      isUndone: undoneBy !== null,
      failures: failures.flatMap((failure) => seen(call, entity, failure)),
    });
  }
  return moves;
}

/** Only of records the viewer may read; what is wrong with a field they may not read is not told. */
function seen(call: Call, entity: EntityModel, { record, problems }: BatchFailure): readonly BatchFailure[] {
  if (record.title === '') return [];
  return [{ record, problems: said(problems.map(withoutHidden(call, entity)), call) }];
}

/**
 * A problem of a field the viewer may not read says no more than that.
 * @param now the entity as it is published
 * @param draft as it is being built: whose fields the problems name, and ids of those that tell of what may not be read
 */
export function withoutHidden(
  { host, viewer }: Call,
  now: EntityModel,
  draft: { readonly entity: EntityModel; readonly hidden: ReadonlySet<string> } = { entity: now, hidden: new Set() },
): (found: Problem) => Problem {
  const access = host.access(viewer);
  const { entity, hidden } = draft;
  const isOpen = ({ id }: FieldModel): boolean => {
    const there = now.field(id);
    return !hidden.has(id) && (there === undefined || mayRead(access, now, there));
  };
  // What a rule says may speak of any field.
  const isAllOpen = entity.fields.every(isOpen);
  return (found) => {
    const name = found.path[0] === 'values' ? found.path[1] : found.path[0];
    const field = typeof name === 'string' ? entity.field(name) : undefined;
    const isTold = (found.code !== 'form.message' || isAllOpen) && (!field || isOpen(field));
    return isTold ? found : problem('form.hiddenFault', []);
  };
}
