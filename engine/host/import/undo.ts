/**
 * Takes back what an import wrote, the last batch first, each batch in one transaction: new records go to the trash, and
 * changed ones get the values back that the history has from before. What somebody changed since, or uses elsewhere, stays
 * and is told (unless the person wants it overridden). Every undone batch is marked in its own transaction, so that a
 * worker killed in between goes on where it stopped.
 */
import type { Changes } from '../../data/records/changes';
import { usedIds } from '../../data/records/used';
import { holdSearch } from '../../data/search/fill';
import { openedChanges } from '../../data/secrets/values';
import type { EntityModel, FieldModel } from '../../kernel/model';
import { problem, Refusal, refuse, type Problem } from '../../kernel/problems';
import type { Viewer } from '../../kernel/viewer';
import type { Call, Host, Tx } from '../contract';
import { json, storable, tellProgress, type JobRow } from './session';

interface HistoryRow {
  readonly entity_id: string;
  readonly record_id: string;
  readonly rev: number;
  readonly op: 'create' | 'update' | 'delete' | 'restore';
  /** Of an update. */
  readonly changes: Changes | null;
  /** Fields somebody else has changed since; `*` when the record was deleted or restored. */
  readonly since: readonly string[];
}
type Keep = (record: string, entity: EntityModel, why: Problem) => void;

export async function undoImport(
  host: Host,
  viewerOf: (personId: string) => Promise<Viewer>,
  { job: jobId, by }: { readonly job: string; readonly by: string },
  signal?: AbortSignal,
): Promise<void> {
  const { rows } = await host.pool.query<JobRow>(
    `update import_job set undo_state = 'running' where id = $1 and undo_state in ('ready', 'running') returning *`,
    [jobId],
  );
  const job = rows[0];
  if (!job) return;
  const call: Call = { viewer: await viewerOf(by), door: 'import', host };
  for (let isMore = true; isMore;) {
    if (signal?.aborted) throw new Error('This worker stops.');
    isMore = await host.transaction((tx) => undoBatch(tx, call, job));
  }
  await host.transaction(async (tx) => {
    await tx.query(`update import_job set undo_state = 'done' where id = $1`, [job.id]);
    await tellProgress(host, tx, job.id, by);
  });
}

async function undoBatch(tx: Tx, call: Call, job: JobRow): Promise<boolean> {
  // As for the import: a batch that is lost is undone again.
  await tx.query('set local synchronous_commit = off');
  const { rows } = await tx.query<{ seq: number; tx: string }>(
    `select seq, tx from import_batch where job_id = $1 and not is_undone and seq > 0 order by seq desc limit 1 for update`,
    [job.id],
  );
  const batch = rows[0];
  if (!batch) return false;
  // What the undo itself writes is not "changed since": its transactions are kept too, with negative numbers.
  await tx.query(`insert into import_batch (job_id, seq, is_undone) values ($1, -$2::int, true)`, [job.id, batch.seq]);
  const written = await historyOf(tx, job, batch.tx);
  const kept = new Map<string, { entity: EntityModel; why: Problem }>();
  const keep: Keep = (record, entity, why) => void kept.set(record, { entity, why });
  let undone = await restoreValues(tx, call, job, written, keep);
  undone += await removeNew(tx, call, job, written, keep);
  await tx.query(
    `insert into import_kept (job_id, record_id, entity_id, problem)
     select $1, u.id, u.entity, u.problem::jsonb from unnest($2::uuid[], $3::text[], $4::text[]) as u (id, entity, problem)
     on conflict do nothing`,
    [
      job.id,
      [...kept.keys()],
      [...kept.values()].map(({ entity }) => entity.id),
      [...kept.values()].map(({ why }) => storable(json(why))),
    ],
  );
  await holdSearch(tx, job.entity_id);
  await tx.query('update import_batch set is_undone = true where job_id = $1 and seq = $2', [job.id, batch.seq]);
  await tx.query(
    `update import_job set undone = undone + $2,
       kept = (select count(*) from import_kept where job_id = $1) where id = $1`,
    [job.id, undone],
  );
  await tellProgress(call.host, tx, job.id, call.viewer.id);
  return true;
}

/** What one transaction of the import wrote, and what others have done to the same records since. */
async function historyOf(tx: Tx, job: JobRow, transaction: string): Promise<readonly HistoryRow[]> {
  const { rows } = await tx.query<HistoryRow>(
    `select h.entity_id, h.record_id, h.rev, h.op, case when h.op = 'update' then h.changes end as changes,
       coalesce((select array_agg(distinct f.field)
          from record_history l
          cross join lateral (select '*' as field where l.op <> 'update'
            union all select k from json_object_keys(l.changes) k) f
         where l.record_id = h.record_id and l.rev > h.rev
           and not exists (select 1 from import_batch b where b.job_id = $2 and b.tx = l.tx)), '{}') as since
     from record_history h
    where h.tx = $1 and h.door = 'import' and (h.entity_id = $3 or h.op = 'create')
    order by h.entity_id = $3 desc, h.record_id, h.rev`,
    [transaction, job.id, job.entity_id],
  );
  return rows;
}

// ---- changed records ------------------------------------------------------------------------------------------------
async function restoreValues(
  tx: Tx,
  call: Call,
  job: JobRow,
  written: readonly HistoryRow[],
  keep: Keep,
): Promise<number> {
  const entity = call.host.model().entity(job.entity_id);
  if (!entity) throw new Refusal(problem('import.noEntity'));
  const rows = written.filter(({ op }) => op === 'update');
  const sent: { id: string; values: (present: { readonly [field: string]: unknown }) => unknown }[] = [];
  for (const row of rows) {
    const since = new Set(job.undo_overrides ? row.since.filter((field) => field === '*') : row.since);
    if (since.has('*')) {
      keep(row.record_id, entity, problem('import.goneSince'));
      continue;
    }
    const changes = openedChanges(call.host, entity, row.record_id, row.changes ?? {});
    const fields = Object.keys(changes).flatMap((id) => entity.field(id) ?? []);
    const moved = fields.filter(({ id }) => since.has(id));
    if (moved.length > 0) keep(row.record_id, entity, changedSince(moved));
    const back = fields.filter(({ id, derived }) => !since.has(id) && !derived);
    if (back.length > 0) sent.push({ id: row.record_id, values: (present) => before(back, changes, present) });
  }
  if (sent.length === 0) return 0;
  // Written by the import, with rules and all: taken back as it was written, as far as the record may be changed at all.
  const mine = await updatable(tx, call, entity, sent, keep);
  const { results, failed } = await call.host.records.changeMany(call, entity.name, mine, { editable: 'any' }, tx);
  for (const { index, problems } of failed) keep(mine[index]!.id, entity, problems[0]!);
  return results.filter((result) => result?.isChanged).length;
}

const changedSince = (fields: readonly FieldModel[]): Problem =>
  problem('import.changedSince', [], {
    fields: {
      'zh-CN': fields.map(({ label }) => `「${label['zh-CN']}」`).join(''),
      en: fields.map(({ label }) => `“${label.en}”`).join(', '),
    },
  });

/** The records that the viewer may change now; the others are kept. */
async function updatable<R extends { readonly id: string }>(
  tx: Tx,
  call: Call,
  entity: EntityModel,
  rows: readonly R[],
  keep: Keep,
): Promise<R[]> {
  const asked = rows.map(({ id }) => ({ id, values: {} }));
  const { failed } = await call.host.records.changeMany(call, entity.name, asked, {}, tx);
  const closed = new Set(failed.map(({ index }) => index));
  for (const { index, problems } of failed) keep(rows[index]!.id, entity, problems[0]!);
  return rows.filter((_, index) => !closed.has(index));
}

function before(
  fields: readonly FieldModel[],
  changes: Changes,
  present: { readonly [field: string]: unknown },
): { readonly [field: string]: unknown } {
  return Object.fromEntries(
    fields.map((field) => {
      const change = changes[field.id]!;
      return [
        field.name,
        field.child ? linesBefore(field.child, change, present[field.name]) : (change.before ?? null),
      ];
    }),
  );
}

interface KeptRow {
  readonly id: string;
  readonly position: number;
  readonly [column: string]: unknown;
}
/** Line items as they were: the history holds the rows that differ, with their places; the others stand where they stood. */
function linesBefore(child: EntityModel, change: { before: unknown; after: unknown }, present: unknown): unknown[] {
  const now = (present as readonly { readonly id: string }[] | null) ?? [];
  const ids = new Set(now.map(({ id }) => id));
  const written = new Set(((change.after as readonly KeptRow[] | null) ?? []).map(({ id }) => id));
  const old = new Map(
    ((change.before as readonly KeptRow[] | null) ?? []).map((row) => [Number(row.position) - 1, row]),
  );
  const same = now.filter(({ id }) => !written.has(id));
  const size = same.length + old.size;
  const rows: unknown[] = [];
  for (let place = 0, next = 0; place < size; place += 1) {
    const row = old.get(place);
    if (!row) {
      if (next < same.length) rows.push(same[next]!);
      next += 1;
      continue;
    }
    const cells = child.fields
      .filter((field) => !field.system && !field.derived)
      .map((field) => [field.name, row[field.id] ?? null]);
    // A row that was taken away comes back as a new one.
    rows.push({ ...(ids.has(row.id) ? { id: row.id } : {}), ...(Object.fromEntries(cells) as object) });
  }
  return rows;
}

// ---- new records ----------------------------------------------------------------------------------------------------
async function removeNew(tx: Tx, call: Call, job: JobRow, written: readonly HistoryRow[], keep: Keep): Promise<number> {
  const { host } = call;
  let removed = 0;
  // Records of the import itself first; then those it made because rows named them.
  const entities = [...new Set(written.filter(({ op }) => op === 'create').map(({ entity_id }) => entity_id))];
  for (const id of entities) {
    const entity = host.model().entity(id);
    if (!entity) continue;
    const ids: string[] = [];
    for (const row of written) {
      if (row.op !== 'create' || row.entity_id !== id) continue;
      if (row.since.length > 0 && !job.undo_overrides) keep(row.record_id, entity, problem('import.usedSince'));
      else ids.push(row.record_id);
    }
    // Records that point to each other and go together do not hold each other back.
    const mine = {
      text: `exists (select 1 from public.record_history h join public.import_batch b on b.tx = h.tx and b.job_id = $2::uuid
        where h.record_id = o.id and h.op = 'create') and not exists (select 1 from public.import_kept k where k.job_id = $2::uuid and k.record_id = o.id)`,
      values: [job.id],
    };
    const used = await usedIds(tx, host.model(), entity, ids, mine);
    for (const record of used) keep(record, entity, problem('import.inUse'));
    const free = ids.filter((record) => !used.has(record));
    const rows = free.map((record) => ({ id: record }));
    const result = await host.records.removeMany(call, entity.name, 'delete', rows, tx, { isUsedAllowed: true });
    removed += result.results.filter((one) => one !== null).length;
    for (const { index, problems } of result.failed) {
      // Somebody has thrown it away already: that is what is wanted.
      if (problems[0]!.code !== 'record.notFound') keep(free[index]!, entity, problems[0]!);
    }
  }
  return removed;
}

/**
 * Puts the undo of an import into the queue. Refuses (`import.notUndoable`) while it runs, and a second time; but what an
 * undo has kept can be undone once more with `overrides`.
 */
export async function beginUndo(tx: Tx, call: Call, job: string, overrides: boolean): Promise<void> {
  const { rows } = await tx.query<{ again: boolean }>(
    `update import_job j set undo_state = 'ready', undo_overrides = $2
       from (select id, undo_state is not null as again from import_job where id = $1 for update) o
      where j.id = o.id and j.kind = 'import' and j.state in ('done', 'failed', 'cancelled')
        and (j.undo_state is null or (j.undo_state = 'done' and $2 and j.kept > 0))
      returning o.again`,
    [job, overrides],
  );
  if (!rows[0]) refuse('import.notUndoable', ['job']);
  if (rows[0].again) {
    await tx.query('delete from import_kept where job_id = $1', [job]);
    await tx.query('update import_job set kept = 0 where id = $1', [job]);
    await tx.query('update import_batch set is_undone = false where job_id = $1 and seq > 0', [job]);
    await tx.query('update import_batch set seq = seq - 1000000000 where job_id = $1 and seq < 0', [job]);
  }
  await call.host.jobs.enqueue(tx, 'import.undo', { job, by: call.viewer.id });
  await tellProgress(call.host, tx, job, call.viewer.id);
}
