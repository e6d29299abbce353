/** Parts of input schemas that the record operations share. What a filter says is checked by the query compiler. */
import type { JsonSchema } from '../../kernel/json';

export const ENTITY: JsonSchema = { type: 'string', maxLength: 60 };
export const UUID: JsonSchema = { type: 'string', format: 'uuid' };
export const PATH: JsonSchema = { type: 'string', maxLength: 200 };
export const FIELDS: JsonSchema = { type: 'array', items: PATH, maxItems: 300 };
export const FILTER: JsonSchema = { type: 'object' };
export const SEARCH: JsonSchema = { type: 'string', maxLength: 200 };
export const VALUES: JsonSchema = { type: 'object' };
export const DIRECTION: JsonSchema = { enum: ['asc', 'desc'] };
export const SORT: JsonSchema = {
  type: 'array',
  maxItems: 5,
  items: {
    type: 'object',
    properties: { field: PATH, direction: DIRECTION },
    required: ['field', 'direction'],
    additionalProperties: false,
  },
};
export const PAGE: JsonSchema = {
  type: 'object',
  properties: {
    size: { type: 'integer', minimum: 1, maximum: 1000 },
    after: { type: 'string', maxLength: 8000 },
  },
  additionalProperties: false,
};

export const LABEL: JsonSchema = {
  type: 'object',
  properties: { 'zh-CN': { type: 'string', maxLength: 2000 }, en: { type: 'string', maxLength: 2000 } },
  required: ['zh-CN', 'en'],
  additionalProperties: false,
};
export const QUESTION: JsonSchema = {
  type: 'object',
  properties: {
    entity: ENTITY,
    columns: { type: 'array', items: PATH, maxItems: 50 },
    dimensions: {
      type: 'array',
      maxItems: 4,
      items: {
        type: 'object',
        properties: { field: PATH, grain: { enum: ['day', 'week', 'month', 'quarter', 'year'] }, label: LABEL },
        required: ['field'],
        additionalProperties: false,
      },
    },
    measures: {
      type: 'array',
      maxItems: 10,
      items: {
        type: 'object',
        properties: {
          agg: { enum: ['count', 'sum', 'avg', 'min', 'max', 'countDistinct', 'median'] },
          field: PATH,
          where: FILTER,
          label: LABEL,
        },
        required: ['agg'],
        additionalProperties: false,
      },
    },
    filter: FILTER,
    sort: {
      type: 'array',
      maxItems: 5,
      items: {
        type: 'object',
        properties: { by: PATH, direction: DIRECTION },
        required: ['by', 'direction'],
        additionalProperties: false,
      },
    },
    limit: { type: 'integer', minimum: 1, maximum: 10_000 },
  },
  required: ['entity'],
  additionalProperties: false,
};

/** An object with these properties and no others. */
export const inputOf = (
  properties: { readonly [name: string]: JsonSchema },
  required: readonly string[],
): JsonSchema => ({
  type: 'object',
  properties,
  required,
  additionalProperties: false,
});
