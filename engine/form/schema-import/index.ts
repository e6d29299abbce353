/**
 * A JSON Schema of any draft → an entity and its form, as drafts for the builder; and the list of what no form can show.
 * Properties become fields, objects groups, lists of objects line items; required properties, limits, options, defaults and
 * `dependentRequired` go along as options and rules. What has no single shape becomes a JSON field that demands its part of
 * the schema. Nothing is dropped without a note.
 */
import { documentId } from '../../kernel/ids';
import type { EntityDocument, FieldUse, FormDocument } from '../../kernel/documents.generated';
import type { SchemaNode } from '../../schema/dialect';
import { loadSchema } from '../../schema/resources';
import type { FieldMap } from './mapping';
import { apiName, labelOf, type Romanize } from './naming';
import type { Shape } from './parts';
import { readShape, rootPart } from './shape';
import { Walk } from './walk';
import { WHY, type SchemaNote } from './words';

export type { SchemaNote } from './words';
export { documentOf, valuesOf, type FieldMap } from './mapping';

export interface ImportedSchema {
  readonly entity: EntityDocument;
  readonly form: FormDocument;
  /** By place in the schema, in its order. */
  readonly notes: readonly SchemaNote[];
  /** How a JSON document of the schema lies in the fields. */
  readonly maps: readonly FieldMap[];
}
export interface ImportSchemaOptions {
  /** What it is called when the schema has no title. */
  readonly label?: string;
  /** API names in use. */
  readonly taken?: ReadonlySet<string>;
  readonly romanize?: Romanize;
  /** Other files by address, for references from one to another. */
  readonly documents?: ReadonlyMap<string, SchemaNode>;
}
const TITLE_TYPES = new Set(['text', 'email', 'choice', 'url', 'phone']);

/** Makes an entity and a form of a schema. Never throws on a schema, whatever is in it. */
export function importSchema(schema: SchemaNode, options: ImportSchemaOptions = {}): ImportedSchema {
  const set = loadSchema(schema, options.documents);
  const walk = new Walk(set, options.romanize ?? ((text) => text));
  const part = rootPart(set);
  const shape = readShape(part, set);
  const label = shape.title?.trim() || options.label?.trim() || 'Form';
  const target = walk.newTarget(false);
  if (isGroup(shape)) walk.root(shape, target);
  else walk.single(part, target, label);

  const name = apiName(label, options.taken ?? new Set(), 'form', options.romanize);
  const titled = titleOf(target.fields);
  const entity: EntityDocument = {
    kind: 'entity',
    id: documentId('ent'),
    name,
    label: labelOf(label),
    ...(shape.description ? { description: labelOf(shape.description) } : {}),
    ...(titled ? { titleField: titled.name } : {}),
    fields: target.fields,
  };
  const form: FormDocument = {
    kind: 'form',
    id: documentId('frm'),
    name,
    label: labelOf(label),
    entity: name,
    sections: walk.sections,
    ...(walk.rules.length > 0 ? { rules: walk.rules } : {}),
  };
  const open: readonly SchemaNote[] =
    walk.firstOpen === undefined ? [] : [{ pointer: walk.firstOpen, as: 'left', reason: WHY.unnamed }];
  return { entity, form, notes: distinct([...walk.notes, ...open]), maps: target.maps };
}

const isGroup = ({ types, properties, values, cannot, isNullable }: Shape): boolean =>
  types?.size === 1 && types.has('object') && properties.size > 0 && !values && !cannot && !isNullable;

/** What a record is called by: a text that must be there, else any. */
const titleOf = (fields: readonly FieldUse[]): FieldUse | undefined => {
  const titles = fields.filter(({ type }) => TITLE_TYPES.has(type));
  return titles.find(({ required }) => required) ?? titles[0];
};

function distinct(notes: readonly SchemaNote[]): readonly SchemaNote[] {
  const seen = new Set<string>();
  return notes.filter(({ pointer, as, reason }) => {
    const key = `${as} ${pointer} ${reason.en}`;
    return !seen.has(key) && seen.add(key);
  });
}
