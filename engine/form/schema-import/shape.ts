/**
 * What a part of a schema comes to when references are followed and `allOf` is merged: one shape, as far as there is one.
 * Schemas stay where they lie, so that every part keeps its JSON Pointer.
 */
import { isObject } from '../../kernel/json';
import { keywordsOf, isSchema, type Keywords, type SchemaNode } from '../../schema/dialect';
import { pointerOf, type Resource, type SchemaSet } from '../../schema/resources';
import { valueKey } from '../../schema/values';
import { notChecked, WHY, type SchemaNote } from './words';
import type { Text } from '../../kernel/text';

export interface Located {
  readonly node: SchemaNode;
  readonly resource: Resource;
}
/** Schemas that all hold for one place of the value, and where that place stands in the schema. */
export interface Part {
  readonly nodes: readonly Located[];
  readonly pointer: string;
  /** Schemas on the way here: one that comes again is endless. */
  readonly above: ReadonlySet<SchemaNode>;
}
export interface Shape {
  readonly pointer: string;
  /** JSON types allowed; undefined: all. `null` is told by `isNullable`. */
  types: Set<string> | undefined;
  isNullable: boolean;
  isNever: boolean;
  title: string | undefined;
  description: string | undefined;
  default: unknown;
  isReadOnly: boolean;
  /** The values allowed, with the titles that `oneOf` of constants gives them. */
  values: readonly { readonly value: unknown; readonly title: string | undefined }[] | undefined;
  /** Limits: the strictest of each. */
  readonly limits: { [keyword: string]: number };
  readonly multiples: number[];
  readonly patterns: string[];
  format: string | undefined;
  readonly properties: Map<string, Part>;
  readonly required: Set<string>;
  readonly needs: { readonly if: string; readonly then: string; readonly pointer: string }[];
  isClosed: boolean;
  /** Names are given by patterns, or all others have a schema. */
  openNames: Part | undefined;
  hasOpenNames: boolean;
  items: Part | undefined;
  isTuple: boolean;
  isUnique: boolean;
  /** Why no form can show it. */
  cannot: Text | undefined;
  readonly notes: SchemaNote[];
}

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
  for (const { keyword, branches } of variants) mergeVariants(shape, keyword, branches, set);
  // What stands under a condition only is offered always; that the condition is not checked has been noted.
  for (const branch of conditional) {
    for (const [name, inner] of readShape(branch, set).properties) {
      if (!shape.properties.has(name)) shape.properties.set(name, inner);
    }
  }
  settleTypes(shape);
  return shape;
}

export function loosen(shape: Pick<Shape, 'notes'>, pointer: string, keyword: string): void {
  shape.notes.push({ pointer, as: 'loose', reason: notChecked(keyword) });
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

function meetTypes(shape: Shape, types: ReadonlySet<string>): void {
  const old = shape.types;
  const both = (type: string): boolean => !old || old.has(type) || (type === 'integer' && old.has('number'));
  const met = [...types].filter(both);
  // number and integer meet as integer, whichever came first.
  if (old?.has('integer') && types.has('number')) met.push('integer');
  shape.types = new Set(met.includes('integer') ? met.filter((type) => type !== 'number') : met);
}

function meetValues(shape: Shape, values: readonly unknown[]): void {
  const keys = new Set(values.map(valueKey));
  shape.values = shape.values
    ? shape.values.filter(({ value }) => keys.has(valueKey(value)))
    : values.map((value) => ({ value, title: undefined }));
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

// ---- anyOf and oneOf --------------------------------------------------------------------------------------------------
const isBare = (shape: Shape): boolean =>
  !shape.types && !shape.values && !shape.isNever && shape.properties.size === 0 && !shape.items && !shape.cannot;

function mergeVariants(shape: Shape, keyword: string, branches: readonly Part[], set: SchemaSet): void {
  const pointer = `${shape.pointer}/${keyword}`;
  const read = branches.map((branch) => readShape(branch, set)).filter((one) => !one.isNever);
  const others = read.filter((one) => !isNull(one));
  if (others.length < read.length) shape.isNullable = true;
  if (others.length === 0) return;
  if (others.length === 1 && (branches.length > 1 || isBare(shape))) return absorb(shape, others[0]!);
  // A choice between conditions, not between shapes: at least one of two is filled in …
  if (others.every(isBare)) return loosen(shape, pointer, keyword);
  if (others.every((one) => one.values && !one.cannot)) return mergeChoices(shape, others);
  const types = new Set(others.flatMap((one) => [...(one.types ?? ['any'])]));
  if (types.size === 1 && isScalarType([...types][0]!)) {
    meetTypes(shape, types);
    return loosen(shape, pointer, keyword);
  }
  if (others.every(isObjectShape) && others.every((one) => unite(shape, one))) return loosen(shape, pointer, keyword);
  shape.cannot ??= types.size === 1 ? WHY.shapes : WHY.types;
}
const isNull = (one: Shape): boolean => one.isNullable && (one.types?.size === 0 || one.values?.length === 0);

/** `oneOf: [{ const, title }, …]`: options with labels. */
function mergeChoices(shape: Shape, others: readonly Shape[]): void {
  const values = others.flatMap((one) => one.values!.map(({ value, title }) => ({ value, title: title ?? one.title })));
  const keys = shape.values && new Set(shape.values.map(({ value }) => valueKey(value)));
  shape.values = keys ? values.filter(({ value }) => keys.has(valueKey(value))) : values;
}

/**
 * Takes the properties of one of several shapes along: the form offers all of them. One property with two meanings
 * cannot be shown, unless both are fixed values: then it chooses between them.
 */
function unite(shape: Shape, other: Shape): boolean {
  for (const [name, part] of other.properties) {
    const old = shape.properties.get(name);
    const united = old ? uniteParts(old, part) : part;
    if (!united) return false;
    shape.properties.set(name, united);
  }
  shape.openNames ??= other.openNames;
  shape.hasOpenNames ||= other.hasOpenNames;
  shape.notes.push(...other.notes);
  return true;
}
function uniteParts(a: Part, b: Part): Part | undefined {
  const key = ({ nodes }: Part): string => valueKey(nodes.map(({ node }) => node));
  if (key(a) === key(b)) return a;
  const [one, two] = [a.nodes, b.nodes].map((nodes) => (nodes.length === 1 ? fixedValues(nodes[0]!.node) : undefined));
  if (!one || !two) return undefined;
  return { ...a, nodes: [{ node: { enum: [...one, ...two] }, resource: a.nodes[0]!.resource }] };
}
function fixedValues(node: SchemaNode): readonly unknown[] | undefined {
  if (typeof node === 'boolean') return undefined;
  if (Object.hasOwn(node, 'const')) return [node.const];
  return Array.isArray(node.enum) ? node.enum : undefined;
}

export const isScalarType = (type: string): boolean => ['string', 'number', 'integer', 'boolean'].includes(type);
const isObjectShape = (shape: Shape): boolean =>
  !shape.cannot &&
  !shape.isNullable &&
  (shape.types ? shape.types.size === 1 && shape.types.has('object') : isBare(shape));

/** One of the shapes is left: it is the shape. */
function absorb(shape: Shape, other: Shape): void {
  if (other.types) meetTypes(shape, other.types);
  if (!shape.values) shape.values = other.values;
  else if (other.values) {
    meetValues(
      shape,
      other.values.map(({ value }) => value),
    );
  }
  shape.title ??= other.title;
  shape.description ??= other.description;
  if (shape.default === undefined) shape.default = other.default;
  shape.cannot ??= other.cannot;
  shape.isNullable ||= other.isNullable;
  absorbLimits(shape, other);
  absorbParts(shape, other);
  shape.notes.push(...other.notes);
}
function absorbLimits(shape: Shape, other: Shape): void {
  for (const [name, limit] of Object.entries(other.limits)) shape.limits[name] ??= limit;
  shape.multiples.push(...other.multiples);
  shape.patterns.push(...other.patterns);
  shape.format ??= other.format;
  shape.isUnique ||= other.isUnique;
}
function absorbParts(shape: Shape, other: Shape): void {
  for (const [name, part] of other.properties) if (!shape.properties.has(name)) shape.properties.set(name, part);
  for (const name of other.required) shape.required.add(name);
  shape.needs.push(...other.needs);
  shape.isClosed ||= other.isClosed;
  shape.openNames ??= other.openNames;
  shape.hasOpenNames ||= other.hasOpenNames;
  shape.items ??= other.items;
  shape.isTuple ||= other.isTuple;
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
