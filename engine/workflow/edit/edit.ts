/** Changes to a drawn flow: each takes a document and gives the next one. Pure; undo keeps the one before. */
import type { NodeType } from '../../kernel/contract';
import type { FlowDocument } from '../../kernel/documents.generated';

export type FlowNode = FlowDocument['nodes'][number];
export type FlowEdge = FlowDocument['edges'][number];
export type Place = { readonly x: number; readonly y: number };
type Types = ReadonlyMap<string, NodeType>;

/** Distance between the left edges of a node and the one behind it. */
const STEP_X = 240;
const STEP_Y = 110;

/** An id that no node has: the type, then a number. Ids are words of XState, so letters and digits only. */
function freeId(document: FlowDocument, type: string): string {
  const taken = new Set(document.nodes.map((node) => node.id));
  if (!taken.has(type)) return type;
  for (let n = 2; ; n += 1) if (!taken.has(`${type}_${n}`)) return `${type}_${n}`;
}

/** Exits of a node that lead nowhere yet. */
export function openExits(document: FlowDocument, node: FlowNode, types: Types): readonly string[] {
  const unit = types.get(node.type);
  if (!unit) return [];
  return unit
    .exits((node.options ?? {}) as never)
    .map((exit) => exit.name)
    .filter((name) => !document.edges.some((edge) => edge.from === node.id && edge.exit === name));
}

/** Adds a node at a place, joined to nothing. */
export function addNode(document: FlowDocument, unit: NodeType, at: Place): { document: FlowDocument; id: string } {
  const id = freeId(document, unit.type);
  const options = unit.initial ?? {};
  const node: FlowNode = { id, type: unit.type, label: unit.label, x: Math.round(at.x), y: Math.round(at.y), options };
  return { document: { ...document, nodes: [...document.nodes, node] }, id };
}

/**
 * Puts a node into an edge: what led to the target leads to the new node, whose first exit leads on. Its other exits lead
 * where those of the same name of the node before lead: a second approval is rejected as the first one is.
 */
export function addNodeOnEdge(
  document: FlowDocument,
  unit: NodeType,
  edge: FlowEdge,
): { document: FlowDocument; id: string } {
  const from = document.nodes.find((node) => node.id === edge.from);
  const to = document.nodes.find((node) => node.id === edge.to);
  const place = { x: (from?.x ?? 0) + STEP_X, y: from?.y ?? 0 };
  const added = addNode(makeRoom(document, to, place), unit, place);
  const options = added.document.nodes.at(-1)!.options;
  const [exit, ...others] = unit.exits((options ?? {}) as never).map(({ name }) => name);
  const rest = added.document.edges.filter((e) => e.from !== edge.from || e.exit !== edge.exit);
  const onward = exit ? [{ from: added.id, exit, to: edge.to }] : [];
  const alike = rest
    .filter((e) => e.from === edge.from && others.includes(e.exit))
    .map((e) => ({ ...e, from: added.id }));
  return {
    id: added.id,
    document: {
      ...added.document,
      edges: [...rest, { from: edge.from, exit: edge.exit, to: added.id }, ...onward, ...alike],
    },
  };
}

/** Shifts the target of a split edge, and all right of it, one step to the right when it would be covered. */
function makeRoom(document: FlowDocument, to: FlowNode | undefined, place: Place): FlowDocument {
  if (!to || (to.x ?? 0) >= place.x + STEP_X) return document;
  const limit = to.x ?? 0;
  return {
    ...document,
    nodes: document.nodes.map((node) => ((node.x ?? 0) >= limit ? { ...node, x: (node.x ?? 0) + STEP_X } : node)),
  };
}

/** Puts a node on an exit: into the edge that is there, else behind the node. */
export function addNodeAtExit(
  document: FlowDocument,
  unit: NodeType,
  { from, exit }: Pick<FlowEdge, 'from' | 'exit'>,
): { document: FlowDocument; id: string } {
  const edge = document.edges.find((one) => one.from === from && one.exit === exit);
  if (edge) return addNodeOnEdge(document, unit, edge);
  const node = document.nodes.find((one) => one.id === from);
  const siblings = document.edges.filter((one) => one.from === from).length;
  const place = { x: (node?.x ?? 0) + STEP_X, y: (node?.y ?? 0) + siblings * STEP_Y };
  const added = addNode(document, unit, place);
  return { id: added.id, document: connect(added.document, { from, exit, to: added.id }) };
}

/** The last edge of the main way: from the beginning along first exits, as far as it goes. */
function lastEdge(document: FlowDocument, types: Types): FlowEdge | undefined {
  const firstOf = (node: FlowNode | undefined): FlowEdge | undefined => {
    const [exit] = types.get(node?.type ?? '')?.exits((node?.options ?? {}) as never) ?? [];
    return document.edges.find((edge) => edge.from === node?.id && edge.exit === exit?.name);
  };
  let edge = firstOf(document.nodes.find((node) => types.get(node.type)?.group === 'begin'));
  // As many steps as there are nodes: a way in a ring ends too.
  for (let steps = document.nodes.length; steps > 0; steps -= 1) {
    const to = edge?.to;
    const next = firstOf(document.nodes.find((node) => node.id === to));
    if (!next) break;
    edge = next;
  }
  return edge;
}

/**
 * Adds a node behind another one: on its first open exit, else into the edge of its first exit. Without `after` a step
 * becomes the last one of the main way; one that begins or ends a flow stands alone.
 */
export function addNodeAfter(
  document: FlowDocument,
  unit: NodeType,
  types: Types,
  after?: string,
): { document: FlowDocument; id: string } {
  const node = document.nodes.find((n) => n.id === after);
  if (!node) {
    const isStep = unit.group !== 'begin' && unit.group !== 'finish';
    const edge = isStep ? lastEdge(document, types) : undefined;
    if (edge) return addNodeOnEdge(document, unit, edge);
    const right = Math.max(0, ...document.nodes.map((n) => (n.x ?? 0) + STEP_X));
    return addNode(document, unit, { x: document.nodes.length === 0 ? 0 : right, y: 0 });
  }
  const exit = openExits(document, node, types)[0] ?? document.edges.find((e) => e.from === node.id)?.exit;
  return exit === undefined
    ? addNode(document, unit, { x: (node.x ?? 0) + STEP_X, y: node.y ?? 0 })
    : addNodeAtExit(document, unit, { from: node.id, exit });
}

/** An exit leads to one node: an edge from the same exit is replaced. A node cannot lead to itself. */
export function connect(document: FlowDocument, edge: FlowEdge): FlowDocument {
  if (edge.from === edge.to) return document;
  return { ...document, edges: [...disconnect(document, edge).edges, edge] };
}

export function disconnect(document: FlowDocument, edge: Pick<FlowEdge, 'from' | 'exit'>): FlowDocument {
  return { ...document, edges: document.edges.filter((e) => e.from !== edge.from || e.exit !== edge.exit) };
}

export function moveNodes(document: FlowDocument, places: ReadonlyMap<string, Place>): FlowDocument {
  return {
    ...document,
    nodes: document.nodes.map((node) => {
      const at = places.get(node.id);
      return at ? { ...node, x: Math.round(at.x), y: Math.round(at.y) } : node;
    }),
  };
}

/** Changes a node's label or options. Edges of exits that the new options no longer have are removed. */
export function changeNode(
  document: FlowDocument,
  id: string,
  change: Partial<Pick<FlowNode, 'label' | 'options'>>,
  types: Types,
): FlowDocument {
  const nodes = document.nodes.map((node) => (node.id === id ? { ...node, ...change } : node));
  const node = nodes.find((n) => n.id === id);
  const unit = node && types.get(node.type);
  if (!unit || !change.options) return { ...document, nodes };
  const exits = new Set(unit.exits(change.options as never).map((exit) => exit.name));
  return { ...document, nodes, edges: document.edges.filter((edge) => edge.from !== id || exits.has(edge.exit)) };
}

/** Removes a node. What led to it leads on to where its first exit led, so that the way stays whole. */
export function removeNode(document: FlowDocument, id: string): FlowDocument {
  const onward = document.edges.find((edge) => edge.from === id)?.to;
  const edges = document.edges
    .filter((edge) => edge.from !== id)
    .flatMap((edge) => (edge.to !== id ? [edge] : onward && onward !== edge.from ? [{ ...edge, to: onward }] : []));
  return { ...document, nodes: document.nodes.filter((node) => node.id !== id), edges };
}

/** Puts a removed node back, with the edges it had `before`; what was changed meanwhile stays. */
export function restoreNode(document: FlowDocument, before: FlowDocument, id: string): FlowDocument {
  const node = before.nodes.find((one) => one.id === id);
  if (!node || document.nodes.some((one) => one.id === id)) return document;
  const nodes = [...document.nodes, node];
  const edges = before.edges.filter(
    (edge) =>
      (edge.from === id || edge.to === id) && [edge.from, edge.to].every((end) => nodes.some((n) => n.id === end)),
  );
  const others = document.edges.filter(
    (edge) => !edges.some((one) => one.from === edge.from && one.exit === edge.exit),
  );
  return { ...document, nodes, edges: [...others, ...edges] };
}
