/**
 * Seals over the history of records. A chain over every write would make all writers wait for each other; instead a
 * job hashes the history in ranges and writes each hash into the audit chain. A range is bounded by transaction numbers:
 * what lies below the oldest running transaction is complete, so nothing can come in later.
 */
import type { Runner } from '../run';

/** History of the transactions `from` ≤ tx < `to`. */
export interface Seal {
  readonly from: string;
  readonly to: string;
  readonly count: number;
  /** SHA-256 over the SHA-256 of every entry, hex. */
  readonly digest: string;
}
export const SEAL = 'history.seal';

/** Entries in one range, about: a seal is looked at as a whole. */
const RANGE = 50_000;

/** Jsonb and instants are written in one way only, whatever the session's settings. */
const ENTRY = `jsonb_build_array(id, entity_id, record_id, rev, extract(epoch from at), by_id, door, source, op, changes, tx)::text`;

async function digestOf(runner: Runner, from: string, to: string): Promise<Pick<Seal, 'count' | 'digest'>> {
  const [row] = await runner.run({
    text: `select count(*), encode(sha256(coalesce(string_agg(sha256(convert_to(${ENTRY}, 'UTF8')), ''::bytea order by tx, id), '')), 'hex')
      from record_history where tx >= $1 and tx < $2`,
    values: [from, to],
  });
  return { count: Number(row![0]), digest: row![1] as string };
}

/** The next range to seal after `from`; undefined when no complete history is waiting. */
export async function nextSeal(runner: Runner, from: string): Promise<Seal | undefined> {
  const { offset } = await numbering(runner);
  const [row] = await runner.run({
    text: `with done as (select pg_snapshot_xmin(pg_current_snapshot())::text::bigint + $2::bigint as limit_tx),
      waiting as (select tx from record_history, done where tx >= $1 and tx < limit_tx order by tx limit ${RANGE})
      select max(tx)::text from waiting`,
    values: [from, String(offset)],
  });
  const last = row?.[0] as string | null | undefined;
  if (last === null || last === undefined) return undefined;
  const to = String(BigInt(last) + 1n);
  return { from, to, ...(await digestOf(runner, from, to)) };
}

/** Does the history still say what was sealed? */
export async function holds(runner: Runner, seal: Seal): Promise<boolean> {
  const now = await digestOf(runner, seal.from, seal.to);
  return now.count === seal.count && now.digest === seal.digest;
}

/**
 * A database that was restored elsewhere counts its transactions from the beginning: then new history would fall into
 * ranges that are sealed. From here on its numbers continue after the last seal.
 */
export async function continueAfter(runner: Runner, last: string): Promise<void> {
  const { present, offset } = await numbering(runner);
  if (present + offset >= BigInt(last)) return;
  const more = BigInt(last) - present + 1_000n;
  // Imports find their history by the same numbers.
  for (const table of ['record_history', 'import_batch']) {
    await runner.run({
      text: `alter table ${table} alter column tx set default ((pg_current_xact_id()::text)::bigint + ${more})`,
      values: [],
    });
  }
}

/** The number of this transaction, and what is added to it in the history. */
async function numbering(runner: Runner): Promise<{ present: bigint; offset: bigint }> {
  const [row] = await runner.run({
    text: `select pg_current_xact_id()::text, pg_get_expr(d.adbin, d.adrelid) from pg_attribute a
      join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
      where a.attrelid = 'public.record_history'::regclass and a.attname = 'tx'`,
    values: [],
  });
  const added = /\+ '?(\d+)'?/.exec(String(row![1]))?.[1] ?? '0';
  return { present: BigInt(row![0] as string), offset: BigInt(added) };
}
