import type { FormBundle } from '@/engine/form/edit/command';

/**
 * Whether nobody but the builders may fill it in. Roles with rights to everything ("*") are the builders themselves: they
 * are not who a form is made for. Pure.
 */
export const isForBuildersOnly = ({ entity, roles }: Pick<FormBundle, 'entity' | 'roles'>): boolean =>
  entity.fields.length > 0 && roles.length > 0 && !roles.some((role) => role.entities[entity.name]?.create);
