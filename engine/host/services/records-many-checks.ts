/** What writes of many records share: checks that ask the database once for all of them, and telling of what was done. */
import type { Values } from '../../data/records/receive';
import { sameValue } from '../../data/records/receive';
import type { Stored } from '../../data/records/stored';
import { checkTargets } from '../../data/records/targets';
import { togetherProblem } from '../../data/records/errors';
import { takenTogether, takenValues } from '../../data/records/unique';
import { isWritten } from '../../kernel/fields';
import type { FieldModel, UniqueModel } from '../../kernel/model';
import { problem, type Problem } from '../../kernel/problems';
import { told, type Writing } from './records-context';
import { flowsWaitFor } from './records-flows';
import type { RecordChange } from '../contract';

/** A row that may still be written. */
export interface Candidate {
  /** Its place in what the caller sent. */
  readonly index: number;
  readonly id: string;
  /** All values of a new record; of a change those that change. */
  readonly values: Values;
  readonly present?: Stored;
}
export interface RowProblem {
  readonly index: number;
  readonly found: Problem;
}

/** The rows that did not pass, each with everything that is wrong with it. */
export class Failures {
  readonly #byRow = new Map<number, readonly Problem[]>();

  add(index: number, found: readonly Problem[]): void {
    this.#byRow.set(index, [...(this.#byRow.get(index) ?? []), ...found]);
  }

  without<T extends { readonly index: number }>(rows: readonly T[]): T[] {
    return rows.filter(({ index }) => !this.#byRow.has(index));
  }

  list(): { readonly index: number; readonly problems: readonly Problem[] }[] {
    return [...this.#byRow].sort(([a], [b]) => a - b).map(([index, problems]) => ({ index, problems }));
  }
}

/** All relations of all rows in one question. */
export async function wrongTargets(
  write: Writing,
  rows: readonly Candidate[],
): Promise<{ readonly index: number; readonly found: readonly Problem[] }[]> {
  const problems = await checkTargets(
    write.runner,
    write.editable === 'any' ? write.reach : write.schema,
    write.entity,
    // The first step of each path is the row's index.
    rows.map(({ index, values, present }) => ({
      values,
      path: [index, 'values'],
      ...(present ? { before: present.values } : {}),
    })),
    { viewer: write.call.viewer, now: write.now },
  );
  return problems.map(({ path, ...rest }) => ({
    index: path[0] as number,
    found: [{ ...rest, path: path.slice(1) }],
  }));
}

const isNew = (write: Asking, field: FieldModel, { values, present }: Candidate): boolean => {
  const value = values[field.name];
  if (value === null || value === undefined) return false;
  return !present || !sameValue(write.schema, field, value, present.values[field.name]);
};

type Asking = Pick<Writing, 'runner' | 'schema' | 'entity'>;

/** Values that must be unique: against the rows before in the batch, and against the table. */
export async function duplicates(write: Asking, rows: readonly Candidate[]): Promise<RowProblem[]> {
  const found: RowProblem[] = [];
  for (const field of write.entity.fields) {
    if (!field.isUnique || !isWritten(field)) continue;
    const filled = rows.filter((row) => isNew(write, field, row));
    const given = filled.map(({ values }) => values[field.name]);
    const taken = await takenValues(write.runner, write.schema, write.entity, field, given);
    const first = new Map<string, number>();
    for (const { index, values } of filled) {
      const value = String(values[field.name]);
      const path = ['values', field.name];
      const before = first.get(value);
      if (taken.has(value)) found.push({ index, found: problem('record.notUnique', path, { label: field.label }) });
      else if (before !== undefined) {
        found.push({ index, found: problem('record.twiceInFile', path, { label: field.label, row: before + 1 }) });
      } else first.set(value, index);
    }
  }
  for (const unique of write.entity.uniques ?? []) found.push(...(await repeated(write, unique, rows)));
  return found;
}

/** Combinations of fields: against the rows before in the batch, and against the table. */
async function repeated(write: Asking, unique: UniqueModel, rows: readonly Candidate[]): Promise<RowProblem[]> {
  const { entity, schema } = write;
  const { fields } = unique;
  const valueOf = ({ values, present }: Candidate, { name }: FieldModel): unknown =>
    name in values ? values[name] : present?.values[name];
  const filled = rows
    .filter((row) => fields.some((field) => isNew(write, field, row)))
    .map((row) => ({ row, id: row.id, values: fields.map((field) => valueOf(row, field)) }))
    .filter(({ values }) => values.every((value) => value !== null && value !== undefined));
  const taken = await takenTogether(write.runner, entity, fields, filled);
  const first = new Map<string, number>();
  return filled.flatMap(({ row: { index }, values }, i) => {
    const wrong = togetherProblem(entity, unique, schema.access);
    if (taken[i]) return [{ index, found: wrong }];
    const key = JSON.stringify(values);
    const before = first.get(key);
    if (before === undefined) first.set(key, index);
    if (before === undefined) return [];
    const isNamed = wrong.code !== 'record.refused';
    const found = isNamed ? problem('record.twiceInFile', wrong.path, { ...wrong.data, row: before + 1 }) : wrong;
    return [{ index, found }];
  });
}

/** Starts the flows that wait, record by record; browsers get one hint for all. */
export async function tellAll(
  write: Writing,
  op: RecordChange['op'],
  records: readonly Pick<RecordChange, 'id' | 'rev' | 'changed'>[],
): Promise<void> {
  const { entity, host, tx } = write;
  const affected = op === 'delete' ? await withFlows(write, records) : records;
  if (!write.move && flowsWaitFor(host, entity, op)) {
    for (const record of affected) await told(write, { op, entity, ...record });
  }
  // One hint is enough: a list is read again as a whole.
  if (records.length > 0) await host.live.publish(tx!, { topic: 'records', entity: entity.name });
}

/** Of deleted records only those matter to flows that a flow runs on, unless one waits for the deletion itself. */
async function withFlows<R extends Pick<RecordChange, 'id'>>(write: Writing, records: readonly R[]): Promise<R[]> {
  const rows = await write.runner.run({
    text: `select distinct record_id from public.flow_instance where record_id = any($1::uuid[])`,
    values: [records.map(({ id }) => id)],
  });
  const running = new Set(rows.map(([id]) => id as string));
  return records.filter(({ id }) => running.has(id));
}
