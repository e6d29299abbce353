import { fieldAt } from './bundle';
import { isObject } from '../../kernel/json';
import { builtInItemTypes } from '../items/types';
import type { Overlay, OverlayTarget } from '../overlays';
import { isFieldItem, type FormItem, type LayoutItem } from '../layout';
import type { UniqueTogether } from '../../kernel/documents.generated';
import { renamedInPrint } from '../print';
import type { Editing, Fill, FormBundle, RenameField, Rule } from './command';

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
          items: section.items.map((item) => renameInItem(item, from, to)),
        })),
        ...(form.overlays ? { overlays: form.overlays.map((one) => renameInOverlay(one, from, to)) } : {}),
        ...(form.rules ? { rules: form.rules.map((rule) => renameInRule(rule, from, to)) } : {}),
        ...(form.fills ? { fills: form.fills.map((fill) => renameInFill(fill, from, to)) } : {}),
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

const renameInOverlay = (overlay: Overlay, from: string, to: string): Overlay => {
  const renamed = <T extends OverlayTarget>(target: T): T =>
    target.field === from ? { ...target, field: to } : target;
  return {
    ...overlay,
    patches: overlay.patches.map((patch) => ({
      ...renamed(patch),
      ...(patch.after ? { after: renamed(patch.after) } : {}),
    })),
  };
};

/** The field itself, or what names it. */
function renameInItem(item: FormItem, from: string, to: string): FormItem {
  if (isFieldItem(item)) return item.field === from ? { ...item, field: to } : item;
  return renameInWords(item, from, to);
}

/** The values its words hold, and options that name a field of the record. */
export function renameInWords(item: LayoutItem, from: string, to: string): LayoutItem {
  const { speaks = [], ownFields = [] } = builtInItemTypes.get(item.type) ?? {};
  if (!item.options || speaks.length + ownFields.length === 0) return item;
  const inOption = (name: string, value: unknown): unknown => {
    if (ownFields.includes(name)) return value === from ? to : value;
    if (!speaks.includes(name) || !isObject(value)) return value;
    return Object.fromEntries(
      Object.entries(value).map(([locale, words]) => [
        locale,
        String(words).replace(/\{\{[\s\S]*?\}\}/g, (place) => renameInExpression(place, from, to)),
      ]),
    );
  };
  const options = Object.fromEntries(
    Object.entries(item.options).map(([name, value]) => [name, inOption(name, value)]),
  );
  return { ...item, options };
}

/** With a scope, relation and target are columns. */
function renameInFill(fill: Fill, from: string, to: string): Fill {
  if (fill.scope !== undefined) return fill.scope === from ? { ...fill, scope: to } : fill;
  return {
    ...fill,
    ...(fill.relation === from ? { relation: to } : {}),
    ...(fill.to === from ? { to } : {}),
  };
}

/** In rules about rows bare names are columns: there the record's fields follow `parent.`. */
export function renameInRule(rule: Rule, from: string, to: string): Rule {
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
