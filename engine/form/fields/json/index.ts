import type { FieldType } from '../../../kernel/contract';
import { isObject, type Json, type JsonSchema } from '../../../kernel/json';
import { problem, type Problem } from '../../../kernel/problems';
import { schemaFaults, validatorOf } from '../../schema-problems';

type Options = { readonly schema?: JsonSchema };

/** Longest value as text, in characters. */
const LONGEST = 200_000;
/** Nesting PostgreSQL and JavaScript both recurse over. */
const DEEPEST = 200;
/** Brackets that somebody is still typing: kept as they stand until they are JSON. */
export const UNFINISHED = '$text';
const isUnfinished = (value: unknown): boolean =>
  isObject(value) && Object.keys(value).length === 1 && typeof value[UNFINISHED] === 'string';

/** Typed text → the JSON it says, or `{$text}` when it says none. */
export function readJson(text: string): Json {
  if (text.trim() === '') return null;
  try {
    return JSON.parse(text) as Json;
  } catch {
    return { [UNFINISHED]: text };
  }
}
/** A value as it is edited. */
export function jsonText(value: unknown): string {
  if (value === null || value === undefined) return '';
  return isUnfinished(value) ? String((value as Record<string, unknown>)[UNFINISHED]) : JSON.stringify(value, null, 2);
}

function depthOf(value: unknown, limit: number): number {
  if (typeof value !== 'object' || value === null || limit < 0) return 0;
  let deepest = 0;
  for (const item of Object.values(value)) deepest = Math.max(deepest, depthOf(item, limit - 1));
  return deepest + 1;
}

function checkJson(value: unknown): readonly Problem[] {
  if (isUnfinished(value)) return [problem('field.json')];
  if (depthOf(value, DEEPEST) > DEEPEST) return [problem('field.jsonDepth', [], { max: DEEPEST })];
  const text = JSON.stringify(value);
  if (text === undefined) return [problem('field.json')];
  if (text.length > LONGEST) return [problem('field.tooLong', [], { max: LONGEST, length: text.length })];
  // JSON.stringify writes both as escapes; jsonb keeps neither.
  return /(?<!\\)(?:\\\\)*\\u(?:0000|d[89a-f][0-9a-f]{2})/.test(text) ? [problem('field.jsonCharacter')] : [];
}

/** Whether a schema can stand inside another document: what it refers to by place would be lost there. */
const isMovable = (schema: JsonSchema): boolean =>
  !/"\$(?:ref|dynamicRef|recursiveRef|id|schema)"/.test(JSON.stringify(schema));

/**
 * Any JSON, demanded by a JSON Schema of any draft. The same interpreter checks it in the browser and on the server
 * (engine/schema). It is what becomes of a part of an imported schema that no form can show.
 */
const json: FieldType<unknown, Options> = {
  type: 'json',
  group: 'other',
  label: { 'zh-CN': 'JSON 数据', en: 'JSON' },
  hint: {
    'zh-CN': '任意结构的数据，可用 JSON Schema 约束',
    en: 'Data of any shape, checked by a JSON Schema if you like',
  },
  icon: 'braces',
  options: {
    type: 'object',
    properties: {
      schema: {
        type: 'object',
        'x-label': { 'zh-CN': '数据结构（JSON Schema）', en: 'Shape (JSON Schema)' },
        'x-help': { 'zh-CN': '不填则任何 JSON 都可以', en: 'Any JSON is taken if empty' },
        'x-editor': 'json',
        'x-order': 1,
      },
    },
    additionalProperties: false,
  },
  kind: 'json',
  column: 'jsonb',
  filters: ['isEmpty', 'notEmpty'],
  aggregates: ['count'],
  canGroup: false,
  canSort: false,
  input: 'json',
  isWide: true,
  valueSchema: ({ schema }) => ({
    not: { type: 'object', required: [UNFINISHED], maxProperties: 1 },
    ...(schema && isMovable(schema) ? { allOf: [schema] } : {}),
  }),
  check(value, { schema }) {
    const problems = checkJson(value);
    if (problems.length > 0 || !schema) return problems;
    return schemaFaults(validatorOf(schema).check(value));
  },
  checkOptions: ({ schema }) =>
    schema && JSON.stringify(schema).length > LONGEST ? [problem('field.options.schemaTooLong', ['schema'])] : [],
  format: (value) => JSON.stringify(value).slice(0, 300),
  fileText: (value) => JSON.stringify(value),
  parse: readJson,
  examples: [
    {
      options: {},
      good: [{ a: [1, 'x', null, true] }, [1, 2], 'text', 5, false, { $text: 'a', b: 1 }],
      bad: [{ $text: '{ "a": ' }],
    },
    {
      options: { schema: { type: 'object', properties: { n: { type: 'integer' } }, required: ['n'] } },
      good: [{ n: 1 }, { n: 1, other: 'x' }],
      bad: [{}, { n: '1' }, [], 'text'],
    },
  ],
};
export default json;
