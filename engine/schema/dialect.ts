/** The drafts of JSON Schema, read as if all were 2020-12. Schemas are never rewritten, so that pointers into them stay good. */
import { isObject } from '../kernel/json';

export type Draft = '04' | '06' | '07' | '2019-09' | '2020-12';
/** A schema as it lies in its document: an object or a boolean. */
export type SchemaNode = boolean | { readonly [keyword: string]: unknown };
/** The keywords of one schema object, called as in 2020-12; what lies in them is as the document has it. */
export type Keywords = { readonly [keyword: string]: unknown };

export const isSchema = (value: unknown): value is SchemaNode => typeof value === 'boolean' || isObject(value);

const DRAFTS: readonly (readonly [RegExp, Draft])[] = [
  [/\/draft-0?[34]\//, '04'],
  [/\/draft-06\//, '06'],
  [/\/draft-07\//, '07'],
  [/\/2019-09\//, '2019-09'],
];
/** The draft a document names in `$schema`; undefined when it names none. Unknown metaschemas are taken for 2020-12. */
export function draftOf(node: SchemaNode): Draft | undefined {
  const named = typeof node === 'object' ? node.$schema : undefined;
  if (typeof named !== 'string') return undefined;
  return DRAFTS.find(([name]) => name.test(named))?.[1] ?? '2020-12';
}
export const isOld = (draft: Draft): boolean => draft === '04' || draft === '06' || draft === '07';

/** What stands beside a `$ref` without changing what is valid. Everything else beside it is void up to draft-07. */
const BESIDE_REF = new Set([
  '$ref',
  '$defs',
  'definitions',
  'title',
  'description',
  'default',
  'examples',
  'readOnly',
  'writeOnly',
  'deprecated',
  '$comment',
]);

/** One schema object in the words of 2020-12. */
export function keywordsOf(node: { readonly [keyword: string]: unknown }, draft: Draft): Keywords {
  const isVoid = isOld(draft) && typeof node.$ref === 'string';
  const own = isVoid ? Object.fromEntries(Object.entries(node).filter(([key]) => BESIDE_REF.has(key))) : node;
  const isDated =
    Array.isArray(own.items) ||
    'dependencies' in own ||
    typeof own.exclusiveMinimum === 'boolean' ||
    typeof own.exclusiveMaximum === 'boolean' ||
    '$recursiveRef' in own ||
    'additionalItems' in own;
  return isDated ? updated({ ...own }) : own;
}

function updated(words: { [keyword: string]: unknown }): Keywords {
  const { items, additionalItems } = words;
  delete words.additionalItems;
  if (Array.isArray(items)) {
    words.prefixItems = items;
    delete words.items;
    if (isSchema(additionalItems)) words.items = additionalItems;
  }
  exclusive(words, 'minimum', 'exclusiveMinimum');
  exclusive(words, 'maximum', 'exclusiveMaximum');
  if (isObject(words.dependencies)) dependencies(words, words.dependencies);
  delete words.dependencies;
  if (typeof words.$recursiveRef === 'string') words.$dynamicRef = words.$recursiveRef;
  return words;
}

/** Draft-04: `exclusiveMinimum: true` beside `minimum`. */
function exclusive(words: { [keyword: string]: unknown }, limit: string, flag: string): void {
  if (typeof words[flag] !== 'boolean') return;
  if (words[flag] && typeof words[limit] === 'number') {
    words[flag] = words[limit];
    delete words[limit];
  } else {
    delete words[flag];
  }
}

function dependencies(words: { [keyword: string]: unknown }, given: { readonly [name: string]: unknown }): void {
  const entries = Object.entries(given);
  const required = entries.filter(([, value]) => Array.isArray(value) || typeof value === 'string');
  const schemas = entries.filter(([, value]) => isSchema(value));
  words.dependentRequired = {
    ...(isObject(words.dependentRequired) ? words.dependentRequired : {}),
    ...Object.fromEntries(required.map(([name, value]) => [name, typeof value === 'string' ? [value] : value])),
  };
  words.dependentSchemas = {
    ...(isObject(words.dependentSchemas) ? words.dependentSchemas : {}),
    ...Object.fromEntries(schemas),
  };
}

/** Keywords of 2020-12 that hold one schema, a list of schemas, schemas by name. */
export const ONE_SCHEMA = [
  'additionalProperties',
  'propertyNames',
  'items',
  'contains',
  'not',
  'if',
  'then',
  'else',
  'unevaluatedItems',
  'unevaluatedProperties',
  'contentSchema',
];
export const LIST_OF_SCHEMAS = ['allOf', 'anyOf', 'oneOf', 'prefixItems'];
export const MAP_OF_SCHEMAS = ['properties', 'patternProperties', 'dependentSchemas'];
/** The same with what older drafts called otherwise. */
const ONE = [...ONE_SCHEMA, 'additionalItems'];
const LIST = [...LIST_OF_SCHEMAS, 'items'];
const MAP = [...MAP_OF_SCHEMAS, '$defs', 'definitions', 'dependencies'];

/** The schemas directly inside a schema, each with the keys that lead to it. */
export function subschemas(node: {
  readonly [keyword: string]: unknown;
}): readonly { readonly keys: readonly string[]; readonly node: SchemaNode }[] {
  const found: { keys: readonly string[]; node: SchemaNode }[] = [];
  for (const key of ONE) if (isSchema(node[key])) found.push({ keys: [key], node: node[key] });
  for (const key of LIST) {
    const list = node[key];
    if (!Array.isArray(list)) continue;
    list.forEach((one: unknown, index) => {
      if (isSchema(one)) found.push({ keys: [key, String(index)], node: one });
    });
  }
  for (const key of MAP) {
    const map = node[key];
    if (!isObject(map)) continue;
    for (const [name, one] of Object.entries(map)) if (isSchema(one)) found.push({ keys: [key, name], node: one });
  }
  return found;
}
