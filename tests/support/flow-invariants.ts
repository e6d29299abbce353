/** What must hold of all flows of a database at any quiet moment. Used after every SQL test and after the kill test. */
import type { Host } from '@/engine/host/contract';
import { flowOfInstance } from '@/engine/host/services/flows-load';
import { eventsOf, instancesById, openTasksOf } from '@/engine/host/services/flows-store';
import { sameJson } from '@/engine/kernel/json';
import { begin, step } from '@/engine/workflow/machine';
import { openPeople, type FlowEvent } from '@/engine/workflow/vocabulary';

/** Sentences; [] when all is well. */
export async function faultsOfFlows(host: Host): Promise<string[]> {
  return host.transaction(async (tx) => {
    const faults: string[] = [];
    const { rows } = await tx.query<{ id: string }>('select id from flow_instance');
    const ids = rows.map((row) => row.id);
    const instances = await instancesById(tx, ids);
    const events = groupBy(await eventsOf(tx, ids), (event) => event.instanceId);
    const tasks = groupBy(await openTasksOf(tx, ids), (task) => task.instanceId);

    for (const instance of instances.values()) {
      const say = (what: string) => void faults.push(`${instance.id}: ${what}`);
      const log = events.get(instance.id) ?? [];
      if (log.some((event, i) => event.seq !== i + 1)) say('the history has a gap');
      if (log.length !== instance.rev) say(`revision ${instance.rev}, but ${log.length} events`);
      if (log.some((event, i) => i > 0 && event.at < log[i - 1]!.at)) say('time goes backwards');

      const { machine } = await flowOfInstance(host, instance);
      const replayed = log
        .slice(1)
        .reduce(
          (snapshot, logged) => step(machine, snapshot, logged.event as FlowEvent)?.snapshot ?? snapshot,
          begin(machine).snapshot,
        );
      if (!sameJson(replayed, instance.snapshot)) say('the replay of its events is not its snapshot');
      if ((instance.status === 'active') !== (instance.snapshot.status === 'active')) say('status and snapshot differ');

      const active = typeof instance.snapshot.value === 'object' ? Object.keys(instance.snapshot.value as object) : [];
      const awaited = Object.entries(instance.snapshot.context.runs)
        .filter(([node]) => active.includes(node))
        .flatMap(([node, run]) => openPeople(run).map((person) => `${node}/${run.round}/${person}`));
      const open = (tasks.get(instance.id) ?? []).map((task) => `${task.nodeId}/${task.round}/${task.assigneeId}`);
      if (!sameJson(awaited.sort(), open.sort())) say(`waits for ${awaited.join()}, but asks ${open.join()}`);
      if (instance.status === 'active' && open.length === 0) say('runs, but asks nobody');
    }

    const count = async (what: string, sql: string) => {
      const { rows: found } = await tx.query<{ n: string }>(sql);
      if (Number(found[0]!.n) > 0) faults.push(`${found[0]!.n} × ${what}`);
    };
    await count(
      'a timer of a flow that has ended',
      `select count(*) n from flow_timer t join flow_instance i on i.id = t.instance_id where i.status <> 'active'`,
    );
    await count(
      'a task open twice for one person',
      `select count(*) n from (select 1 from flow_task where state = 'open' group by instance_id, node_id, assignee_id having count(*) > 1) x`,
    );
    await count(
      'a reminder without a reminded task',
      `select count(*) n from notification n where key like 'remind:%' and not exists (select 1 from flow_task t where t.id::text = split_part(n.key, ':', 2) and t.reminded)`,
    );
    await count(
      'a task without its notice',
      `select count(*) n from flow_task t where not exists (select 1 from notification n where n.key = 'task:' || t.id and n.person_id = t.assignee_id)`,
    );
    return faults;
  });
}

function groupBy<T>(list: readonly T[], keyOf: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of list) groups.set(keyOf(item), [...(groups.get(keyOf(item)) ?? []), item]);
  return groups;
}
