/** Keywords that apply schemas to a value or to its parts (JSON Schema Core 2020-12, sections 8, 10 and 11). */
import { isObject } from '../kernel/json';
import { compilePattern } from '../kernel/pattern';
import { isSchema, type SchemaNode } from './dialect';
import { isCount } from './assertions';
import { fault, Seen, type Check, type Compile, type Place, type Run } from './run';
import type { Found, Resource } from './resources';

const child = (at: Place, key: string | number): Place => ({
  path: [...at.path, key],
  resource: at.resource,
  seen: new Seen(),
});
const isSchemas = (value: unknown): value is readonly SchemaNode[] => Array.isArray(value) && value.every(isSchema);
const schemaMap = (value: unknown): readonly [string, SchemaNode][] =>
  isObject(value) ? Object.entries(value).filter((entry): entry is [string, SchemaNode] => isSchema(entry[1])) : [];

/** Applies a schema to the same value; what it looked at counts only when the value satisfies it. */
function inPlace(node: SchemaNode, value: unknown, at: Place, run: Run, isSilent = false): boolean {
  const seen = new Seen();
  const here = { ...at, seen };
  const isGood = isSilent ? run.isValid(node, value, here) : run.evaluate(node, value, here);
  if (isGood) at.seen.add(seen);
  return isGood;
}

const one =
  (apply: (node: SchemaNode) => Check): Compile =>
  (wants) =>
    isSchema(wants) ? apply(wants) : undefined;

/** The names of an object that a keyword is about, each by its schema. */
const overNames =
  (schemasOf: (name: string) => readonly SchemaNode[]): Check =>
  (value, at, run) => {
    if (!isObject(value)) return true;
    let isGood = true;
    for (const name of Object.keys(value)) {
      for (const node of schemasOf(name)) {
        at.seen.names.add(name);
        if (!run.evaluate(node, value[name], child(at, name))) isGood = false;
      }
    }
    return isGood;
  };

function named(wants: unknown): readonly string[] {
  return isObject(wants) ? Object.keys(wants) : [];
}
/** Whether one of the patterns is found in a name. A pattern that cannot be used takes no name. */
const patterned = (wants: unknown): ((name: string) => boolean) => {
  const patterns = named(wants).map(compilePattern);
  return (name) => patterns.some((pattern) => pattern.ok && pattern.pattern.test(name) === true);
};

function follow(found: Found, value: unknown, at: Place, run: Run): boolean {
  return inPlace(found.node, value, { ...at, resource: found.resource }, run);
}

/** The outermost schema of the way here that has the anchor, when the reference's own target has it too. */
function dynamicTarget(ref: string, found: Found, run: Run): Found {
  const anchor = ref.includes('#') ? ref.slice(ref.indexOf('#') + 1) : '';
  if (found.resource.dynamicAnchors.get(anchor) !== found.node) return found;
  for (const resource of run.scope) {
    const node = resource.dynamicAnchors.get(anchor);
    if (node !== undefined) return { node, resource };
  }
  return found;
}

/** A reference is looked up when it is first met: the schemas it leads to may be endless. */
const reference =
  (keyword: string, target: (ref: string, found: Found, run: Run) => Found): Compile =>
  (wants, _words, resource: Resource, set) => {
    if (typeof wants !== 'string') return undefined;
    let found: Found | undefined;
    return (value, at, run) => {
      found ??= set.resolve(wants, resource);
      return found ? follow(target(wants, found, run), value, at, run) : fault(run, at, keyword, wants);
    };
  };

export const applicators: { readonly [keyword: string]: Compile } = {
  $ref: reference('$ref', (_ref, found) => found),
  $dynamicRef: reference('$ref', dynamicTarget),
  allOf: (wants) =>
    isSchemas(wants)
      ? (value, at, run) => wants.filter((node) => !inPlace(node, value, at, run)).length === 0
      : undefined,
  anyOf: (wants) =>
    isSchemas(wants)
      ? (value, at, run) =>
          // All of them: each may mark names that another leaves out.
          wants.filter((node) => inPlace(node, value, at, run, true)).length > 0 ||
          fault(run, at, 'anyOf', wants.length)
      : undefined,
  oneOf: (wants) =>
    isSchemas(wants)
      ? (value, at, run) => {
          const count = wants.filter((node) => inPlace(node, value, at, run, true)).length;
          return count === 1 || fault(run, at, count === 0 ? 'anyOf' : 'oneOf', count);
        }
      : undefined,
  not: one(
    (node) => (value, at, run) => !run.isValid(node, value, { ...at, seen: new Seen() }) || fault(run, at, 'not', null),
  ),
  if: (wants, words) =>
    isSchema(wants)
      ? (value, at, run) => {
          const next = inPlace(wants, value, at, run, true) ? words.then : words.else;
          return !isSchema(next) || inPlace(next, value, at, run);
        }
      : undefined,
  dependentSchemas: (wants) => (value, at, run) =>
    !isObject(value) ||
    schemaMap(wants).filter(([name, node]) => Object.hasOwn(value, name) && !inPlace(node, value, at, run)).length ===
      0,
  properties: (wants) => {
    const schemas = new Map(schemaMap(wants));
    return overNames((name) => (schemas.has(name) ? [schemas.get(name)!] : []));
  },
  patternProperties: (wants) => {
    const schemas = schemaMap(wants).map(([source, node]) => ({ takes: patterned({ [source]: true }), node }));
    return overNames((name) => schemas.filter(({ takes }) => takes(name)).map(({ node }) => node));
  },
  additionalProperties: (wants, words) => {
    if (!isSchema(wants)) return undefined;
    const known = new Set(named(words.properties));
    const isPatterned = patterned(words.patternProperties);
    return overNames((name) => (known.has(name) || isPatterned(name) ? [] : [wants]));
  },
  propertyNames: one(
    (node) => (value, at, run) =>
      !isObject(value) || Object.keys(value).filter((name) => !run.evaluate(node, name, child(at, name))).length === 0,
  ),
  prefixItems: (wants) =>
    isSchemas(wants)
      ? (value, at, run) =>
          !Array.isArray(value) ||
          wants.slice(0, value.length).filter((node, i) => {
            at.seen.items.add(i);
            return !run.evaluate(node, value[i], child(at, i));
          }).length === 0
      : undefined,
  items: (wants, words) => {
    if (!isSchema(wants)) return undefined;
    const first = Array.isArray(words.prefixItems) ? words.prefixItems.length : 0;
    return (value, at, run) => {
      if (!Array.isArray(value)) return true;
      at.seen.hasAllItems = true;
      let isGood = true;
      for (let i = first; i < value.length; i += 1) {
        if (!run.evaluate(wants, value[i], child(at, i))) isGood = false;
      }
      return isGood;
    };
  },
  contains: (wants, words) => {
    if (!isSchema(wants)) return undefined;
    const least = isCount(words.minContains) ? words.minContains : 1;
    const most = isCount(words.maxContains) ? words.maxContains : Infinity;
    return (value, at, run) => {
      if (!Array.isArray(value)) return true;
      const found = value.flatMap((item, i) => (run.isValid(wants, item, child(at, i)) ? [i] : []));
      for (const i of found) at.seen.items.add(i);
      return (found.length >= least && found.length <= most) || fault(run, at, 'contains', found.length);
    };
  },
  unevaluatedItems: one((node) => (value, at, run) => {
    if (!Array.isArray(value)) return true;
    let isGood = true;
    for (let i = 0; i < value.length && !at.seen.hasAllItems; i += 1) {
      if (!at.seen.items.has(i) && !run.evaluate(node, value[i], child(at, i))) isGood = false;
    }
    at.seen.hasAllItems = true;
    return isGood;
  }),
  unevaluatedProperties: one((node) => (value, at, run) => {
    if (!isObject(value)) return true;
    let isGood = true;
    for (const name of Object.keys(value)) {
      if (at.seen.names.has(name)) continue;
      if (!run.evaluate(node, value[name], child(at, name))) isGood = false;
      at.seen.names.add(name);
    }
    return isGood;
  }),
};
