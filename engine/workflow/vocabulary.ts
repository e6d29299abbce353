/**
 * The words a compiled flow is made of. A node type compiles to states that use only these guards and actions; an action
 * that the machine does not carry out itself is an *effect*: data, returned to the host, which does it in the
 * transaction of the event. Nothing here knows XState.
 */
import type { People } from '../kernel/documents.generated';
import type { Text } from '../kernel/text';

export type Vote = 'approve' | 'reject';

/** One visit to an approval. Votes are kept by person id; a person without a vote is still being asked. */
export interface Run {
  /** 1 on the first visit; a decision made on a page of an earlier round is refused. */
  readonly round: number;
  readonly people: readonly string[];
  readonly votes: { readonly [person: string]: Vote };
}
/** All that an instance remembers. Never a value of the record: the record itself is the memory of its values. */
export interface FlowContext {
  readonly runs: { readonly [node: string]: Run };
}
export interface Snapshot {
  readonly value: unknown;
  readonly context: FlowContext;
  readonly status: 'active' | 'done';
}

export type Assignment = {
  readonly field: string;
  /** An expression over the record. */
  readonly value: string;
};
export type Branch = {
  /** Name of the exit. */
  readonly name: string;
  readonly label: Text;
  readonly when: string;
};
export type TimerName = 'remind' | 'escalate';
export type Outcome = 'approved' | 'rejected' | 'done';
/** How the people of a task were found: as drawn, or by the fallback when nobody was there. */
export type Found = 'drawn' | 'manager' | 'administrator';

// ---- effects: machine → host ----------------------------------------------------------------------------------------
interface EffectParams {
  /** An edge was followed. */
  took: { node: string; exit: string };
  /** Question: who is meant? Answered by `asked.<node>` or `escalated.<node>`. */
  ask: { node: string; round: number; people: People; purpose: 'decide' | 'escalate' };
  /** Question: which branch? Answered by `chosen.<node>`. */
  choose: { node: string; branches: readonly Branch[] };
  openTasks: { node: string; round: number; people: readonly string[]; escalated: boolean };
  /** Without `people`: everybody still asked at this node. */
  closeTasks: { node: string; round: number; people?: readonly string[]; as: 'approved' | 'rejected' | 'closed' };
  armTimer: { node: string; round: number; timer: TimerName; hours: number };
  cancelTimers: { node: string };
  remind: { node: string; round: number; people: readonly string[] };
  notify: { node: string; to: People; title: Text; body: Text };
  update: { node: string; set: readonly Assignment[] };
  finish: { node: string | null; outcome: Outcome | 'withdrawn' };
}
export type EffectType = keyof EffectParams;
export type Effect<T extends EffectType = EffectType> = {
  [K in T]: { readonly type: K } & Readonly<EffectParams[K]>;
}[T];

/** Questions are answered in the transaction in which they were asked, and the answer is logged: a replay never asks. */
export type QuestionEffect = Effect<'ask' | 'choose'>;
export const isQuestion = (effect: Effect): effect is QuestionEffect =>
  effect.type === 'ask' || effect.type === 'choose';

// ---- events: host → machine -----------------------------------------------------------------------------------------
export type FlowEvent =
  | { readonly type: `${Vote}.${string}`; readonly person: string; readonly round: number }
  | { readonly type: `${TimerName}.${string}`; readonly round: number }
  | {
      readonly type: `asked.${string}` | `escalated.${string}` | `handed.${string}`;
      readonly round: number;
      readonly people: readonly string[];
      readonly found: Found;
    }
  | { readonly type: `chosen.${string}`; readonly exit: string }
  | { readonly type: 'withdraw' };

/** Guards and actions a node type may name in its states. */
export const GUARDS = ['mayDecide', 'isVerdict', 'isExit', 'isRound'] as const;
export const ACTIONS = [
  'enter',
  'assign',
  'vote',
  'arm',
  'remindOpen',
  'askAgain',
  'handOver',
  'leave',
  'took',
  'choose',
  'notify',
  'update',
  'finish',
] as const;

/** The verdict of a run, or undefined while it is open. A rejection ends `all`; the first answer ends `any`. */
export function verdict(run: Run, mode: 'any' | 'all'): 'approved' | 'rejected' | undefined {
  const votes = run.people.map((person) => (Object.hasOwn(run.votes, person) ? run.votes[person] : undefined));
  if (votes.includes('reject')) return 'rejected';
  const approvals = votes.filter((vote) => vote === 'approve').length;
  return approvals > 0 && (mode === 'any' || approvals === votes.length) ? 'approved' : undefined;
}

/** Who is still being asked. */
export const openPeople = (run: Run): readonly string[] =>
  run.people.filter((person) => !Object.hasOwn(run.votes, person));
