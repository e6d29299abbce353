/** Checks the input of operations against their JSON Schemas. */
import { Ajv2020, type ErrorObject, type ValidateFunction } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';
import type { Json, JsonSchema } from '../kernel/json';
import { problem, Refusal, type Problem } from '../kernel/problems';
import type { Text } from '../kernel/text';

const ajv = new Ajv2020({ strict: false, allErrors: false, ownProperties: true, validateFormats: true });
formats(ajv);

const compiled = new WeakMap<JsonSchema, ValidateFunction>();

const TYPES: { readonly [type: string]: Text } = {
  string: { 'zh-CN': '文字', en: 'a text' },
  number: { 'zh-CN': '数字', en: 'a number' },
  integer: { 'zh-CN': '整数', en: 'a whole number' },
  boolean: { 'zh-CN': 'true 或 false', en: 'true or false' },
  object: { 'zh-CN': '对象', en: 'an object' },
  array: { 'zh-CN': '列表', en: 'a list' },
  null: { 'zh-CN': '空值', en: 'null' },
  uuid: { 'zh-CN': '标识（UUID）', en: 'an id (UUID)' },
};

/** Throws a Refusal with the problem and its place when the input does not fit the schema. The schema is compiled once. */
export function checkInput(schema: JsonSchema, input: unknown): void {
  let validate = compiled.get(schema);
  if (!validate) compiled.set(schema, (validate = ajv.compile(schema)));
  if (!validate(input)) throw new Refusal((validate.errors ?? []).slice(0, 20).map(asProblem));
}

function asProblem(error: ErrorObject): Problem {
  const path = error.instancePath.split('/').slice(1).map(unescape);
  const params = error.params as { readonly [name: string]: Json };
  const inner = error.keyword === 'required' ? params.missingProperty : params.additionalProperty;
  if (error.keyword === 'required' || error.keyword === 'additionalProperties') {
    const place = [...path, String(inner)];
    return problem(error.keyword === 'required' ? 'input.missing' : 'input.unknown', place, { at: place.join('.') });
  }
  const at = path.join('.') || 'input';
  if (error.keyword === 'type' || error.keyword === 'format') {
    const wanted = [params.type ?? params.format].flat().map((type) => TYPES[String(type)] ?? String(type));
    return problem('input.type', path, { at, wanted: wanted[0] ?? '' });
  }
  if (/^max/.test(error.keyword)) return problem('input.tooLong', path, { at, limit: params.limit ?? '' });
  return problem('input.value', path, { at });
}

/** JSON Pointer, RFC 6901: `~1` is `/` and `~0` is `~`. */
const unescape = (part: string): string | number => {
  const text = part.replaceAll('~1', '/').replaceAll('~0', '~');
  return /^\d+$/.test(text) ? Number(text) : text;
};
