/** FlowDocument → the JSON of an XState machine → a machine. The JSON is what golden tests compare and people can read. */
import type { FlowDocument } from '../kernel/documents.generated';
import { isObject, type JsonObject, type JsonSchema } from '../kernel/json';
import { createFlowMachine, type Machine } from './machine';
import { normalize, type NodeTypes } from './normalize';
import { ACTIONS, GUARDS } from './vocabulary';

const KNOWN = new Set<string>([...ACTIONS, ...GUARDS]);

/**
 * One state per node, flat; `_withdrawn` beside them (a node's id cannot begin with `_`).
 * Throws on a document that `checkFlow` would refuse.
 */
export function compileFlow(document: FlowDocument, types: NodeTypes): JsonSchema {
  const graph = normalize(document, types);
  const states = graph.nodes.map((node): [string, JsonObject] => {
    if (!node.unit) throw new Error(`No plugin contributes the node "${node.type}" of the flow "${document.name}".`);
    const state = node.unit.compile(node);
    assertKnown(state, node.type);
    return [node.id, { id: node.id, ...state }];
  });
  const start = graph.nodes.find((node) => node.unit?.group === 'begin');
  if (!start) throw new Error(`The flow "${document.name}" has no start.`);
  return {
    id: '_flow',
    // Without it a ring of transient states would hang the server; checkFlow refuses such rings, this is the second wall.
    options: { maxIterations: 500 },
    initial: start.id,
    on: { withdraw: { target: '#_withdrawn' } },
    states: {
      ...Object.fromEntries(states),
      _withdrawn: {
        id: '_withdrawn',
        type: 'final',
        entry: [{ type: 'finish', params: { node: null, outcome: 'withdrawn' } }],
      },
    },
  };
}

/** XState ignores an action it does not know, so an unknown name stops here. */
function assertKnown(part: unknown, unit: string): void {
  if (Array.isArray(part)) for (const item of part) assertKnown(item, unit);
  if (!isObject(part)) return;
  if (isObject(part.params) && typeof part.type === 'string' && !KNOWN.has(part.type)) {
    throw new Error(`The node type "${unit}" names the action "${part.type}", which flows do not have.`);
  }
  for (const [key, value] of Object.entries(part)) if (key !== 'params') assertKnown(value, unit);
}

/** Machines by (document id, version): a version never changes, so neither does its machine. */
export function machineCache(types: NodeTypes, limit = 500): (document: FlowDocument, version: number) => Machine {
  const machines = new Map<string, Machine>();
  return (document, version) => {
    const key = `${document.id}@${version}`;
    const machine = machines.get(key) ?? createFlowMachine(compileFlow(document, types));
    machines.delete(key);
    machines.set(key, machine);
    if (machines.size > limit) machines.delete(machines.keys().next().value!);
    return machine;
  };
}
