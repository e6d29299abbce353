/** Many new records at once: what passes is written together, what does not comes back with its problems. */
import { withDefaults, checkValues } from '../../data/records/check';
import { withRowIds } from '../../data/records/changes';
import { receive } from '../../data/records/receive';
import type { Json } from '../../kernel/json';
import { Refusal, refuse, type Problem } from '../../kernel/problems';
import type { Call, RecordService, Tx } from '../contract';
import {
  inTransaction,
  namesOf,
  preparedMany,
  requiredBy,
  schemaOfNew,
  writing,
  type RecordDeps,
  type Writing,
} from './records-context';
import { flowsWaitFor } from './records-flows';
import { insertAll, refusedOf } from './records-create';
import { duplicates, Failures, tellAll, wrongTargets, type Candidate } from './records-many-checks';

type Result = Awaited<ReturnType<RecordService['createMany']>>;

/**
 * Writes the rows that pass, in one statement. A row that does not pass is returned with its problems and hinders no
 * other.
 * @returns the id of each row's record, null where it failed
 */
export async function createMany(
  deps: RecordDeps,
  call: Call,
  entityName: string,
  rows: readonly { readonly [field: string]: Json }[],
  tx?: Tx,
  options: { readonly isSearchedLater?: boolean } = {},
): Promise<Result> {
  const write = writing(deps, call, { entity: entityName }, tx);
  const { entity, schema } = write;
  if (!schema.access.mayCreate(entity)) refuse('record.mayNotCreate', ['entity'], { entity: entity.label });
  return inTransaction({ ...write, ...options }, (inside) => writeMany(inside, rows));
}

async function writeMany(write: Writing, rows: readonly { readonly [field: string]: Json }[]): Promise<Result> {
  const failures = new Failures();
  let good: readonly Candidate[] = await checked(write, rows, failures);
  for (const { index, found } of await wrongTargets(write, good)) failures.add(index, found);
  good = failures.without(good);
  for (const { index, found } of await duplicates(write, good)) failures.add(index, [found]);
  const sent = (index: number): readonly string[] =>
    Object.keys(rows[index]!).flatMap((name) => write.entity.field(name)?.name ?? []);
  good = await insertGood(write, failures.without(good), failures, sent);
  const isWaited = flowsWaitFor(write.host, write.entity, 'create');
  await tellAll(
    write,
    'create',
    good.map(({ id, values }) => ({ id, rev: 1, changed: isWaited ? namesOf(write.entity, values) : [] })),
  );
  const ids: (string | null)[] = rows.map(() => null);
  for (const { index, id } of good) ids[index] = id;
  return { ids, failed: failures.list() };
}

async function checked(write: Writing, rows: readonly unknown[], failures: Failures): Promise<Candidate[]> {
  const { entity, schema, host } = write;
  const schemaNew = schemaOfNew(write);
  const received = rows.map((row) => receive(schemaNew, entity, row, write.editable, undefined));
  const made = await preparedMany(
    write,
    received.map(({ values }, index) => ({
      values: withDefaults(schema, entity, values),
      before: undefined,
      sent: rows[index],
    })),
  );
  const good: Candidate[] = [];
  for (const [index, { values, problems }] of made.entries()) {
    const found = checkValues(schema, entity, values, {
      fields: entity.fields,
      editable: write.editable,
      ...requiredBy(problems),
    });
    const all: Problem[] = [...received[index]!.problems, ...problems.list, ...found];
    if (all.length > 0) failures.add(index, all);
    else good.push({ index, id: host.ids.uuid(), values: withRowIds(entity, values, () => host.ids.uuid()) });
  }
  return good;
}

/** How often somebody else may take a value between the question and the write. */
const TRIES = 5;

/**
 * Writes the rows. Somebody else may take a unique value between the question and the write: then nothing of this try
 * stays, the values are asked for again, and the others are written.
 */
async function insertGood(
  write: Writing,
  candidates: readonly Candidate[],
  failures: Failures,
  sent: (index: number) => readonly string[],
): Promise<readonly Candidate[]> {
  const { runner } = write;
  let good = candidates;
  for (let tries = 0; good.length > 0; tries += 1) {
    await runner.run({ text: 'savepoint rows', values: [] });
    try {
      await insertAll(write, good);
      const refused = await refusedOf(
        write,
        good.map(({ id, index }) => ({ id, sent: sent(index) })),
      );
      if (refused.size === 0) {
        await runner.run({ text: 'release savepoint rows', values: [] });
        break;
      }
      await runner.run({ text: 'rollback to savepoint rows', values: [] });
      for (const { id, index } of good) if (refused.has(id)) failures.add(index, refused.get(id)!);
      good = failures.without(good);
    } catch (error) {
      await runner.run({ text: 'rollback to savepoint rows', values: [] });
      const found = error instanceof Refusal && tries < TRIES ? await duplicates(write, good) : [];
      if (found.length === 0) throw error;
      for (const { index, found: wrong } of found) failures.add(index, [wrong]);
      good = failures.without(good);
    }
  }
  return good;
}
