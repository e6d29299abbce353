/** Checks documents and the options of units against their JSON Schemas; every fault found becomes a problem with its place. */
import fs from 'node:fs';
import path from 'node:path';
import { Ajv2020, type ErrorObject, type ValidateFunction } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import type { Unit } from '../../kernel/contract';
import { isObject, type JsonSchema } from '../../kernel/json';
import { problem, type Problem } from '../../kernel/problems';
import type { Text } from '../../kernel/text';

type Path = Problem['path'];
export interface Formats {
  /** Kinds that schemas/formats describes. */
  readonly kinds: ReadonlySet<string>;
  /** Against the schema of its kind; [] when it satisfies it. */
  checkDocument(document: { readonly kind: string }): readonly Problem[];
  /** Against the options schema of a field type, node or chart. */
  checkOptions(unit: Unit, options: unknown, at: Path): readonly Problem[];
}
const MOST = 50;
const SUFFIX = '.schema.json';

/** @param folder schemas/formats of this installation */
export function loadFormats(folder: string): Formats {
  const ajv = new Ajv2020({ strict: false, allErrors: true, verbose: true, ownProperties: true });
  addFormats(ajv);
  const kinds = new Map<string, ValidateFunction | undefined>();
  for (const file of fs.readdirSync(folder).filter((name) => name.endsWith(SUFFIX))) {
    ajv.addSchema(JSON.parse(fs.readFileSync(path.join(folder, file), 'utf8')) as JsonSchema, file);
    if (file !== `common${SUFFIX}`) kinds.set(file.slice(0, -SUFFIX.length), undefined);
  }
  const units = new WeakMap<JsonSchema, ValidateFunction>();

  return {
    kinds: new Set(kinds.keys()),
    checkDocument(document) {
      if (!kinds.has(document.kind)) {
        return [problem('document.kindUnknown', ['kind'], { kind: String(document.kind) })];
      }
      const validate = kinds.get(document.kind) ?? ajv.getSchema(`${document.kind}${SUFFIX}`)!;
      kinds.set(document.kind, validate);
      return validate(document) ? [] : problemsOf(validate.errors ?? [], []);
    },
    checkOptions(unit, options, at) {
      let validate = units.get(unit.options);
      if (!validate) units.set(unit.options, (validate = ajv.compile(unit.options)));
      return validate(options) ? [] : problemsOf(validate.errors ?? [], at);
    },
  };
}

/**
 * Of a choice between shapes (oneOf, anyOf) ajv reports why each did not fit; to a person only the choice itself says
 * anything, unless the value has the keys of exactly one shape: then that shape's faults are said.
 */
function problemsOf(errors: readonly ErrorObject[], at: Path): readonly Problem[] {
  const choices = errors.filter((error) => error.keyword === 'oneOf' || error.keyword === 'anyOf');
  const isInside = (error: ErrorObject): boolean =>
    choices.some((choice) => choice !== error && error.schemaPath.startsWith(`${choice.schemaPath}/`));
  const isSaid = (error: ErrorObject): boolean => !isInside(error) && error.keyword !== 'if';
  return errors
    .filter(isSaid)
    .slice(0, MOST)
    .map((error) => asProblem(error, at));
}

function asProblem(error: ErrorObject, at: Path): Problem {
  const inside = error.instancePath.split('/').slice(1).map(unescape);
  const params = error.params as { readonly [name: string]: unknown };
  const missing = error.keyword === 'required' ? String(params.missingProperty) : undefined;
  const unknown = error.keyword === 'additionalProperties' ? String(params.additionalProperty) : undefined;
  const key = missing ?? unknown;
  const place = key === undefined ? [...at, ...inside] : [...at, ...inside, key];
  return problem(`document.${codeOf(error.keyword)}`, place, {
    at: labelOf(error, missing) ?? String(place.findLast((part) => typeof part === 'string') ?? 'document'),
    wanted: WANTED[String(params.type)] ?? String(params.type ?? params.allowedValue ?? ''),
    allowed: Array.isArray(params.allowedValues) ? params.allowedValues.slice(0, 20).join(', ') : '',
    limit: typeof params.limit === 'number' ? params.limit : '',
  });
}

const CODES: { readonly [keyword: string]: string } = {
  required: 'missing',
  additionalProperties: 'unknownKey',
  type: 'wrongType',
  enum: 'notAllowed',
  const: 'notAllowed',
  pattern: 'badFormat',
  format: 'badFormat',
  maxLength: 'tooLong',
  maxItems: 'tooMany',
  minItems: 'tooFew',
  minLength: 'empty',
  minimum: 'tooSmall',
  maximum: 'tooLarge',
};
const codeOf = (keyword: string): string => CODES[keyword] ?? 'badShape';

const WANTED: { readonly [type: string]: Text } = {
  string: { 'zh-CN': '文字', en: 'a text' },
  number: { 'zh-CN': '数字', en: 'a number' },
  integer: { 'zh-CN': '整数', en: 'a whole number' },
  boolean: { 'zh-CN': '是或否', en: 'true or false' },
  object: { 'zh-CN': '一组键值', en: 'an object' },
  array: { 'zh-CN': '列表', en: 'a list' },
};

/** What people see above the input, where the schema says so. */
function labelOf(error: ErrorObject, missing: string | undefined): Text | undefined {
  let schema = error.parentSchema as unknown;
  if (missing !== undefined) {
    const properties = isObject(schema) ? schema.properties : undefined;
    schema = isObject(properties) ? properties[missing] : undefined;
  }
  const label = isObject(schema) ? schema['x-label'] : undefined;
  return isObject(label) ? (label as Text) : undefined;
}

/** A part of a JSON Pointer (RFC 6901): `~1` is `/`, `~0` is `~`; whole numbers are places in a list. */
function unescape(part: string): string | number {
  const text = part.replaceAll('~1', '/').replaceAll('~0', '~');
  return /^\d+$/.test(text) ? Number(text) : text;
}
