/** Fields, other items and sections with their rules as text: from form to form, from browser tab to browser tab. Pure. */
import { nameFrom } from '@/components/builder/documents/documents';
import { fieldType } from '@/components/inputs/units';
import { renameInRule, renameInWords } from '@/engine/form/edit/renameField';
import type { FormBundle, FormEdit, Item, Place, Rule, Section } from '@/engine/form/edit/command';
import { isFieldItem, type FormItem, type LayoutItem } from '@/engine/form/layout';
import type { FieldUse } from '@/engine/kernel/documents.generated';
import { documentId } from '@/engine/kernel/ids';
import { isObject, sameJson, type Json } from '@/engine/kernel/json';

interface CopiedField {
  readonly field: FieldUse;
  readonly item: Omit<Item, 'field'>;
}
/** What is no field. */
interface CopiedItem {
  readonly layout: LayoutItem;
}
type Copied = CopiedField | CopiedItem;
export interface CopiedSection {
  /** Its id is what its rules name it by; it gets another where it is put. */
  readonly section: Omit<Section, 'items'>;
  readonly fields: readonly Copied[];
}
export interface Clip {
  readonly trellis: 'fields';
  /** What stands by itself. */
  readonly fields: readonly Copied[];
  readonly sections: readonly CopiedSection[];
  /** Rules about nothing but what was copied. */
  readonly rules?: readonly Rule[];
}
const MOST = 500;
const isCopiedField = (one: Copied): one is CopiedField => 'field' in one;

const copied = ({ entity }: FormBundle, item: FormItem): readonly Copied[] => {
  if (!isFieldItem(item)) return [{ layout: item }];
  const field = entity.fields.find(({ name }) => name === item.field);
  const { field: _name, ...rest } = item;
  return field ? [{ field, item: rest }] : [];
};

/** The fields of a clip, wherever they stand. */
export const fieldsOfClip = (clip: Clip): readonly FieldUse[] =>
  [...clip.fields, ...clip.sections.flatMap(({ fields }) => fields)].filter(isCopiedField).map(({ field }) => field);

/** How many things a clip holds. */
export const countOfClip = (clip: Clip): number =>
  clip.fields.length + clip.sections.flatMap(({ fields }) => fields).length;

/** Fields and other items (by id, in the order of the form), or a whole section. */
export function clipOf(
  bundle: FormBundle,
  what: { readonly fields?: readonly string[]; readonly section?: string },
): Clip {
  const section = bundle.form.sections.find(({ id }) => id === what.section);
  if (section) {
    const { items, page: _page, tab: _tab, ...rest } = section;
    const fields = items.flatMap((item) => copied(bundle, item));
    const rules = rulesWithin(bundle, section);
    return {
      trellis: 'fields',
      fields: [],
      sections: [{ section: rest, fields }],
      ...(rules.length > 0 ? { rules } : {}),
    };
  }
  const chosen = new Set(what.fields);
  const fields = bundle.form.sections
    .flatMap(({ items }) => items)
    .flatMap((item) => copied(bundle, item))
    .filter((one) => chosen.has(isCopiedField(one) ? one.field.id : one.layout.id));
  return { trellis: 'fields', fields, sections: [] };
}

/** The rules that act on nothing outside of a section, and read nothing outside of it. */
function rulesWithin({ entity, form }: FormBundle, section: Section): readonly Rule[] {
  const names = new Set(section.items.filter(isFieldItem).map(({ field }) => field));
  const parts = new Set([section.id, ...section.items.flatMap((item) => (isFieldItem(item) ? [] : [item.id]))]);
  const outside = entity.fields.filter(({ name }) => !names.has(name)).map(({ name }) => name);
  return (form.rules ?? []).filter((rule) => {
    const isHere = rule.then.every(
      ({ field, part }) =>
        (part === undefined || parts.has(part)) &&
        (field === undefined || rule.scope !== undefined || names.has(field)) &&
        (field !== undefined || part !== undefined),
    );
    if (!isHere || (rule.scope !== undefined && !names.has(rule.scope))) return false;
    // What would be renamed in it reads that field.
    return outside.every((name) => sameJson(asJson(renameInRule(rule, name, `${name}_`)), asJson(rule)));
  });
}
const asJson = (rule: Rule): Json => rule as unknown as Json;

const isCopied = (value: unknown): value is Copied => {
  if (!isObject(value)) return false;
  if (isObject(value['layout'])) {
    return typeof value['layout']['type'] === 'string' && typeof value['layout']['id'] === 'string';
  }
  return (
    isObject(value['item']) &&
    isObject(value['field']) &&
    typeof value['field']['name'] === 'string' &&
    isObject(value['field']['label']) &&
    fieldType(String(value['field']['type'])) !== undefined
  );
};
const isRule = (value: unknown): boolean =>
  isObject(value) && typeof value['when'] === 'string' && Array.isArray(value['then']) && value['then'].every(isObject);

/** What was copied from a form; undefined for any other text. What it holds is checked like everything that is typed. */
export function readClip(text: string): Clip | undefined {
  try {
    return clipIn(JSON.parse(text));
  } catch {
    return undefined;
  }
}

/** The same of a value that was stored. */
export function clipIn(found: unknown): Clip | undefined {
  if (!isObject(found) || found['trellis'] !== 'fields') return undefined;
  const { fields, sections, rules = [] } = found;
  if (!Array.isArray(fields) || !Array.isArray(sections) || !fields.every(isCopied)) return undefined;
  const isWhole = sections.every(
    (one) => isObject(one) && isObject(one['section']) && Array.isArray(one['fields']) && one['fields'].every(isCopied),
  );
  const clip = found as unknown as Clip;
  const areRules = Array.isArray(rules) && rules.every(isRule);
  return isWhole && areRules && countOfClip(clip) <= MOST ? clip : undefined;
}

/** The same field as another one: a new id, a free name; the columns of line items are new ones too. */
export function renewed(field: FieldUse, taken: Set<string>): FieldUse {
  const { aliases: _former, ...rest } = field;
  const name = taken.has(field.name) ? nameFrom(field.label.en || field.name, taken, 'field') : field.name;
  taken.add(name);
  const columns = field.options?.['fields'];
  const own = Array.isArray(columns) ? new Set<string>() : undefined;
  return {
    ...rest,
    id: documentId('fld'),
    name,
    ...(own && {
      options: { ...field.options, fields: (columns as FieldUse[]).map((column) => renewed(column, own)) },
    }),
  };
}

export interface Pasted {
  readonly edits: readonly FormEdit[];
  /** Ids of the new fields. */
  readonly fields: readonly string[];
}

/**
 * The edits that put what was copied at a place; its sections go behind the section of that place.
 * @param isPresent a field (by name) that is not made anew but shown as it is: it is there already, and not on the form
 */
export function paste(
  bundle: FormBundle,
  clip: Clip,
  at: Place,
  isPresent: (field: FieldUse) => boolean = () => false,
): Pasted {
  const taken = new Set(bundle.entity.fields.flatMap((field) => [field.name, ...(field.aliases ?? [])]));
  const edits: FormEdit[] = [];
  const fields: string[] = [];
  const names = new Map<string, string>();
  const ids = new Map<string, string>();
  const putField = ({ field, item }: CopiedField, place: Place) => {
    const { columns: _columns, ...kept } = item;
    if (isPresent(field)) return edits.push({ do: 'placeField', item: { ...kept, field: field.name }, at: place });
    const fresh = renewed(field, taken);
    names.set(field.name, fresh.name);
    fields.push(fresh.id);
    edits.push({ do: 'addField', field: fresh, at: place, span: item.span });
    const { span: _span, ...more } = kept;
    if (Object.keys(more).length > 0) edits.push({ do: 'changeItem', field: fresh.name, change: more });
    return undefined;
  };
  const put = (all: readonly Copied[], section: string, from: number) =>
    all.forEach((one, index) => {
      const place = { section, index: from + index };
      if (isCopiedField(one)) return putField(one, place);
      const id = documentId('itm');
      ids.set(one.layout.id, id);
      return edits.push({ do: 'addLayoutItem', item: { ...one.layout, id }, at: place });
    });
  put(clip.fields, at.section, at.index);
  const behind = bundle.form.sections.findIndex(({ id }) => id === at.section) + 1;
  clip.sections.forEach((one, index) => {
    const id = documentId('sec');
    ids.set(one.section.id, id);
    edits.push({ do: 'addSection', section: { ...one.section, id, items: [] }, index: behind + index });
    put(one.fields, id, 0);
  });
  return { edits: [...edits.map((edit) => retold(edit, names)), ...ruleEdits(bundle, clip, names, ids)], fields };
}

const isRenamed = ([from, to]: readonly [string, string]): boolean => from !== to;

/** The words of an item, with the fields called as they are called here. */
function retold(edit: FormEdit, names: ReadonlyMap<string, string>): FormEdit {
  if (edit.do !== 'addLayoutItem') return edit;
  const item = [...names].filter(isRenamed).reduce((now, [from, to]) => renameInWords(now, from, to), edit.item);
  return { ...edit, item };
}

/** The rules that came along, about what it has become here. */
function ruleEdits(
  { form }: FormBundle,
  { rules = [] }: Clip,
  names: ReadonlyMap<string, string>,
  ids: ReadonlyMap<string, string>,
): readonly FormEdit[] {
  if (rules.length === 0) return [];
  const fresh = rules.map((rule): Rule => {
    const renamed = [...names].filter(isRenamed).reduce((now, [from, to]) => renameInRule(now, from, to), rule);
    const then = renamed.then.map((effect) =>
      effect.part === undefined ? effect : { ...effect, part: ids.get(effect.part) ?? effect.part },
    );
    return { ...renamed, id: documentId('rul'), then };
  });
  return [{ do: 'putRules', rules: [...(form.rules ?? []), ...fresh] }];
}

/** Relations that point to entities which are not here: labels of the fields, with the names they miss. */
export function strangers(clip: Clip, entities: ReadonlySet<string>): readonly { field: FieldUse; target: string }[] {
  const within = (field: FieldUse): readonly FieldUse[] => {
    const columns = field.options?.['fields'];
    return Array.isArray(columns) ? [field, ...(columns as FieldUse[])] : [field];
  };
  return fieldsOfClip(clip)
    .flatMap(within)
    .flatMap((field) => {
      const target = field.type === 'relation' ? field.options?.['entity'] : undefined;
      return typeof target === 'string' && !entities.has(target) ? [{ field, target }] : [];
    });
}
