/** The nightly comparison of computed values with what they are computed from. */
import { verifyDerived, type Verified } from '../../data/derived/verify';
import { PLATFORM_TIME_ZONE } from '../../entity/derived/names';
import type { RunningHost } from '../host';

const LOCK = 7_345_011;
const SETTING = 'derived.verified';
/** Between one and five in the morning, and at most once a night. */
const [FROM, UNTIL] = [1, 5];
const LEAST_HOURS = 12;

/** What the audit log says of a run. */
export const summaryOf = (results: readonly Verified[]): { readonly [key: string]: unknown } => ({
  fields: results.length,
  checked: results.reduce((sum, { checked }) => sum + checked, 0),
  wrong: results.reduce((sum, { wrong }) => sum + wrong, 0),
  repaired: results
    .filter(({ wrong }) => wrong > 0)
    .map(({ entity, field, wrong, ids }) => ({ field: `${entity.name}.${field.name}`, wrong, ids })),
});

/** Compares and repairs, and leaves a line in the audit log. */
export async function verifyAndRepair(
  host: RunningHost,
  door: 'cli' | 'job',
  signal?: AbortSignal,
): Promise<readonly Verified[]> {
  const results = await verifyDerived(host, host.model(), { repair: true, ...(signal ? { signal } : {}) });
  await host.audit.note({
    by: null,
    door,
    source: null,
    action: 'derived.verify',
    outcome: 'done',
    subject: null,
    details: JSON.stringify(summaryOf(results)),
  });
  return results;
}

/** Called every now and then by each worker: one of them does it, once a night. */
export async function verifyNightly(host: RunningHost): Promise<void> {
  const now = host.clock.now();
  const hour = Number(
    new Intl.DateTimeFormat('en', { hour: 'numeric', hourCycle: 'h23', timeZone: PLATFORM_TIME_ZONE }).format(now),
  );
  if (hour < FROM || hour >= UNTIL || !(await isMine(host, now))) return;
  await verifyAndRepair(host, 'job');
}

/** Whoever writes the time first does the work. */
const isMine = (host: RunningHost, now: Date): Promise<boolean> =>
  host.transaction(async (tx) => {
    await tx.query('select pg_advisory_xact_lock($1)', [LOCK]);
    const { rowCount } = await tx.query(
      `insert into setting (key, value) values ($1, to_jsonb($2::timestamptz)) on conflict (key) do update
         set value = excluded.value where (setting.value #>> '{}')::timestamptz < $2::timestamptz - make_interval(hours => $3)`,
      [SETTING, now, LEAST_HOURS],
    );
    return rowCount === 1;
  });
