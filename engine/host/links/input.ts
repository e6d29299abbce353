/** Parts of input schemas that the operations of links share. */
import type { JsonSchema } from '../../kernel/json';
import { ENTITY, FIELDS, LABEL, UUID } from '../services/records-input';

const COUNT: JsonSchema = { type: ['integer', 'null'], minimum: 1, maximum: 1_000_000 };
const TEXT: JsonSchema = { oneOf: [{ type: 'null' }, LABEL] };

export const SETTINGS: { readonly [name: string]: JsonSchema } = {
  name: { type: 'string', minLength: 1, maxLength: 80 },
  roles: { type: 'array', items: ENTITY, minItems: 1, maxItems: 10 },
  expiresAt: { type: ['string', 'null'], format: 'date-time' },
  maxAnswers: COUNT,
  maxPerDay: COUNT,
  isOpen: { type: 'boolean' },
  closedText: TEXT,
  thanksText: TEXT,
  languages: { type: 'array', items: { enum: ['zh-CN', 'en'] }, minItems: 1, maxItems: 2, uniqueItems: true },
  origins: { type: 'array', items: { type: 'string', maxLength: 200 }, maxItems: 20 },
  prefill: FIELDS,
  searches: { type: 'boolean' },
  own: { enum: ['none', 'view', 'edit'] },
  ownDays: { type: 'integer', minimum: 1, maximum: 730 },
  owner: { oneOf: [{ type: 'null' }, UUID] },
  files: {
    type: 'object',
    properties: {
      most: { type: 'integer', minimum: 0, maximum: 50 },
      megabytes: { type: 'integer', minimum: 1, maximum: 32 },
      kinds: { enum: ['any', 'image', 'document'] },
    },
    required: ['most', 'megabytes', 'kinds'],
    additionalProperties: false,
  },
  fields: { oneOf: [{ type: 'null' }, FIELDS] },
  editable: { oneOf: [{ type: 'null' }, FIELDS] },
};
