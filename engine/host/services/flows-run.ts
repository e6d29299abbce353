/**
 * One event of one instance, in one transaction:
 *
 *   lock the instance row → step the machine (pure) → do its effects → log the event → save the snapshot
 *   → answer what the machine asked, as an event of its own, until it waits for a person or has ended
 *
 * Nothing is kept in a process. A crash at any moment leaves the state before the event or the state after it. The log
 * holds every event and every answer, so folding it through the same machine gives the stored snapshot again.
 */
import { refuse } from '../../kernel/problems';
import { begin, step, type Step } from '../../workflow/machine';
import { isQuestion, type FlowEvent } from '../../workflow/vocabulary';
import type { Call, Tx } from '../contract';
import type { HistoryStep, LoadedFlow } from './flows-contract';
import { answer, eventSteps, perform } from './flows-effects';
import { insertEvent, insertInstance, saveInstance, type Instance } from './flows-store';

/** Answers one event may lead to. Drawn flows cannot come near it: every loop has a person in it. */
const MOST_ANSWERS = 500;

export interface Run {
  readonly tx: Tx;
  /** Who acts; for a timer nobody does, and `by` is null. */
  readonly call: Call;
  readonly by: string | null;
  readonly flow: LoadedFlow;
  readonly instance: Instance;
  /** The moment of the event by the host's clock: one for all its effects. */
  readonly at: Date;
  /** Flows whose own writes led here, outermost first: none of them is started by this. */
  readonly chain: readonly string[];
}
export interface Delivery {
  /** The same key again is the same event. */
  readonly key: string;
  readonly comment?: string;
  /** Fields the person changed while deciding, by name. */
  readonly changed?: readonly string[];
}

export function newInstance(flow: LoadedFlow, id: string, recordId: string, by: string | null, at: Date): Instance {
  return {
    id,
    flowId: flow.document.id,
    version: flow.version,
    entityId: flow.entity.id,
    recordId,
    startedBy: by,
    startedAt: at,
    status: 'active',
    outcome: null,
    snapshot: { value: null, context: { runs: {} }, status: 'active' },
    rev: 0,
    endedAt: null,
  };
}

/** Starts an instance and runs it until it waits for a person or has ended. */
export async function start(run: Run): Promise<void> {
  // The row comes first: writes of the flow itself must see that it is running.
  await insertInstance(run.tx, run.instance);
  await settle(run, begin(run.flow.machine), { type: 'begin' }, { key: 'begin' });
  await tellWatchers(run);
}

/** Delivers an event. False: the machine does not take it now, and nothing was changed. */
export async function deliver(run: Run, event: FlowEvent, delivery: Delivery): Promise<boolean> {
  const next = step(run.flow.machine, run.instance.snapshot, event);
  if (!next) return false;
  await settle(run, next, event, delivery);
  await tellWatchers(run);
  return true;
}

async function settle(run: Run, first: Step, cause: FlowEvent | { type: 'begin' }, delivery: Delivery): Promise<void> {
  let next: Step | undefined = first;
  let event = cause;
  let logged = delivery;
  for (let answers = 0; next; answers += 1) {
    if (answers > MOST_ANSWERS) refuse('flow.tooManySteps', [], { flows: run.flow.document.label });
    const { instance } = run;
    instance.snapshot = next.snapshot;
    instance.rev += 1;
    const steps: HistoryStep[] = [...eventSteps(run, event, logged)];
    for (const effect of next.effects) if (!isQuestion(effect)) steps.push(...(await perform(run, effect, logged)));
    await insertEvent(run.tx, instance, { key: logged.key, at: run.at, by: run.by, event, steps });
    await saveInstance(run.tx, instance);

    const question = next.effects.find(isQuestion);
    if (!question) return;
    event = await answer(run, question);
    logged = { key: `answer:${instance.rev}` };
    next = step(run.flow.machine, instance.snapshot, event);
  }
}

const tellWatchers = ({ call, tx, flow, instance }: Run): Promise<void> =>
  call.host.live.publish(tx, { topic: 'records', entity: flow.entity.name, id: instance.recordId });
