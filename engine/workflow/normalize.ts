/** A flow document as a graph that is easy to ask: options with their defaults, exits by name, neighbours. */
import type { NodeType, NodeUse } from '../kernel/contract';
import type { FlowDocument } from '../kernel/documents.generated';
import { isObject } from '../kernel/json';

export interface FlowNode extends NodeUse {
  readonly type: string;
  /** undefined: no plugin contributes this type. */
  readonly unit: NodeType | undefined;
  /** Place in the document's list, for problems. */
  readonly index: number;
  readonly x: number;
  readonly y: number;
}
export interface FlowGraph {
  readonly document: FlowDocument;
  readonly nodes: readonly FlowNode[];
  node(id: string): FlowNode | undefined;
}

export type NodeTypes = ReadonlyMap<string, NodeType>;

/** Total: a wrong document gives a graph too, so that check can name all that is wrong. */
export function normalize(document: FlowDocument, types: NodeTypes): FlowGraph {
  const nodes = document.nodes.map((node, index): FlowNode => {
    const unit = types.get(node.type);
    return {
      id: node.id,
      type: node.type,
      label: node.label,
      unit,
      index,
      x: node.x ?? 0,
      y: node.y ?? 0,
      options: { ...defaults(unit), ...node.options },
      exits: Object.fromEntries(
        document.edges.filter((edge) => edge.from === node.id).map((edge) => [edge.exit, edge.to]),
      ),
    };
  });
  const byId = new Map(nodes.map((node) => [node.id, node]));
  return { document, nodes, node: (id) => byId.get(id) };
}

function defaults(unit: NodeType | undefined): { [option: string]: unknown } {
  const properties = unit?.options.properties;
  if (!isObject(properties)) return {};
  return Object.fromEntries(
    Object.entries(properties).flatMap(([name, schema]) =>
      isObject(schema) && 'default' in schema ? [[name, schema.default]] : [],
    ),
  );
}

/** Ids reachable from `from` (included) along the exits. */
export function reachable(graph: FlowGraph, from: readonly string[]): ReadonlySet<string> {
  const seen = new Set(from.filter((id) => graph.node(id)));
  const todo = [...seen];
  for (let id = todo.pop(); id !== undefined; id = todo.pop()) {
    for (const to of Object.values(graph.node(id)!.exits)) {
      if (seen.has(to) || !graph.node(to)) continue;
      seen.add(to);
      todo.push(to);
    }
  }
  return seen;
}
