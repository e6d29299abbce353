/** What a person who is asked may see and change, and how tasks look to them. */
import type { TaskView } from '../../kernel/api';
import { everywhere, mayRead, withGrants, type Access } from '../../access/access';
import { quoteIdentifier, quoteTable } from '../../entity/identifiers';
import type { EntityModel } from '../../kernel/model';
import { refuse } from '../../kernel/problems';
import type { ApprovalOptions } from '../../workflow/nodes/approval';
import type { Call, Tx } from '../contract';
import type { LoadedFlow } from './flows-contract';
import { flowOfInstance } from './flows-load';
import { namesOf } from './flows-people';
import { withAccess } from './flows-record';
import { instancesById, taskById, tasksOf, type Instance, type Task } from './flows-store';

/**
 * Whoever is asked about a record may read that record although their row scope does not hold it; fields stay limited to
 * those their roles may read, and an entity their roles cannot read at all stays closed. Used for one record only, by
 * `callOfTask` and `task.decide`, never for a list.
 */
export function askedAccess(base: Access, entity: EntityModel): Access {
  if (base.scope(entity, 'read') === 'none') return base;
  const asked = everywhere((field) => base.right(entity, field));
  const closed = { scope: 'none', conditions: [] } as const;
  return withGrants(base, entity, 'asked', [{ ...asked, rules: { ...asked.rules, delete: closed } }]);
}

const optionsOf = (flow: LoadedFlow, node: string): Partial<ApprovalOptions> => flow.graph.node(node)?.options ?? {};

/** The node's fields by present name, without those the person's roles may not read. */
export function editableFields({ host, viewer }: Call, flow: LoadedFlow, node: string): readonly string[] {
  const access = host.access(viewer);
  return (optionsOf(flow, node).fields ?? []).flatMap((name) => {
    const field = flow.entity.field(name);
    return field && mayRead(access, flow.entity, field) ? [field.name] : [];
  });
}

/**
 * For a page that shows a task: the record it is about, the fields that may be edited, and a call that may read that
 * record. Refuses tasks of other people. A task that is no longer open gives no wider rights.
 */
export async function callOfTask(
  call: Call,
  id: string,
): Promise<{ call: Call; entity: EntityModel; recordId: string; editable: readonly string[] }> {
  return call.host.transaction(async (tx) => {
    const task = await taskById(tx, id);
    if (!task || task.assigneeId !== call.viewer.id) return refuse('task.notFound', ['task']);
    const instance = (await instancesById(tx, [task.instanceId])).get(task.instanceId);
    const flow = instance && (await flowOfInstance(call.host, instance));
    if (!flow) return refuse('task.notFound', ['task']);
    const isOpen = task.state === 'open';
    return {
      call: isOpen ? withAccess(call, (access) => askedAccess(access, flow.entity)) : call,
      entity: flow.entity,
      recordId: instance.recordId,
      editable: isOpen ? editableFields(call, flow, task.nodeId) : [],
    };
  });
}

/** Tasks of the viewer. Titles only where their roles may read the title field. */
export async function listTasks(call: Call, state: 'open' | 'done', size: number): Promise<TaskView[]> {
  return call.host.transaction(async (tx) => viewTasks(tx, call, await tasksOf(tx, call.viewer.id, state, size)));
}

export async function viewTasks(tx: Tx, call: Call, tasks: readonly Task[]): Promise<TaskView[]> {
  const instances = await instancesById(tx, [...new Set(tasks.map((task) => task.instanceId))]);
  const submitters = await namesOf(
    tx,
    [...instances.values()].flatMap(({ startedBy }) => startedBy ?? []),
  );
  const flows = new Map<string, LoadedFlow>();
  for (const instance of instances.values()) {
    // A flow whose entity was unpublished has nothing to show.
    const flow = await flowOfInstance(call.host, instance).catch(() => undefined);
    if (flow) flows.set(instance.id, flow);
  }
  const titles = await titlesOf(tx, call, [...instances.values()], flows);
  return tasks.flatMap((task) => {
    const flow = flows.get(task.instanceId);
    const instance = instances.get(task.instanceId)!;
    return flow ? [viewTask(call, flow, task, instance, titles.get(instance.recordId) ?? '', submitters)] : [];
  });
}

function viewTask(
  call: Call,
  flow: LoadedFlow,
  task: Task,
  instance: Instance,
  title: string,
  submitters: ReadonlyMap<string, string>,
): TaskView {
  const node = flow.graph.node(task.nodeId);
  const { startedBy } = instance;
  return {
    id: task.id,
    instance: task.instanceId,
    flow: flow.document.label,
    node: task.nodeId,
    label: node?.label ?? flow.document.label,
    entity: flow.entity.name,
    record: { id: instance.recordId, title, entityLabel: flow.entity.label },
    submitter: { id: startedBy ?? '', title: submitters.get(startedBy ?? '') ?? '' },
    createdAt: task.createdAt.toISOString(),
    dueAt: task.dueAt?.toISOString() ?? null,
    state: task.state,
    reminded: task.reminded,
    escalated: task.escalated,
    editable: editableFields(call, flow, task.nodeId),
    commentRequired: optionsOf(flow, task.nodeId).commentRequired ?? 'never',
  };
}

/** Titles of records by id, one query for each entity; none where the viewer's roles may not read the title. */
async function titlesOf(
  tx: Tx,
  { host, viewer }: Call,
  instances: readonly Instance[],
  flows: ReadonlyMap<string, LoadedFlow>,
): Promise<ReadonlyMap<string, string>> {
  const access = host.access(viewer);
  const titles = new Map<string, string>();
  for (const entity of new Set([...flows.values()].map((flow) => flow.entity))) {
    const { column } = entity.titleField;
    if (column === null || !mayRead(access, entity, entity.titleField)) continue;
    const ids = instances.filter(({ id }) => flows.get(id)?.entity === entity).map(({ recordId }) => recordId);
    const { rows } = await tx.query<{ id: string; title: string | null }>(
      `select id, ${quoteIdentifier(column)}::text as title from ${quoteTable(entity.table)} where id = any($1::uuid[])`,
      [ids],
    );
    for (const { id, title } of rows) titles.set(id, title ?? '');
  }
  return titles;
}
