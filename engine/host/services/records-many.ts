/** Many new records at once: what passes is written together, what does not comes back with its problems. */
import { withDefaults, checkValues } from '../../data/records/check';
import { withRowIds } from '../../data/records/changes';
import { receive, type Values } from '../../data/records/receive';
import { checkTargets } from '../../data/records/targets';
import { takenValues } from '../../data/records/unique';
import type { Json } from '../../kernel/json';
import { problem, Refusal, refuse, type Problem } from '../../kernel/problems';
import type { Call, RecordService, Tx } from '../contract';
import {
  inTransaction,
  namesOf,
  prepared,
  requiredBy,
  told,
  writing,
  type RecordDeps,
  type Writing,
} from './records-context';
import { insertAll } from './records-create';
import { flowsWaitFor } from './records-flows';

type Result = Awaited<ReturnType<RecordService['createMany']>>;
interface Candidate {
  readonly index: number;
  readonly id: string;
  readonly values: Values;
}

export async function createMany(
  deps: RecordDeps,
  call: Call,
  entityName: string,
  rows: readonly { readonly [field: string]: Json }[],
  tx?: Tx,
): Promise<Result> {
  const write = writing(deps, call, { entity: entityName }, tx);
  const { entity, schema } = write;
  if (!schema.access.mayCreate(entity)) refuse('record.mayNotCreate', ['entity'], { entity: entity.label });
  return inTransaction(write, (inside) => writeMany(inside, rows));
}

async function writeMany(write: Writing, rows: readonly { readonly [field: string]: Json }[]): Promise<Result> {
  const problems = new Map<number, readonly Problem[]>();
  let good: Candidate[] = [];
  const fail = (index: number, found: readonly Problem[]): void => {
    problems.set(index, [...(problems.get(index) ?? []), ...found]);
  };
  for (const [index, row] of rows.entries()) {
    const { values, found } = await checked(write, row);
    if (found.length > 0) fail(index, found);
    else good.push({ index, id: write.host.ids.uuid(), values });
  }
  const pass = (): void => void (good = good.filter(({ index }) => !problems.has(index)));
  for (const { path, ...rest } of await wrongTargets(write, good)) {
    fail(path[0] as number, [{ ...rest, path: path.slice(1) }]);
  }
  pass();
  for (const { index, found } of await duplicates(write, good)) fail(index, [found]);
  pass();
  good = [...(await insertGood(write, good, fail))];
  await tellAll(write, good);
  const ids: (string | null)[] = rows.map(() => null);
  for (const { index, id } of good) ids[index] = id;
  const failed = [...problems].sort(([a], [b]) => a - b).map(([index, list]) => ({ index, problems: list }));
  return { ids, failed };
}

async function checked(write: Writing, row: unknown): Promise<{ values: Values; found: readonly Problem[] }> {
  const { entity, schema, host } = write;
  const received = receive(schema, entity, row, write.editable, undefined);
  const { values, problems } = await prepared(write, withDefaults(schema, entity, received.values), undefined);
  const found = checkValues(schema, entity, values, {
    fields: entity.fields,
    editable: write.editable,
    ...requiredBy(problems),
  });
  return {
    values: withRowIds(entity, values, () => host.ids.uuid()),
    found: [...received.problems, ...problems.list, ...found],
  };
}

/** All relations of all rows in one question; the first step of each path is the row's index. */
const wrongTargets = (write: Writing, good: readonly Candidate[]): Promise<readonly Problem[]> =>
  checkTargets(
    write.runner,
    write.schema,
    write.entity,
    good.map(({ index, values }) => ({ values, path: [index, 'values'] })),
    { viewer: write.call.viewer, now: write.now },
  );

/** Values that must be unique: against the rows before in the batch, and against the table. */
async function duplicates(write: Writing, good: readonly Candidate[]): Promise<{ index: number; found: Problem }[]> {
  const found: { index: number; found: Problem }[] = [];
  for (const field of write.entity.fields) {
    if (!field.isUnique || field.system || field.column === null) continue;
    const filled = good.filter(({ values }) => values[field.name] !== null && values[field.name] !== undefined);
    const taken = await takenValues(
      write.runner,
      write.entity,
      field,
      filled.map(({ values }) => values[field.name]),
    );
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
  return found;
}

/**
 * Writes the rows. Somebody else may take a unique value between the question and the write: then nothing of this try
 * stays, the values are asked for again, and the others are written.
 */
async function insertGood(
  write: Writing,
  candidates: readonly Candidate[],
  fail: (index: number, found: readonly Problem[]) => void,
): Promise<readonly Candidate[]> {
  const { runner } = write;
  let good = candidates;
  for (let tries = 0; good.length > 0; tries += 1) {
    await runner.run({ text: 'savepoint rows', values: [] });
    try {
      await insertAll(write, good);
      await runner.run({ text: 'release savepoint rows', values: [] });
      break;
    } catch (error) {
      await runner.run({ text: 'rollback to savepoint rows', values: [] });
      const found = error instanceof Refusal && tries < 5 ? await duplicates(write, good) : [];
      if (found.length === 0) throw error;
      for (const { index, found: wrong } of found) fail(index, [wrong]);
      const taken = new Set(found.map(({ index }) => index));
      good = good.filter(({ index }) => !taken.has(index));
    }
  }
  return good;
}

async function tellAll(write: Writing, good: readonly Candidate[]): Promise<void> {
  const { entity, host, tx } = write;
  if (flowsWaitFor(host, entity, 'create')) {
    for (const { id, values } of good) {
      await told(write, { op: 'create', entity, id, rev: 1, changed: namesOf(entity, values) });
    }
  }
  // One hint is enough: a list is read again as a whole.
  else if (good.length > 0) await host.live.publish(tx!, { topic: 'records', entity: entity.name });
}
