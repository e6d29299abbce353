/** Who may see a task, the flow of a record and what it did. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { manualClock } from '@/engine/kernel/clock';
import { callOfTask } from '@/engine/host/services/flows-tasks';
import { flowsOf } from '@/engine/host/services/flows-view';
import { testDatabase, type TestDatabase } from '../support/database';
import { boardFlow, flowDocument, flowHost, flowNode, foundCompany, type FlowHost } from '../support/flow-host';
import { asksOf } from '../support/flow-asks';
import { codesOf } from '../support/records';

const clock = manualClock('2026-03-02T08:00:00Z');
let database: TestDatabase;
let company: FlowHost;

beforeAll(async () => {
  database = await testDatabase();
  company = await flowHost(database.url, clock);
  await foundCompany(company);
});
afterAll(async () => {
  await company?.close();
  await database?.drop();
});
beforeEach(async () => {
  await company.host.pool.query('delete from flow_instance');
  await company.host.pool.query('delete from notification');
  await company.publish(boardFlow());
});

const { submit, tasks, decide, flowOf } = asksOf(() => company);

describe('rights', () => {
  it('lets whoever is asked read that record, within their fields, as long as they are asked', async () => {
    const record = await submit({ amount: '5000', reviewer: company.people.fay! });
    await submit({ title: 'Another' });
    const call = await company.as('ann');
    expect(await codesOf(company.host.records.get(call, 'request', record.id))).toEqual(['record.notFound']);
    const [task] = await tasks('ann');
    const asked = await callOfTask(call, task!.id);
    expect(asked).toMatchObject({ recordId: record.id, editable: ['discount'] });
    const view = await company.host.records.get(asked.call, 'request', record.id);
    expect(view).toMatchObject({ title: 'New laptop', amount: '5000' });
    expect(Object.keys(view)).not.toContain('secret');
    await decide('ann', 'approve');
    const after = await callOfTask(call, task!.id);
    expect(after.editable).toEqual([]);
    expect(await codesOf(company.host.records.get(after.call, 'request', record.id))).toEqual(['record.notFound']);
  });

  it('opens a task to nobody else', async () => {
    await submit();
    const [task] = await tasks('ann');
    expect(await codesOf(callOfTask(await company.as('ben'), task!.id))).toEqual(['task.notFound']);
    expect(await codesOf(decide('ben', 'approve', {}, task!.id))).toEqual(['task.notFound']);
  });

  it('shows the flow only to those who may read the record', async () => {
    const record = await submit();
    expect((await flowOf('ann', record.id)).myTask).toMatchObject({ record: { title: 'New laptop' } });
    expect(await codesOf(flowsOf(await company.as('mia'), 'request', record.id))).toEqual(['record.notFound']);
    expect(await codesOf(flowsOf(await company.as('out'), 'request', record.id))).not.toEqual([]);
  });

  it('names no field in the history that the viewer may not read', async () => {
    await company.publish(
      flowDocument(
        'hidden',
        { on: 'create', when: 'state == "hidden"' },
        [
          flowNode('start', 'start'),
          flowNode('set', 'update', {
            set: [
              { field: 'secret', value: '"x"' },
              { field: 'note', value: '"y"' },
            ],
          }),
          flowNode('end', 'end', { outcome: 'done' }),
        ],
        ['start next set', 'set next end'],
      ),
    );
    const record = await submit({ state: 'hidden' });
    const updated = async (name: string) =>
      (await flowOf(name, record.id)).history.find((step) => step.what === 'updated')?.data.fields;
    expect(await updated('sam')).toMatchObject([{ en: 'note' }]);
    expect(await updated('fay')).toMatchObject([{ en: 'secret' }, { en: 'note' }]);
  });
});
