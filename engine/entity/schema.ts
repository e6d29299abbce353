import type { JsonSchema, Json } from '../kernel/json';
import type { EntityModel, FieldModel } from '../kernel/model';
import type { Registry } from '../kernel/registry';
import type { Text } from '../kernel/text';

type Types = Pick<Registry, 'fieldTypes'>;

/**
 * The records of an entity as JSON Schema 2020-12, as `/api/v1/records` gives and takes them: required fields are
 * required, all others may be null; what the platform fills in is read only. Titles are ASCII (from the names, never the
 * labels), so that tools can make identifiers of them.
 */
export function entitySchema(entity: EntityModel, registry: Types): JsonSchema {
  const fields = entity.fields.filter((field) => field.name !== 'deleted_at' && field.name !== 'deleted_by');
  const always = fields.filter((field) => field.isRequired || field.name === 'id' || field.name === 'rev');
  return {
    title: titleOf(entity.name),
    description: bothOf(entity.label),
    type: 'object',
    properties: Object.fromEntries(fields.map((field) => [field.name, fieldSchema(field, registry)])),
    required: always.map((field) => field.name),
    additionalProperties: false,
  };
}

function fieldSchema(field: FieldModel, registry: Types): Json {
  const about: JsonSchema = {
    description: bothOf(field.label),
    ...(field.system ? { readOnly: true } : {}),
  };
  if (field.child) return { ...about, type: 'array', items: entitySchema(field.child, registry) };
  const value = registry.fieldTypes.get(field.type)?.valueSchema(field.options) ?? {};
  return field.isRequired || field.name === 'id' || field.name === 'rev'
    ? { ...value, ...about }
    : { ...about, anyOf: [value, { type: 'null' }] };
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
