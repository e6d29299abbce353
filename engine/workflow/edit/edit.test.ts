import { describe, expect, it } from 'vitest';
import type { FlowDocument } from '../../kernel/documents.generated';
import { nodeTypes } from '../nodes/index.generated';
import type { NodeType } from '../../kernel/contract';
import {
  addNode,
  addNodeAfter,
  addNodeAtExit,
  addNodeOnEdge,
  changeNode,
  connect,
  moveNodes,
  openExits,
  removeNode,
  restoreNode,
} from './edit';

const types = new Map(nodeTypes.map((unit) => [unit.type, unit as NodeType]));
const unit = (type: string) => types.get(type)!;
const label = { 'zh-CN': '', en: '' };
const flow: FlowDocument = {
  kind: 'flow',
  id: 'flw_test0001',
  name: 'test',
  label,
  entity: 'thing',
  trigger: { on: 'create' },
  nodes: [
    { id: 'start', type: 'start', label, x: 0, y: 0 },
    { id: 'boss', type: 'approval', label, x: 240, y: 0, options: { approver: { by: 'manager' } } },
    { id: 'end', type: 'end', label, x: 480, y: 0 },
  ],
  edges: [
    { from: 'start', exit: 'next', to: 'boss' },
    { from: 'boss', exit: 'approved', to: 'end' },
  ],
};

describe('editing a flow', () => {
  it('adds a node where it was dropped, with an id of its own', () => {
    const { document, id } = addNode(flow, unit('end'), { x: 10.4, y: 20 });
    expect(id).toBe('end_2');
    expect(document.nodes.at(-1)).toMatchObject({ type: 'end', x: 10, y: 20 });
  });

  it('puts a node into an edge and makes room for it', () => {
    const { document, id } = addNodeOnEdge(flow, unit('approval'), flow.edges[1]!);
    expect(document.edges).toEqual([
      flow.edges[0],
      { from: 'boss', exit: 'approved', to: id },
      { from: id, exit: 'approved', to: 'end' },
    ]);
    expect(document.nodes.find((node) => node.id === 'end')!.x).toBe(720);
  });

  it('rejects in a second approval where the first one does', () => {
    const declined = connect(addNode(flow, unit('end'), { x: 480, y: 110 }).document, {
      from: 'boss',
      exit: 'rejected',
      to: 'end_2',
    });
    const { document, id } = addNodeOnEdge(declined, unit('approval'), declined.edges[1]!);
    expect(document.edges).toContainEqual({ from: id, exit: 'rejected', to: 'end_2' });
    expect(document.edges).toContainEqual({ from: 'boss', exit: 'rejected', to: 'end_2' });
  });

  it('adds behind a node on its open exit first', () => {
    expect(openExits(flow, flow.nodes[1]!, types)).toEqual(['rejected']);
    const { document, id } = addNodeAfter(flow, unit('notify'), types, 'boss');
    expect(document.edges).toContainEqual({ from: 'boss', exit: 'rejected', to: id });
  });

  it('makes a step the last of the main way when nothing is selected, so that a second approval is one press away', () => {
    const { document, id } = addNodeAfter(flow, unit('approval'), types);
    expect(document.edges).toContainEqual({ from: 'boss', exit: 'approved', to: id });
    expect(document.edges).toContainEqual({ from: id, exit: 'approved', to: 'end' });
    expect(addNodeAfter(flow, unit('end'), types).document.edges).toEqual(flow.edges);
  });

  it('finds the end of a way that runs in a ring', () => {
    const ring = connect(flow, { from: 'boss', exit: 'approved', to: 'boss2' });
    const looped: FlowDocument = {
      ...ring,
      nodes: [...ring.nodes, { id: 'boss2', type: 'approval', label, x: 480, y: 110 }],
      edges: [...ring.edges, { from: 'boss2', exit: 'approved', to: 'boss' }],
    };
    expect(addNodeAfter(looped, unit('notify'), types).document.nodes).toHaveLength(5);
  });

  it('puts a new step on an exit, free or taken', () => {
    const free = addNodeAtExit(flow, unit('end'), { from: 'boss', exit: 'rejected' });
    expect(free.document.edges).toContainEqual({ from: 'boss', exit: 'rejected', to: free.id });
    expect(free.document.nodes.at(-1)).toMatchObject({ x: 480, y: 110 });
    const taken = addNodeAtExit(flow, unit('notify'), { from: 'boss', exit: 'approved' });
    expect(taken.document.edges).toContainEqual({ from: taken.id, exit: 'next', to: 'end' });
  });

  it('lets an exit lead to one node only, and never to itself', () => {
    expect(
      connect(flow, { from: 'start', exit: 'next', to: 'end' }).edges.filter((edge) => edge.from === 'start'),
    ).toEqual([{ from: 'start', exit: 'next', to: 'end' }]);
    expect(connect(flow, { from: 'boss', exit: 'rejected', to: 'boss' })).toBe(flow);
  });

  it('closes the gap when a node is removed', () => {
    expect(removeNode(flow, 'boss').edges).toEqual([{ from: 'start', exit: 'next', to: 'end' }]);
  });

  it('brings a removed node back with its edges, and keeps what was done meanwhile', () => {
    const without = addNode(removeNode(flow, 'boss'), unit('end'), { x: 0, y: 200 }).document;
    const back = restoreNode(without, flow, 'boss');
    expect(back.edges).toEqual(flow.edges);
    expect(back.nodes.map((node) => node.id)).toEqual(['start', 'end', 'end_2', 'boss']);
  });

  it('drops the edges of branches that are gone', () => {
    const withBranch = connect(addNode(flow, unit('condition'), { x: 0, y: 0 }).document, {
      from: 'condition',
      exit: 'branch_1',
      to: 'end',
    });
    expect(changeNode(withBranch, 'condition', { options: { branches: [] } }, types).edges).toEqual(flow.edges);
  });

  it('moves nodes and changes nothing else', () => {
    const moved = moveNodes(flow, new Map([['end', { x: 500, y: 40 }]]));
    expect(moved.nodes[2]).toMatchObject({ x: 500, y: 40 });
    expect(moved.nodes[0]).toBe(flow.nodes[0]);
  });
});
