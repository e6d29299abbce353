/** The flows of a record as a viewer sees them: the picture, who is asked, what happened. */
import type { FlowStepView, FlowView, Link, Output } from '../../kernel/api';
import { isObject, type Json } from '../../kernel/json';
import { followPath } from '../../workflow/path';
import type { Call, Tx } from '../contract';
import { mayStart } from './flows';
import type { HistoryStep, LoadedFlow, LoggedEvent } from './flows-contract';
import { flowOfInstance, publishedFlows } from './flows-load';
import { namesOf } from './flows-people';
import { withAccess } from './flows-record';
import { eventsOf, instancesOf, openTasksOf, type Instance, type Task } from './flows-store';
import { askedAccess, viewTasks } from './flows-tasks';

/** Flows of a record, newest first. Refused like a record that does not exist when the viewer may not read it. */
export async function flowsOf(call: Call, entityName: string, recordId: string): Promise<Output<'flow.of'>> {
  const { host } = call;
  const entity = host.model().entity(entityName);
  return host.transaction(async (tx) => {
    const instances = entity ? await instancesOf(tx, entity.id, recordId) : [];
    const tasks = await openTasksOf(
      tx,
      instances.map(({ id }) => id),
    );
    const isAsked = tasks.some((task) => task.assigneeId === call.viewer.id);
    const reading = entity && isAsked ? withAccess(call, (access) => askedAccess(access, entity)) : call;
    await host.records.get(reading, entityName, recordId, ['id']);
    if (!entity) return { flows: [], startable: [] };

    const events = await eventsOf(
      tx,
      instances.map(({ id }) => id),
    );
    const people = await namesOf(tx, peopleIn(instances, tasks, events));
    const flows: FlowView[] = [];
    for (const instance of instances) {
      const flow = await flowOfInstance(host, instance).catch(() => undefined);
      if (!flow) continue;
      const own = tasks.filter((task) => task.instanceId === instance.id);
      const log = events.filter((event) => event.instanceId === instance.id);
      flows.push(await viewFlow(tx, call, flow, instance, own, log, people));
    }
    const startable: { flow: string; label: LoadedFlow['document']['label'] }[] = [];
    for (const flow of publishedFlows(host, entity)) {
      const isRunning = instances.some((i) => i.flowId === flow.document.id && i.status === 'active');
      if (!isRunning && (await mayStart(tx, call, flow, recordId))) {
        startable.push({ flow: flow.document.name, label: flow.document.label });
      }
    }
    return { flows, startable };
  });
}

async function viewFlow(
  tx: Tx,
  call: Call,
  flow: LoadedFlow,
  instance: Instance,
  tasks: readonly Task[],
  log: readonly LoggedEvent[],
  people: ReadonlyMap<string, string>,
): Promise<FlowView> {
  const link = linker(people);
  const taken = log.flatMap(({ steps }) =>
    steps.flatMap((step) => (step.what === 'took' ? [{ node: step.node!, exit: String(step.data?.exit) }] : [])),
  );
  const path = followPath(flow.graph, taken, instance.status === 'active');
  const mine = tasks.find((task) => task.assigneeId === call.viewer.id);
  return {
    instance: instance.id,
    flow: flow.document.name,
    label: flow.document.label,
    version: instance.version,
    status: instance.status,
    outcome: instance.outcome,
    nodes: flow.graph.nodes.map(({ id, type, label, x, y }) => ({ id, type, label, x, y, state: path.stateOf(id) })),
    edges: flow.document.edges.map((edge) => ({ ...edge, taken: path.isTaken(edge.from, edge.exit) })),
    waitingFor: tasks.map((task) => ({
      node: task.nodeId,
      person: link(task.assigneeId),
      since: task.createdAt.toISOString(),
      dueAt: task.dueAt?.toISOString() ?? null,
    })),
    history: log.flatMap((event) => viewSteps(call, flow, event, link)),
    myTask: mine ? ((await viewTasks(tx, call, [mine]))[0] ?? null) : null,
  };
}

const linker =
  (people: ReadonlyMap<string, string>) =>
  (id: string): Link => ({ id, title: people.get(id) ?? '' });

function viewSteps(call: Call, flow: LoadedFlow, event: LoggedEvent, link: (id: string) => Link): FlowStepView[] {
  return event.steps.flatMap((step) => {
    if (step.what === 'took') return [];
    const view: FlowStepView = {
      seq: event.seq,
      at: event.at.toISOString(),
      by: event.by ? link(event.by) : null,
      node: step.node,
      what: step.what,
      data: viewData(call, flow, step, link),
    };
    return [step.comment === undefined ? view : { ...view, comment: step.comment }];
  });
}

/** Ids and names become words; fields only where the viewer may read them. Values are never in a step. */
function viewData(call: Call, flow: LoadedFlow, { node, data = {} }: HistoryStep, link: (id: string) => Link) {
  const access = call.host.access(call.viewer);
  const of = flow.graph.node(node ?? '');
  const exits = of?.unit?.exits(of.options) ?? [];
  const SAY: { [key: string]: (value: Json) => Json } = {
    people: (value) => (Array.isArray(value) ? value.map((id) => ({ ...link(String(id)) })) : []),
    exit: (value) => ({
      ...(exits.find((exit) => exit.name === value)?.label ?? { 'zh-CN': String(value), en: String(value) }),
    }),
    fields: (value) =>
      (Array.isArray(value) ? value : []).flatMap((name) => {
        const field = flow.entity.field(String(name));
        return field && access.right(flow.entity, field) !== 'none' ? [{ ...field.label }] : [];
      }),
  };
  return Object.fromEntries(
    Object.entries(data).map(([key, value]) => [key, Object.hasOwn(SAY, key) ? SAY[key]!(value) : value]),
  );
}

function peopleIn(
  instances: readonly Instance[],
  tasks: readonly Task[],
  events: readonly LoggedEvent[],
): readonly string[] {
  const people = new Set<string>();
  for (const { startedBy } of instances) if (startedBy) people.add(startedBy);
  for (const { assigneeId } of tasks) people.add(assigneeId);
  for (const { by, steps } of events) {
    if (by) people.add(by);
    for (const { data } of steps) {
      if (isObject(data) && Array.isArray(data.people)) for (const id of data.people) people.add(String(id));
    }
  }
  return [...people];
}
