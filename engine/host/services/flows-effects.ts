/** What the machine wants done, done: tasks, timers, notices, the record. All in the transaction of the event. */
import type { Json } from '../../kernel/json';
import { refuse } from '../../kernel/problems';
import type { ApprovalOptions } from '../../workflow/nodes/approval';
import type { Effect, EffectType, FlowEvent, QuestionEffect, Run as Visit } from '../../workflow/vocabulary';
import type { HistoryStep } from './flows-contract';
import { notifyPeople, remindPeople, tellOfTasks } from './flows-notices';
import { peopleOrFallback, resolvePeople } from './flows-people';
import { evaluateAt, loadAlong, writeRecord } from './flows-record';
import type { Delivery, Run } from './flows-run';
import { armTimer, cancelTimers, closeTasks, insertTasks } from './flows-store';

const HOUR = 3_600_000;

type Doing = {
  [T in Exclude<EffectType, 'ask' | 'choose'>]: (run: Run, effect: Effect<T>, why: Delivery) => Promise<HistoryStep[]>;
};

const DO: Doing = {
  took: async (_run, { node, exit }) => [{ what: 'took', node, data: { exit } }],

  async openTasks(run, { node, round, people, escalated }) {
    const { tx, call, instance, at, flow } = run;
    const { remindAfterHours, escalateAfterHours } = (flow.graph.node(node)?.options ?? {}) as Partial<ApprovalOptions>;
    const hours = escalated ? undefined : (escalateAfterHours ?? remindAfterHours);
    const tasks = people.map((assigneeId) => ({
      id: call.host.ids.uuid(),
      instanceId: instance.id,
      nodeId: node,
      round,
      assigneeId,
      createdAt: at,
      dueAt: hours === undefined ? null : new Date(at.getTime() + hours * HOUR),
      escalated,
    }));
    await insertTasks(tx, tasks);
    await tellOfTasks(run, tasks);
    return [];
  },

  async closeTasks({ tx, call, instance, at }, { node, people, as }, { comment }) {
    const isDecision = as !== 'closed';
    const closed = await closeTasks(tx, {
      instance: instance.id,
      node,
      ...(people ? { people } : {}),
      as,
      at,
      comment: isDecision ? (comment ?? null) : null,
    });
    if (closed.length > 0) await call.host.live.publish(tx, { topic: 'tasks', people: closed });
    return [];
  },

  async armTimer({ tx, instance, at }, { node, round, timer, hours }) {
    await armTimer(tx, {
      instanceId: instance.id,
      timerId: `${timer}.${node}`,
      epoch: round,
      runAt: new Date(at.getTime() + hours * HOUR),
      event: { type: `${timer}.${node}`, round },
    });
    return [];
  },

  async cancelTimers({ tx, instance }, { node }) {
    await cancelTimers(tx, instance.id, [`remind.${node}`, `escalate.${node}`]);
    return [];
  },

  async remind(run, { node, people }) {
    await remindPeople(run, node, people);
    return [{ what: 'reminded', node, data: { people } }];
  },

  async notify(run, effect) {
    const people = await resolvePeople(effect.to, questionOf(run));
    await notifyPeople(run, effect, people);
    return [{ what: 'notified', node: effect.node, data: { people } }];
  },

  async update(run, { node, set }) {
    const values: { [field: string]: Json } = {};
    for (const { field, value } of set) {
      values[field] = await evaluateAt(run, node, value, run.flow.entity.field(field)?.kind);
    }
    await writeRecord(run, node, values);
    return [{ what: 'updated', node, data: { fields: Object.keys(values) } }];
  },

  async finish({ tx, instance, at }, { node, outcome }) {
    instance.status = outcome === 'withdrawn' ? 'withdrawn' : 'done';
    instance.outcome = outcome;
    instance.endedAt = at;
    await cancelTimers(tx, instance.id);
    return outcome === 'withdrawn' ? [] : [{ what: 'finished', node, data: { outcome } }];
  },
};

/** Does one effect; returns what the history says of it. */
export const perform = <T extends keyof Doing>(run: Run, effect: Effect<T>, why: Delivery): Promise<HistoryStep[]> =>
  (DO[effect.type as T] as (run: Run, effect: Effect<T>, why: Delivery) => Promise<HistoryStep[]>)(run, effect, why);

const questionOf = (run: Run) => ({
  tx: run.tx,
  host: run.call.host,
  submitter: run.instance.startedBy,
  values: (path: string) => loadAlong(run, [path]),
});

/** Answers a question of the machine. The answer is logged, so that a replay does not ask again. */
export async function answer(run: Run, question: QuestionEffect): Promise<FlowEvent> {
  if (question.type === 'choose') {
    for (const branch of question.branches) {
      if ((await evaluateAt(run, question.node, branch.when, 'boolean')) === true) {
        return { type: `chosen.${question.node}`, exit: branch.name };
      }
    }
    return { type: `chosen.${question.node}`, exit: 'else' };
  }
  const { node, round, purpose } = question;
  const { runs } = run.instance.snapshot.context;
  const asked: Visit = Object.hasOwn(runs, node) ? runs[node]! : { round, people: [], votes: {} };
  const isOpen = (person: string) => asked.people.includes(person) && !Object.hasOwn(asked.votes, person);
  // To escalate is to ask somebody else; when that leaves nobody, the task stays where it is.
  const isEnough = (people: readonly string[]) => people.some((person) => purpose === 'decide' || !isOpen(person));
  const found = await peopleOrFallback(question.people, questionOf(run), isEnough);
  if (purpose === 'escalate') {
    return {
      type: `escalated.${node}`,
      round,
      ...(found ?? { people: asked.people.filter((person) => isOpen(person)), found: 'drawn' as const }),
    };
  }
  if (!found) return refuse('flow.nobody', [], { node: run.flow.graph.node(node)?.label ?? node });
  return { type: `asked.${node}`, round, ...found };
}

/** What the history says of an event itself. */
export function eventSteps(run: Run, event: FlowEvent | { type: 'begin' }, delivery: Delivery): HistoryStep[] {
  const [verb = '', node = null] = event.type.split('.');
  const comment = delivery.comment ? { comment: delivery.comment } : {};
  const changed: { [key: string]: Json } = delivery.changed?.length ? { fields: delivery.changed } : {};
  const own: { [key: string]: Json } =
    run.by !== null && run.by === run.instance.startedBy ? { isSubmitter: true } : {};
  const SAY: { [verb: string]: () => HistoryStep } = {
    begin: () => ({ what: 'started', node }),
    withdraw: () => ({ what: 'withdrawn', node, ...comment }),
    approve: () => ({ what: 'approved', node, data: { ...changed, ...own }, ...comment }),
    reject: () => ({ what: 'rejected', node, data: { ...changed, ...own }, ...comment }),
    asked: () => ({ what: 'asked', node, data: dataOf(event) }),
    escalated: () => ({ what: 'escalated', node, data: dataOf(event) }),
    handed: () => ({ what: 'asked', node, data: dataOf(event) }),
    chosen: () => ({ what: 'branched', node, data: dataOf(event) }),
  };
  return Object.hasOwn(SAY, verb) ? [SAY[verb]!()] : [];
}

function dataOf(event: FlowEvent | { type: 'begin' }): { [key: string]: Json } {
  const { type: _type, round: _round, ...data } = event as { type: string; round?: number };
  return data as { [key: string]: Json };
}
