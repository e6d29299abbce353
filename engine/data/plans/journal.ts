/** The journal of publications that go on behind: what was asked, and how far each step has come. */
import type { Queryable } from '../documents/rows';

export type RunState = 'running' | 'stuck' | 'done' | 'cancelled';
/**
 * `expand` makes the columns and notes every later write; `fill` carries the values over, `number` numbers the records; `index` builds one early;
 * `settle` catches up with the writers and verifies; `publish` swaps and publishes, in one transaction. After it `compute`
 * gives the records there were the values of computed fields, `verify` compares them with the computation; `move` moves
 * records captured with older versions of a form; `finish` lets go.
 */
export type StepKind =
  'expand' | 'fill' | 'number' | 'index' | 'settle' | 'publish' | 'compute' | 'verify' | 'move' | 'finish';

export interface RunRow {
  readonly id: string;
  readonly state: RunState;
  /** JSON: documents, removals, conversions, drafts. */
  readonly publication: string;
  readonly documents: string;
  readonly note: string;
  readonly by_id: string | null;
  readonly by_name: string | null;
  readonly is_admin: boolean;
  readonly at: Date;
  readonly ended_at: Date | null;
  readonly problems: string;
  readonly versions: string;
}
export interface StepRow {
  readonly seq: number;
  readonly kind: StepKind;
  /** JSON: which field or index, and its words. */
  readonly spec: string;
  readonly state: 'waiting' | 'running' | 'done';
  readonly done: number;
  readonly total: number;
  readonly cursor: string | null;
}
export interface NewRun {
  readonly id: string;
  readonly publication: string;
  readonly documents: string;
  readonly note: string;
  readonly by: string | null;
  readonly isAdmin: boolean;
  readonly at: Date;
  readonly steps: readonly { readonly kind: StepKind; readonly spec: string; readonly total: number }[];
}

export async function writeRun(db: Queryable, run: NewRun): Promise<void> {
  await db.query(
    `insert into plan_run (id, publication, documents, note, by_id, is_admin, at) values ($1, $2, $3, $4, $5, $6, $7)`,
    [run.id, run.publication, run.documents, run.note, run.by, run.isAdmin, run.at],
  );
  await db.query(
    `insert into plan_step (run_id, seq, kind, spec, total)
     select $1, s.seq, s.kind, s.spec, s.total
       from json_to_recordset($2::json) as s(seq int, kind text, spec text, total bigint)`,
    [run.id, JSON.stringify(run.steps.map((step, seq) => ({ seq, ...step })))],
  );
}

const RUN = `r.id, r.state, r.publication, r.documents, r.note, r.by_id, p.name as by_name, r.is_admin, r.at, r.ended_at,
  r.problems, r.versions`;

export async function readRuns(
  db: Queryable,
  which: { readonly id?: string; readonly isOpen?: boolean; readonly limit?: number },
): Promise<readonly RunRow[]> {
  const { rows } = await db.query<RunRow>(
    `select ${RUN} from plan_run r left join person p on p.id = r.by_id
      where ($1::uuid is null or r.id = $1) and (not $2 or r.ended_at is null)
      order by r.at desc, r.id desc limit $3`,
    [which.id ?? null, which.isOpen ?? false, which.limit ?? 100],
  );
  return rows;
}

/** The run's state, which nobody changes until the transaction ends. */
export async function holdRun(db: Queryable, id: string): Promise<RunState | undefined> {
  const { rows } = await db.query<{ state: RunState }>('select state from plan_run where id = $1 for update', [id]);
  return rows[0]?.state;
}

export async function readSteps(db: Queryable, run: string): Promise<readonly StepRow[]> {
  const { rows } = await db.query<Omit<StepRow, 'done' | 'total'> & { done: string; total: string }>(
    'select seq, kind, spec, state, done, total, cursor from plan_step where run_id = $1 order by seq',
    [run],
  );
  return rows.map((row) => ({ ...row, done: Number(row.done), total: Number(row.total) }));
}

/** In the transaction of the step's own work. */
export async function noteStep(
  db: Queryable,
  run: string,
  seq: number,
  is: { readonly state: StepRow['state']; readonly more?: number; readonly cursor?: string | null },
): Promise<void> {
  await db.query('update plan_step set state = $3, done = done + $4, cursor = $5 where run_id = $1 and seq = $2', [
    run,
    seq,
    is.state,
    is.more ?? 0,
    is.cursor ?? null,
  ]);
}

export async function setSpec(db: Queryable, run: string, kind: StepKind, spec: string): Promise<void> {
  await db.query('update plan_step set spec = $3 where run_id = $1 and kind = $2', [run, kind, spec]);
}

/** Other choices were made: what was filled by the old ones is filled again. */
export async function restartFills(db: Queryable, run: string): Promise<void> {
  await db.query(
    `update plan_step set state = 'waiting', done = 0, cursor = null,
       spec = case kind when 'fill' then (spec::jsonb || '{"again": true}')::text else spec end
      where run_id = $1 and kind in ('fill', 'settle')`,
    [run],
  );
  await db.query('delete from quarantine where run_id = $1', [run]);
}

export async function setRun(
  db: Queryable,
  id: string,
  is: {
    readonly state: RunState;
    readonly problems?: string;
    readonly versions?: string;
    readonly publication?: string;
    readonly endedAt?: Date;
  },
): Promise<void> {
  await db.query(
    `update plan_run set state = $2, problems = coalesce($3, problems), versions = coalesce($4, versions),
       publication = coalesce($5, publication), ended_at = coalesce($6, ended_at) where id = $1`,
    [id, is.state, is.problems ?? null, is.versions ?? null, is.publication ?? null, is.endedAt ?? null],
  );
}

// ---- rows that somebody wrote meanwhile ----

export async function readDirty(
  db: Queryable,
  run: string,
  table: string,
  limit: number,
): Promise<{ readonly ids: readonly string[]; readonly seqs: readonly string[] }> {
  const { rows } = await db.query<{ seq: string; row_id: string }>(
    'select seq, row_id from plan_dirty where run_id = $1 and table_id = $2 order by seq limit $3',
    [run, table, limit],
  );
  return { ids: [...new Set(rows.map((row) => row.row_id))], seqs: rows.map((row) => row.seq) };
}

export async function dropDirty(db: Queryable, seqs: readonly string[]): Promise<void> {
  await db.query('delete from plan_dirty where seq = any($1::bigint[])', [seqs]);
}
export async function forgetRun(db: Queryable, run: string, isPublished: boolean): Promise<void> {
  await db.query('delete from plan_dirty where run_id = $1', [run]);
  if (isPublished) await db.query('update quarantine set is_live = true where run_id = $1 and not is_live', [run]);
  else await db.query('delete from quarantine where run_id = $1', [run]);
}
