import { describe, expect, it } from 'vitest';
import type { Names } from '../kernel/contract';
import type { FlowDocument, RoleDocument } from '../kernel/documents.generated';
import { nodeTypes } from './nodes/index.generated';
import { rolesWithoutSight } from './sight';

const label = { 'zh-CN': '', en: '' };
const entity = { name: 'thing', label };
const role = (name: string, entities: RoleDocument['entities']): RoleDocument => ({
  kind: 'role',
  id: `rol_${name}`,
  name,
  label: { 'zh-CN': name, en: name },
  entities,
});
const flow: FlowDocument = {
  kind: 'flow',
  id: 'flw_test',
  name: 'test',
  label,
  entity: 'thing',
  trigger: { on: 'create' },
  nodes: [
    { id: 'start', type: 'start', label },
    { id: 'ask', type: 'approval', label, options: { approver: { by: 'role', role: 'boss' } } },
    { id: 'tell', type: 'notify', label, options: { to: { by: 'role', role: 'boss' } } },
  ],
  edges: [],
};
/** Places of the warnings when the boss has these rights. */
function warned(entities: RoleDocument['entities']): string[] {
  const names = {
    model: { entity: (name: string) => (name === 'thing' ? entity : undefined) },
    registry: { nodeTypes: new Map(nodeTypes.map((unit) => [unit.type, unit])) },
    all: () => [role('boss', entities)],
  };
  return rolesWithoutSight(flow, names as unknown as Names).map(({ path, level }) => `${level} ${path.join('.')}`);
}

describe('those who decide', () => {
  it('are warned about when their role sees nothing of the records, as an empty task would await them', () => {
    expect(warned({})).toEqual(['warning nodes.1.options.approver']);
    expect(warned({ thing: { read: 'all', otherFields: 'none' } })).toHaveLength(1);
  });

  it('are fine with a right to some field, by name or by the right to everything', () => {
    expect(warned({ thing: { read: 'own' } })).toEqual([]);
    expect(warned({ thing: { otherFields: 'none', fields: { title: 'read' } } })).toEqual([]);
    expect(warned({ '*': { read: 'all' } })).toEqual([]);
  });
});
