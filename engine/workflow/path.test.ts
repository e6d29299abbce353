import { expect, it } from 'vitest';
import type { FlowDocument } from '../kernel/documents.generated';
import { nodeTypes } from './nodes/index.generated';
import { normalize } from './normalize';
import { followPath } from './path';

const LABEL = { 'zh-CN': '节点', en: 'Node' };
const document: FlowDocument = {
  kind: 'flow',
  id: 'flw_test',
  name: 'test',
  label: LABEL,
  entity: 'thing',
  trigger: { on: 'manual' },
  nodes: ['start', 'a', 'b', 'yes', 'no'].map((id) => ({
    id,
    type: id === 'start' ? 'start' : id.length === 1 ? 'approval' : 'end',
    label: LABEL,
  })),
  edges: [
    { from: 'start', exit: 'next', to: 'a' },
    { from: 'a', exit: 'approved', to: 'b' },
    { from: 'a', exit: 'rejected', to: 'no' },
    { from: 'b', exit: 'approved', to: 'yes' },
    { from: 'b', exit: 'rejected', to: 'a' },
  ],
};
const graph = normalize(document, new Map(nodeTypes.map((unit) => [unit.type, unit])));
const states = (taken: string[], isRunning: boolean): string => {
  const edges = taken.map((edge) => ({ node: edge.split(' ')[0]!, exit: edge.split(' ')[1]! }));
  const path = followPath(graph, edges, isRunning);
  return graph.nodes.map(({ id }) => `${id}:${path.stateOf(id)}`).join(' ');
};

it('shows what is done, where it stands and what may still come', () => {
  expect(states(['start next'], true)).toBe('start:done a:active b:ahead yes:ahead no:ahead');
  expect(states(['start next', 'a approved'], true)).toBe('start:done a:done b:active yes:ahead no:ahead');
});

it('shows nothing ahead of a flow that has ended', () => {
  expect(states(['start next', 'a rejected'], false)).toBe('start:done a:done b:skipped yes:skipped no:done');
});

it('lies ahead again what comes after a step back', () => {
  expect(states(['start next', 'a approved', 'b rejected'], true)).toBe(
    'start:done a:active b:ahead yes:ahead no:ahead',
  );
});
