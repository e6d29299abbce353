/** Where an instance stands on its graph, for the picture. Pure: from the edges it followed. */
import { reachable, type FlowGraph } from './normalize';

export interface TakenEdge {
  readonly node: string;
  readonly exit: string;
}
export type NodeState = 'done' | 'active' | 'ahead' | 'skipped';
export interface FlowPath {
  readonly stateOf: (node: string) => NodeState;
  readonly isTaken: (from: string, exit: string) => boolean;
}

/**
 * @param taken edges in the order in which they were followed
 * @param isRunning of an instance that has ended nothing lies ahead
 *
 * Going back to an earlier node (a rejected record returns to its first approver) cuts the way off there: what came
 * after it lies ahead again.
 */
export function followPath(graph: FlowGraph, taken: readonly TakenEdge[], isRunning: boolean): FlowPath {
  const start = graph.nodes.find((node) => node.unit?.group === 'begin')?.id;
  let way: { readonly node: string; readonly edge?: TakenEdge }[] = start ? [{ node: start }] : [];
  for (const edge of taken) {
    const to = graph.node(edge.node)?.exits[edge.exit];
    if (to === undefined) continue;
    const before = way.findIndex((step) => step.node === to);
    way = before >= 0 ? way.slice(0, before + 1) : [...way, { node: to, edge }];
  }
  const passed = new Set(way.map((step) => step.node));
  const last = way.at(-1)?.node;
  const ahead = isRunning && last !== undefined ? reachable(graph, [last]) : new Set<string>();
  const edges = new Set(way.flatMap(({ edge }) => (edge ? [`${edge.node} ${edge.exit}`] : [])));
  return {
    stateOf(node) {
      if (node === last && isRunning) return 'active';
      if (passed.has(node)) return 'done';
      return ahead.has(node) ? 'ahead' : 'skipped';
    },
    isTaken: (from, exit) => edges.has(`${from} ${exit}`),
  };
}
