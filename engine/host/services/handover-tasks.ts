/** Open approvals of somebody who leaves are asked of somebody else. */
import { openPeople } from '../../workflow/vocabulary';
import type { Call, Tx } from '../contract';
import { flowOfInstance } from './flows-load';
import { deliver } from './flows-run';
import { lockInstance, taskById, type Task } from './flows-store';

export async function openTasksOfPerson(
  tx: Pick<Tx, 'query'>,
  person: string,
): Promise<readonly Pick<Task, 'id' | 'instanceId'>[]> {
  const { rows } = await tx.query<Pick<Task, 'id' | 'instanceId'>>(
    `select id, instance_id as "instanceId" from flow_task where assignee_id = $1 and state = 'open' order by created_at, id`,
    [person],
  );
  return rows;
}

/** Each approval in a transaction of its own; one that was answered meanwhile is left as it is. */
export async function handTasks(
  call: Call,
  from: string,
  to: string,
  moved: (tx: Tx) => Promise<unknown>,
): Promise<void> {
  const { host } = call;
  if (!host.flows) return;
  const tasks = await host.transaction((tx) => openTasksOfPerson(tx, from));
  for (const { id } of tasks) {
    call.signal?.throwIfAborted();
    await host.transaction(async (tx) => {
      if (await handTask(tx, call, id, { from, to })) await moved(tx);
    });
  }
}

async function handTask(
  tx: Tx,
  call: Call,
  id: string,
  { from, to }: { readonly from: string; readonly to: string },
): Promise<boolean> {
  const found = await taskById(tx, id);
  const instance = found && (await lockInstance(tx, found.instanceId));
  // Read again under the lock: it may have been answered.
  const task = instance && (await taskById(tx, id));
  const asked = task && instance.snapshot.context.runs[task.nodeId];
  if (!asked || task.state !== 'open') return false;
  const flow = await flowOfInstance(call.host, instance);
  const people = [...new Set(openPeople(asked).map((person) => (person === from ? to : person)))];
  const run = { tx, call, by: call.viewer.id, flow, instance, at: call.host.clock.now(), chain: [] };
  const event = { type: `handed.${task.nodeId}`, round: task.round, people, found: 'drawn' } as const;
  return deliver(run, event, { key: `handed:${id}` });
}
