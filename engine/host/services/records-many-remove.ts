/** Deleting many records at once, and bringing them back: read together, written together, each with its own rights. */
import { readManyStored, type Stored } from '../../data/records/stored';
import { usedAmong } from '../../data/records/users';
import { quoteTable } from '../../entity/identifiers';
import { problem, Refusal } from '../../kernel/problems';
import type { Call, RecordService, Tx } from '../contract';
import { refuseInUse } from './records-change';
import { inTransaction, writing, type RecordDeps, type Writing } from './records-context';
import { persistMany } from './records-many-change';
import { Failures, type Candidate } from './records-many-checks';

type Result = Awaited<ReturnType<RecordService['changeMany']>>;
interface Wanted {
  readonly op: 'delete' | 'restore';
  /** `rev`: the revision the caller saw. A stale one is refused: nobody deletes what they have not read. */
  readonly rows: readonly { readonly id: string; readonly rev?: number }[];
  /** Also records that others point to: the caller has looked. */
  readonly isUsedAllowed?: boolean;
}

/** What may not be deleted, or is pointed to, is returned with its problems and hinders no other record. */
export async function removeMany(
  deps: RecordDeps,
  call: Call,
  entityName: string,
  wanted: Wanted,
  tx?: Tx,
): Promise<Result> {
  const write = writing(deps, call, { entity: entityName }, tx);
  return inTransaction(write, async (inside) => {
    const failures = new Failures();
    const present = await locked(inside, wanted, failures);
    let good = failures
      .without(wanted.rows.map((row, index) => ({ ...row, index })))
      .map(({ id, index }): Candidate => ({ id, index, values: {}, present: present.get(id)! }));
    if (wanted.op === 'delete' && !wanted.isUsedAllowed) good = await unused(inside, good, failures);
    const revs = good.length > 0 ? await persistMany(inside, wanted.op, good) : new Map<string, number>();
    const results = wanted.rows.map(({ id }) => {
      const rev = revs.get(id);
      return rev === undefined ? null : { rev, isChanged: true };
    });
    return { results, failed: failures.list() };
  });
}

/** The records inside the right to delete; locked in one order, so that two such batches never wait for each other. */
async function locked(write: Writing, { op, rows }: Wanted, failures: Failures): Promise<ReadonlyMap<string, Stored>> {
  const { runner, reach, entity, call, now } = write;
  const ids = rows.map(({ id }) => id);
  await runner.run({
    text: `select 1 from ${quoteTable(entity.table)} where id = any($1::uuid[]) order by id for update`,
    values: [ids],
  });
  const by = { viewer: call.viewer, now };
  const isRestore = op === 'restore';
  const present = await readManyStored(runner, reach, entity, ids, by, { action: 'delete', trash: isRestore });
  const missing = ids.filter((id) => !present.has(id));
  // Whoever may read a record may know that it is there.
  const seen =
    missing.length > 0 && !isRestore
      ? await readManyStored(runner, reach, entity, missing, by, { action: 'read' })
      : new Map<string, Stored>();
  for (const [index, { id, rev }] of rows.entries()) {
    const found = present.get(id);
    if (!found) failures.add(index, [problem(seen.has(id) ? 'record.mayNotDelete' : 'record.notFound', ['id'])]);
    else if (rev !== undefined && rev !== found.rev) {
      failures.add(index, [problem('record.conflict', ['rev'], { label: entity.label })]);
    }
  }
  return present;
}

/** Records that others point to stay: they would show a name that leads nowhere. One question finds them. */
async function unused(write: Writing, rows: readonly Candidate[], failures: Failures): Promise<Candidate[]> {
  const { runner, schema, entity, call, now } = write;
  const asking = { viewer: call.viewer, now };
  const ids = rows.map(({ id }) => id);
  const used = new Set(await usedAmong(runner, schema, entity, ids, asking));
  for (const { id, index } of rows.filter((row) => used.has(row.id))) {
    try {
      await refuseInUse(write, id);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      failures.add(index, error.problems);
    }
  }
  return failures.without(rows);
}
