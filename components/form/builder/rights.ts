import type { FormBundle } from '@/engine/form/edit/command';
import type { FieldRight } from '@/engine/kernel/api';
import type { FieldUse, RoleDocument } from '@/engine/kernel/documents.generated';

/**
 * Whether nobody but the builders may fill it in. Roles with rights to everything ("*") are the builders themselves: they
 * are not who a form is made for. Pure.
 */
export const isForBuildersOnly = ({ entity, roles }: Pick<FormBundle, 'entity' | 'roles'>): boolean =>
  entity.fields.length > 0 && roles.length > 0 && !roles.some((role) => role.entities[entity.name]?.create);

/** What a role may do with a field of a new record; everything without a role. As engine/access decides it for one role. */
export function fieldRight(role: RoleDocument | undefined, entity: string, field: FieldUse): FieldRight {
  if (!role) return 'edit';
  const rights = role.entities[entity] ?? role.entities['*'];
  if (!rights || (rights.read ?? 'none') === 'none') return 'none';
  const named = [field.name, ...(field.aliases ?? [])].find((name) => rights.fields?.[name] !== undefined);
  const right = (named === undefined ? undefined : rights.fields?.[named]) ?? rights.otherFields ?? 'edit';
  if (right === 'masked' && field.type === 'lines') return 'none';
  return right === 'edit' && !rights.create ? 'read' : right;
}
