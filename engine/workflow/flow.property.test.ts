/**
 * Random flows, random people, random commands. A paper host keeps between events nothing but text, as the database does,
 * and after every event: who has an open task is exactly who the machine listens to; a repeated, stale or foreign answer
 * changes nothing; at the end nothing is left open; folding the log gives the stored snapshot.
 */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { FlowNames } from '../kernel/contract';
import type { FlowDocument } from '../kernel/documents.generated';
import { checkFlow } from './check';
import { compileFlow } from './compile';
import { begin, createFlowMachine, step, type Machine, type Step } from './machine';
import { nodeTypes } from './nodes/index.generated';
import { isQuestion, openPeople, type Effect, type FlowEvent, type Snapshot } from './vocabulary';

const TYPES = new Map(nodeTypes.map((unit) => [unit.type, unit]));
const NAMES: FlowNames = {
  roles: new Set(['boss']),
  fields: new Set(['amount']),
  checkExpression: () => [],
  resolve: (path) => (path === 'amount' ? { kind: 'number', target: undefined } : undefined),
};
const LABEL = { 'zh-CN': '节点', en: 'Node' };
const HOUR = 3_600_000;

// ---- random flows: structured, so that they are sound; a rejection may lead back to an earlier approval -----------------
type Block =
  | { kind: 'approval'; mode: 'any' | 'all'; people: number; remind: boolean; escalate: boolean; back: boolean }
  | { kind: 'update' | 'notify' }
  | { kind: 'condition'; branches: Block[][] };

const blocks: fc.Arbitrary<Block[]> = fc.letrec<{ list: Block[]; block: Block }>((tie) => ({
  list: fc.array(tie('block'), { minLength: 1, maxLength: 4 }),
  block: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.record({
      kind: fc.constant('approval' as const),
      mode: fc.constantFrom('any' as const, 'all' as const),
      people: fc.integer({ min: 1, max: 4 }),
      remind: fc.boolean(),
      escalate: fc.boolean(),
      back: fc.boolean(),
    }),
    fc.record({ kind: fc.constantFrom('update' as const, 'notify' as const) }),
    fc.record({
      kind: fc.constant('condition' as const),
      branches: fc.array(tie('list'), { minLength: 1, maxLength: 3 }),
    }),
  ),
})).list;

/** Node by node; each block is told where to go next. Approvals remember how many people answer to them. */
function toDocument(list: Block[]): { document: FlowDocument; sizes: Map<string, number> } {
  const nodes: FlowDocument['nodes'] = [];
  const edges: FlowDocument['edges'] = [];
  const sizes = new Map<string, number>();
  const earlier: string[] = [];
  const add = (type: string, options: { [key: string]: unknown } = {}): string => {
    const id = `${type[0]}${nodes.length}`;
    nodes.push({ id, type, label: LABEL, options });
    return id;
  };
  const link = (from: string, exit: string, to: string) => void edges.push({ from, exit, to });
  const MAKE: { [kind in Block['kind']]: (block: never, open: [string, string][]) => [string, string][] } = {
    approval(block: Extract<Block, { kind: 'approval' }>, open) {
      const id = add('approval', {
        approver: { by: 'role', role: 'boss' },
        mode: block.mode,
        ...(block.remind ? { remindAfterHours: 24 } : {}),
        ...(block.escalate ? { escalateAfterHours: 48, escalateTo: { by: 'manager' } } : {}),
      });
      sizes.set(id, block.people);
      for (const [from, exit] of open) link(from, exit, id);
      const target = earlier.at(-1);
      earlier.push(id);
      if (block.back && target) {
        link(id, 'rejected', target);
        return [[id, 'approved']];
      }
      return [
        [id, 'approved'],
        [id, 'rejected'],
      ];
    },
    update: (_, open) => chain(add('update', { set: [{ field: 'amount', value: '1' }] }), open),
    notify: (_, open) => chain(add('notify', { to: { by: 'submitter' }, title: LABEL }), open),
    condition(block: Extract<Block, { kind: 'condition' }>, open) {
      const branches = block.branches.map((_, i) => ({ name: `b${i}`, label: LABEL, when: 'amount > 1' }));
      const id = add('condition', { branches });
      for (const [from, exit] of open) link(from, exit, id);
      return [[id, 'else'], ...block.branches.flatMap((inner, i) => makeAll(inner, [[id, `b${i}`]]))];
    },
  };
  const chain = (id: string, open: [string, string][]): [string, string][] => {
    for (const [from, exit] of open) link(from, exit, id);
    return [[id, 'next']];
  };
  const makeAll = (inner: Block[], open: [string, string][]): [string, string][] =>
    inner.reduce((ways, block) => MAKE[block.kind](block as never, ways), open);

  const ways = makeAll(list, [[add('start'), 'next']]);
  const end = add('end', { outcome: 'done' });
  for (const [from, exit] of ways) link(from, exit, end);
  return {
    document: {
      kind: 'flow',
      id: 'flw_random',
      name: 'random',
      label: LABEL,
      entity: 'thing',
      trigger: { on: 'manual' },
      nodes,
      edges,
    },
    sizes,
  };
}

// ---- the paper host -----------------------------------------------------------------------------------------------------
interface Timer {
  readonly at: number;
  readonly event: FlowEvent;
}
class PaperHost {
  text = '';
  now = 0;
  readonly log: FlowEvent[] = [];
  readonly tasks = new Set<string>();
  readonly timers = new Map<string, Timer>();
  finished: string | undefined;
  reminded = 0;
  private pick = 0;

  constructor(
    readonly machine: Machine,
    private readonly sizes: ReadonlyMap<string, number>,
    private readonly picks: readonly number[],
  ) {
    this.settle(begin(machine));
  }

  get snapshot(): Snapshot {
    return JSON.parse(this.text) as Snapshot;
  }

  send(event: FlowEvent): boolean {
    const next = step(this.machine, this.snapshot, event);
    if (!next) return false;
    this.log.push(event);
    this.settle(next);
    return true;
  }

  private settle(first: Step): void {
    for (let next: Step | undefined = first; next;) {
      this.text = JSON.stringify(next.snapshot);
      for (const effect of next.effects) this.perform(effect);
      const question = next.effects.find(isQuestion);
      if (!question) return;
      expect(next.effects.at(-1)).toBe(question);
      const answer = this.answer(question);
      this.log.push(answer);
      next = step(this.machine, this.snapshot, answer);
      expect(next, 'the machine waits for the answer it asked for').toBeDefined();
    }
  }

  private random(below: number): number {
    this.pick += 1;
    return (this.picks[this.pick % this.picks.length] ?? 0) % below;
  }

  private answer(question: Effect<'ask' | 'choose'>): FlowEvent {
    if (question.type === 'choose') {
      const exits = [...question.branches.map((branch) => branch.name), 'else'];
      return { type: `chosen.${question.node}`, exit: exits[this.random(exits.length)]! };
    }
    const { node, round, purpose } = question;
    // Escalation may hit somebody who is asked already, or somebody who has answered.
    const people =
      purpose === 'decide'
        ? Array.from({ length: this.sizes.get(node)! }, (_, i) => `p${(i + this.random(3)) % 6}`)
        : [`p${this.random(6)}`, 'chief'].slice(this.random(2));
    return { type: purpose === 'decide' ? `asked.${node}` : `escalated.${node}`, round, people, found: 'drawn' };
  }

  private readonly DO: { [T in Effect['type']]?: (effect: Effect<T>) => void } = {
    openTasks: ({ node, round, people }) => {
      for (const person of people) {
        const key = `${node}/${round}/${person}`;
        expect(this.tasks.has(key), `task opened twice: ${key}`).toBe(false);
        this.tasks.add(key);
      }
    },
    closeTasks: ({ node, round, people }) => {
      for (const key of [...this.tasks]) {
        if (key.startsWith(`${node}/${round}/`) && (!people || people.includes(key.split('/')[2]!))) {
          this.tasks.delete(key);
        }
      }
    },
    armTimer: ({ node, round, timer, hours }) =>
      void this.timers.set(`${timer}.${node}`, {
        at: this.now + hours * HOUR,
        event: { type: `${timer}.${node}`, round },
      }),
    cancelTimers: ({ node }) => {
      for (const key of [...this.timers.keys()]) if (key.endsWith(`.${node}`)) this.timers.delete(key);
    },
    remind: ({ node, round, people }) => {
      this.reminded += 1;
      for (const person of people) expect(this.tasks.has(`${node}/${round}/${person}`)).toBe(true);
    },
    finish: ({ outcome }) => {
      expect(this.finished, 'finished twice').toBeUndefined();
      this.finished = outcome;
    },
  };
  private perform(effect: Effect): void {
    (this.DO[effect.type] as ((effect: Effect) => void) | undefined)?.(effect);
  }

  advance(hours: number): void {
    const until = this.now + hours * HOUR;
    for (;;) {
      const [id, due] =
        [...this.timers].filter(([, timer]) => timer.at <= until).sort((a, b) => a[1].at - b[1].at)[0] ?? [];
      if (!id || !due) break;
      this.now = due.at;
      this.timers.delete(id);
      expect(this.send(due.event), 'a timer that is armed is awaited').toBe(true);
      this.check();
    }
    this.now = until;
  }

  check(): void {
    const { status, context } = this.snapshot;
    if (status === 'done') {
      expect([...this.tasks], 'no task outlives the flow').toEqual([]);
      expect([...this.timers.keys()], 'no timer outlives the flow').toEqual([]);
      expect(this.finished).toBeDefined();
      return;
    }
    const listening = Object.entries(context.runs).flatMap(([node, run]) =>
      openPeople(run)
        .filter((person) => step(this.machine, this.snapshot, { type: `approve.${node}`, person, round: run.round }))
        .map((person) => `${node}/${run.round}/${person}`),
    );
    expect([...this.tasks].sort(), 'open tasks are what the machine accepts').toEqual(listening.sort());
    expect(this.tasks.size, 'a running flow waits for somebody').toBeGreaterThan(0);
  }
}

const command = fc.record({
  do: fc.constantFrom('approve', 'approve', 'time', 'time', 'reject', 'time', 'foreign', 'twice', 'stale', 'withdraw?'),
  which: fc.nat(30),
});

it('keeps tasks, timers, log and snapshot in step, whatever people do', () => {
  const counts = { flows: 0, events: 0, finished: 0, withdrawn: 0, reminded: 0 };
  fc.assert(
    fc.property(
      blocks,
      fc.array(fc.nat(97), { minLength: 8, maxLength: 8 }),
      fc.array(command, { maxLength: 40 }),
      (list, picks, commands) => {
        const { document, sizes } = toDocument(list);
        expect(checkFlow(document, TYPES, NAMES).map((p) => p.code)).toEqual([]);
        const machine = createFlowMachine(compileFlow(document, TYPES));
        const host = new PaperHost(machine, sizes, picks);
        counts.flows += 1;
        host.check();
        for (const { do: what, which } of commands) {
          if (host.snapshot.status === 'done') break;
          obey(host, what, which);
          host.check();
        }
        if (host.snapshot.status === 'done') {
          const before = host.text;
          expect(host.send({ type: 'withdraw' }), 'a flow that has ended takes nothing').toBe(false);
          expect(host.text).toBe(before);
        }
        counts.events += host.log.length;
        counts.reminded += host.reminded;
        if (host.finished === 'withdrawn') counts.withdrawn += 1;
        else if (host.finished) counts.finished += 1;

        const replayed = host.log.reduce(
          (snapshot, event) => step(machine, snapshot, event)!.snapshot,
          begin(machine).snapshot,
        );
        expect(replayed, 'the log alone gives the stored snapshot').toEqual(host.snapshot);
      },
    ),
    { numRuns: 400, seed: 20261122 },
  );
  console.info(`flows: ${JSON.stringify(counts)}`);
  expect(counts.finished).toBeGreaterThan(50);
  expect(counts.reminded).toBeGreaterThan(50);
  expect(counts.withdrawn).toBeGreaterThan(5);
});

function obey(host: PaperHost, what: string, which: number): void {
  const open = [...host.tasks];
  const [node = '', round = '0', person = ''] = (open[which % open.length] ?? '').split('/');
  const vote = (verb: 'approve' | 'reject', who: string, inRound = Number(round)): boolean =>
    host.send({ type: `${verb}.${node}`, person: who, round: inRound });
  const DO: { [what: string]: () => void } = {
    approve: () => expect(vote('approve', person)).toBe(true),
    reject: () => expect(vote('reject', person)).toBe(true),
    time: () => host.advance([1, 23, 25, 49][which % 4]!),
    foreign() {
      const before = host.text;
      expect(vote('approve', 'stranger')).toBe(false);
      expect(() => host.send({ type: 'xstate.done.state._flow' } as never)).toThrow(/reserved/);
      expect(host.text).toBe(before);
    },
    twice() {
      vote('approve', person);
      const between = host.text;
      // Unless the flow came round to the same person again, the second click finds nothing to decide.
      if (!host.tasks.has(`${node}/${round}/${person}`)) {
        expect(vote('approve', person)).toBe(false);
        expect(host.text).toBe(between);
      }
    },
    stale() {
      const before = host.text;
      expect(vote('approve', person, Number(round) - 1)).toBe(false);
      expect(host.text).toBe(before);
    },
    'withdraw?': () => {
      if (which % 10 === 0) expect(host.send({ type: 'withdraw' })).toBe(true);
    },
  };
  DO[what]!();
}
