/** The record a flow is about: its values for expressions, and the flow's own writes to it. */
import { unlimitedAccess, type Access } from '../../access/access';
import type { Json } from '../../kernel/json';
import { refuse, Refusal, sentence } from '../../kernel/problems';
import type { Locale } from '../../kernel/text';
import type { Call, Host } from '../contract';
import type { RecordValues } from './flows-contract';
import { evaluateExpression, pathsOf } from './flows-expressions';
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
export async function evaluateAt(run: Run, node: string, source: string): Promise<Json> {
  const values = await loadAlong(run, pathsOf(run.call.host, run.flow.entity, source));
  const label = run.flow.graph.node(node)?.label ?? node;
  if (!values) return refuse('flow.recordGone', [], { node: label });
  try {
    return evaluateExpression(run, source, values);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return refuse('flow.expressionFailed', [], { node: label, expression: source });
  }
}

/** Writes what a node sets. Rights are the flow's, not those of whoever happened to decide; the rules of the entity hold. */
export async function writeRecord(run: Run, node: string, values: { readonly [field: string]: Json }): Promise<void> {
  const { call, flow, instance, tx, chain } = run;
  const own: FlowCall = {
    ...withAccess(call, () => unlimitedAccess(call.host.model())),
    door: 'flow',
    flowChain: [...chain, flow.document.id],
  };
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
