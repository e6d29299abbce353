/** Fields and sections as text, from form to form and from browser tab to browser tab. Pure. */
import { nameFrom } from '@/components/builder/documents/documents';
import { fieldType } from '@/components/inputs/units';
import type { FormBundle, FormEdit, Item, Place, Section } from '@/engine/form/edit/command';
import { fieldItems } from '@/engine/form/layout';
import type { FieldUse } from '@/engine/kernel/documents.generated';
import { documentId } from '@/engine/kernel/ids';
import { isObject } from '@/engine/kernel/json';

interface Copied {
  readonly field: FieldUse;
  readonly item: Omit<Item, 'field'>;
}
export interface Clip {
  readonly trellis: 'fields';
  /** Fields that stand by themselves. */
  readonly fields: readonly Copied[];
  readonly sections: readonly { readonly section: Omit<Section, 'id' | 'items'>; readonly fields: readonly Copied[] }[];
}
const MOST = 500;

const copied = ({ entity }: FormBundle, item: Item): readonly Copied[] => {
  const field = entity.fields.find(({ name }) => name === item.field);
  const { field: _name, ...rest } = item;
  return field ? [{ field, item: rest }] : [];
};

/** Fields (by id, in the order of the form), or a whole section. */
export function clipOf(
  bundle: FormBundle,
  what: { readonly fields?: readonly string[]; readonly section?: string },
): Clip {
  const section = bundle.form.sections.find(({ id }) => id === what.section);
  if (section) {
    const { id: _id, items, page: _page, tab: _tab, ...rest } = section;
    return {
      trellis: 'fields',
      fields: [],
      sections: [{ section: rest, fields: fieldItems({ items }).flatMap((i) => copied(bundle, i)) }],
    };
  }
  const chosen = new Set(what.fields);
  const fields = bundle.form.sections
    .flatMap(fieldItems)
    .flatMap((item) => copied(bundle, item))
    .filter(({ field }) => chosen.has(field.id));
  return { trellis: 'fields', fields, sections: [] };
}

const isCopied = (value: unknown): value is Copied =>
  isObject(value) &&
  isObject(value['item']) &&
  isObject(value['field']) &&
  typeof value['field']['name'] === 'string' &&
  isObject(value['field']['label']) &&
  fieldType(String(value['field']['type'])) !== undefined;

/** What was copied from a form; undefined for any other text. What it holds is checked like everything that is typed. */
export function readClip(text: string): Clip | undefined {
  let found: unknown;
  try {
    found = JSON.parse(text);
  } catch {
    return undefined;
  }
  if (!isObject(found) || found['trellis'] !== 'fields') return undefined;
  const { fields, sections } = found;
  if (!Array.isArray(fields) || !Array.isArray(sections) || !fields.every(isCopied)) return undefined;
  const isWhole = sections.every(
    (one) => isObject(one) && isObject(one['section']) && Array.isArray(one['fields']) && one['fields'].every(isCopied),
  );
  const clip = found as unknown as Clip;
  return isWhole && clip.fields.length + clip.sections.flatMap((one) => one.fields).length <= MOST ? clip : undefined;
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

/** The edits that put what was copied at a place; its sections go behind the section of that place. */
export function paste(bundle: FormBundle, clip: Clip, at: Place): Pasted {
  const taken = new Set(bundle.entity.fields.flatMap((field) => [field.name, ...(field.aliases ?? [])]));
  const edits: FormEdit[] = [];
  const fields: string[] = [];
  const put = (all: readonly Copied[], section: string, from: number) =>
    all.forEach(({ field, item }, index) => {
      const { columns: _columns, ...kept } = item;
      const fresh = renewed(field, taken);
      fields.push(fresh.id);
      edits.push({ do: 'addField', field: fresh, at: { section, index: from + index }, span: item.span });
      const { span: _span, ...more } = kept;
      if (Object.keys(more).length > 0) edits.push({ do: 'changeItem', field: fresh.name, change: more });
    });
  put(clip.fields, at.section, at.index);
  const behind = bundle.form.sections.findIndex(({ id }) => id === at.section) + 1;
  clip.sections.forEach((one, index) => {
    const id = documentId('sec');
    edits.push({ do: 'addSection', section: { ...one.section, id, items: [] }, index: behind + index });
    put(one.fields, id, 0);
  });
  return { edits, fields };
}

/** Relations that point to entities which are not here: labels of the fields, with the names they miss. */
export function strangers(clip: Clip, entities: ReadonlySet<string>): readonly { field: FieldUse; target: string }[] {
  const all = [...clip.fields, ...clip.sections.flatMap(({ fields }) => fields)].map(({ field }) => field);
  const within = (field: FieldUse): readonly FieldUse[] => {
    const columns = field.options?.['fields'];
    return Array.isArray(columns) ? [field, ...(columns as FieldUse[])] : [field];
  };
  return all.flatMap(within).flatMap((field) => {
    const target = field.type === 'relation' ? field.options?.['entity'] : undefined;
    return typeof target === 'string' && !entities.has(target) ? [{ field, target }] : [];
  });
}
