/**
 * Joins what two analysts made of the same document (three-way, by structure): parts that have an id, a field or a name
 * are known by it wherever they stand, so one may add a field while the other renames another. Only where both changed the
 * very same place differently there is something to choose.
 */
import { isObject, sameJson, type Json } from '@/engine/kernel/json';

export type PathOf = readonly (string | number)[];
export interface Merged {
  readonly value: Json;
  /** Places both changed differently; there `value` has what `prefer` says. */
  readonly clashes: readonly PathOf[];
}
export type Side = 'mine' | 'theirs';
interface Sides {
  readonly base: Json | undefined;
  readonly mine: Json | undefined;
  readonly theirs: Json | undefined;
}
type Take = (path: PathOf, sides: Sides) => Json | undefined;

/** @param prefer whose value counts where both changed the same place */
export function mergeDocuments(base: Json, mine: Json, theirs: Json, prefer: Side = 'mine'): Merged {
  const clashes: PathOf[] = [];
  const take: Take = (path, sides) => {
    clashes.push(path);
    return sides[prefer];
  };
  const value = merge({ base, mine, theirs }, [], take) ?? null;
  return { value, clashes };
}

/** undefined: not there. */
function merge(sides: Sides, path: PathOf, take: Take): Json | undefined {
  const { base, mine, theirs } = sides;
  if (same(mine, theirs) || same(base, theirs)) return mine;
  if (same(base, mine)) return theirs;
  if (isObject(mine) && isObject(theirs)) return mergeObjects({ ...sides, mine, theirs }, path, take);
  const lists = keyedLists(sides);
  if (lists) return mergeLists(lists, path, take);
  return take(path, sides);
}

const same = (a: Json | undefined, b: Json | undefined): boolean =>
  a === b || (a !== undefined && b !== undefined && sameJson(a, b));

type JsonObject = { readonly [key: string]: Json };

function mergeObjects(
  sides: { readonly base: Json | undefined; readonly mine: JsonObject; readonly theirs: JsonObject },
  path: PathOf,
  take: Take,
): Json {
  const base: JsonObject = isObject(sides.base) ? (sides.base as JsonObject) : {};
  const { mine, theirs } = sides;
  const at = (object: JsonObject, key: string): Json | undefined =>
    Object.hasOwn(object, key) ? object[key] : undefined;
  const keys = new Set([...Object.keys(mine), ...Object.keys(theirs)]);
  const entries = [...keys].flatMap((key): [string, Json][] => {
    const value = merge({ base: at(base, key), mine: at(mine, key), theirs: at(theirs, key) }, [...path, key], take);
    return value === undefined ? [] : [[key, value]];
  });
  return Object.fromEntries(entries);
}

type Keyed = ReadonlyMap<string, Json>;
interface Lists {
  readonly base: Keyed;
  readonly mine: Keyed;
  readonly theirs: Keyed;
}

/** By what a part of a list is known; a plain text is known by itself. */
function keyOf(item: Json): string | undefined {
  if (typeof item === 'string') return item;
  if (!isObject(item)) return undefined;
  const key = item['id'] ?? item['field'] ?? item['name'] ?? item['value'];
  return typeof key === 'string' ? key : undefined;
}

/** undefined when the parts of a list cannot be told from each other. */
function keyed(value: Json | undefined): Keyed | undefined {
  if (!Array.isArray(value)) return undefined;
  const map = new Map<string, Json>();
  for (const item of value as readonly Json[]) {
    const key = keyOf(item);
    if (key === undefined || map.has(key)) return undefined;
    map.set(key, item);
  }
  return map;
}
function keyedLists({ base, mine, theirs }: Sides): Lists | undefined {
  const [b, m, t] = [keyed(base ?? []), keyed(mine), keyed(theirs)];
  return b && m && t ? { base: b, mine: m, theirs: t } : undefined;
}

function mergeLists(lists: Lists, path: PathOf, take: Take): Json {
  const { base, mine, theirs } = lists;
  const keys = order(lists);
  return keys.flatMap((key) => {
    const value = merge({ base: base.get(key), mine: mine.get(key), theirs: theirs.get(key) }, [...path, key], take);
    return value === undefined ? [] : [value];
  });
}

/** The order of whoever changed it (mine, when both did), with what the other added behind what it stood behind. */
function order({ base, mine, theirs }: Lists): readonly string[] {
  const common = (list: Keyed): string[] =>
    [...list.keys()].filter((key) => base.has(key) && mine.has(key) && theirs.has(key));
  const isMineMoved = !sameJson(common(mine), common(base));
  const [first, second] = isMineMoved ? [mine, theirs] : [theirs, mine];
  const keys = [...first.keys()];
  let before: string | undefined;
  for (const key of second.keys()) {
    if (!first.has(key)) keys.splice(before === undefined ? 0 : keys.indexOf(before) + 1, 0, key);
    before = key;
  }
  return keys;
}

/** What stands at a place of a document; undefined when nothing does. */
export function valueAt(document: Json, path: PathOf): Json | undefined {
  return path.reduce<Json | undefined>((value, part) => {
    if (Array.isArray(value)) return (value as readonly Json[]).find((item) => keyOf(item) === part);
    return isObject(value) && Object.hasOwn(value, part) ? (value as JsonObject)[part] : undefined;
  }, document);
}
