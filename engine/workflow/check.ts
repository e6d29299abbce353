/** All that is wrong with a drawn flow, each with its place. Runs on every change in the builder and again before publishing. */
import type { FlowNames } from '../kernel/contract';
import type { FlowDocument } from '../kernel/documents.generated';
import { isPrototypeKey } from '../kernel/json';
import { problem, type Problem } from '../kernel/problems';
import { normalize, reachable, type FlowGraph, type FlowNode, type NodeTypes } from './normalize';

/** Passes, in the order in which their problems are shown. Each sees the whole graph. */
const PASSES: readonly ((graph: FlowGraph, names: FlowNames) => Problem[])[] = [
  nodesAreWellFormed,
  thereIsOneStartAndAnEnd,
  edgesJoinExits,
  everyNodeLiesOnAWay,
  loopsHaveAPerson,
  optionsAreGood,
  triggerIsGood,
];

/**
 * @param names the fields of the flow's entity and the roles; undefined when the entity does not exist
 * @returns all problems; [] when the flow may be published (warnings do not stop it)
 */
export function checkFlow(document: FlowDocument, types: NodeTypes, names: FlowNames | undefined): Problem[] {
  const graph = normalize(document, types);
  if (names) return PASSES.flatMap((pass) => pass(graph, names));
  const structural = PASSES.filter((pass) => pass !== optionsAreGood && pass !== triggerIsGood);
  return [
    problem('flow.unknownEntity', ['entity'], { entity: document.entity }),
    ...structural.flatMap((pass) => pass(graph, undefined as never)),
  ];
}

const at = (node: FlowNode, ...rest: readonly (string | number)[]) => ['nodes', node.index, ...rest];
const exitsOf = (node: FlowNode) => node.unit?.exits(node.options) ?? [];

function nodesAreWellFormed({ nodes }: FlowGraph): Problem[] {
  const seen = new Set<string>();
  return nodes.flatMap((node) => {
    const problems: Problem[] = [];
    if (seen.has(node.id)) problems.push(problem('flow.nodeTwice', at(node, 'id'), { id: node.id }));
    seen.add(node.id);
    // XState splits ids at dots and reads a leading "#"; the prototype of an object answers to "constructor".
    if (!/^[A-Za-z]\w{0,39}$/.test(node.id) || isPrototypeKey(node.id)) {
      problems.push(problem('flow.badNodeId', at(node, 'id'), { id: node.id }));
    }
    if (!node.unit) problems.push(problem('flow.unknownNode', at(node, 'type'), { type: node.type }));
    if (!node.label['zh-CN'] && !node.label.en) problems.push(problem('flow.labelMissing', at(node, 'label')));
    return problems;
  });
}

function thereIsOneStartAndAnEnd({ nodes }: FlowGraph): Problem[] {
  const [first, ...more] = nodes.filter((node) => node.unit?.group === 'begin');
  return [
    ...(first ? [] : [problem('flow.noStart', ['nodes'])]),
    ...more.map((node) => problem('flow.startTwice', at(node))),
    ...(nodes.some((node) => node.unit?.group === 'finish') ? [] : [problem('flow.noEnd', ['nodes'])]),
  ];
}

function edgesJoinExits({ document, nodes, node: find }: FlowGraph): Problem[] {
  const seen = new Set<string>();
  const edges = document.edges.flatMap((edge, index) => {
    const here = ['edges', index];
    const from = find(edge.from);
    const missing = [edge.from, edge.to].filter((id) => !find(id));
    if (missing.length > 0) return missing.map((id) => problem('flow.danglingEdge', here, { id }));
    if (from?.unit && !exitsOf(from).some((exit) => exit.name === edge.exit)) {
      return [problem('flow.unknownExit', here, { exit: edge.exit })];
    }
    const key = `${edge.from} ${edge.exit}`;
    if (seen.has(key)) return [problem('flow.exitTwice', here, { exit: edge.exit })];
    seen.add(key);
    return [];
  });
  const open = nodes.flatMap((node) =>
    exitsOf(node)
      .filter((exit) => !Object.hasOwn(node.exits, exit.name))
      .map((exit) => problem('flow.exitOpen', at(node), { node: node.label, exit: exit.label })),
  );
  return [...edges, ...open];
}

function everyNodeLiesOnAWay(graph: FlowGraph): Problem[] {
  const starts = graph.nodes.filter((node) => node.unit?.group === 'begin').map((node) => node.id);
  const forward = reachable(graph, starts);
  return graph.nodes.flatMap((node) => {
    if (starts.length > 0 && !forward.has(node.id)) {
      return [problem('flow.unreachable', at(node), { node: node.label })];
    }
    const ahead = [...reachable(graph, [node.id])].map((id) => graph.node(id)!);
    return ahead.some((other) => other.unit?.group === 'finish')
      ? []
      : [problem('flow.noWayOut', at(node), { node: node.label })];
  });
}

/** A ring of nodes that wait for nobody would run for ever. Reported once per ring, at its first node. */
function loopsHaveAPerson(graph: FlowGraph): Problem[] {
  const automatic = graph.nodes.filter((node) => node.unit && node.unit.group !== 'people');
  const ids = new Set(automatic.map((node) => node.id));
  const inner: FlowGraph = {
    ...graph,
    nodes: automatic,
    node: (id) => (ids.has(id) ? graph.node(id) : undefined),
  };
  const reported = new Set<string>();
  return automatic.flatMap((node) => {
    if (reported.has(node.id)) return [];
    const ring = [...reachable(inner, Object.values(node.exits))].filter(
      (id) => reachable(inner, Object.values(graph.node(id)!.exits)).has(node.id) && ids.has(node.id),
    );
    if (!ring.includes(node.id)) return [];
    for (const id of ring) reported.add(id);
    const nodes = ring.map((id) => graph.node(id)!.label);
    const say = (language: 'zh-CN' | 'en') =>
      nodes.map((label) => label[language] || label.en || label['zh-CN']).join(', ');
    return [problem('flow.endlessLoop', at(node), { nodes: { 'zh-CN': say('zh-CN'), en: say('en') } })];
  });
}

function optionsAreGood({ nodes }: FlowGraph, names: FlowNames): Problem[] {
  return nodes.flatMap((node) =>
    (node.unit?.check?.(node, names) ?? []).map((found) => ({ ...found, path: at(node, 'options', ...found.path) })),
  );
}

function triggerIsGood({ document, nodes }: FlowGraph, names: FlowNames): Problem[] {
  const { on, when } = document.trigger;
  const writes = nodes.some((node) => Array.isArray(node.options.set) && node.options.set.length > 0);
  return [
    ...(when === undefined ? [] : names.checkExpression(when, 'boolean')).map((found) => ({
      ...found,
      path: ['trigger', 'when', ...found.path],
    })),
    ...(on === 'update' && writes ? [{ ...problem('flow.ownTrigger', ['trigger']), level: 'warning' as const }] : []),
  ];
}
