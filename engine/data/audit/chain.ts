/**
 * The audit log: entries chained by a keyed hash, so that changing, dropping or slipping in one breaks every entry after
 * it. The key comes from the installation's secret: with TRELLIS_SECRET in the environment, even whoever may write to
 * the database cannot make a chain that verifies. After "Secure Audit Logs to Support Computer Forensics" (Schneier and
 * Kelsey, 1999), with one key instead of an evolving one: the newest hash (the head) is what to keep elsewhere.
 */
import { createHmac, hkdfSync } from 'node:crypto';
import type { Runner } from '../run';

export interface AuditEntry {
  readonly at: Date;
  readonly by: string | null;
  readonly door: string;
  readonly source: string | null;
  /** Name of the operation, or what the platform itself did: `session.signIn`, `history.seal`. */
  readonly action: string;
  readonly outcome: 'done' | 'refused';
  /** What it was done to, in a word: a document, an e-mail address, an id. */
  readonly subject: string | null;
  /** JSON text. */
  readonly details: string;
}
export interface ChainedEntry extends AuditEntry {
  readonly seq: bigint;
  readonly hash: Buffer;
}

/** Before the first entry. */
export const GENESIS = Buffer.alloc(32);

/** @param secret of the installation; the key never leaves the process */
export const auditKey = (secret: string): Buffer => Buffer.from(hkdfSync('sha256', secret, '', 'trellis audit', 32));

/** HMAC-SHA-256 over the hash before and every column of an entry. */
export function hashOf(key: Buffer, before: Buffer, seq: bigint, entry: AuditEntry): Buffer {
  const { at, by, door, source, action, outcome, subject, details } = entry;
  const content = [String(seq), at.toISOString(), by, door, source, action, outcome, subject, details];
  return createHmac('sha256', key).update(before).update(JSON.stringify(content)).digest();
}

const LOCK = 7_340_991;

/**
 * Adds entries at the end of the chain. Call it last in a transaction: until it ends nobody else can add one.
 * @returns the sequence number of the last entry
 */
export async function append(runner: Runner, key: Buffer, entries: readonly AuditEntry[]): Promise<bigint> {
  await runner.run({ text: 'select pg_advisory_xact_lock($1)', values: [LOCK] });
  const [last] = await runner.run({ text: 'select seq, hash from audit_entry order by seq desc limit 1', values: [] });
  let seq = last ? BigInt(last[0] as string) : 0n;
  let hash = last ? (last[1] as Buffer) : GENESIS;
  for (const entry of entries) {
    seq += 1n;
    hash = hashOf(key, hash, seq, entry);
    const { at, by, door, source, action, outcome, subject, details } = entry;
    await runner.run({
      text: `insert into audit_entry (seq, at, by_id, door, source, action, outcome, subject, details, hash)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
      values: [String(seq), at, by, door, source, action, outcome, subject, details, hash],
    });
  }
  return seq;
}

const BATCH = 5_000;

/** The chain in order, read in batches. */
export async function* readChain(runner: Runner): AsyncGenerator<ChainedEntry> {
  let after = '0';
  for (;;) {
    const rows = await runner.run({
      text: `select seq, at, by_id, door, source, action, outcome, subject, details, hash from audit_entry
        where seq > $1 order by seq limit ${BATCH}`,
      values: [after],
    });
    for (const row of rows) yield toEntry(row);
    if (rows.length < BATCH) return;
    after = String(rows.at(-1)![0]);
  }
}

function toEntry(row: readonly unknown[]): ChainedEntry {
  const [seq, at, by, door, source, action, outcome, subject, details, hash] = row;
  return {
    seq: BigInt(seq as string),
    at: at as Date,
    by: by as string | null,
    door: door as string,
    source: source as string | null,
    action: action as string,
    outcome: outcome as AuditEntry['outcome'],
    subject: subject as string | null,
    details: details as string,
    hash: hash as Buffer,
  };
}
