/** One new record: strip by rights → normalise → defaults → form rules → required → check → relations → persist. */
import { bulkOf, type NewRecord } from '../../data/records/bulk';
import { changesOf, columnsOf, linesToWrite, withRowIds } from '../../data/records/changes';
import { checkValues, withDefaults } from '../../data/records/check';
import { isCreatingBound, refusedNew } from '../../data/records/creating';
import { refuseAsProblem } from '../../data/records/errors';
import { receive } from '../../data/records/receive';
import { bulkTailTemplate, insertTemplate, lineFields } from '../../data/records/statements';
import { attachFiles } from '../../data/records/targets';
import { searchableFields, searchRows } from '../../data/search/rows';
import type { RecordView } from '../../kernel/api';
import type { Json } from '../../kernel/json';
import { Refusal, refuse } from '../../kernel/problems';
import type { Call, RecordService, Tx } from '../contract';
import {
  checkWriteTargets,
  inTransaction,
  namesOf,
  prepared,
  requiredBy,
  schemaOfNew,
  told,
  writing,
  type RecordDeps,
  type Writing,
} from './records-context';
import { flowsWaitFor } from './records-flows';
import { once } from './records-once';
import { isOutdated } from './outdated';
import { capturedNow } from './records-captured';
import { getRecord } from './records-read';

type CreateInput = Parameters<RecordService['create']>[1];

export async function createRecord(deps: RecordDeps, call: Call, input: CreateInput, tx?: Tx): Promise<RecordView> {
  const write = writing(deps, call, input, tx);
  const { entity, host, schema } = write;
  if (write.editable === 'rights' && !schema.access.mayCreate(entity)) {
    refuse('record.mayNotCreate', ['entity'], { entity: entity.label });
  }
  const id = input.id ?? host.ids.uuid();
  const { key } = input;
  if (key !== undefined) {
    const made = await inTransaction(write, (inside) =>
      once(inside, { key, operation: `record.create ${entity.id}`, result: id }, () =>
        insert(inside, id, input.values),
      ),
    );
    return getRecord(call, entity.name, made);
  }
  if (!tx && (flowsWaitFor(host, entity, 'create') || isBound(write))) {
    await inTransaction(write, (inside) => insert(inside, id, input.values));
  } else await insert(write, id, input.values);
  return viewOf(write, id, 1, tx);
}

/** Each means that one more publication came in between. */
const LOOKS = 20;

/**
 * The record as the writer may see it; a flow may write what its submitter cannot read, and a write may take a record
 * out of what its writer's roles let them read.
 */
export async function viewOf(write: Writing, id: string, rev: number, tx: Tx | undefined): Promise<RecordView> {
  for (let attempt = 1; attempt <= LOOKS; attempt += 1) {
    try {
      return await getRecord(write.call, write.entity.id, id, undefined, tx);
    } catch (error) {
      if (error instanceof Refusal) break;
      // What was written stays written: a publication in between only means that it is read by the new names. To the
      // host such an error would mean that nothing happened, and it would write again.
      if (tx || !isOutdated(error)) throw error;
      await write.host.documents.refresh();
    }
  }
  return { id, rev, title: '' };
}

async function insert(write: Writing, id: string, sent: { readonly [field: string]: Json }): Promise<void> {
  const { entity, schema, host } = write;
  const received = receive(schemaOfNew(write), entity, sent, write.editable, undefined);
  const { values, problems } = await prepared(write, {
    values: withDefaults(schema, entity, received.values),
    before: undefined,
    sent,
  });
  const found = checkValues(schema, entity, values, {
    fields: entity.fields,
    editable: write.editable,
    ...requiredBy(problems),
  });
  const all = [...received.problems, ...problems.list, ...found];
  if (all.length === 0) all.push(...(await checkWriteTargets(write, values, undefined)));
  if (all.length > 0) throw new Refusal(all);
  await insertAll(write, [{ id, values: withRowIds(entity, values, () => host.ids.uuid()) }]);
  const refused = await refusedOf(write, [{ id, sent: Object.keys(received.values) }]);
  for (const problems of refused.values()) throw new Refusal(problems);
  await told(write, { op: 'create', entity, id, rev: 1, changed: namesOf(entity, values) });
}

const isBound = ({ schema, entity, editable }: Writing): boolean =>
  editable === 'rights' && isCreatingBound(schema, entity);

/** New records, just written, that the writer's roles would not have: their problems by id. */
export const refusedOf = async (
  write: Writing,
  records: Parameters<typeof refusedNew>[3],
): ReturnType<typeof refusedNew> =>
  isBound(write)
    ? refusedNew(write.runner, write.schema, write.entity, records, { viewer: write.call.viewer, now: write.now })
    : new Map();

/** From so many records on they are sent by COPY. */
const MANY = 50;

/** Writes records with their line items, history and outbox. Many are written in several statements: in a transaction. */
export async function insertAll(write: Writing, records: readonly NewRecord[]): Promise<void> {
  const { entity, schema, tx } = write;
  const fields = write.isSearchedLater ? [] : searchableFields(entity, schema.fieldTypes);
  const texts = fields.length > 0 ? JSON.stringify(records.flatMap((r) => searchRows(r.id, fields, r.values))) : null;
  try {
    if (tx && records.length >= MANY) await insertMany(write, tx, records, texts);
    else await insertFew(write, records, texts);
  } catch (error) {
    refuseAsProblem(error, entity, schema.access);
  }
  await attachFiles(write.runner, entity, records);
}

/** @param texts rows of what is searched, JSON */
async function insertFew(write: Writing, records: readonly NewRecord[], texts: string | null): Promise<void> {
  const { entity, schema, host, call, runner } = write;
  const { viewer, door, source = null } = call;
  const captured = capturedNow(write);
  const lines = lineFields(entity).map((field) =>
    JSON.stringify(
      records.flatMap(({ id, values }) => linesToWrite(schema, field, id, null, values[field.name]).write),
    ),
  );
  const made = records.map(({ id, values }) => ({
    ...columnsOf(schema, entity, id, values),
    id,
    '#history': host.ids.uuid(),
    '#changes': changesOf(schema, entity, id, {}, values),
  }));
  const common = [
    write.now,
    viewer.id,
    viewer.departmentPath,
    door,
    entity.id,
    source,
    captured?.form ?? null,
    captured?.version ?? null,
    ...lines,
  ];
  await runner.run({
    ...insertTemplate(schema.model.version, entity, texts !== null),
    values: [JSON.stringify(made), ...common, ...(texts === null ? [] : [texts])],
  });
}

/** Many new records are one event, with their ids. */
async function insertMany(write: Writing, tx: Tx, records: readonly NewRecord[], texts: string | null): Promise<void> {
  const { entity, schema, call, now } = write;
  const { viewer, door, source = null } = call;
  const writer = {
    now,
    person: viewer.id,
    departmentPath: viewer.departmentPath,
    door,
    source,
    captured: capturedNow(write),
  };
  for (const { text, body } of bulkOf(schema, entity, records, writer)) await tx.copy(text, body);
  const event = JSON.stringify({ entity: entity.id, ids: records.map(({ id }) => id), rev: 1 });
  await tx.run({
    ...bulkTailTemplate(schema.model.version, entity, texts !== null),
    values: [now, event, ...(texts === null ? [] : [texts])],
  });
}
