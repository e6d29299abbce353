import type { JsonSchema, Json } from '../kernel/json';
import type { EntityModel, FieldModel } from '../kernel/model';
import type { Registry } from '../kernel/registry';
import type { Text } from '../kernel/text';

type Types = Pick<Registry, 'fieldTypes'>;
/** `read`: what `/api/v1/records` gives. `write`: the values it takes for a new record. */
export type Direction = 'read' | 'write';

const LINK: JsonSchema = { $ref: '#/$defs/link' };
const FILE: JsonSchema = { $ref: '#/$defs/file' };
const parts = (title: string, texts: readonly string[], numbers: readonly string[]): JsonSchema => ({
  title,
  type: 'object',
  properties: {
    ...Object.fromEntries(texts.map((name) => [name, { type: 'string' }])),
    ...Object.fromEntries(numbers.map((name) => [name, { type: 'integer' }])),
  },
  required: [...texts, ...numbers],
  additionalProperties: false,
});
/** What the schemas of entities refer to: stands as `$defs` at the root of the document they are put into. */
export const SHARED_SCHEMAS: JsonSchema = {
  link: parts('Link', ['id', 'title'], []),
  file: parts('FileLink', ['id', 'name', 'mime'], ['size']),
};
/** Where a record lies in the trash is shown by the list of the trash only; of forms one is told where one asks. */
const UNSAID = new Set(['deleted_at', 'deleted_by', 'captured_form', 'captured_version']);
/** System fields that are never empty. */
const NEVER_NULL = new Set(['id', 'rev', 'created_at', 'updated_at', 'owner_path']);
/** Of rows of line items a caller sees and sends only the id; their order is that of the list. */
const ROW_SYSTEM = new Set(['parent_id', 'position']);

/**
 * The records of an entity as JSON Schema 2020-12. Reading, every field is there and a record or person is
 * `{id, title}`; writing, required fields are required, all others may be left out or null, and a record is its id.
 * Titles are ASCII (from the names, never the labels), so that tools can make identifiers of them.
 */
export function entitySchema(entity: EntityModel, registry: Types, direction: Direction): JsonSchema {
  const fields = entity.fields.filter((field) => isSaid(entity, field, direction));
  const isSure = (field: FieldModel): boolean =>
    direction === 'read' || (field.isRequired && field.default === undefined);
  const named = direction === 'read' && !entity.parent;
  const own: JsonSchema = named ? { title: { type: 'string', description: 'What people call the record.' } } : {};
  return {
    title: titleOf(entity.name) + (direction === 'write' ? 'Values' : ''),
    description: bothOf(entity.label),
    type: 'object',
    properties: {
      ...own,
      ...Object.fromEntries(fields.map((field) => [field.name, fieldSchema(field, registry, direction)])),
    },
    required: [...new Set([...Object.keys(own), ...fields.filter(isSure).map((field) => field.name)])],
    additionalProperties: false,
  };
}

function isSaid(entity: EntityModel, field: FieldModel, direction: Direction): boolean {
  if (!field.system) return direction === 'read' || !field.derived;
  if (entity.parent) return !ROW_SYSTEM.has(field.name);
  return direction === 'read' && !UNSAID.has(field.name);
}

function fieldSchema(field: FieldModel, registry: Types, direction: Direction): Json {
  const description = bothOf(field.label);
  if (field.child) {
    return { description, type: 'array', items: entitySchema(field.child, registry, direction) };
  }
  const declared = registry.fieldTypes.get(field.type)?.valueSchema(field.options) ?? {};
  const value = direction === 'read' ? (readSchema(field) ?? declared) : declared;
  const isSure = field.isRequired || (field.system && NEVER_NULL.has(field.name));
  // A description beside a $ref would make a copy of what it refers to.
  if (isSure && !('$ref' in value)) return { ...value, description };
  return { description, anyOf: isSure ? [value] : [value, { type: 'null' }] };
}

/** What a reader gets instead of what is stored: links with the title, files with name and size, counters as numbers. */
function readSchema(field: FieldModel): JsonSchema | undefined {
  if (field.kind === 'record') return LINK;
  if (field.kind === 'idList') return { type: 'array', items: field.target === undefined ? FILE : LINK };
  return field.system && field.columnType === 'bigint' ? { type: 'integer' } : undefined;
}

/** `sales_order__items` → `SalesOrderItems`. */
const titleOf = (name: string): string =>
  name
    .split('_')
    .map((part) => part.charAt(0).toUpperCase() + part.slice(1))
    .join('');

/** A label must not end the comment it is written into. */
const bothOf = (label: Text): string =>
  [...new Set([label['zh-CN'], label.en])].filter(Boolean).join(' · ').replaceAll('*/', '* /');
