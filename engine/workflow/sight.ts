import type { Names } from '../kernel/contract';
import type { FlowDocument, RoleDocument } from '../kernel/documents.generated';
import { isObject } from '../kernel/json';
import { problem, type Problem } from '../kernel/problems';

/**
 * Roles that are asked to decide about records of which they may not see a single field: their task would be empty.
 * @returns a warning for each, at the option that names the role
 */
export function rolesWithoutSight(document: FlowDocument, names: Names): readonly Problem[] {
  const entity = names.model.entity(document.entity);
  if (!entity) return [];
  const roles = names.all('role') as readonly RoleDocument[];
  const sees = ({ entities }: RoleDocument): boolean => {
    const named = Object.entries(entities).find(([name]) => name !== '*' && names.model.entity(name) === entity)?.[1];
    const rights = named ?? entities['*'];
    if (!rights) return false;
    const isOpen = (right: string | undefined): boolean => right !== 'none' && right !== 'masked';
    return isOpen(rights.otherFields) || Object.values(rights.fields ?? {}).some(isOpen);
  };
  return document.nodes.flatMap((node, index) => {
    if (names.registry.nodeTypes.get(node.type)?.group !== 'people') return [];
    return Object.entries(node.options ?? {}).flatMap(([option, value]) => {
      if (!isObject(value) || value['by'] !== 'role') return [];
      const role = roles.find((one) => one.name === value['role'] || one.aliases?.includes(String(value['role'])));
      if (!role || sees(role)) return [];
      const data = { role: role.label, entity: entity.label };
      return [{ ...problem('flow.noSight', ['nodes', index, 'options', option], data), level: 'warning' as const }];
    });
  });
}
