import type { Editing, FormBundle, SetRights } from './command';

/** Sets what a role may do with the entity of the bundle. */
export const setRights: Editing<SetRights> = (draft, { role: id, rights }) => {
  const entity = draft.entity.name;
  const at = draft.roles.findIndex((role) => role.id === id);
  const role = draft.roles[at];
  if (!role) throw new Error(`There is no role "${id}" in the bundle.`);
  const { [entity]: before, ...others } = role.entities;
  const next: FormBundle['roles'][number] = {
    ...role,
    entities: rights ? { ...role.entities, [entity]: rights } : others,
  };
  return {
    draft: { ...draft, roles: draft.roles.with(at, next) },
    inverse: { do: 'setRights', role: id, rights: before },
  };
};
