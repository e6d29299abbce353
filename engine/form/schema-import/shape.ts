/**
 * What a part of a schema comes to when references are followed and `allOf` is merged: one shape, as far as there is one.
 * Schemas stay where they lie, so that every part keeps its JSON Pointer.
 */
import { isObject } from '../../kernel/json';
import { keywordsOf, isSchema, type Keywords, type SchemaNode } from '../../schema/dialect';
import { pointerOf, type Resource, type SchemaSet } from '../../schema/resources';
import { loosen, meetTypes, meetValues, type Located, type Part, type Shape } from './parts';
import { mergeVariants } from './variants';
import { WHY } from './words';

const SMALLEST = new Set(['maximum', 'exclusiveMaximum', 'maxLength', 'maxItems']);
const LARGEST = new Set(['minimum', 'exclusiveMinimum', 'minLength', 'minItems']);
/** Not shown and not checked by a form. */
const UNCHECKED = [
  'not',
  'if',
  'dependentSchemas',
  'contains',
  'propertyNames',
  'minProperties',
  'maxProperties',
  'unevaluatedItems',
  'contentSchema',
];

export const rootPart = (set: SchemaSet): Part => ({ nodes: [set.root], pointer: '', above: new Set() });
const under = (part: Part, keys: readonly (string | number)[], node: SchemaNode, resource: Resource): Part => ({
  nodes: [{ node, resource }],
  pointer: part.pointer + pointerOf(keys),
  above: part.above,
});

/** Reads a part. @param set the schema it belongs to */
export function readShape(part: Part, set: SchemaSet): Shape {
  const shape: Shape = {
    pointer: part.pointer,
    types: undefined,
    isNullable: false,
    isNever: false,
    title: undefined,
    description: undefined,
    default: undefined,
    isReadOnly: false,
    values: undefined,
    limits: {},
    multiples: [],
    patterns: [],
    format: undefined,
    properties: new Map(),
    required: new Set(),
    needs: [],
    isClosed: false,
    openNames: undefined,
    hasOpenNames: false,
    items: undefined,
    isTuple: false,
    isUnique: false,
    cannot: undefined,
    notes: [],
  };
  const allowed: ReadonlySet<string>[] = [];
  const conditional: Part[] = [];
  const variants: { readonly keyword: string; readonly branches: readonly Part[] }[] = [];
  const seen = new Set<SchemaNode>();
  const visit = (
    { node, resource: from }: Located,
    keys: readonly (string | number)[],
    way: ReadonlySet<SchemaNode>,
  ): void => {
    if (node === true) return;
    if (node === false) {
      shape.isNever = true;
      return;
    }
    if (part.above.has(node)) shape.cannot ??= WHY.cycle;
    // Two branches may refer to one schema: once is enough.
    if (part.above.has(node) || seen.has(node)) return;
    seen.add(node);
    const above = new Set([...way, node]);
    const resource = set.resourceOf(node) ?? from;
    const words = keywordsOf(node, resource.draft);
    const here: Part = { nodes: [{ node, resource }], pointer: part.pointer + pointerOf(keys), above };
    follow(words, resource, keys, above);
    mergeAnnotations(shape, words);
    mergeValue(shape, words);
    mergeObject(shape, words, here, resource, allowed);
    mergeArray(shape, words, here, resource);
    for (const keyword of UNCHECKED) {
      if (Object.hasOwn(words, keyword)) loosen(shape, `${here.pointer}/${keyword}`, keyword);
    }
    for (const keyword of ['then', 'else']) {
      const node = words[keyword];
      if (isSchema(node)) conditional.push(under(here, [keyword], node, resource));
    }
    for (const keyword of ['anyOf', 'oneOf']) {
      const list: unknown = words[keyword];
      if (!Array.isArray(list)) continue;
      const branches = list.filter(isSchema).map((one, i) => under(here, [keyword, i], one, resource));
      variants.push({ keyword, branches });
    }
  };
  const follow = (
    words: Keywords,
    resource: Resource,
    keys: readonly (string | number)[],
    way: ReadonlySet<SchemaNode>,
  ): void => {
    if (typeof words.$ref === 'string') {
      const found = set.resolve(words.$ref, resource);
      if (found) visit(found, keys, way);
      else shape.cannot ??= WHY.noRef;
    }
    if (typeof words.$dynamicRef === 'string') shape.cannot ??= WHY.dynamic;
    if (!Array.isArray(words.allOf)) return;
    words.allOf.forEach((one: unknown, i) => {
      if (isSchema(one)) visit({ node: one, resource }, [...keys, 'allOf', i], way);
    });
  };
  for (const node of part.nodes) visit(node, [], part.above);
  for (const names of allowed) {
    for (const name of [...shape.properties.keys()]) {
      if (names.has(name)) continue;
      shape.notes.push({ pointer: shape.properties.get(name)!.pointer, as: 'left', reason: WHY.never });
      shape.properties.delete(name);
    }
  }
  for (const { keyword, branches } of variants) {
    mergeVariants(
      shape,
      keyword,
      branches.map((branch) => readShape(branch, set)),
    );
  }
  // What stands under a condition only is offered always; that the condition is not checked has been noted.
  for (const branch of conditional) {
    for (const [name, inner] of readShape(branch, set).properties) {
      if (!shape.properties.has(name)) shape.properties.set(name, inner);
    }
  }
  settleTypes(shape);
  return shape;
}

function mergeAnnotations(shape: Shape, words: Keywords): void {
  if (typeof words.title === 'string') shape.title ??= words.title;
  if (typeof words.description === 'string') shape.description ??= words.description;
  if ('default' in words && shape.default === undefined) shape.default = words.default;
  shape.isReadOnly ||= words.readOnly === true;
}

function mergeValue(shape: Shape, words: Keywords): void {
  const types: unknown = words.type;
  if (typeof types === 'string' || Array.isArray(types)) meetTypes(shape, new Set<string>([types].flat()));
  if (Object.hasOwn(words, 'const')) meetValues(shape, [words.const]);
  if (Array.isArray(words.enum)) meetValues(shape, words.enum);
  for (const [keyword, value] of Object.entries(words)) {
    if (typeof value !== 'number') continue;
    const old = shape.limits[keyword];
    if (SMALLEST.has(keyword)) shape.limits[keyword] = Math.min(value, old ?? Infinity);
    if (LARGEST.has(keyword)) shape.limits[keyword] = Math.max(value, old ?? -Infinity);
  }
  if (typeof words.multipleOf === 'number') shape.multiples.push(words.multipleOf);
  if (typeof words.pattern === 'string') shape.patterns.push(words.pattern);
  if (typeof words.format === 'string') shape.format ??= words.format;
}

function mergeObject(
  shape: Shape,
  words: Keywords,
  here: Part,
  resource: Resource,
  allowed: ReadonlySet<string>[],
): void {
  const properties = isObject(words.properties) ? words.properties : {};
  for (const [name, node] of Object.entries(properties)) {
    if (!isSchema(node)) continue;
    const added = under(here, ['properties', name], node, resource);
    const old = shape.properties.get(name);
    shape.properties.set(name, old ? { ...old, nodes: [...old.nodes, ...added.nodes] } : added);
  }
  if (Array.isArray(words.required)) for (const name of words.required) shape.required.add(String(name));
  mergeNeeds(shape, words, here);
  const hasPatterns = isObject(words.patternProperties) && Object.keys(words.patternProperties).length > 0;
  if (words.additionalProperties === false && !hasPatterns) allowed.push(new Set(Object.keys(properties)));
  mergeOpenness(shape, words, here, hasPatterns);
}

function mergeOpenness(shape: Shape, words: Keywords, here: Part, hasPatterns: boolean): void {
  const { additionalProperties, unevaluatedProperties } = words;
  shape.isClosed ||= additionalProperties === false || unevaluatedProperties === false;
  if (hasPatterns || isObject(additionalProperties) || additionalProperties === true) {
    shape.hasOpenNames = true;
    shape.openNames ??= here;
  }
}

function mergeNeeds(shape: Shape, words: Keywords, here: Part): void {
  if (!isObject(words.dependentRequired)) return;
  for (const [name, needed] of Object.entries(words.dependentRequired)) {
    for (const then of Array.isArray(needed) ? needed : []) {
      shape.needs.push({ if: name, then: String(then), pointer: `${here.pointer}/dependentRequired` });
    }
  }
}

function mergeArray(shape: Shape, words: Keywords, here: Part, resource: Resource): void {
  shape.isTuple ||= Array.isArray(words.prefixItems) && words.prefixItems.length > 0;
  shape.isUnique ||= words.uniqueItems === true;
  if (!isSchema(words.items)) return;
  const added = under(here, ['items'], words.items, resource);
  shape.items = shape.items ? { ...shape.items, nodes: [...shape.items.nodes, ...added.nodes] } : added;
}

// ---- types ------------------------------------------------------------------------------------------------------------
const typeOfValue = (value: unknown): string => {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'array';
  return Number.isInteger(value) ? 'integer' : typeof value;
};

/** Where no type is said, the other keywords tell what is meant. `null` becomes a mark of its own. */
function settleTypes(shape: Shape): void {
  if (shape.values) {
    const { types } = shape;
    const fits = (value: unknown): boolean => {
      const type = typeOfValue(value);
      return (
        !types ||
        types.has(type) ||
        (type === 'integer' && types.has('number')) ||
        (type === 'null' && shape.isNullable)
      );
    };
    shape.values = shape.values.filter(({ value }) => fits(value));
    const found = new Set(shape.values.map(({ value }) => typeOfValue(value)));
    if (found.has('number')) found.delete('integer');
    shape.types = found;
    shape.values = shape.values.filter(({ value }) => value !== null);
  }
  shape.types ??= guessTypes(shape);
  if (shape.types?.delete('null')) shape.isNullable = true;
}

function guessTypes(shape: Shape): Set<string> | undefined {
  const { limits } = shape;
  const has = (...keywords: string[]): boolean => keywords.some((keyword) => limits[keyword] !== undefined);
  const guesses: string[] = [];
  if (shape.properties.size > 0 || shape.required.size > 0) guesses.push('object');
  if (shape.items || shape.isTuple || has('minItems', 'maxItems')) guesses.push('array');
  if (shape.patterns.length > 0 || shape.format || has('minLength', 'maxLength')) guesses.push('string');
  if (shape.multiples.length > 0 || has('minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum')) {
    guesses.push('number');
  }
  return guesses.length === 1 ? new Set(guesses) : undefined;
}
