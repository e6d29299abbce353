/** What every node type keeps; each node's test runs it, so that a new node is held to the same. */
import { expect, it } from 'vitest';
import type { NodeType } from '@/engine/kernel/contract';
import { compileFlow } from '@/engine/workflow/compile';
import { createFlowMachine } from '@/engine/workflow/machine';
import type { FlowDocument } from '@/engine/kernel/documents.generated';

export function itCompilesItsExamples(unit: NodeType): void {
  it('says its name, its hint and its exits in both languages', () => {
    for (const text of [
      unit.label,
      unit.hint!,
      ...unit.examples.flatMap(({ node }) => unit.exits(node.options).map((exit) => exit.label)),
    ]) {
      expect(text['zh-CN']).toMatch(/\p{Script=Han}/u);
      expect(text.en).toMatch(/[A-Za-z]/);
    }
  });

  it('compiles each example to the state it promises, as plain JSON', () => {
    expect(unit.examples.length).toBeGreaterThan(0);
    for (const { node, state } of unit.examples) {
      const compiled = unit.compile(node);
      expect(compiled).toEqual(state);
      expect(JSON.parse(JSON.stringify(compiled))).toEqual(compiled);
      expect(
        unit
          .exits(node.options)
          .map((exit) => exit.name)
          .sort(),
      ).toEqual(Object.keys(node.exits).sort());
    }
  });

  it('gives states a machine accepts', () => {
    for (const { node } of unit.examples) {
      const { document, types } = aroundNode(unit, node);
      expect(() => createFlowMachine(compileFlow(document, types))).not.toThrow();
    }
  });

  it('labels every option in both languages', () => {
    const properties = (unit.options.properties ?? {}) as {
      [name: string]: { 'x-label'?: { [language: string]: string } };
    };
    for (const [name, schema] of Object.entries(properties)) {
      expect(schema['x-label']?.['zh-CN'], name).toBeTruthy();
      expect(schema['x-label']?.en, name).toBeTruthy();
    }
  });
}

/** The smallest flow around one node: whatever it leads to is an end. */
function aroundNode(unit: NodeType, node: NodeType['examples'][number]['node']) {
  const stub = (type: string, group: NodeType['group'], compile: NodeType['compile']): NodeType => ({
    ...unit,
    type,
    group,
    compile,
    exits: () => [],
  });
  const isStart = unit.group === 'begin';
  const label = { 'zh-CN': '', en: '' };
  const ends = [...new Set(Object.values(node.exits))];
  const document: FlowDocument = {
    kind: 'flow',
    id: 'flw_example',
    name: 'example',
    label,
    entity: 'thing',
    trigger: { on: 'manual' },
    nodes: [
      ...(isStart ? [] : [{ id: '__start', type: '__start', label }]),
      { id: node.id, type: unit.type, label, options: node.options },
      ...ends.map((id) => ({ id, type: '__end', label })),
    ],
    edges: Object.entries(node.exits).map(([exit, to]) => ({ from: node.id, exit, to })),
  };
  const types = new Map<string, NodeType>([
    [unit.type, unit],
    ['__start', stub('__start', 'begin', () => ({ always: { target: `#${node.id}` } }))],
    ['__end', stub('__end', 'finish', () => ({ type: 'final' }))],
  ]);
  return { document, types };
}
