/** A filter as people put it together: conditions and groups of conditions, joined by "and" or "or". Pure. */
import { isObject, type Json } from '@/engine/kernel/json';
import type { FilterOperator } from '@/engine/kernel/contract';
import type { Filter } from '@/engine/kernel/documents.generated';

export interface Condition {
  /** A field, or one along relations: `region.manager`. */
  readonly field: string;
  readonly op: FilterOperator;
  readonly value: Json;
  /** The value in words where it is an id. */
  readonly said?: string;
}
export interface FilterGroup {
  readonly mode: 'all' | 'any';
  readonly items: readonly Condition[];
}
/** Records that have some (or none) of these line items, or of the records that point to them. */
export interface RelatedCondition {
  /** A field with line items (`lines`), or another entity and its relation to this one (`order.client`). */
  readonly related: string;
  readonly isNone: boolean;
  /** What one of them must be; with none, any of them. */
  readonly group: FilterGroup;
}
/** What no editor shows as parts (an expression, a "not"): kept as it is, and taken out as a whole. */
export interface RawCondition {
  readonly raw: Filter;
}
export type FilterItem = Condition | FilterGroup | RelatedCondition | RawCondition;
export interface FilterTree {
  readonly mode: 'all' | 'any';
  readonly items: readonly FilterItem[];
}
export const NO_FILTER: FilterTree = { mode: 'all', items: [] };

export const isGroup = (item: FilterItem): item is FilterGroup => 'items' in item;
export const isRelated = (item: FilterItem): item is RelatedCondition => 'related' in item;
export const isRaw = (item: FilterItem): item is RawCondition => 'raw' in item;

const conditionFilter = ({ field, op, value }: Condition): Filter =>
  value === null ? { field, op } : { field, op, value };

function itemFilter(item: FilterItem): Filter {
  if (isRaw(item)) return item.raw;
  if (isRelated(item)) return relatedFilter(item);
  return isGroup(item) ? groupFilter(item) : conditionFilter(item);
}

function groupFilter({ mode, items }: FilterGroup): Filter {
  const parts = items.map(conditionFilter);
  return mode === 'all' ? { all: parts } : { any: parts };
}

function relatedFilter({ related, isNone, group }: RelatedCondition): Filter {
  const [only] = group.items;
  const where = group.items.length > 1 ? groupFilter(group) : only && conditionFilter(only);
  return { ...(isNone ? { none: related } : { some: related }), ...(where && { where }) };
}

/** The filter of a tree; undefined for the empty one. An empty group says nothing. */
export function toFilter(tree: FilterTree): Filter | undefined {
  const parts = tree.items.filter((item) => !isGroup(item) || item.items.length > 0).map(itemFilter);
  if (parts.length <= 1) return parts[0];
  return tree.mode === 'all' ? { all: parts } : { any: parts };
}

const toCondition = (filter: Filter): Condition | undefined =>
  'field' in filter
    ? { field: filter.field, op: filter.op as FilterOperator, value: (filter.value ?? null) as Json }
    : undefined;

function toItem(filter: Filter): FilterItem {
  const condition = toCondition(filter);
  if (condition) return condition;
  return toRelated(filter) ?? toGroup(filter) ?? { raw: filter };
}

function toGroup(filter: Filter): FilterGroup | undefined {
  const parts = 'all' in filter ? filter.all : 'any' in filter ? filter.any : undefined;
  const items = parts?.map(toCondition);
  if (!items?.every((item) => item !== undefined)) return undefined;
  return { mode: 'all' in filter ? 'all' : 'any', items };
}

function toRelated(filter: Filter): RelatedCondition | undefined {
  if (!('some' in filter || 'none' in filter)) return undefined;
  const { where } = filter;
  const only = where && toCondition(where);
  const group = where && !only ? toGroup(where) : { mode: 'all' as const, items: only ? [only] : [] };
  if (!group) return undefined;
  return 'none' in filter
    ? { related: filter.none, isNone: true, group }
    : { related: filter.some, isNone: false, group };
}

/** A saved filter as a tree. */
export function fromFilter(filter: Filter | undefined): FilterTree {
  if (!filter) return NO_FILTER;
  if ('all' in filter) return { mode: 'all', items: filter.all.map(toItem) };
  if ('any' in filter) return { mode: 'any', items: filter.any.map(toItem) };
  return { mode: 'all', items: [toItem(filter)] };
}

/** The address's text: a list is "and"; `{any: […]}` is "or". */
export function writeTree({ mode, items }: FilterTree): string {
  const list = items.map((item) => (isGroup(item) ? { [item.mode]: item.items } : item));
  return JSON.stringify(mode === 'all' ? list : { any: list });
}

/** Reads the address. What is not understood is left out; undefined when nothing is. */
export function readTree(text: string | null): FilterTree | undefined {
  if (text === null) return undefined;
  try {
    const value: unknown = JSON.parse(text);
    if (Array.isArray(value)) return { mode: 'all', items: value.flatMap(readItem) };
    return isObject(value) && Array.isArray(value.any)
      ? { mode: 'any', items: value.any.flatMap(readItem) }
      : undefined;
  } catch {
    return undefined;
  }
}

export const isCondition = (item: unknown): item is Condition =>
  isObject(item) && typeof item.field === 'string' && typeof item.op === 'string' && 'value' in item;

function readItem(item: unknown): FilterItem[] {
  if (isCondition(item)) return [item];
  if (!isObject(item)) return [];
  if (typeof item.related === 'string') return readRelated(item.related, item);
  if (isObject(item.raw)) return [{ raw: item.raw as unknown as Filter }];
  for (const mode of ['all', 'any'] as const) {
    const parts = item[mode];
    if (Array.isArray(parts)) return [{ mode, items: parts.filter(isCondition) }];
  }
  return [];
}

function readRelated(related: string, { isNone, group }: { readonly [key: string]: unknown }): FilterItem[] {
  if (!isObject(group) || !Array.isArray(group.items)) return [];
  const mode = group.mode === 'any' ? 'any' : 'all';
  return [{ related, isNone: isNone === true, group: { mode, items: group.items.filter(isCondition) } }];
}

/** Paths a tree speaks of, from the records of the list on. */
export const pathsOf = (tree: FilterTree): readonly string[] =>
  tree.items.flatMap((item) => {
    if (isRaw(item) || isRelated(item)) return [];
    return isGroup(item) ? item.items.map(({ field }) => field) : [item.field];
  });
