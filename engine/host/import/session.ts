/** What the import operations share: the uploaded file, the job row as callers see it. */
import type { ImportSettings, ImportState } from '../../kernel/api';
import type { Json } from '../../kernel/json';
import { refuse, sentence, type Problem } from '../../kernel/problems';
import type { Call, Host, Tx } from '../contract';
import type { Source } from './read';

export type JobOptions = ImportSettings & { readonly fileName: string };

/** A file this person uploaded; anybody else's file does not exist for them. */
export async function uploadedFile(call: Call, id: string): Promise<{ name: string; source: Source }> {
  const { rows } = await call.host.pool.query<{ name: string; size: number }>(
    'select name, size from file where id = $1 and by_id = $2',
    [id, call.viewer.id],
  );
  if (!rows[0]) return refuse('import.noFile', ['file']);
  return { name: rows[0].name, source: fileSource(call.host, id, Number(rows[0].size)) };
}

export const fileSource = (host: Host, id: string, size: number): Source => ({
  size,
  stream: () => host.files.open(id) as unknown as AsyncIterable<Uint8Array>,
});

export interface JobRow {
  readonly id: string;
  readonly entity_id: string;
  readonly file_id: string;
  readonly by_id: string;
  readonly by_name: string | null;
  readonly kind: ImportState['kind'];
  readonly options: JobOptions;
  readonly state: ImportState['state'];
  readonly total: number | null;
  readonly done: number;
  readonly inserted: number;
  readonly updated: number;
  readonly unchanged: number;
  readonly failed: number;
  readonly linked: number;
  readonly rate: number | null;
  readonly problem: Problem | null;
  readonly undo_state: 'ready' | 'running' | 'done' | null;
  readonly undo_overrides: boolean;
  readonly undone: number;
  readonly kept: number;
  readonly created_at: Date;
  readonly started_at: Date | null;
  readonly ended_at: Date | null;
}

const SELECT = `select j.*, p.name as by_name from import_job j left join person p on p.id = j.by_id`;
const isAdmin = (call: Call): boolean => call.viewer.permissions.includes('admin');

/** An import of this person, or any for an administrator. Refuses (`import.noJob`) what is not theirs. */
export async function importJob(call: Call, id: string): Promise<JobRow> {
  const { rows } = await call.host.pool.query<JobRow>(`${SELECT} where j.id = $1 and (j.by_id = $2 or $3)`, [
    id,
    call.viewer.id,
    isAdmin(call),
  ]);
  return rows[0] ?? refuse('import.noJob', ['job']);
}

export const importState = async (call: Call, id: string): Promise<ImportState> =>
  stateOf(call, await importJob(call, id));

/** Imports of this person (an administrator: of everybody), the newest first. Trial runs are not listed. */
export async function listImports(
  call: Call,
  { entity: name, size = 50, after }: { readonly entity?: string; readonly size?: number; readonly after?: string },
): Promise<{ imports: ImportState[]; next: string | null }> {
  const entity = name === undefined ? undefined : call.host.model().entity(name);
  if (name !== undefined && !entity) return { imports: [], next: null };
  const { rows } = await call.host.pool.query<JobRow>(
    `${SELECT} where j.kind = 'import' and (j.by_id = $1 or $2) and ($3::text is null or j.entity_id = $3)
        and ($4::uuid is null or j.id < $4) order by j.id desc limit $5`,
    [call.viewer.id, isAdmin(call), entity?.id ?? null, after ?? null, size + 1],
  );
  const page = rows.slice(0, size);
  return { imports: page.map((row) => stateOf(call, row)), next: rows.length > size ? page.at(-1)!.id : null };
}

const iso = (at: Date | null): string | null => (at === null ? null : new Date(at).toISOString());

export function stateOf(call: Call, row: JobRow): ImportState {
  const { host, viewer } = call;
  const entity = host.model().entity(row.entity_id);
  const isSeen = entity && host.access(viewer).scope(entity, 'read') !== 'none';
  const rest = row.total === null ? null : row.total - row.done;
  const isGoing = row.state === 'running' || row.state === 'ready';
  return {
    id: row.id,
    entity: isSeen ? entity.name : '',
    file: row.options.fileName,
    by: { id: row.by_id, title: row.by_name ?? '' },
    kind: row.kind,
    state: row.state,
    total: row.total,
    done: row.done,
    inserted: row.inserted,
    updated: row.updated,
    unchanged: row.unchanged,
    failed: row.failed,
    linked: row.linked,
    rate: row.rate === null ? null : Math.round(row.rate),
    secondsLeft: isGoing && row.rate !== null && row.rate > 0 && rest !== null ? Math.ceil(rest / row.rate) : null,
    createdAt: iso(row.created_at)!,
    startedAt: iso(row.started_at),
    endedAt: iso(row.ended_at),
    reason: row.problem ? sentence(host.registry.problems, row.problem, viewer.locale) : null,
    undo: row.undo_state
      ? { state: row.undo_state === 'done' ? 'done' : 'running', undone: row.undone, kept: row.kept }
      : null,
    isMine: row.by_id === viewer.id,
  };
}

export const tellProgress = (host: Host, tx: Tx, job: string, person: string): Promise<void> =>
  host.live.publish(tx, { topic: 'import', job, people: [person] });

/**
 * Moves a job from one of `from` to `to`, in one statement: two who press at once do not both succeed. Refuses
 * (`import.notNow`) when it is in another state.
 */
export async function moveJob(call: Call, tx: Tx, job: JobRow, from: readonly string[], to: string): Promise<void> {
  const isOver = ['done', 'failed', 'cancelled'].includes(to);
  const { rowCount } = await tx.query(
    `update import_job set state = $2, ended_at = case when $3 then $4::timestamptz end, rate = null
      where id = $1 and state = any($5::text[])`,
    [job.id, to, isOver, call.host.clock.now(), from],
  );
  if (rowCount === 0) refuse('import.notNow', ['job']);
  await tellProgress(call.host, tx, job.id, job.by_id);
}

/** jsonb cannot hold U+0000 or half of a surrogate pair; both become the replacement character. */
export const storable = (cell: string): string =>
  Buffer.from(cell.replaceAll('\u0000', '\ufffd'), 'utf8').toString('utf8');

export const json = (value: unknown): string => JSON.stringify(value satisfies unknown as Json);
