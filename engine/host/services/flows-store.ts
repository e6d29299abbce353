/** The SQL of flows. Every function runs in the transaction of the event it belongs to. */
import type { Text } from '../../kernel/text';
import type { FlowEvent, Snapshot } from '../../workflow/vocabulary';
import type { HistoryStep, LoggedEvent } from './flows-contract';
import type { Tx } from '../contract';

/** A row of flow_instance. The running event changes it and writes it back. */
export interface Instance {
  readonly id: string;
  readonly flowId: string;
  readonly version: number;
  readonly entityId: string;
  readonly recordId: string;
  readonly startedBy: string | null;
  readonly startedAt: Date;
  status: 'active' | 'done' | 'failed' | 'withdrawn';
  outcome: string | null;
  snapshot: Snapshot;
  /** Number of events so far: the `seq` of the latest. */
  rev: number;
  endedAt: Date | null;
}
export interface Task {
  readonly id: string;
  readonly instanceId: string;
  readonly nodeId: string;
  readonly round: number;
  readonly assigneeId: string;
  readonly state: 'open' | 'approved' | 'rejected' | 'closed';
  readonly createdAt: Date;
  readonly dueAt: Date | null;
  readonly reminded: boolean;
  readonly escalated: boolean;
}
export interface Timer {
  readonly instanceId: string;
  readonly timerId: string;
  readonly epoch: number;
}

type InstanceRow = Omit<Instance, 'snapshot'> & { readonly snapshot: string };
const INSTANCE = `id, flow_id as "flowId", version, entity_id as "entityId", record_id as "recordId",
  started_by as "startedBy", started_at as "startedAt", status, outcome, snapshot, rev, ended_at as "endedAt"`;
const TASK = `id, instance_id as "instanceId", node_id as "nodeId", round, assignee_id as "assigneeId", state,
  created_at as "createdAt", due_at as "dueAt", reminded, escalated`;

const toInstance = (row: InstanceRow): Instance => ({ ...row, snapshot: JSON.parse(row.snapshot) as Snapshot });

/** Always the first lock of an event: whoever comes second waits here and sees what the first did. */
export async function lockInstance(tx: Tx, id: string): Promise<Instance | undefined> {
  const { rows } = await tx.query<InstanceRow>(`select ${INSTANCE} from flow_instance where id = $1 for update`, [id]);
  return rows[0] && toInstance(rows[0]);
}

/** For whoever holds the record's lock already and so must not wait for an event that may be waiting for the record. */
export async function tryLockInstance(tx: Tx, id: string): Promise<Instance | 'busy' | undefined> {
  try {
    const { rows } = await tx.query<InstanceRow>(
      `select ${INSTANCE} from flow_instance where id = $1 for update nowait`,
      [id],
    );
    return rows[0] && toInstance(rows[0]);
  } catch (error) {
    if ((error as { code?: string }).code === LOCK_NOT_AVAILABLE) return 'busy';
    throw error;
  }
}
const LOCK_NOT_AVAILABLE = '55P03';

export async function instancesOf(tx: Tx, entityId: string, recordId: string): Promise<Instance[]> {
  const { rows } = await tx.query<InstanceRow>(
    `select ${INSTANCE} from flow_instance where record_id = $1 and entity_id = $2 order by started_at desc, id desc`,
    [recordId, entityId],
  );
  return rows.map(toInstance);
}

export async function instancesById(tx: Tx, ids: readonly string[]): Promise<Map<string, Instance>> {
  const { rows } = await tx.query<InstanceRow>(`select ${INSTANCE} from flow_instance where id = any($1)`, [ids]);
  return new Map(rows.map((row) => [row.id, toInstance(row)]));
}

export async function isRunning(tx: Tx, flowId: string, recordId: string): Promise<boolean> {
  const { rowCount } = await tx.query(
    "select 1 from flow_instance where record_id = $2 and flow_id = $1 and status = 'active' limit 1",
    [flowId, recordId],
  );
  return rowCount > 0;
}

export async function insertInstance(tx: Tx, instance: Instance): Promise<void> {
  await tx.query(
    `insert into flow_instance (id, flow_id, version, entity_id, record_id, status, snapshot, rev, started_by, started_at)
     values ($1, $2, $3, $4, $5, 'active', $6, 0, $7, $8)`,
    [
      instance.id,
      instance.flowId,
      instance.version,
      instance.entityId,
      instance.recordId,
      JSON.stringify(instance.snapshot),
      instance.startedBy,
      instance.startedAt,
    ],
  );
}

export async function saveInstance(tx: Tx, instance: Instance): Promise<void> {
  await tx.query(
    'update flow_instance set status = $2, outcome = $3, snapshot = $4, rev = $5, ended_at = $6 where id = $1',
    [instance.id, instance.status, instance.outcome, JSON.stringify(instance.snapshot), instance.rev, instance.endedAt],
  );
}

/** The primary key (instance, seq) is a second wall behind the row lock; (instance, key) makes a repeated event fail. */
export async function insertEvent(
  tx: Tx,
  instance: Instance,
  logged: {
    key: string;
    at: Date;
    by: string | null;
    event: FlowEvent | { type: 'begin' };
    steps: readonly HistoryStep[];
  },
): Promise<void> {
  await tx.query(
    'insert into flow_event (instance_id, seq, key, at, by_id, event, steps) values ($1, $2, $3, $4, $5, $6, $7)',
    [
      instance.id,
      instance.rev,
      logged.key,
      logged.at,
      logged.by,
      JSON.stringify(logged.event),
      JSON.stringify(logged.steps),
    ],
  );
}

export async function eventsOf(tx: Tx, instanceIds: readonly string[]): Promise<LoggedEvent[]> {
  const { rows } = await tx.query<Omit<LoggedEvent, 'event' | 'steps'> & { event: string; steps: string }>(
    `select instance_id as "instanceId", seq, key, at, by_id as by, event, steps
       from flow_event where instance_id = any($1) order by instance_id, seq`,
    [instanceIds],
  );
  return rows.map((row) => ({
    ...row,
    event: JSON.parse(row.event) as LoggedEvent['event'],
    steps: JSON.parse(row.steps) as HistoryStep[],
  }));
}

// ---- tasks ------------------------------------------------------------------------------------------------------------
export async function insertTasks(tx: Tx, tasks: readonly Omit<Task, 'state' | 'reminded'>[]): Promise<void> {
  await tx.query(
    `insert into flow_task (id, instance_id, node_id, round, assignee_id, created_at, due_at, escalated)
     select id, "instanceId", "nodeId", round, "assigneeId", "createdAt", "dueAt", escalated
       from json_to_recordset($1::json) as t(id uuid, "instanceId" uuid, "nodeId" text, round int, "assigneeId" uuid,
                                             "createdAt" timestamptz, "dueAt" timestamptz, escalated boolean)`,
    [JSON.stringify(tasks)],
  );
}

/** Closes open tasks of a node; returns whose they were. */
export async function closeTasks(
  tx: Tx,
  close: { instance: string; node: string; people?: readonly string[]; as: string; at: Date; comment: string | null },
): Promise<string[]> {
  const { rows } = await tx.query<{ assignee_id: string }>(
    `update flow_task set state = $4, decided_at = $5, comment = $6
      where instance_id = $1 and node_id = $2 and state = 'open' and ($3::uuid[] is null or assignee_id = any($3))
      returning assignee_id`,
    [close.instance, close.node, close.people ?? null, close.as, close.at, close.comment],
  );
  return rows.map((row) => row.assignee_id);
}

export async function markReminded(tx: Tx, instance: string, node: string, people: readonly string[]): Promise<Task[]> {
  const { rows } = await tx.query<Task>(
    `update flow_task set reminded = true
      where instance_id = $1 and node_id = $2 and state = 'open' and assignee_id = any($3) returning ${TASK}`,
    [instance, node, people],
  );
  return rows;
}

export async function taskById(tx: Tx, id: string): Promise<Task | undefined> {
  const { rows } = await tx.query<Task>(`select ${TASK} from flow_task where id = $1`, [id]);
  return rows[0];
}

export async function openTasksOf(tx: Tx, instanceIds: readonly string[]): Promise<Task[]> {
  const { rows } = await tx.query<Task>(
    `select ${TASK} from flow_task where instance_id = any($1) and state = 'open' order by created_at, id`,
    [instanceIds],
  );
  return rows;
}

/** Tasks of a person: open ones by urgency (due first), done ones by the latest. */
export async function tasksOf(tx: Tx, person: string, state: 'open' | 'done', size: number): Promise<Task[]> {
  const { rows } = await tx.query<Task>(
    state === 'open'
      ? `select ${TASK} from flow_task where assignee_id = $1 and state = 'open'
          order by due_at nulls last, created_at, id limit $2`
      : `select ${TASK} from flow_task where assignee_id = $1 and state in ('approved', 'rejected')
          order by decided_at desc, id desc limit $2`,
    [person, size],
  );
  return rows;
}

// ---- timers -----------------------------------------------------------------------------------------------------------
export async function armTimer(tx: Tx, timer: Timer & { runAt: Date; event: FlowEvent }): Promise<void> {
  await tx.query(
    `insert into flow_timer (instance_id, timer_id, epoch, run_at, event) values ($1, $2, $3, $4, $5)
     on conflict (instance_id, timer_id) do update set epoch = excluded.epoch, run_at = excluded.run_at, event = excluded.event`,
    [timer.instanceId, timer.timerId, timer.epoch, timer.runAt, JSON.stringify(timer.event)],
  );
}

export async function cancelTimers(tx: Tx, instance: string, timerIds?: readonly string[]): Promise<void> {
  await tx.query('delete from flow_timer where instance_id = $1 and ($2::text[] is null or timer_id = any($2))', [
    instance,
    timerIds ?? null,
  ]);
}

export async function dueTimers(tx: Tx, now: Date, limit: number): Promise<Timer[]> {
  const { rows } = await tx.query<Timer>(
    `select instance_id as "instanceId", timer_id as "timerId", epoch
       from flow_timer where run_at <= $1 order by run_at limit $2`,
    [now, limit],
  );
  return rows;
}

/** Takes a timer out of the table; undefined: somebody else had it, or it was armed anew. */
export async function takeTimer(tx: Tx, { instanceId, timerId, epoch }: Timer): Promise<FlowEvent | undefined> {
  const { rows } = await tx.query<{ event: string }>(
    'delete from flow_timer where instance_id = $1 and timer_id = $2 and epoch = $3 returning event',
    [instanceId, timerId, epoch],
  );
  return rows[0] && (JSON.parse(rows[0].event) as FlowEvent);
}

export async function postponeTimer(tx: Tx, { instanceId, timerId, epoch }: Timer, to: Date): Promise<void> {
  await tx.query('update flow_timer set run_at = $4 where instance_id = $1 and timer_id = $2 and epoch = $3', [
    instanceId,
    timerId,
    epoch,
    to,
  ]);
}

// ---- notices ----------------------------------------------------------------------------------------------------------
export interface Notice {
  readonly id: string;
  readonly person: string;
  readonly at: Date;
  readonly title: Text;
  readonly body: Text;
  readonly link: string | null;
  readonly key: string;
}
/** One notice per person and key: the same again adds nothing. Returns the people with a new one. */
export async function insertNotices(tx: Tx, notices: readonly Notice[]): Promise<readonly string[]> {
  const { rows } = await tx.query<{ person_id: string }>(
    `insert into notification (id, person_id, at, title, body, link, key)
     select id, person, at, title, body, link, key
       from json_to_recordset($1::json) as n(id uuid, person uuid, at timestamptz, title jsonb, body jsonb, link text, key text)
     on conflict (person_id, key) do nothing returning person_id`,
    [JSON.stringify(notices)],
  );
  return rows.map((row) => row.person_id);
}
