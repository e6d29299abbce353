/** Any value that survives a round trip through JSON. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };
export type JsonObject = { readonly [key: string]: Json };
/** A JSON Schema 2020-12 document or a part of one. */
export type JsonSchema = { readonly [key: string]: Json };

/** Keys that reach the prototype of an object; they are refused wherever a caller chooses keys. */
const PROTOTYPE_KEYS = new Set(['__proto__', 'constructor', 'prototype']);

export const isPrototypeKey = (key: string): boolean => PROTOTYPE_KEYS.has(key);

export const isObject = (value: unknown): value is { [key: string]: unknown } =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/**
 * Text of a document that is the same byte for byte for equal documents: two-space indent, keys in the order given by
 * `order` first and alphabetical after, one newline at the end. Lists keep their order.
 */
export function stableStringify(value: Json, order: readonly string[] = []): string {
  const rank = new Map(order.map((key, index) => [key, index]));
  const byRank = (a: string, b: string): number =>
    (rank.get(a) ?? order.length) - (rank.get(b) ?? order.length) || (a < b ? -1 : a > b ? 1 : 0);
  const sort = (node: Json): Json => {
    if (Array.isArray(node)) return node.map(sort);
    if (!isObject(node)) return node;
    return Object.fromEntries(
      Object.keys(node)
        .filter((key) => node[key] !== undefined)
        .sort(byRank)
        .map((key) => [key, sort(node[key] as Json)]),
    );
  };
  return `${JSON.stringify(sort(value), null, 2)}\n`;
}

/** Deep equality of JSON values; the order of keys does not matter, the order of lists does. */
export function sameJson(a: unknown, b: unknown): boolean {
  if (Object.is(a, b)) return true;
  if (Array.isArray(a) || Array.isArray(b)) {
    return Array.isArray(a) && Array.isArray(b) && a.length === b.length && a.every((item, i) => sameJson(item, b[i]));
  }
  if (!isObject(a) || !isObject(b)) return false;
  const keys = Object.keys(a).filter((key) => a[key] !== undefined);
  const others = Object.keys(b).filter((key) => b[key] !== undefined);
  return keys.length === others.length && keys.every((key) => Object.hasOwn(b, key) && sameJson(a[key], b[key]));
}
