import { fieldAt } from './bundle';
import { fieldNameOf } from '../layout';
import type { UniqueTogether } from '../../kernel/documents.generated';
import { renamedInPrint } from '../print';
import type { Editing, FormBundle, RenameField, Rule } from './command';

/** Gives a field another API name, everywhere in the bundle. */
export const renameField: Editing<RenameField> = (draft, { field: id, to, aliases }) => {
  const at = fieldAt(draft, id);
  const { aliases: former, ...field } = draft.entity.fields[at]!;
  const from = field.name;
  const renamed = { ...field, name: to, ...(aliases.length > 0 ? { aliases: [...aliases] } : {}) };
  const { entity, form } = draft;
  return {
    draft: {
      // (1) The entity, its title and what must be unique together
      entity: {
        ...entity,
        fields: entity.fields.with(at, renamed),
        ...(entity.titleField === from ? { titleField: to } : {}),
        ...(entity.unique ? { unique: entity.unique.map((one) => renameInUnique(one, from, to)) } : {}),
      },
      // (2) The form and its rules
      form: {
        ...renamedInPrint(form, from, to),
        sections: form.sections.map((section) => ({
          ...section,
          items: section.items.map((item) => (fieldNameOf(item) === from ? { ...item, field: to } : item)),
        })),
        ...(form.rules ? { rules: form.rules.map((rule) => renameInRule(rule, from, to)) } : {}),
      },
      // (3) The rights
      roles: draft.roles.map((role) => renameInRole(role, entity.name, from, to)),
    },
    inverse: { do: 'renameField', field: id, to: from, aliases: former ?? [] },
  };
};

const renameInUnique = (unique: UniqueTogether, from: string, to: string): UniqueTogether => ({
  ...unique,
  fields: unique.fields.map((name) => (name === from ? to : name)),
});

/** In rules about rows bare names are columns: there the record's fields follow `parent.`. */
function renameInRule(rule: Rule, from: string, to: string): Rule {
  const isOfRows = rule.scope !== undefined;
  const inText = (source: string): string =>
    isOfRows ? renameAfter('parent', source, from, to) : renameInExpression(source, from, to);
  const inWords = (words: string): string => words.replace(/\{\{[\s\S]*?\}\}/g, (place) => inText(place));
  return {
    ...rule,
    ...(rule.scope === from ? { scope: to } : {}),
    when: inText(rule.when),
    then: rule.then.map((part) => ({
      ...part,
      ...(!isOfRows && part.field === from ? { field: to } : {}),
      ...(part.value === undefined ? {} : { value: inText(part.value) }),
      ...(part.text ? { text: { 'zh-CN': inWords(part.text['zh-CN']), en: inWords(part.text.en) } } : {}),
    })),
  };
}

/** The name as a whole word that begins a path; texts in quotes and fields of other records stay. */
export function renameInExpression(source: string, from: string, to: string): string {
  const part = new RegExp(`("(?:[^"\\\\]|\\\\.)*"|'(?:[^'\\\\]|\\\\.)*')|(?<![\\w.])${from}(?![\\w(])`, 'g');
  return source.replace(part, (whole, text: string | undefined) => (text === undefined ? to : whole));
}

/** The same of a name that follows the name of a record: `parent.price`. */
function renameAfter(record: string, source: string, from: string, to: string): string {
  const part = new RegExp(
    `("(?:[^"\\\\]|\\\\.)*"|'(?:[^'\\\\]|\\\\.)*')|(?<![\\w.])${record}\\.${from}(?![\\w(])`,
    'g',
  );
  return source.replace(part, (whole, text: string | undefined) => (text === undefined ? `${record}.${to}` : whole));
}

function renameInRole(role: FormBundle['roles'][number], entity: string, from: string, to: string) {
  const rights = role.entities[entity];
  if (!rights?.fields || !Object.hasOwn(rights.fields, from)) return role;
  const fields = Object.fromEntries(
    Object.entries(rights.fields).map(([name, right]) => [name === from ? to : name, right]),
  );
  return { ...role, entities: { ...role.entities, [entity]: { ...rights, fields } } };
}
