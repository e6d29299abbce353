/** What random runs hit too rarely to rely on: verdicts, rounds, and who answers after an escalation. */
import { describe, expect, it } from 'vitest';
import type { FlowDocument } from '../kernel/documents.generated';
import { compileFlow } from './compile';
import { begin, createFlowMachine, step } from './machine';
import { nodeTypes } from './nodes/index.generated';
import type { Effect, FlowEvent, Snapshot } from './vocabulary';

const LABEL = { 'zh-CN': '节点', en: 'Node' };
function machineOf(mode: 'any' | 'all') {
  const options = {
    approver: { by: 'role', role: 'board' },
    mode,
    escalateAfterHours: 1,
    escalateTo: { by: 'manager' },
  };
  const document: FlowDocument = {
    kind: 'flow',
    id: 'flw_test',
    name: 'test',
    label: LABEL,
    entity: 'thing',
    trigger: { on: 'manual' },
    nodes: [
      { id: 'start', type: 'start', label: LABEL },
      { id: 'ask', type: 'approval', label: LABEL, options },
      { id: 'again', type: 'approval', label: LABEL, options: { approver: { by: 'manager' } } },
      { id: 'yes', type: 'end', label: LABEL, options: { outcome: 'approved' } },
    ],
    edges: [
      { from: 'start', exit: 'next', to: 'ask' },
      { from: 'ask', exit: 'approved', to: 'yes' },
      { from: 'ask', exit: 'rejected', to: 'again' },
      { from: 'again', exit: 'approved', to: 'ask' },
      { from: 'again', exit: 'rejected', to: 'yes' },
    ],
  };
  return createFlowMachine(compileFlow(document, new Map(nodeTypes.map((unit) => [unit.type, unit]))));
}

/** Sends events one after the other, through text as the database keeps it. */
function run(mode: 'any' | 'all', ...events: readonly FlowEvent[]): { snapshot: Snapshot; effects: readonly Effect[] } {
  const machine = machineOf(mode);
  let last = begin(machine);
  for (const event of events) {
    const next = step(machine, JSON.parse(JSON.stringify(last.snapshot)) as Snapshot, event);
    if (!next) throw new Error(`${event.type} was not taken`);
    last = next;
  }
  return last;
}
const asked = (people: readonly string[], round = 1): FlowEvent => ({
  type: 'asked.ask',
  round,
  people,
  found: 'drawn',
});
const escalated = (people: readonly string[]): FlowEvent => ({
  type: 'escalated.ask',
  round: 1,
  people,
  found: 'drawn',
});
const approve = (person: string, round = 1): FlowEvent => ({ type: 'approve.ask', person, round });
const reject = (person: string, round = 1): FlowEvent => ({ type: 'reject.ask', person, round });
const values = (mode: 'any' | 'all', ...events: readonly FlowEvent[]) => run(mode, ...events).snapshot.value;

describe('an approval', () => {
  it('by all is open until the last has approved', () => {
    expect(values('all', asked(['a', 'b', 'c']), approve('a'), approve('c'))).toEqual({ ask: 'deciding' });
    expect(values('all', asked(['a', 'b', 'c']), approve('a'), approve('c'), approve('b'))).toBe('yes');
  });

  it('by all ends with the first rejection', () => {
    expect(values('all', asked(['a', 'b', 'c']), approve('a'), reject('b'))).toEqual({ again: 'asking' });
  });

  it('by any is decided by the first answer, either way', () => {
    expect(values('any', asked(['a', 'b']), approve('b'))).toBe('yes');
    expect(values('any', asked(['a', 'b']), reject('b'))).toEqual({ again: 'asking' });
  });

  it('counts its rounds, and a vote of round one means nothing in round two', () => {
    const before: FlowEvent[] = [
      asked(['a']),
      reject('a'),
      { type: 'asked.again', round: 1, people: ['m'], found: 'drawn' },
      { type: 'approve.again', person: 'm', round: 1 },
    ];
    expect(run('any', ...before).effects.at(-1)).toMatchObject({ type: 'ask', node: 'ask', round: 2 });
    expect(() => run('any', ...before, asked(['a'], 2), approve('a', 1))).toThrow(/not taken/);
    expect(values('any', ...before, asked(['a'], 2), approve('a', 2))).toBe('yes');
  });
});

describe('an escalation', () => {
  it('replaces those who have not answered and keeps the answers given', () => {
    const step = run('all', asked(['a', 'b', 'c']), approve('a'), escalated(['m']));
    expect(step.snapshot.context.runs.ask).toEqual({ round: 1, people: ['a', 'm'], votes: { a: 'approve' } });
    expect(step.effects).toEqual([
      { type: 'closeTasks', node: 'ask', round: 1, people: ['b', 'c'], as: 'closed' },
      { type: 'openTasks', node: 'ask', round: 1, people: ['m'], escalated: true },
    ]);
  });

  it('to somebody who has approved asks that person once more, for the others', () => {
    const events = [asked(['a', 'b']), approve('a'), escalated(['a'])];
    expect(run('all', ...events).snapshot).toMatchObject({
      value: { ask: 'deciding' },
      context: { runs: { ask: { people: ['a'], votes: {} } } },
    });
    expect(values('all', ...events, approve('a'))).toBe('yes');
  });

  it('leaves the task of somebody who is asked already and is among the new', () => {
    expect(run('all', asked(['a', 'b']), escalated(['b', 'm'])).effects).toEqual([
      { type: 'closeTasks', node: 'ask', round: 1, people: ['a'], as: 'closed' },
      { type: 'openTasks', node: 'ask', round: 1, people: ['m'], escalated: true },
    ]);
  });
});

it('a flow that has ended takes nothing, and internal events come from nobody', () => {
  const { snapshot } = run('any', asked(['a']), { type: 'withdraw' });
  expect(snapshot).toMatchObject({ value: '_withdrawn', status: 'done' });
  expect(step(machineOf('any'), snapshot, approve('a'))).toBeUndefined();
  expect(() => step(machineOf('any'), snapshot, { type: 'xstate.after.1' } as never)).toThrow(/reserved/);
});
