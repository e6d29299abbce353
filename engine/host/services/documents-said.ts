/** What the operations of documents have in common: who asks, their inputs, and problems in the asker's language. */
import type { PublishPlan, SaidProblem } from '../../kernel/api';
import type { JsonSchema } from '../../kernel/json';
import { sentence } from '../../kernel/problems';
import type { Author, Call, DocumentPlan, DocumentProblem } from '../contract';

export const authorOf = ({ viewer }: Call): Author => ({
  person: viewer.id,
  isAdmin: viewer.permissions.includes('admin'),
});

export const said = (problems: readonly DocumentProblem[], { host, viewer }: Call): readonly SaidProblem[] =>
  problems.map((p) => ({ ...p, message: sentence(host.registry.problems, p, viewer.locale) }));

export function saidPlan({ steps, problems, canPublish, seal, isBackground }: DocumentPlan, call: Call): PublishPlan {
  return { steps, problems: said(problems, call), canPublish, seal, isBackground };
}

// ---- parts of input schemas ----
const NAME: JsonSchema = { type: 'string', minLength: 1, maxLength: 60 };
export const REF_PROPERTIES = { kind: NAME, name: NAME } as const;
export const REF: JsonSchema = {
  type: 'object',
  properties: REF_PROPERTIES,
  required: ['kind', 'name'],
  additionalProperties: false,
};
export const REFS: JsonSchema = { type: 'array', items: REF, minItems: 1, maxItems: 200 };
export const VERSION: JsonSchema = { type: 'integer', minimum: 1, maximum: 2_000_000_000 };
/** Only what a draft needs to be kept; everything else about it is said as problems of the document. */
export const DOCUMENT: JsonSchema = {
  type: 'object',
  properties: { kind: NAME, id: NAME, name: NAME },
  required: ['kind', 'id', 'name'],
};
