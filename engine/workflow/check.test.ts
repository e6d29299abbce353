import { describe, expect, it } from 'vitest';
import type { FlowNames } from '../kernel/contract';
import type { FlowDocument } from '../kernel/documents.generated';
import { LOCALES } from '../kernel/text';
import { problem, sentence } from '../kernel/problems';
import { checkFlow } from './check';
import { nodeTypes } from './nodes/index.generated';
import { flowProblems } from './problems';

const TYPES = new Map(nodeTypes.map((unit) => [unit.type, unit]));
const NAMES: FlowNames = {
  roles: new Set(['boss']),
  fields: new Set(['amount', 'status']),
  checkExpression: (source) => (source.includes('wrong') ? [problem('expression.syntax')] : []),
  resolve: (path) =>
    ({
      amount: { kind: 'number' as const, target: undefined },
      status: { kind: 'text' as const, target: undefined },
      'region.manager': { kind: 'record' as const, target: 'person' },
    })[path],
};
const LABEL = { 'zh-CN': '节点', en: 'Node' };
type Node = FlowDocument['nodes'][number];
const node = (id: string, type: string, options: Node['options'] = {}): Node => ({ id, type, label: LABEL, options });
const approval = (id: string, options: Node['options'] = {}) =>
  node(id, 'approval', { approver: { by: 'role', role: 'boss' }, ...options });
const flow = (nodes: Node[], ways: string[], trigger: FlowDocument['trigger'] = { on: 'manual' }): FlowDocument => ({
  kind: 'flow',
  id: 'flw_test',
  name: 'test',
  label: LABEL,
  entity: 'thing',
  trigger,
  nodes,
  edges: ways.map((way) => {
    const [from = '', exit = '', to = ''] = way.split(' ');
    return { from, exit, to };
  }),
});
/** `code at path` of every problem. */
const faults = (document: FlowDocument, names: FlowNames | null = NAMES) =>
  checkFlow(document, TYPES, names ?? undefined).map(({ code, path }) => `${code} at ${path.join('.')}`);

const GOOD = ['start next ask', 'ask approved yes', 'ask rejected no'];
const ENDS = [node('yes', 'end', { outcome: 'approved' }), node('no', 'end', { outcome: 'rejected' })];

describe('checking a drawn flow', () => {
  it('finds nothing wrong with a good one', () => {
    expect(faults(flow([node('start', 'start'), approval('ask'), ...ENDS], GOOD))).toEqual([]);
  });

  it('lets a rejection lead back to an earlier approval', () => {
    const ways = [
      'start next ask',
      'ask approved again',
      'ask rejected no',
      'again approved yes',
      'again rejected ask',
    ];
    expect(faults(flow([node('start', 'start'), approval('ask'), approval('again'), ...ENDS], ways))).toEqual([]);
  });

  it('wants one start and an end', () => {
    expect(faults(flow([approval('ask')], []))).toContain('flow.noStart at nodes');
    expect(faults(flow([approval('ask')], []))).toContain('flow.noEnd at nodes');
    const two = flow(
      [node('start', 'start'), node('start2', 'start'), approval('ask'), ...ENDS],
      [...GOOD, 'start2 next ask'],
    );
    expect(faults(two)).toContain('flow.startTwice at nodes.1');
  });

  it('names every open, doubled or unknown exit and every line into nothing', () => {
    const document = flow(
      [node('start', 'start'), approval('ask'), ...ENDS],
      [...GOOD.slice(0, 2), 'ask approved no', 'ask maybe no', 'ask rejected gone'],
    );
    expect(faults(document)).toEqual(
      expect.arrayContaining([
        'flow.exitTwice at edges.2',
        'flow.unknownExit at edges.3',
        'flow.danglingEdge at edges.4',
      ]),
    );
    expect(faults(flow([node('start', 'start'), approval('ask'), ...ENDS], GOOD.slice(0, 2)))).toContain(
      'flow.exitOpen at nodes.1',
    );
  });

  it('finds nodes that no way reaches and nodes that reach no end', () => {
    const alone = flow(
      [
        node('start', 'start'),
        approval('ask'),
        ...ENDS,
        node('lost', 'notify', { to: { by: 'manager' }, title: LABEL }),
      ],
      [...GOOD, 'lost next yes'],
    );
    expect(faults(alone)).toEqual(['flow.unreachable at nodes.4']);
    const trap = flow(
      [node('start', 'start'), approval('ask'), approval('trap'), ...ENDS],
      ['start next ask', 'ask approved yes', 'ask rejected trap', 'trap approved trap', 'trap rejected trap'],
    );
    expect(faults(trap)).toEqual(expect.arrayContaining(['flow.noWayOut at nodes.2']));
  });

  it('refuses a loop in which nobody is asked, once for the whole ring', () => {
    const branches = [{ name: 'more', label: LABEL, when: 'amount > 1' }];
    const document = flow(
      [
        node('start', 'start'),
        node('add', 'update', { set: [{ field: 'amount', value: '1' }] }),
        node('which', 'condition', { branches }),
        ...ENDS.slice(0, 1),
      ],
      ['start next add', 'add next which', 'which more add', 'which else yes'],
    );
    expect(faults(document)).toEqual(['flow.endlessLoop at nodes.1']);
  });

  it('checks what nodes refer to, at the place in the node', () => {
    const document = flow(
      [
        node('start', 'start'),
        approval('ask', {
          approver: { by: 'role', role: 'nobody' },
          fields: ['amount', 'secret'],
          escalateAfterHours: 2,
          remindAfterHours: 3,
        }),
        node('which', 'condition', {
          branches: [
            { name: 'a', label: LABEL, when: 'wrong' },
            { name: 'a', label: LABEL, when: 'amount > 1' },
          ],
        }),
        ...ENDS,
      ],
      ['start next ask', 'ask approved which', 'ask rejected no', 'which a yes', 'which else no'],
    );
    expect(faults(document)).toEqual([
      'flow.unknownRole at nodes.1.options.approver.role',
      'flow.unknownField at nodes.1.options.fields.1',
      'flow.escalateToMissing at nodes.1.options.escalateTo',
      'flow.remindTooLate at nodes.1.options.remindAfterHours',
      'expression.syntax at nodes.2.options.branches.0.when',
      'flow.branchTwice at nodes.2.options.branches.1.name',
    ]);
  });

  it('wants a person at the end of a person path and a field behind every place of a text', () => {
    const document = flow(
      [
        node('start', 'start'),
        approval('ask', { approver: { by: 'field', path: 'region.manager' } }),
        node('tell', 'notify', { to: { by: 'field', path: 'amount' }, title: { 'zh-CN': '{nope}', en: '{amount}' } }),
        ...ENDS,
      ],
      ['start next ask', 'ask approved tell', 'ask rejected no', 'tell next yes'],
    );
    expect(faults(document)).toEqual([
      'flow.notAPersonField at nodes.2.options.to.path',
      'flow.unknownField at nodes.2.options.title',
    ]);
  });

  it('refuses ids that XState or an object would misread, and unknown nodes', () => {
    const bad = [
      node('start', 'start'),
      approval('constructor'),
      node('a.b', 'end', { outcome: 'done' }),
      node('x', 'teleport'),
    ];
    expect(faults(flow(bad, ['start next constructor']))).toEqual(
      expect.arrayContaining([
        'flow.badNodeId at nodes.1.id',
        'flow.badNodeId at nodes.2.id',
        'flow.unknownNode at nodes.3.type',
      ]),
    );
  });

  it('warns that the own update of a flow does not start it again', () => {
    const document = flow(
      [node('start', 'start'), node('set', 'update', { set: [{ field: 'amount', value: '1' }] }), ...ENDS.slice(0, 1)],
      ['start next set', 'set next yes'],
      { on: 'update', when: 'amount > 1' },
    );
    expect(checkFlow(document, TYPES, NAMES)).toMatchObject([{ code: 'flow.ownTrigger', level: 'warning' }]);
  });

  it('says that the entity is gone, and still what is wrong with the drawing', () => {
    expect(faults(flow([node('start', 'start')], []), null)).toContain('flow.unknownEntity at entity');
    expect(faults(flow([node('start', 'start')], []), null)).toContain('flow.noEnd at nodes');
  });

  it('has a sentence in both languages for everything it says', () => {
    for (const code of Object.keys(flowProblems)) {
      for (const locale of LOCALES) expect(sentence(flowProblems, problem(code), locale)).not.toBe(code);
    }
  });
});
