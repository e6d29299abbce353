import { removedFromPrint } from '../print';
import { fieldAt, placeOf, removeItem, withFields } from './bundle';
import type { Editing, FieldRight, FormBundle, RemoveField, Rule } from './command';

/** Takes a field out of the entity, and with it its place, its rules, its rights and its part as title. */
export const removeField: Editing<RemoveField> = (draft, { field: id }) => {
  const index = fieldAt(draft, id);
  const field = draft.entity.fields[index]!;
  const rights = rightsTo(draft, field.name);
  const isTitle = draft.entity.titleField === field.name;
  const printed = removedFromPrint(draft.form, field.name);
  const inverse = {
    do: 'restoreField',
    field,
    index,
    item: placeOf(draft, field.name) ?? null,
    rules: draft.form.rules,
    ...(draft.form.fills ? { fills: draft.form.fills } : {}),
    isTitle,
    rights,
    ...(isInUnique(draft, field.name) ? { unique: draft.entity.unique } : {}),
    ...(printed !== draft.form ? { print: draft.form.print } : {}),
  } as const;
  // (1) Off the form and its print layout
  let next = removeItem({ ...draft, form: printed }, field.name);
  // (2) Out of the rules that act on it, and of what is filled in; conditions that read it stay, and the check names them
  next = { ...next, form: withoutFillsOf(withoutRulesOn(next, field.name), field.name) };
  // (3) Out of the rights
  next = { ...next, roles: next.roles.map((role) => withoutRight(role, next.entity.name, field.name)) };
  // (4) Out of the entity
  next = withFields(next, next.entity.fields.toSpliced(index, 1));
  if (isTitle) {
    const { titleField: _title, ...entity } = next.entity;
    next = { ...next, entity };
  }
  return { draft: withoutUnique(next, field.name), inverse };
};

const isInUnique = ({ entity }: FormBundle, name: string): boolean =>
  entity.unique?.some(({ fields }) => fields.includes(name)) ?? false;

/** A combination of what is left of it would refuse records that were never meant; it goes as a whole. */
function withoutUnique(draft: FormBundle, name: string): FormBundle {
  if (!isInUnique(draft, name)) return draft;
  const { unique, ...entity } = draft.entity;
  const left = unique?.filter(({ fields }) => !fields.includes(name)) ?? [];
  return { ...draft, entity: left.length > 0 ? { ...entity, unique: left } : entity };
}

function rightsTo(draft: FormBundle, name: string): readonly { role: string; right: FieldRight }[] {
  return draft.roles.flatMap((role) => {
    const right = role.entities[draft.entity.name]?.fields?.[name];
    return right ? [{ role: role.id, right }] : [];
  });
}

function withoutRulesOn(draft: FormBundle, name: string): FormBundle['form'] {
  const { rules, ...form } = draft.form;
  if (!rules) return draft.form;
  const left = rules.flatMap((rule): Rule[] => {
    if (rule.scope === name) return [];
    const then = rule.scope === undefined ? rule.then.filter((part) => part.field !== name) : rule.then;
    if (then.length === rule.then.length) return [rule];
    return then.length > 0 ? [{ ...rule, then }] : [];
  });
  return left.length > 0 ? { ...form, rules: left } : form;
}

/** What was filled along it, into it, or in its rows. */
function withoutFillsOf({ fills, ...form }: FormBundle['form'], name: string): FormBundle['form'] {
  const left = (fills ?? []).filter(({ scope, relation, to }) =>
    scope === undefined ? relation !== name && to !== name : scope !== name,
  );
  return left.length > 0 ? { ...form, fills: left } : form;
}

function withoutRight(role: FormBundle['roles'][number], entity: string, name: string): FormBundle['roles'][number] {
  const rights = role.entities[entity];
  if (!rights?.fields || !Object.hasOwn(rights.fields, name)) return role;
  const { [name]: _right, ...fields } = rights.fields;
  return { ...role, entities: { ...role.entities, [entity]: { ...rights, fields } } };
}
