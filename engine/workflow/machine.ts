/**
 * The one file that knows XState, used only as a pure function: (state, event) → (state, effects). No actor, no clock, no
 * memory. What was learnt the hard way (reproduced on 5.33.3): an actor loses its timers when restored, `after` beyond
 * 24.8 days fires at once, `getPersistedSnapshot` rewrites objects that look like its own, an unknown action is ignored
 * silently, a machine that is done still moves. So: timers are effects, snapshots are `{value, context, status}`, the
 * names of actions are checked when compiling, and a finished machine takes no events.
 */
import { enqueueActions, initialTransition, setup, transition, type AnyMachineSnapshot } from 'xstate';
import type { People } from '../kernel/documents.generated';
import type { JsonSchema } from '../kernel/json';
import {
  openPeople,
  verdict,
  type Effect,
  type FlowContext,
  type FlowEvent,
  type Run,
  type Snapshot,
  type TimerName,
  type Vote,
} from './vocabulary';

interface NodeParams {
  readonly node: string;
}
type AnyFlowEvent = FlowEvent & {
  readonly round?: number;
  readonly person?: string;
  readonly people?: readonly string[];
};

const NO_RUN: Run = { round: 0, people: [], votes: {} };
const runOf = (context: FlowContext, node: string): Run =>
  Object.hasOwn(context.runs, node) ? context.runs[node]! : NO_RUN;
const withRun = (context: FlowContext, node: string, run: Run): FlowContext => ({
  runs: { ...context.runs, [node]: run },
});

/** Everything a flow can do, by name. Actions named here and not in `actions` are effects and stay as they are. */
const library = setup({
  types: { context: {} as FlowContext, events: {} as AnyFlowEvent },
  guards: {
    isRound: ({ context, event }, { node }: NodeParams) => event.round === runOf(context, node).round,
    mayDecide: ({ context, event }, { node }: NodeParams) => {
      const run = runOf(context, node);
      return event.round === run.round && event.person !== undefined && openPeople(run).includes(event.person);
    },
    isVerdict: ({ context }, { node, mode, is }: NodeParams & { mode: 'any' | 'all'; is: 'approved' | 'rejected' }) =>
      verdict(runOf(context, node), mode) === is,
    isExit: ({ event }, { exit }: { exit: string }) => 'exit' in event && event.exit === exit,
  },
  actions: {
    enter: enqueueActions(({ context, enqueue }, { node, people }: NodeParams & { people: People }) => {
      const round = runOf(context, node).round + 1;
      enqueue.assign(withRun(context, node, { round, people: [], votes: {} }));
      enqueue({ type: 'ask', params: { node, round, people, purpose: 'decide' } } as never);
    }),
    assign: enqueueActions(({ context, event, enqueue }, { node }: NodeParams) => {
      const { round } = runOf(context, node);
      const people = [...new Set(event.people ?? [])];
      enqueue.assign(withRun(context, node, { round, people, votes: {} }));
      enqueue({ type: 'openTasks', params: { node, round, people, escalated: false } } as never);
    }),
    vote: enqueueActions(({ context, event, enqueue }, { node, vote }: NodeParams & { vote: Vote }) => {
      const run = runOf(context, node);
      const person = event.person!;
      enqueue.assign(withRun(context, node, { ...run, votes: { ...run.votes, [person]: vote } }));
      const as = vote === 'approve' ? 'approved' : 'rejected';
      enqueue({ type: 'closeTasks', params: { node, round: run.round, people: [person], as } } as never);
    }),
    arm: enqueueActions(
      ({ context, enqueue }, { node, timer, hours }: NodeParams & { timer: TimerName; hours: number }) => {
        enqueue({ type: 'armTimer', params: { node, round: runOf(context, node).round, timer, hours } } as never);
      },
    ),
    remindOpen: enqueueActions(({ context, enqueue }, { node }: NodeParams) => {
      const run = runOf(context, node);
      enqueue({ type: 'remind', params: { node, round: run.round, people: openPeople(run) } } as never);
    }),
    askAgain: enqueueActions(({ context, enqueue }, { node, people }: NodeParams & { people: People }) => {
      const { round } = runOf(context, node);
      enqueue({ type: 'ask', params: { node, round, people, purpose: 'escalate' } } as never);
    }),
    // Whoever has not answered is replaced. Somebody who answered already and now stands in for others answers again.
    handOver: enqueueActions(
      ({ context, event, enqueue }, { node, isEscalation = true }: NodeParams & { isEscalation?: boolean }) => {
        const run = runOf(context, node);
        const next = [...new Set(event.people ?? [])];
        const kept = run.people.filter((person) => Object.hasOwn(run.votes, person) && !next.includes(person));
        const votes = Object.fromEntries(Object.entries(run.votes).filter(([person]) => kept.includes(person)));
        enqueue.assign(withRun(context, node, { round: run.round, people: [...kept, ...next], votes }));
        const staying = openPeople(run).filter((person) => next.includes(person));
        const leaving = openPeople(run).filter((person) => !next.includes(person));
        const coming = next.filter((person) => !staying.includes(person));
        const at = { node, round: run.round };
        if (leaving.length > 0) {
          enqueue({ type: 'closeTasks', params: { ...at, people: leaving, as: 'closed' } } as never);
        }
        if (coming.length > 0) {
          enqueue({ type: 'openTasks', params: { ...at, people: coming, escalated: isEscalation } } as never);
        }
      },
    ),
    leave: enqueueActions(({ context, enqueue }, { node }: NodeParams) => {
      enqueue({ type: 'closeTasks', params: { node, round: runOf(context, node).round, as: 'closed' } } as never);
      enqueue({ type: 'cancelTimers', params: { node } } as never);
    }),
  },
});

const INTERNAL = new Set(['enter', 'assign', 'vote', 'arm', 'remindOpen', 'askAgain', 'handOver', 'leave']);

export type Machine = ReturnType<typeof library.createMachine>;
export interface Step {
  readonly snapshot: Snapshot;
  /** In the order in which they are to be done. */
  readonly effects: readonly Effect[];
}

/** A machine from its JSON. 3–60 ms for 50 nodes: keep it (compile.ts caches by document version). */
export const createFlowMachine = (config: JsonSchema): Machine =>
  library.createMachine({ ...config, context: { runs: {} } } as never);

const plain = <T>(value: unknown): T => JSON.parse(JSON.stringify(value)) as T;

function toStep([snapshot, actions]: readonly [
  AnyMachineSnapshot,
  readonly { type: string; params?: unknown }[],
]): Step {
  if (snapshot.status !== 'active' && snapshot.status !== 'done') {
    throw snapshot.error instanceof Error ? snapshot.error : new Error(`The machine stopped: ${snapshot.status}`);
  }
  return {
    snapshot: plain({ value: snapshot.value, context: snapshot.context, status: snapshot.status }),
    effects: actions
      .filter(({ type }) => !INTERNAL.has(type))
      .map(({ type, params }) => plain<Effect>({ type, ...(params as object) })),
  };
}

/** The first step of an instance. */
export const begin = (machine: Machine): Step => toStep(initialTransition(machine) as never);

/** One event. undefined: the machine does not take this event now (a decided task, a stale round, a finished flow). */
export function step(machine: Machine, stored: Snapshot, event: FlowEvent): Step | undefined {
  if (event.type.startsWith('xstate.')) throw new Error(`"${event.type}" is reserved.`);
  if (stored.status !== 'active') return undefined;
  const current = machine.resolveState(stored as never);
  const next = transition(machine, current, event as AnyFlowEvent);
  // An event that only has effects (a reminder) leaves the snapshot as it is, the very same object.
  return next[0] === current && next[1].length === 0 ? undefined : toStep(next as never);
}
