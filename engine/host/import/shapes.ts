/** Input schemas that the import operations share. */
import type { JsonSchema } from '../../kernel/json';

export const JOB: JsonSchema = { type: 'string', format: 'uuid' };
const NAME: JsonSchema = { type: 'string', maxLength: 121 };
export const SOURCE: { readonly [name: string]: JsonSchema } = {
  entity: { type: 'string', maxLength: 60 },
  file: { type: 'string', format: 'uuid' },
  encoding: { type: 'string', maxLength: 20 },
  delimiter: { type: 'string', minLength: 1, maxLength: 1, pattern: '^[^"\\r\\n]$' },
  sheet: { type: 'string', maxLength: 100 },
  hasHeader: { type: 'boolean' },
};
export const SETTINGS: { readonly [name: string]: JsonSchema } = {
  ...SOURCE,
  mapping: {
    type: 'array',
    maxItems: 500,
    items: {
      type: 'object',
      properties: {
        index: { type: 'integer', minimum: 0, maximum: 16_383 },
        field: NAME,
        by: NAME,
        missing: { enum: ['fail', 'create', 'empty'] },
      },
      required: ['index', 'field'],
      additionalProperties: false,
    },
  },
  key: { type: 'array', maxItems: 8, items: NAME },
  mode: { enum: ['insert', 'update', 'both'] },
  empty: { enum: ['keep', 'clear'] },
  check: { type: 'boolean' },
};
/** An input of nothing but the job. */
export const jobInput = (properties: { readonly [name: string]: JsonSchema } = {}): JsonSchema => ({
  type: 'object',
  properties: { job: JOB, ...properties },
  required: ['job'],
  additionalProperties: false,
});
