import { insertItem, withFields } from './bundle';
import type { Editing, RestoreField } from './command';

/** The inverse of removeField. */
export const restoreField: Editing<RestoreField> = (draft, edit) => {
  const { field, index, item, rules, fills, isTitle, rights, unique, print } = edit;
  // (1) Back into the entity
  let next = withFields(draft, draft.entity.fields.toSpliced(index, 0, field));
  if (isTitle) next = { ...next, entity: { ...next.entity, titleField: field.name } };
  if (unique) next = { ...next, entity: { ...next.entity, unique } };
  // (2) Back on the form; its section may be gone by now
  const section = next.form.sections.find((s) => s.id === item?.section) ?? next.form.sections[0];
  if (item && section) next = insertItem(next, { section: section.id, index: item.index }, item.item);
  if (print) next = { ...next, form: { ...next.form, print } };
  // (3) Back into the rules
  if (rules) next = { ...next, form: { ...next.form, rules } };
  if (fills) next = { ...next, form: { ...next.form, fills } };
  // (4) Back into the rights
  const roles = next.roles.map((role) => {
    const right = rights.find((r) => r.role === role.id)?.right;
    const of = role.entities[next.entity.name];
    if (!right || !of) return role;
    const fields = { ...of.fields, [field.name]: right };
    return { ...role, entities: { ...role.entities, [next.entity.name]: { ...of, fields } } };
  });
  return { draft: { ...next, roles }, inverse: { do: 'removeField', field: field.id } };
};
