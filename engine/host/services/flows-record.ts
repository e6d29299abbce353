/** The record a flow is about: its values for expressions, and the flow's own writes to it. */
import type { Access } from '../../access/access';
import type { Json } from '../../kernel/json';
import type { ValueKind } from '../../kernel/model';
import { refuse, Refusal, sentence } from '../../kernel/problems';
import type { Locale } from '../../kernel/text';
import type { Call, Host } from '../contract';
import type { RecordValues } from './flows-contract';
import { asksForMe, evaluate, expressionOf, pathsOf } from './flows-expressions';
import { viewersOf } from './flows-people';
import type { Run } from './flows-run';

/** A call of a flow carries which flows led to it, so that none of them starts itself again. */
export interface FlowCall extends Call {
  readonly flowChain: readonly string[];
}
export const chainOf = (call: Call): readonly string[] => ('flowChain' in call ? (call as FlowCall).flowChain : []);

/** The same call under other rights. Everything else of the host stays as it is. */
export function withAccess<C extends Call>(call: C, widen: (access: Access) => Access): C {
  const { host } = call;
  const other: Host = Object.create(host, {
    access: { value: (viewer: Call['viewer']) => widen(host.access(viewer)) },
  }) as Host;
  return { ...call, host: other };
}

export async function loadAlong(run: Run, paths: readonly string[]): Promise<RecordValues | undefined> {
  return run.call.host.records.load(run.tx, run.flow.entity, run.instance.recordId, paths);
}

/** The value of an expression over the record as it is now. `me` is the submitter. */
export async function evaluateAt(run: Run, node: string, source: string, expects?: ValueKind): Promise<Json> {
  const { call, flow, instance, tx, at } = run;
  const label = flow.graph.node(node)?.label ?? node;
  const expression = (() => {
    try {
      return expressionOf(call.host, flow.entity, source, expects);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      return refuse('flow.expressionFailed', [], { node: label, expression: source });
    }
  })();
  const values = await loadAlong(run, pathsOf(expression));
  if (!values) return refuse('flow.recordGone', [], { node: label });
  const { startedBy } = instance;
  const me = asksForMe(expression) && startedBy ? (await viewersOf(tx, call.host, [startedBy])).get(startedBy) : null;
  return evaluate(expression, values, me ?? null, at);
}

/** Writes what a node sets. Rights are the flow's, not those of whoever happened to decide; the rules of the entity hold. */
export async function writeRecord(run: Run, node: string, values: { readonly [field: string]: Json }): Promise<void> {
  const { call, flow, instance, tx, chain } = run;
  const own: FlowCall = { ...call, door: 'flow', flowChain: [...chain, flow.document.id] };
  try {
    await call.host.records.update(
      own,
      { entity: flow.entity.name, id: instance.recordId, values, editable: 'any' },
      tx,
    );
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    const table = call.host.registry.problems;
    const say = (locale: Locale) => error.problems.map((p) => sentence(table, p, locale)).join(' ');
    refuse('flow.updateRefused', [], {
      node: flow.graph.node(node)?.label ?? node,
      reason: { 'zh-CN': say('zh-CN'), en: say('en') },
    });
  }
}
