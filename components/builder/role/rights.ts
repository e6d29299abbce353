/** What a role may do with an entity, in words an analyst thinks in. Pure. */
import { sameJson } from '@/engine/kernel/json';
import type { EntityRights } from '@/engine/form/edit/command';
import type { FieldRight } from '@/engine/kernel/api';

export const SCOPES = ['none', 'own', 'department', 'below', 'all'] as const;
export const FIELD_RIGHTS = ['none', 'masked', 'read', 'edit'] as const;
export const ACTIONS = ['read', 'update', 'delete'] as const;

/** The usual combinations; anything else is `custom`. */
export const PRESETS: { readonly [name: string]: EntityRights } = {
  none: {},
  fill: { create: true, read: 'own', update: 'own', delete: 'none' },
  department: { create: true, read: 'below', update: 'below', delete: 'none' },
  view: { create: false, read: 'all', update: 'none', delete: 'none' },
  manage: { create: true, read: 'all', update: 'all', delete: 'all' },
};
const bare = (rights: EntityRights | undefined) => ({
  create: rights?.create ?? false,
  read: rights?.read ?? 'none',
  update: rights?.update ?? 'none',
  delete: rights?.delete ?? 'none',
});

export function presetOf(rights: EntityRights | undefined): string {
  return Object.keys(PRESETS).find((name) => sameJson(bare(PRESETS[name]), bare(rights))) ?? 'custom';
}

/** The rights with a preset put in; rights to single fields stay. Without any right the role is not mentioned at all. */
export function withPreset(rights: EntityRights | undefined, name: string): EntityRights | undefined {
  if (name === 'none') return undefined;
  return { ...rights, ...PRESETS[name] };
}

/** The rights with another condition on one action; undefined: none. */
export function withCondition(
  rights: EntityRights,
  action: (typeof ACTIONS)[number] | 'create',
  source: string | undefined,
): EntityRights {
  const { [action]: _old, ...others } = rights.conditions ?? {};
  const conditions = source === undefined ? others : { ...others, [action]: source };
  const { conditions: _conditions, ...rest } = rights;
  return Object.keys(conditions).length > 0 ? { ...rest, conditions } : rest;
}

/** The rights with one right to many fields at once; undefined: as the role's other fields. */
export const withFieldRights = (
  rights: EntityRights,
  fields: readonly string[],
  right: FieldRight | undefined,
): EntityRights => fields.reduce((all, field) => withFieldRight(all, field, right), rights);

/** What a role may be given to a field: rows of line items cannot be shown masked. */
export const rightsFor = (kind: string | undefined): readonly FieldRight[] =>
  kind === 'lines' ? FIELD_RIGHTS.filter((right) => right !== 'masked') : FIELD_RIGHTS;

/** The rights with another right to one field; undefined: as the role's other fields. */
export function withFieldRight(rights: EntityRights, field: string, right: FieldRight | undefined): EntityRights {
  const { [field]: _old, ...others } = rights.fields ?? {};
  const fields = right ? { ...others, [field]: right } : others;
  const { fields: _fields, ...rest } = rights;
  return Object.keys(fields).length > 0 ? { ...rest, fields } : rest;
}
