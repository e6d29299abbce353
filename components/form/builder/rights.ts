import type { FormBundle } from '@/engine/form/edit/command';
import type { FieldRight } from '@/engine/kernel/api';
import type { FieldUse, RoleDocument } from '@/engine/kernel/documents.generated';

/**
 * Whether nobody but the builders may fill it in. Roles with rights to everything ("*") are the builders themselves: they
 * are not who a form is made for. Pure.
 */
export const isForBuildersOnly = ({ entity, roles }: Pick<FormBundle, 'entity' | 'roles'>): boolean =>
  entity.fields.length > 0 && roles.length > 0 && !roles.some((role) => role.entities[entity.name]?.create);

export const rightsOf = (role: RoleDocument, entity: string): RoleDocument['entities'][string] | undefined =>
  role.entities[entity] ?? role.entities['*'];

/** Whether a role may change some record there is, or make a new one; everything without a role. */
export function mayFill(role: RoleDocument | undefined, entity: string, isNew: boolean): boolean {
  const rights = role && rightsOf(role, entity);
  if (!role) return true;
  return isNew ? rights?.create === true : (rights?.update ?? 'none') !== 'none';
}

/** What a role may do with a field of a record; everything without a role. As engine/access decides it for one role. */
export function fieldRight(
  role: RoleDocument | undefined,
  entity: string,
  field: Pick<FieldUse, 'name' | 'type' | 'aliases'>,
  isNew = true,
): FieldRight {
  if (!role) return 'edit';
  const rights = rightsOf(role, entity);
  if (!rights || (rights.read ?? 'none') === 'none') return 'none';
  const named = [field.name, ...(field.aliases ?? [])].find((name) => rights.fields?.[name] !== undefined);
  const right = (named === undefined ? undefined : rights.fields?.[named]) ?? rights.otherFields ?? 'edit';
  if (right === 'masked' && field.type === 'lines') return 'none';
  return right === 'edit' && !mayFill(role, entity, isNew) ? 'read' : right;
}
