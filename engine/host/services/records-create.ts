/** One new record: strip by rights → normalise → defaults → form rules → required → check → relations → persist. */
import { changesOf, columnsOf, firstChanges, linesToWrite, withRowIds } from '../../data/records/changes';
import { checkValues, withDefaults } from '../../data/records/check';
import { isCreatingBound, refusedNew } from '../../data/records/creating';
import { refuseAsProblem } from '../../data/records/errors';
import { receive, type Values } from '../../data/records/receive';
import {
  arrayLiteral,
  BETWEEN,
  insertColumnsTemplate,
  insertTemplate,
  lineFields,
  listOf,
  writtenFields,
} from '../../data/records/statements';
import { attachFiles } from '../../data/records/targets';
import { sealed } from '../../data/secrets/values';
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

/**
 * The record as the writer may see it; a flow may write what its submitter cannot read, and a write may take a record
 * out of what its writer's roles let them read.
 */
export async function viewOf(write: Writing, id: string, rev: number, tx: Tx | undefined): Promise<RecordView> {
  try {
    return await getRecord(write.call, write.entity.id, id, undefined, tx);
  } catch (error) {
    if (error instanceof Refusal) return { id, rev, title: '' };
    // What was written stays written: a publication in between only means that it is read by the new names.
    if (tx || !isOutdated(error)) throw error;
    await write.host.documents.refresh();
    return getRecord(write.call, write.entity.id, id);
  }
}

async function insert(write: Writing, id: string, sent: { readonly [field: string]: Json }): Promise<void> {
  const { entity, schema, host } = write;
  const received = receive(schemaOfNew(write), entity, sent, write.editable, undefined);
  const { values, problems } = await prepared(write, withDefaults(schema, entity, received.values), undefined);
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

/** From so many records on, columns are sent instead of records. */
const MANY = 20;

/** Writes records with their line items, history and outbox in one statement. */
export async function insertAll(
  write: Writing,
  records: readonly { readonly id: string; readonly values: Values }[],
): Promise<void> {
  const { entity, schema, host, call, runner } = write;
  const lines = lineFields(entity).map((field) =>
    JSON.stringify(
      records.flatMap(({ id, values }) => linesToWrite(schema, field, id, null, values[field.name]).write),
    ),
  );
  const { viewer, door, source = null } = call;
  const texts = write.isSearchedLater ? [] : searchableFields(entity, schema.fieldTypes);
  const common: unknown[] = [write.now, viewer.id, viewer.departmentPath, door, entity.id, source, ...lines];
  if (texts.length > 0) common.push(JSON.stringify(records.flatMap((r) => searchRows(r.id, texts, r.values))));
  const isMany = records.length >= MANY;
  const make = isMany ? insertColumnsTemplate : insertTemplate;
  const template = make(schema.model.version, entity, texts.length > 0);
  const values = isMany
    ? [
        null,
        ...common,
        arrayLiteral(records.map(({ id }) => id)),
        arrayLiteral(records.map(() => host.ids.uuid())),
        records.map(({ id, values }) => firstChanges(schema, entity, id, values)).join(BETWEEN),
        ...writtenFields(entity).map((field) =>
          listOf(
            field,
            records.map(({ id, values }) =>
              field.isEncrypted
                ? sealed(schema, { entity, field, record: id }, values[field.name] ?? null)
                : values[field.name],
            ),
          ),
        ),
      ]
    : [
        JSON.stringify(
          records.map(({ id, values }) => ({
            ...columnsOf(schema, entity, id, values),
            id,
            '#history': host.ids.uuid(),
            '#changes': changesOf(schema, entity, id, {}, values),
          })),
        ),
        ...common,
      ];
  try {
    await runner.run({ ...template, values });
  } catch (error) {
    refuseAsProblem(error, entity, schema.access);
  }
  await attachFiles(runner, entity, records);
}
