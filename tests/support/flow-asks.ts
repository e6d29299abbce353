/** What people do with the flows of the company of flow-host.ts, in few words. */
import { decideTask } from '@/engine/host/services/flows';
import { listTasks } from '@/engine/host/services/flows-tasks';
import { flowsOf } from '@/engine/host/services/flows-view';
import type { Json } from '@/engine/kernel/json';
import type { FlowHost } from './flow-host';

/** @param company asked for with each call: tests found it before they run, not before they are declared */
export function asksOf(company: () => FlowHost) {
  const as = (name: string) => company().as(name);
  const rowsOf = async <R>(text: string, value: unknown) =>
    (await company().host.pool.query(text, [value])).rows as readonly R[];
  const tasks = async (name: string, state: 'open' | 'done' = 'open') => listTasks(await as(name), state, 100);
  return {
    tasks,
    submit: async (values: { [field: string]: Json } = {}, by = 'sam') =>
      company().host.records.create(await as(by), {
        entity: 'request',
        values: { title: 'New laptop', state: 'pending', amount: '10', ...values },
      }),
    decide: async (name: string, decision: 'approve' | 'reject', more: object = {}, task?: string) =>
      decideTask(await as(name), { task: task ?? (await tasks(name))[0]!.id, decision, ...more }),
    flowOf: async (name: string, record: string) => (await flowsOf(await as(name), 'request', record)).flows[0]!,
    notices: (name: string) =>
      rowsOf<{ title: { en: string }; key: string; link: string }>(
        'select title, key, link from notification where person_id = $1 order by at, id',
        company().people[name],
      ),
    stateOf: async (record: string) =>
      (
        await rowsOf<{ state: string; discount: string | null; rev: string }>(
          'select state, discount, rev from data.request where id = $1',
          record,
        )
      )[0]!,
  };
}
