/**
 * A leaver's records go to somebody else: counted first, then moved batch by batch in the background, each change in the
 * history of its record, and open approvals asked of the new person. A worker killed in between leaves whole batches;
 * the next one goes on, because what is left is what still belongs to the old owner.
 */
import type { HandOverState, Input, Output } from '../../kernel/api';
import { problem, refuse, Refusal, sentence, type Problem } from '../../kernel/problems';
import type { Locale } from '../../kernel/text';
import type { Viewer } from '../../kernel/viewer';
import type { Call, Host, Tx } from '../contract';
import { followBatch, FOLLOW_BATCH, HAND_OVER_JOB, ownedEntities, type Owned } from './follow';
import { handTasks, openTasksOfPerson } from './handover-tasks';

export { HAND_OVER_JOB };

const BATCH = 500;
const MOST_LISTED = 50;

interface MoveRow {
  readonly id: string;
  readonly kind: HandOverState['kind'];
  readonly from_id: string;
  readonly to_id: string;
  readonly from_name: string | null;
  readonly to_name: string | null;
  readonly entities: readonly string[];
  readonly with_tasks: boolean;
  readonly by_id: string | null;
  readonly state: HandOverState['state'];
  readonly total: number;
  readonly done: number;
  /** Why it failed, as a Problem in JSON. */
  readonly failure: string | null;
  readonly at: Date;
  readonly ended_at: Date | null;
}
const MOVE = `select h.*, f.name as from_name, t.name as to_name from hand_over h
  left join person f on f.id = h.from_id left join person t on t.id = h.to_id`;

const viewOf = ({ registry }: Host, row: MoveRow, locale: Locale): HandOverState => ({
  id: row.id,
  kind: row.kind,
  from: { id: row.from_id, title: row.from_name ?? '' },
  to: { id: row.to_id, title: row.to_name ?? '' },
  state: row.state,
  total: row.total,
  done: row.done,
  at: row.at.toISOString(),
  endedAt: row.ended_at?.toISOString() ?? null,
  reason: row.failure === null ? null : sentence(registry.problems, JSON.parse(row.failure) as Problem, locale),
});

type Queryable = Pick<Tx, 'query'>;

async function personOf(db: Queryable, id: string): Promise<{ readonly name: string; readonly is_active: boolean }> {
  const { rows } = await db.query<{ name: string; is_active: boolean }>(
    'select name, is_active from person where id = $1',
    [id],
  );
  return rows[0] ?? refuse('access.unknownPerson', ['from']);
}

/** Records of a person, those in the trash included: they may come back. */
async function countsOf(host: Host, db: Queryable, person: string): Promise<ReadonlyMap<string, number>> {
  const owned = ownedEntities(host);
  if (owned.length === 0) return new Map();
  const parts = owned.map(
    ({ table }, i) => `select ${i} as n, count(*)::int as count from ${table} where owner_id = $1`,
  );
  const { rows } = await db.query<{ n: number; count: number }>(parts.join(' union all '), [person]);
  return new Map(rows.filter(({ count }) => count > 0).map(({ n, count }) => [owned[n]!.entity, count]));
}

export async function previewHandOver(
  call: Call,
  { from }: Input<'handover.preview'>,
): Promise<Output<'handover.preview'>> {
  const { host } = call;
  return host.transaction(async (tx) => {
    await personOf(tx, from);
    const counts = await countsOf(host, tx, from);
    const entities = [...counts].map(([id, count]) => {
      const entity = host.model().entity(id)!;
      return { entity: entity.name, label: entity.labelPlural, count };
    });
    return {
      entities: entities.sort((a, b) => b.count - a.count),
      tasks: (await openTasksOfPerson(tx, from)).length,
    };
  });
}

export async function startHandOver(call: Call, input: Input<'handover.start'>): Promise<HandOverState> {
  const { host, viewer } = call;
  const { from, to, tasks = false } = input;
  if (from === to) refuse('handover.same', ['to']);
  const wanted = input.entities?.map((name, i) => {
    const entity = host.model().entity(name);
    return entity && !entity.isPlatform && !entity.parent
      ? entity.id
      : refuse('query.unknownEntity', ['entities', i], { entity: name });
  });
  return host.transaction(async (tx) => {
    // One hand-over of a person at a time.
    await tx.query('select pg_advisory_xact_lock(hashtext($1))', [`trellis.handover ${from}`]);
    const leaver = await personOf(tx, from);
    const { name, is_active } = await personOf(tx, to);
    if (!is_active) refuse('handover.inactive', ['to'], { name });
    const running = await tx.query(`select 1 from hand_over where from_id = $1 and state = 'running'`, [from]);
    if (running.rowCount > 0) refuse('handover.running', ['from'], { name: leaver.name });
    const counts = [...(await countsOf(host, tx, from))].filter(([id]) => !wanted || wanted.includes(id));
    const total = counts.reduce((sum, [, count]) => sum + count, 0);
    const openTasks = tasks ? (await openTasksOfPerson(tx, from)).length : 0;
    const id = host.ids.uuid();
    await tx.query(
      `insert into hand_over (id, kind, from_id, to_id, entities, with_tasks, by_id, state, total, at)
       values ($1, 'person', $2, $3, $4, $5, $6, 'running', $7, $8)`,
      [id, from, to, counts.map(([entity]) => entity), tasks, viewer.id, total + openTasks, host.clock.now()],
    );
    await host.jobs.enqueue(tx, HAND_OVER_JOB, { move: id });
    const { rows } = await tx.query<MoveRow>(`${MOVE} where h.id = $1`, [id]);
    return viewOf(host, rows[0]!, viewer.locale);
  });
}

export async function listHandOvers({ host, viewer }: Call): Promise<Output<'handover.list'>> {
  const { rows } = await host.pool.query<MoveRow>(`${MOVE} order by h.at desc, h.id limit ${MOST_LISTED}`);
  return { moves: rows.map((row) => viewOf(host, row, viewer.locale)) };
}

/**
 * Works on a move until its end. Throws where the job must be taken up again: after an abort, or when the database went
 * away. Anything else ends it as `failed`, with what was moved so far moved; handing over again goes on with the rest.
 */
export async function runHandOver(
  host: Host,
  viewerOf: (person: string) => Promise<Viewer>,
  id: string,
  signal?: AbortSignal,
): Promise<void> {
  const { rows } = await host.pool.query<MoveRow>(`${MOVE} where h.id = $1 and h.state = 'running'`, [id]);
  const move = rows[0];
  if (!move) return;
  try {
    await moveAll(host, viewerOf, move, signal);
    await finish(host, id, 'done');
  } catch (error) {
    if (signal?.aborted || isPassing(error)) throw error;
    if (!(error instanceof Refusal)) console.error('hand-over:', error);
    await finish(host, id, 'failed', error instanceof Refusal ? error.problems[0]! : problem('handover.broken'));
  }
}

/** Moves that a worker did not bring to their end, and the queue has given up: for a worker that starts. */
export async function resumeHandOvers(host: Host): Promise<void> {
  await host.transaction(async (tx) => {
    const { rows } = await tx.query<{ id: string }>(`select id from hand_over where state = 'running'`);
    for (const { id } of rows) await host.jobs.enqueue(tx, HAND_OVER_JOB, { move: id });
  });
}

/** The connection was lost, or two transactions stood in each other's way: the next try may well succeed. */
function isPassing(error: unknown): boolean {
  const { code } = error as { readonly code?: unknown };
  return typeof code === 'string' && /^(08|57P|40|53|55P03|ECONN|EPIPE)/.test(code);
}

async function moveAll(
  host: Host,
  viewerOf: (person: string) => Promise<Viewer>,
  move: MoveRow,
  signal: AbortSignal | undefined,
): Promise<void> {
  const wanted = ownedEntities(host).filter(({ entity }) => move.entities.includes(entity));
  for (const owned of wanted) {
    for (;;) {
      signal?.throwIfAborted();
      const moved = await host.transaction((tx) => batch(host, tx, move, owned));
      if (moved < (move.kind === 'person' ? BATCH : FOLLOW_BATCH)) break;
    }
  }
  if (!move.with_tasks || move.by_id === null) return;
  const call: Call = { viewer: await viewerOf(move.by_id), door: 'job', host, ...(signal ? { signal } : {}) };
  await handTasks(call, move.from_id, move.to_id, (tx) => count(tx, move.id, 1));
}

const finish = (host: Host, id: string, state: 'done' | 'failed', why?: Problem): Promise<unknown> =>
  host.pool.query(`update hand_over set state = $2, ended_at = $3, failure = $4 where id = $1 and state = 'running'`, [
    id,
    state,
    host.clock.now(),
    why ? JSON.stringify(why) : null,
  ]);

const count = (tx: Tx, id: string, done: number): Promise<unknown> =>
  tx.query('update hand_over set done = done + $2 where id = $1', [id, done]);

async function batch(host: Host, tx: Tx, move: MoveRow, owned: Owned & { readonly name: string }): Promise<number> {
  const moved =
    move.kind === 'department'
      ? await followBatch(tx, owned.table, move.from_id)
      : await handBatch(host, tx, move, owned);
  await count(tx, move.id, moved);
  if (moved > 0) await host.live.publish(tx, { topic: 'records', entity: owned.name });
  return moved;
}

/** Records, history and outbox in one statement. The new owner's department comes along. */
async function handBatch(host: Host, tx: Tx, move: MoveRow, { table, entity }: Owned): Promise<number> {
  const { rowCount } = await tx.query(
    `with moved as (
       select id from ${table} where owner_id = $1 order by id limit ${BATCH} for update
     ), record as (
       update ${table} t set owner_id = $2, rev = rev + 1, updated_at = $3, updated_by = $4,
         owner_path = coalesce((select d.path from person p join department d on d.id = p.department_id where p.id = $2), '')
         from moved where t.id = moved.id returning t.id, t.rev
     ), history as (
       insert into public.record_history (id, entity_id, record_id, rev, at, by_id, door, op, changes)
       select gen_random_uuid(), $5, id, rev, $3, $4, 'job', 'update',
         jsonb_build_object('owner_id', jsonb_build_object('before', $1::text, 'after', $2::text)) from record
     ), outbox as (
       insert into public.outbox (at, topic, payload)
       select $3, 'record.update', jsonb_build_object('entity', $5::text, 'id', id, 'rev', rev) from record
     )
     select id from record`,
    [move.from_id, move.to_id, host.clock.now(), move.by_id, entity],
  );
  return rowCount;
}
