/**
 * The audit log of the host. An operation that is audited writes its entry in its own first transaction, at the end, so
 * that there is no deed without an entry; one that has no transaction, and one that was refused, gets an entry of its own.
 */
import { AsyncLocalStorage } from 'node:async_hooks';
import type { Pool } from 'pg';
import {
  append,
  auditKey,
  GENESIS,
  hashOf,
  readChain,
  type AuditEntry,
  type ChainedEntry,
} from '../../data/audit/chain';
import { continueAfter, holds, nextSeal, SEAL, type Seal } from '../../data/audit/seal';
import { runnerOf, type Runner } from '../../data/run';
import type { AuditVerdict } from '../../kernel/api';
import type { Clock } from '../../kernel/clock';
import { Refusal } from '../../kernel/problems';
import type { Call, Operation, Tx } from '../contract';
import { detailsOf, subjectOf } from './audit-details';

export interface Audit {
  /** Before anything is written: in a database that was restored elsewhere the history's numbers go on after the last seal. */
  begin(): Promise<void>;
  /** Runs an operation; its entry is written with its first transaction. */
  during<T>(operation: Operation, input: unknown, call: Call, run: () => Promise<T>): Promise<T>;
  /** Called by every transaction of the host before it commits. */
  inside(tx: Tx): Promise<void>;
  /** Something that is not an operation: a sign-in. */
  note(entry: Omit<AuditEntry, 'at'>): Promise<void>;
  /** Seals the history that is complete; returns how many seals it set. One process at a time. */
  seal(): Promise<number>;
  /** Walks the whole chain and every seal. */
  verify(): Promise<AuditVerdict>;
}

interface Pending {
  readonly entry: AuditEntry;
  isWritten: boolean;
}

/** Whose entry is worth keeping: what needs a permission and changes something, unless the operation says otherwise. */
export const isAudited = ({ audit, may, isReadOnly }: Operation): boolean =>
  audit ?? (may !== 'signedIn' && !isReadOnly);

export function createAudit(deps: {
  readonly pool: Pool;
  readonly secret: string;
  readonly clock: Clock;
  /** A transaction of the host. */
  transaction<T>(fn: (tx: Tx) => Promise<T>): Promise<T>;
}): Audit {
  const { pool, clock, transaction } = deps;
  const key = auditKey(deps.secret);
  const present = new AsyncLocalStorage<Pending>();
  const entryOf = (operation: Operation, input: unknown, call: Call): AuditEntry => ({
    at: clock.now(),
    by: call.viewer.id,
    door: call.door,
    source: call.source ?? null,
    action: operation.name,
    outcome: 'done',
    subject: subjectOf(input),
    details: detailsOf(input),
  });
  const alone = (entry: AuditEntry): Promise<bigint> =>
    present.exit(() => transaction((tx) => append(tx, key, [entry])));

  return {
    async during(operation, input, call, run) {
      if (!isAudited(operation)) return run();
      const pending: Pending = { entry: entryOf(operation, input, call), isWritten: false };
      try {
        const output = await present.run(pending, run);
        if (!pending.isWritten) await alone(pending.entry);
        return output;
      } catch (error) {
        const isForbidden =
          error instanceof Refusal && error.problems.some(({ code }) => /forbidden|mayNot/i.test(code));
        if (isForbidden && !pending.isWritten) await alone({ ...pending.entry, outcome: 'refused' });
        throw error;
      }
    },
    async inside(tx) {
      const pending = present.getStore();
      if (!pending || pending.isWritten) return;
      pending.isWritten = true;
      try {
        await append(tx, key, [pending.entry]);
      } catch (error) {
        pending.isWritten = false;
        throw error;
      }
    },
    note: async (entry) => void (await alone({ ...entry, at: clock.now() })),
    begin: () => transaction(async (tx) => continueAfter(tx, await lastSealed(tx))),
    seal: () => transaction((tx) => sealAll(tx, key, clock)),
    verify: () => verify(runnerOf(pool), key),
  };
}

/** Where the last seal ends. */
async function lastSealed(tx: Tx): Promise<string> {
  const [row] = await tx.run({
    text: `select details from audit_entry where action = $1 order by seq desc limit 1`,
    values: [SEAL],
  });
  return row ? (JSON.parse(row[0] as string) as Seal).to : '0';
}

const SEALING = 7_340_992;

async function sealAll(tx: Tx, key: Buffer, clock: Clock): Promise<number> {
  const [lock] = await tx.run({ text: 'select pg_try_advisory_xact_lock($1)', values: [SEALING] });
  if (lock![0] !== true) return 0;
  const entries: AuditEntry[] = [];
  let from = await lastSealed(tx);
  for (;;) {
    const seal = await nextSeal(tx, from);
    if (!seal) break;
    from = seal.to;
    const details = JSON.stringify(seal);
    const system = { by: null, door: 'job', source: null, outcome: 'done' as const, subject: null };
    entries.push({ ...system, at: clock.now(), action: SEAL, details });
  }
  if (entries.length > 0) await append(tx, key, entries);
  return entries.length;
}

async function verify(runner: Runner, key: Buffer): Promise<AuditVerdict> {
  let before: ChainedEntry | undefined;
  let entries = 0;
  let changes = 0;
  const seals: { readonly seq: string; readonly seal: Seal }[] = [];
  const broken = (seq: bigint, reason: AuditVerdict['reason']): AuditVerdict => ({
    isWhole: false,
    entries,
    changes,
    head: null,
    brokenAt: String(seq),
    reason,
  });
  for await (const entry of readChain(runner)) {
    const expected = (before?.seq ?? 0n) + 1n;
    if (entry.seq !== expected) return broken(expected, 'missing');
    if (!hashOf(key, before?.hash ?? GENESIS, entry.seq, entry).equals(entry.hash)) return broken(entry.seq, 'changed');
    if (entry.action === SEAL) seals.push({ seq: String(entry.seq), seal: JSON.parse(entry.details) as Seal });
    entries += 1;
    before = entry;
  }
  // A rewrite that was declared sealed its ranges anew: the last seal of a range counts.
  const latest = new Map(seals.map((one) => [one.seal.from, one]));
  for (const { seq, seal } of latest.values()) {
    if (!(await holds(runner, seal))) return broken(BigInt(seq), 'history');
    changes += seal.count;
  }
  const head = before ? before.hash.toString('hex') : null;
  return { isWhole: true, entries, changes, head, brokenAt: null, reason: null };
}
