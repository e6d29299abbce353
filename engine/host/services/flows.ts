/** Flows for the rest of the host: who starts them, who decides, which timers are due. The work is in flows-run.ts. */
import { mayUpdateOn } from '../../access/rows';
import { readStandings } from '../../data/records/standing';
import { quoteTable } from '../../entity/identifiers';
import { Refusal, refuse } from '../../kernel/problems';
import type { Json } from '../../kernel/json';
import type { ApprovalOptions } from '../../workflow/nodes/approval';
import type { Call, FlowService, Host, RecordChange, Tx } from '../contract';
import type { LoadedFlow } from './flows-contract';
import { evaluate, expressionOf, pathsOf } from './flows-expressions';
import { currentFlow, flowOfInstance, publishedFlows } from './flows-load';
import { chainOf } from './flows-record';
import { deliver, newInstance, start, type Run } from './flows-run';
import {
  dueTimers,
  instancesOf,
  isRunning,
  lockInstance,
  postponeTimer,
  takeTimer,
  tryLockInstance,
  taskById,
  type Task,
  type Timer,
} from './flows-store';
import { editableFields } from './flows-tasks';
import { NOBODY } from './nobody';
import { schemaOf } from './records-context';

/** Flows that start one another without a person in between. */
const LONGEST_CHAIN = 10;
/** A timer whose event fails (a rule of the record stands against it) is tried again after this long. */
const RETRY_MS = 5 * 60_000;

export function createFlowService(host: Host): FlowService {
  return {
    onRecord: (tx, call, change) => onRecord(tx, call, change),
    fireDueTimers: (limit = 100) => fireDueTimers(host, limit),
  };
}

// ---- starting ---------------------------------------------------------------------------------------------------------
/**
 * Starts the flows that wait for this change. A flow that runs on the record already, or whose own write this is, is not
 * started. A record that is deleted ends its flows.
 */
async function onRecord(tx: Tx, call: Call, change: RecordChange): Promise<void> {
  if (change.op === 'delete') return withdrawAll(tx, call, change);
  if (change.op === 'restore') return;
  const chain = chainOf(call);
  for (const flow of publishedFlows(call.host, change.entity)) {
    if (flow.document.trigger.on !== change.op || chain.includes(flow.document.id)) continue;
    if (!concerns(call.host, flow, change)) continue;
    if (await isRunning(tx, flow.document.id, change.id)) continue;
    if (!(await holds(tx, call, flow, change.id))) continue;
    if (chain.length >= LONGEST_CHAIN) {
      refuse('flow.tooManySteps', [], {
        flows: [...chain.map((id) => nameOf(call.host, id)), flow.document.name].join(' → '),
      });
    }
    await begin(tx, call, flow, change.id, chain);
  }
}

/** After an update, a condition is looked at only when a field it reads has changed. */
function concerns(host: Host, { document, entity }: LoadedFlow, change: RecordChange): boolean {
  const { on, when } = document.trigger;
  if (on !== 'update' || when === undefined) return true;
  const read = new Set(expressionOf(host, entity, when).uses.map((use) => use.steps[0]?.field.id));
  return change.changed.some((name) => read.has(entity.field(name)?.id));
}

async function holds(tx: Tx, call: Call, flow: LoadedFlow, recordId: string): Promise<boolean> {
  const { when } = flow.document.trigger;
  if (when === undefined) return true;
  const expression = expressionOf(call.host, flow.entity, when, 'boolean');
  const values = await call.host.records.load(tx, flow.entity, recordId, pathsOf(expression));
  return values !== undefined && evaluate(expression, values, call.viewer, call.host.clock.now()) === true;
}

async function begin(
  tx: Tx,
  call: Call,
  flow: LoadedFlow,
  recordId: string,
  chain: readonly string[],
): Promise<string> {
  const at = call.host.clock.now();
  const by = call.viewer.id || null;
  const instance = newInstance(flow, call.host.ids.uuid(), recordId, by, at);
  await start({ tx, call, by, flow, instance, at, chain });
  return instance.id;
}

const nameOf = (host: Host, flowId: string): string =>
  host.documents.list('flow').find(({ document }) => document.id === flowId)?.document.name ?? flowId;

/** Starts a flow on a record by hand. The viewer must be able to change the record. `key`: the same key again answers the same. */
export async function startFlow(call: Call, name: string, recordId: string, key?: string): Promise<string> {
  const { host, viewer } = call;
  const flow = currentFlow(host, name);
  if (!flow) return refuse('flow.notFound', ['flow']);
  await host.records.get(call, flow.entity.name, recordId, ['id']);
  return host.transaction(async (tx) => {
    await lockRecord(tx, flow, recordId);
    if (key !== undefined) {
      const known = await tx.query<{ result: string }>(
        "select result from idempotency_key where person_id = $1 and key = $2 and operation = 'flow.start'",
        [viewer.id, key],
      );
      if (known.rows[0]) return JSON.parse(known.rows[0].result) as string;
    }
    const what = { flow: flow.document.label };
    if (await isRunning(tx, flow.document.id, recordId)) refuse('flow.alreadyRunning', ['flow'], what);
    if (!(await mayStart(tx, call, flow, recordId))) refuse('flow.notManual', ['flow'], what);
    const id = await begin(tx, call, flow, recordId, []);
    if (key !== undefined) {
      await tx.query(
        "insert into idempotency_key (person_id, key, operation, result, at) values ($1, $2, 'flow.start', $3, $4)",
        [viewer.id, key, JSON.stringify(id), host.clock.now()],
      );
    }
    return id;
  });
}

/**
 * By hand start flows that are meant for it, and those that would have started by themselves but do not run now: after a
 * withdrawal or a rejection the record is submitted again this way.
 */
export async function mayStart(tx: Tx, call: Call, flow: LoadedFlow, recordId: string): Promise<boolean> {
  const { host, viewer } = call;
  const by = { viewer, now: host.clock.now() };
  const standing = (await readStandings(tx, schemaOf(call), flow.entity, [recordId], by)).get(recordId);
  if (!standing || !mayUpdateOn(standing)) return false;
  if (!(await holds(tx, call, flow, recordId))) return false;
  if (flow.document.trigger.on === 'manual') return true;
  const latest = (await instancesOf(tx, flow.entity.id, recordId)).find((i) => i.flowId === flow.document.id);
  return latest?.outcome === 'rejected' || latest?.status === 'withdrawn';
}

/** The record first, then its flows: two people starting at once come one after the other. */
async function lockRecord(tx: Tx, { entity }: LoadedFlow, recordId: string): Promise<void> {
  await tx.query(`select 1 from ${quoteTable(entity.table)} where id = $1 for update`, [recordId]);
}

// ---- deciding ---------------------------------------------------------------------------------------------------------
export interface Decision {
  readonly task: string;
  readonly decision: 'approve' | 'reject';
  readonly comment?: string;
  readonly values?: { readonly [field: string]: Json };
  readonly rev?: number;
}

/**
 * A person's answer to a task, with the fields of the node, in one transaction. The same answer again is the same
 * answer; a task somebody else has closed says so.
 */
export async function decideTask(call: Call, input: Decision): Promise<void> {
  const { host, viewer } = call;
  await host.transaction(async (tx) => {
    const asked = await taskById(tx, input.task);
    if (!asked || asked.assigneeId !== viewer.id) return refuse('task.notFound', ['task']);
    const instance = await lockInstance(tx, asked.instanceId);
    // Read again under the lock: whoever came first may have closed it.
    const task = await taskById(tx, input.task);
    if (!instance || !task) return refuse('task.notFound', ['task']);
    if (task.state !== 'open') return answeredAlready(task, input.decision);

    const flow = await flowOfInstance(host, instance);
    const comment = input.comment?.trim() ?? '';
    checkComment(flow, task, input.decision, comment);
    const changed = await saveFields(tx, call, flow, task, instance.recordId, input);
    const run: Run = { tx, call, by: viewer.id, flow, instance, at: host.clock.now(), chain: [] };
    const event = { type: `${input.decision}.${task.nodeId}`, person: viewer.id, round: task.round } as const;
    const isTaken = await deliver(run, event, { key: `task:${task.id}`, comment, changed });
    if (!isTaken) refuse('task.closed', ['task']);
  });
}

function answeredAlready(task: Task, decision: 'approve' | 'reject'): void {
  if (task.state === 'closed') refuse('task.closed', ['task']);
  if (task.state !== (decision === 'approve' ? 'approved' : 'rejected')) refuse('task.decidedOtherwise', ['task']);
}

function checkComment(flow: LoadedFlow, task: Task, decision: 'approve' | 'reject', comment: string): void {
  const { commentRequired = 'never' } = (flow.graph.node(task.nodeId)?.options ?? {}) as Partial<ApprovalOptions>;
  const isRequired = commentRequired === 'always' || (commentRequired === 'reject' && decision === 'reject');
  if (isRequired && comment === '') refuse('task.commentRequired', ['comment']);
}

/** Exactly the node's fields, whatever else the person may edit elsewhere. Returns the names that were given. */
async function saveFields(
  tx: Tx,
  call: Call,
  flow: LoadedFlow,
  task: Task,
  recordId: string,
  { values = {}, rev }: Decision,
): Promise<readonly string[]> {
  if (Object.keys(values).length === 0) return [];
  const editable = editableFields(call, flow, task.nodeId);
  const input = { entity: flow.entity.name, id: recordId, values, editable, ...(rev === undefined ? {} : { rev }) };
  await call.host.records.update(call, input, tx);
  return Object.keys(values).map((name) => flow.entity.field(name)?.name ?? name);
}

// ---- withdrawing ------------------------------------------------------------------------------------------------------
/** By the submitter or an administrator. Closes all tasks and timers. */
export async function withdrawFlow(call: Call, instanceId: string, comment = ''): Promise<void> {
  const { host, viewer } = call;
  await host.transaction(async (tx) => {
    const instance = await lockInstance(tx, instanceId);
    const entity = instance && host.model().entity(instance.entityId);
    if (!instance || !entity) return refuse('flow.notFound', ['instance']);
    const isSubmitter = instance.startedBy === viewer.id;
    if (!isSubmitter) await host.records.get(call, entity.name, instance.recordId, ['id']);
    if (!isSubmitter && !viewer.permissions.includes('admin')) refuse('flow.notYours', ['instance']);
    // Withdrawn twice (a double click) is withdrawn.
    if (instance.status === 'withdrawn') return;
    if (instance.status !== 'active') refuse('flow.ended', ['instance']);
    const flow = await flowOfInstance(host, instance);
    const run: Run = { tx, call, by: viewer.id, flow, instance, at: host.clock.now(), chain: [] };
    if (!(await deliver(run, { type: 'withdraw' }, { key: 'withdraw', comment: comment.trim() }))) {
      refuse('flow.ended', ['instance']);
    }
  });
}

async function withdrawAll(tx: Tx, call: Call, change: RecordChange): Promise<void> {
  const running = (await instancesOf(tx, change.entity.id, change.id)).filter(({ status }) => status === 'active');
  for (const { id } of running) {
    const instance = await tryLockInstance(tx, id);
    if (instance === 'busy') return refuse('flow.busy');
    if (instance?.status !== 'active') continue;
    const flow = await flowOfInstance(call.host, instance);
    const run: Run = {
      tx,
      call,
      by: call.viewer.id || null,
      flow,
      instance,
      at: call.host.clock.now(),
      chain: chainOf(call),
    };
    await deliver(run, { type: 'withdraw' }, { key: 'withdraw' });
  }
}

// ---- timers -----------------------------------------------------------------------------------------------------------
/** Several workers may run this at once: the instance is locked first, and who finds the timer gone does nothing. */
async function fireDueTimers(host: Host, limit: number): Promise<number> {
  const due = await host.transaction((tx) => dueTimers(tx, host.clock.now(), limit));
  let fired = 0;
  for (const timer of due) {
    try {
      if (await host.transaction((tx) => fire(tx, host, timer))) fired += 1;
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      console.error(`Timer ${timer.timerId} of flow instance ${timer.instanceId}: ${error.message}`);
      const later = new Date(host.clock.now().getTime() + RETRY_MS);
      await host.transaction((tx) => postponeTimer(tx, timer, later));
    }
  }
  return fired;
}

async function fire(tx: Tx, host: Host, timer: Timer): Promise<boolean> {
  const instance = await lockInstance(tx, timer.instanceId);
  const event = instance && (await takeTimer(tx, timer));
  if (!instance || !event) return false;
  const flow = await flowOfInstance(host, instance);
  const call: Call = { viewer: NOBODY, door: 'flow', host };
  const run: Run = { tx, call, by: null, flow, instance, at: host.clock.now(), chain: [] };
  return deliver(run, event, { key: `timer:${timer.timerId}:${timer.epoch}` });
}
