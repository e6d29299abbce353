/** Flows on real PostgreSQL: several people, time, clicks that come twice or at once, rights. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { manualClock } from '@/engine/kernel/clock';
import type { Json } from '@/engine/kernel/json';
import { startFlow, withdrawFlow } from '@/engine/host/services/flows';
import { handTasks } from '@/engine/host/services/handover-tasks';
import { flowsOf } from '@/engine/host/services/flows-view';
import { testDatabase, type TestDatabase } from '../support/database';
import {
  boardFlow,
  DEPARTMENT,
  flowDocument,
  flowHost,
  flowNode,
  foundCompany,
  type FlowHost,
} from '../support/flow-host';
import { asksOf } from '../support/flow-asks';
import { faultsOfFlows } from '../support/flow-invariants';
import { codesOf } from '../support/records';

const HOUR = 3_600_000;
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

const { submit, tasks, decide, flowOf, notices, stateOf } = asksOf(() => company);

describe('a flow runs', () => {
  it('asks somebody else when one of those asked leaves', async () => {
    await submit({ amount: '5000' });
    await decide('ann', 'approve');
    const { ben, fay } = company.people as { ben: string; fay: string };
    let moved = 0;
    await handTasks(await company.as('ann'), ben, fay, async () => void (moved += 1));
    expect(moved).toBe(1);
    expect(await tasks('ben')).toEqual([]);
    expect(await tasks('fay')).toMatchObject([{ label: { en: 'board' }, escalated: false }]);
    await decide('cat', 'approve', { values: { discount: '5' } });
    await decide('fay', 'approve');
    expect(await tasks('fay')).toMatchObject([{ label: { en: 'finance' } }]);
  });

  it('asks three people, then finance, sets the record and tells the submitter', async () => {
    const record = await submit({ amount: '5000' });
    for (const name of ['ann', 'ben', 'cat']) {
      expect(await tasks(name)).toMatchObject([{ label: { en: 'board' }, state: 'open' }]);
    }
    await decide('ann', 'approve');
    await decide('ben', 'approve');
    expect(await tasks('fay')).toEqual([]);
    await decide('cat', 'approve', { values: { discount: '5' } });
    expect(await tasks('fay')).toMatchObject([{ label: { en: 'finance' } }]);
    await decide('fay', 'approve', { comment: 'within budget' });

    expect(await stateOf(record.id)).toMatchObject({ state: 'active', discount: '5' });
    const flow = await flowOf('sam', record.id);
    expect(flow).toMatchObject({ status: 'done', outcome: 'approved', waitingFor: [], myTask: null });
    expect(flow.history.map((step) => `${step.what} ${step.node ?? '-'} ${step.by?.title ?? 'system'}`)).toEqual([
      'started - Sam',
      'asked board Sam',
      'approved board Ann',
      'approved board Ben',
      'approved board Cat',
      'branched size Cat',
      'asked finance Cat',
      'approved finance Fay',
      'updated activate Fay',
      'notified tell Fay',
      'finished approved Fay',
    ]);
    expect(flow.nodes.filter((node) => node.state === 'done').map((node) => node.id)).toEqual([
      'start',
      'board',
      'size',
      'finance',
      'activate',
      'tell',
      'approved',
    ]);
    expect(flow.nodes.find((node) => node.id === 'rejected')?.state).toBe('skipped');
    // Sam may not read the field `secret`, so the notice does not tell it.
    expect((await notices('sam')).map((notice) => notice.title.en)).toEqual(['New laptop is approved, …']);
    expect(await faultsOfFlows(company.host)).toEqual([]);
  });

  it('takes the other branch, and a rejection ends a countersign at once', async () => {
    const record = await submit();
    const tasksOfCat = await tasks('cat');
    expect(await codesOf(decide('ben', 'reject'))).toEqual(['task.commentRequired']);
    await decide('ben', 'reject', { comment: 'too dear' });
    expect(await stateOf(record.id)).toMatchObject({ state: 'rejected' });
    expect(await codesOf(decide('cat', 'approve', {}, tasksOfCat[0]!.id))).toEqual(['task.closed']);
    expect(await faultsOfFlows(company.host)).toEqual([]);
  });

  it('starts only when its condition holds, and never twice on one record', async () => {
    const record = await submit({ state: 'draft' });
    expect((await flowsOf(await company.as('sam'), 'request', record.id)).flows).toEqual([]);
    const pending = await submit();
    expect(await codesOf(startFlow(await company.as('sam'), 'board', pending.id))).toEqual(['flow.alreadyRunning']);
  });

  it('comes back to the board in round two, and a page of round one is refused', async () => {
    await submit({ amount: '5000' });
    const [old] = await tasks('ann');
    for (const name of ['ann', 'ben', 'cat']) await decide(name, 'approve');
    await decide('fay', 'reject', { comment: 'not yet' });
    const [again] = await tasks('ann');
    expect(again!.id).not.toBe(old!.id);
    // The same answer to the old task is the old answer; the other one is refused. Neither touches round two.
    await decide('ann', 'approve', {}, old!.id);
    expect(await codesOf(decide('ann', 'reject', { comment: 'no' }, old!.id))).toEqual(['task.decidedOtherwise']);
    expect(await tasks('ann')).toHaveLength(1);
    expect(await faultsOfFlows(company.host)).toEqual([]);
  });

  it('stays on the version it started with', async () => {
    const record = await submit();
    await company.publish(boardFlow({ board: { mode: 'any' } }));
    await decide('ann', 'approve');
    expect((await flowOf('sam', record.id)).status).toBe('active');
    const next = await submit();
    await decide('ben', 'approve', {}, (await tasks('ben')).find((task) => task.record.id === next.id)!.id);
    expect((await flowOf('sam', next.id)).status).toBe('done');
  });

  it('is withdrawn by its submitter, not by others, and can be submitted again', async () => {
    const record = await submit();
    const { instance } = await flowOf('sam', record.id);
    expect(await codesOf(withdrawFlow(await company.as('mia'), instance))).toEqual(['record.notFound']);
    await withdrawFlow(await company.as('sam'), instance, 'a mistake');
    await withdrawFlow(await company.as('sam'), instance);
    expect(await tasks('ann')).toEqual([]);
    const of = await flowsOf(await company.as('sam'), 'request', record.id);
    expect(of.flows[0]).toMatchObject({ status: 'withdrawn', outcome: 'withdrawn' });
    expect(of.startable).toMatchObject([{ flow: 'board' }]);
    const again = await startFlow(await company.as('sam'), 'board', record.id, 'key-1');
    expect(await startFlow(await company.as('sam'), 'board', record.id, 'key-1')).toBe(again);
    expect(await tasks('ann')).toHaveLength(1);
    expect(await faultsOfFlows(company.host)).toEqual([]);
  });

  it('ends when its record is deleted', async () => {
    const record = await submit();
    await company.host.records.remove(await company.as('sam'), 'request', record.id);
    expect(await tasks('ann')).toEqual([]);
    expect(await faultsOfFlows(company.host)).toEqual([]);
  });

  it('does not wait, holding its record, for somebody who decides at the same moment', async () => {
    const record = await submit();
    await company.host.transaction(async (tx) => {
      await tx.query('select 1 from flow_instance for update');
      const sam = await company.as('sam');
      expect(await codesOf(company.host.records.remove(sam, 'request', record.id))).toEqual(['flow.busy']);
    });
    expect(await tasks('ann')).toHaveLength(1);
  });

  it('does not start itself by its own update, and two flows do not play ping-pong', async () => {
    const set = (name: string, on: string, to: string) =>
      flowDocument(
        name,
        { on: 'update', when: `note == "${on}"` },
        [
          flowNode('start', 'start'),
          flowNode('set', 'update', { set: [{ field: 'note', value: `"${to}"` }] }),
          flowNode('end', 'end', { outcome: 'done' }),
        ],
        ['start next set', 'set next end'],
      );
    await company.publish(set('ping', 'ping', 'pong'), set('pong', 'pong', 'ping'));
    const record = await submit({ state: 'draft' });
    await company.host.records.update(await company.as('sam'), {
      entity: 'request',
      id: record.id,
      rev: 1,
      values: { note: 'ping' },
    });
    const { rows } = await company.host.pool.query('select flow_id, status from flow_instance where record_id = $1', [
      record.id,
    ]);
    expect(rows).toHaveLength(2);
    expect(rows.every((row) => row.status === 'done')).toBe(true);
    expect(await faultsOfFlows(company.host)).toEqual([]);
  });
});

describe('who is asked', () => {
  const asking = (approver: object) =>
    company.publish(
      flowDocument(
        'asking',
        { on: 'create', when: 'state == "asking"' },
        [
          flowNode('start', 'start'),
          flowNode('ask', 'approval', { approver }),
          flowNode('yes', 'end', { outcome: 'approved' }),
          flowNode('no', 'end', { outcome: 'rejected' }),
        ],
        ['start next ask', 'ask approved yes', 'ask rejected no'],
      ),
    );
  const asked = async (values: { [field: string]: Json } = {}) => {
    const record = await submit({ state: 'asking', ...values });
    const flow = await flowOf('sam', record.id);
    return {
      people: flow.waitingFor.map((one) => one.person.title),
      found: flow.history.find((step) => step.what === 'asked')?.data.found,
    };
  };

  it('finds a person by address, the manager, a person field and the submitter', async () => {
    await asking({ by: 'person', person: 'FAY@example.com' });
    expect(await asked()).toEqual({ people: ['Fay'], found: 'drawn' });
    await asking({ by: 'manager' });
    expect(await asked()).toEqual({ people: ['Mia'], found: 'drawn' });
    await asking({ by: 'field', path: 'reviewer' });
    expect(await asked({ reviewer: company.people.ben! })).toEqual({ people: ['Ben'], found: 'drawn' });
    await asking({ by: 'field', path: 'region.manager' });
    expect(await asked({ region: DEPARTMENT })).toEqual({ people: ['Mia'], found: 'drawn' });
    await asking({ by: 'submitter' });
    expect(await asked()).toEqual({ people: ['Sam'], found: 'drawn' });
  });

  it('asks the manager of the submitter when nobody is found, and says so', async () => {
    await asking({ by: 'field', path: 'reviewer' });
    expect(await asked()).toEqual({ people: ['Mia'], found: 'manager' });
  });

  it('asks the administrators when there is no manager either', async () => {
    await asking({ by: 'field', path: 'reviewer' });
    await company.host.pool.query('update department set manager_id = null');
    try {
      expect(await asked()).toEqual({ people: ['Ada'], found: 'administrator' });
    } finally {
      await company.host.pool.query(`update department set manager_id = $1`, [company.people.mia]);
    }
  });

  it('never asks somebody who is not active', async () => {
    await asking({ by: 'person', person: 'fay@example.com' });
    await company.host.pool.query('update person set is_active = false where id = $1', [company.people.fay]);
    try {
      expect(await asked()).toEqual({ people: ['Mia'], found: 'manager' });
    } finally {
      await company.host.pool.query('update person set is_active = true');
    }
  });
});

describe('time', () => {
  const fire = () => company.host.flows!.fireDueTimers();

  it('reminds once after 24 hours and escalates after 48, only those who have not answered', async () => {
    const record = await submit();
    await decide('ann', 'approve');
    clock.advance(24 * HOUR - 1);
    expect(await fire()).toBe(0);
    clock.advance(1);
    expect(await fire()).toBe(1);
    expect(await fire()).toBe(0);
    expect((await notices('ann')).map((notice) => notice.key.split(':')[0])).toEqual(['task']);
    expect((await notices('ben')).map((notice) => notice.key.split(':')[0])).toEqual(['task', 'remind']);
    expect(await tasks('ben')).toMatchObject([{ reminded: true, escalated: false }]);

    clock.advance(24 * HOUR);
    const [late] = await tasks('ben');
    expect(await fire()).toBe(1);
    expect(await tasks('ben')).toEqual([]);
    expect(await tasks('mia')).toMatchObject([{ escalated: true, dueAt: null }]);
    expect(await codesOf(decide('ben', 'approve', {}, late!.id))).toEqual(['task.closed']);
    await decide('mia', 'approve');
    const flow = await flowOf('sam', record.id);
    expect(flow.status).toBe('done');
    expect(
      flow.history.filter((step) => ['reminded', 'escalated'].includes(step.what)).map((step) => [step.what, step.by]),
    ).toEqual([
      ['reminded', null],
      ['escalated', null],
    ]);
    expect(await faultsOfFlows(company.host)).toEqual([]);
  });

  it('fires each timer once, however many workers look', async () => {
    for (let i = 0; i < 5; i += 1) await submit();
    clock.advance(25 * HOUR);
    const fired = await Promise.all([fire(), fire(), fire(), fire()]);
    expect(fired.reduce((sum, n) => sum + n, 0)).toBe(5);
    expect((await notices('cat')).filter((notice) => notice.key.startsWith('remind'))).toHaveLength(5);
    expect(await faultsOfFlows(company.host)).toEqual([]);
  });

  it('leaves no timer behind when everybody has answered', async () => {
    await submit();
    for (const name of ['ann', 'ben', 'cat']) await decide(name, 'approve');
    const { rows } = await company.host.pool.query('select * from flow_timer');
    expect(rows).toEqual([]);
  });
});

describe('clicks', () => {
  it('a double click is one decision', async () => {
    const record = await submit();
    const [task] = await tasks('ann');
    await Promise.all([1, 2, 3].map(() => decide('ann', 'approve', { comment: 'ok' }, task!.id)));
    const { history } = await flowOf('sam', record.id);
    expect(history.filter((step) => step.what === 'approved')).toHaveLength(1);
    expect(await faultsOfFlows(company.host)).toEqual([]);
  });

  it('of several who answer for one at the same moment, one decides and the others are told', async () => {
    await company.publish(boardFlow({ board: { mode: 'any' } }));
    await submit();
    // All have opened their task before anybody answers: afterwards the others' lists would be empty.
    const asked = await Promise.all(
      ['ann', 'ben', 'cat'].map(async (name) => ({ name, task: (await tasks(name))[0]!.id })),
    );
    const answers = await Promise.all(asked.map(({ name, task }) => codesOf(decide(name, 'approve', {}, task))));
    expect(answers.filter((codes) => codes.length === 0)).toHaveLength(1);
    expect(answers.flat()).toEqual(['task.closed', 'task.closed']);
    expect(await faultsOfFlows(company.host)).toEqual([]);
  });

  it('all three of a countersign at the same moment are all counted', async () => {
    const record = await submit();
    await Promise.all(['ann', 'ben', 'cat'].map((name) => decide(name, 'approve')));
    expect((await flowOf('sam', record.id)).status).toBe('done');
    expect(await faultsOfFlows(company.host)).toEqual([]);
  });

  it('changes nothing when the values are refused', async () => {
    const record = await submit();
    expect(await codesOf(decide('ann', 'approve', { values: { discount: 'a lot' } }))).not.toEqual([]);
    expect(await codesOf(decide('ann', 'approve', { values: { amount: '1' } }))).toEqual(['record.notEditable']);
    expect(await tasks('ann')).toHaveLength(1);
    expect(await stateOf(record.id)).toMatchObject({ rev: '1' });
  });
});
