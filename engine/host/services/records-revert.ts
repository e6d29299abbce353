/** A record as it was at a moment, read backwards from its history, and brought back as one change. */
import { openedChanges } from '../../data/secrets/values';
import type { Changes } from '../../data/records/changes';
import type { Row, Values } from '../../data/records/receive';
import { readStored } from '../../data/records/stored';
import { runnerOf } from '../../data/run';
import type { Input, Output } from '../../kernel/api';
import type { Json } from '../../kernel/json';
import type { EntityModel, FieldModel } from '../../kernel/model';
import { Refusal, refuse } from '../../kernel/problems';
import type { Call } from '../contract';
import { schemaOf } from './records-context';

type Kept = Output<'record.revert'>['kept'][number];

/**
 * Writes the values of revision `to` through the one write path, so that rules and rights hold. What the viewer may not
 * edit stays; so does a reference to a record that is gone. Whoever saved since revision `rev` is told of, not overwritten.
 */
export async function revertRecord(call: Call, input: Input<'record.revert'>): Promise<Output<'record.revert'>> {
  const { host } = call;
  // Refuses like any reading: the record must be there for this viewer.
  await host.records.get(call, input.entity, input.id, []);
  const schema = schemaOf(call);
  const entity = schema.model.entity(input.entity)!;
  const changes = await changesSince(call, entity, input);
  const kept: Kept[] = [];
  const wanted: FieldModel[] = [];
  for (const field of entity.fields) {
    if (field.system || !changes.some((change) => field.id in change)) continue;
    const right = schema.access.right(entity, field);
    if (right === 'edit') wanted.push(field);
    else if (right !== 'none') kept.push({ field: field.name, label: field.label, reason: 'right' });
  }
  const by = { viewer: call.viewer, now: host.clock.now() };
  const present = await readStored(runnerOf(host.pool), schema, entity, input.id, by, { action: 'read' });
  const values: { [field: string]: Json } = {};
  for (const field of wanted) values[field.name] = valueBefore(field, changes, present?.values ?? {}) as Json;
  return { ...(await write(call, input, values, kept)), kept };
}

/** What happened after revision `to`, newest first. */
async function changesSince(
  call: Call,
  entity: EntityModel,
  input: Input<'record.revert'>,
): Promise<readonly Changes[]> {
  const rows = await runnerOf(call.host.pool).run({
    text: `select rev, changes from public.record_history
      where record_id = $1 and entity_id = $2 and rev >= $3 and rev <= $4 order by rev desc`,
    values: [input.id, entity.id, input.to, input.rev],
  });
  if (Number(rows.at(-1)?.[0]) !== input.to) refuse('record.noSuchRevision', ['to']);
  return rows.slice(0, -1).map((row) => openedChanges(call.host, entity, input.id, row[1] as Changes));
}

function valueBefore(field: FieldModel, changes: readonly Changes[], present: Values): unknown {
  const own = changes.flatMap((change) => change[field.id] ?? []);
  if (!field.child) return own.at(-1)!.before;
  let rows = ((present[field.name] as readonly Row[] | null) ?? []).map((row, i) => ({ position: i + 1, row }));
  for (const { before, after } of own) {
    const touched = new Set([...listed(before), ...listed(after)].map(({ id }) => id));
    const back = listed(before).map((cells) => ({ position: Number(cells.position), row: rowOf(field.child!, cells) }));
    rows = [...rows.filter(({ row }) => !touched.has(row.id!)), ...back];
  }
  return rows.sort((a, b) => a.position - b.position).map(({ row }) => row);
}

type Cells = { readonly id: string; readonly [column: string]: unknown };
const listed = (value: unknown): readonly Cells[] => (Array.isArray(value) ? (value as readonly Cells[]) : []);

/** Cells by column id → by column name; of columns that are no more nothing is left. */
const rowOf = (child: EntityModel, cells: Cells): Row => ({
  id: cells.id,
  ...Object.fromEntries(child.fields.filter((f) => !f.system).map((f) => [f.name, cells[f.id] ?? null])),
});

/** Writes; a reference that leads nowhere any more is left as it is, once, and told. */
async function write(
  call: Call,
  input: Input<'record.revert'>,
  values: { readonly [field: string]: Json },
  kept: Kept[],
): Promise<{ rev: number }> {
  const { entity, id, rev } = input;
  if (Object.keys(values).length === 0) return { rev };
  try {
    const { rev: reached } = await call.host.records.update(call, { entity, id, rev, values });
    return { rev: reached };
  } catch (error) {
    const gone = goneIn(error);
    if (gone.size === 0) throw error;
    const model = call.host.model().entity(entity)!;
    for (const name of gone) kept.push({ field: name, label: model.field(name)!.label, reason: 'gone' });
    const rest = Object.fromEntries(Object.entries(values).filter(([name]) => !gone.has(name)));
    return write(call, input, rest, kept);
  }
}

/** Names of the fields whose target is gone, when nothing else is wrong. */
function goneIn(error: unknown): ReadonlySet<string> {
  const problems = error instanceof Refusal ? error.problems : [];
  const isOnlyThat = problems.every(({ code }) => code === 'record.unknownTarget' || code === 'record.unknownFile');
  return new Set(isOnlyThat ? problems.map(({ path }) => String(path[1])) : []);
}
