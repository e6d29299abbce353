/**
 * Whether a record fulfils a filter, told in the browser: for conditional colours. It agrees with what the query engine
 * says of the same filter (engine/query/conditions.ts); matches.test.ts asks both.
 */
import { fieldType } from '@/components/inputs/units';
import type { FieldView, RecordView } from '@/engine/kernel/api';
import type { FilterOperator } from '@/engine/kernel/contract';
import type { Filter } from '@/engine/kernel/documents.generated';
import { isObject, type Json } from '@/engine/kernel/json';
import { readRelativeDate, relativeRange, today } from '@/engine/query/dates';

export interface MatchContext {
  /** The field a path ends in; undefined where the viewer knows none. */
  field(path: string): FieldView | undefined;
  readonly me: string;
  readonly department: string | null;
  readonly timeZone: string;
  readonly now: Date;
}

/** Expressions are not evaluated here: a rule with one colours nothing (the editor does not offer them). */
export function matches(filter: Filter, row: RecordView, context: MatchContext): boolean {
  if ('all' in filter) return filter.all.every((part) => matches(part, row, context));
  if ('any' in filter) return filter.any.some((part) => matches(part, row, context));
  if ('not' in filter) return !matches(filter.not, row, context);
  if (!('field' in filter)) return false;
  const field = context.field(filter.field);
  if (!field) return false;
  const compare = COMPARE[filter.op as FilterOperator];
  return (
    compare?.({ value: row[filter.field] ?? null, wanted: (filter.value ?? null) as Json, field, context }) ?? false
  );
}

interface Compared {
  readonly value: Json;
  readonly wanted: Json;
  readonly field: FieldView;
  readonly context: MatchContext;
}
const idOf = (value: Json): Json => (isObject(value) && 'id' in value ? (value.id as Json) : value);
const listOf = (value: Json): readonly Json[] => (Array.isArray(value) ? (value as readonly Json[]).map(idOf) : []);
const isEmpty = ({ value }: Compared): boolean =>
  value === null || value === '' || (Array.isArray(value) && value.length === 0);
const isList = ({ field }: Compared): boolean => ['textList', 'idList'].includes(fieldType(field.type)?.kind ?? '');
const DAY = /^\d{4}-\d{2}-\d{2}$/;

/** A value as it is ordered: numbers by value, instants as the day they fall on where they are compared with a day. */
function ordered({ value, field, context }: Compared, wanted: Json): readonly [number | string, number | string] {
  const kind = fieldType(field.type)?.kind;
  if (kind === 'number') return [Number(value), Number(wanted)];
  if (kind !== 'datetime') return [String(idOf(value)), String(idOf(wanted))];
  if (typeof wanted === 'string' && DAY.test(wanted)) return [today(new Date(String(value)), context.timeZone), wanted];
  return [Date.parse(String(value)), Date.parse(String(wanted))];
}
const compared =
  (holds: (a: number | string, b: number | string) => boolean) =>
  (one: Compared): boolean =>
    !isEmpty(one) && one.wanted !== null && holds(...ordered(one, one.wanted));
const equals = compared((a, b) => a === b);
const atLeast = compared((a, b) => a >= b);
const atMost = compared((a, b) => a <= b);

function isSame(one: Compared): boolean {
  if (one.wanted === null) return isEmpty(one);
  if (!isList(one)) return equals(one);
  const [have, want] = [listOf(one.value), listOf(one.wanted)];
  return want.every((item) => have.includes(item)) && have.every((item) => want.includes(item));
}
function isIn(one: Compared): boolean {
  const wanted = listOf(one.wanted);
  return isList(one)
    ? listOf(one.value).some((item) => wanted.includes(item))
    : !isEmpty(one) && wanted.includes(idOf(one.value));
}
const textOf = ({ value }: Compared): string =>
  (isObject(value) ? String((value as { title?: Json }).title ?? '') : String(value ?? '')).toLowerCase();
const wantedText = ({ wanted }: Compared): string => String(wanted ?? '').toLowerCase();

function isRelative(one: Compared): boolean {
  const { value, wanted, field, context } = one;
  const stretch = readRelativeDate(wanted);
  if (isEmpty(one) || !stretch) return false;
  const { from, until } = relativeRange(stretch, context.now, context.timeZone);
  const isInstant = fieldType(field.type)?.kind === 'datetime';
  const day = isInstant ? today(new Date(String(value)), context.timeZone) : String(value);
  return (from === '-infinity' || day >= from) && (until === 'infinity' || day < until);
}

const contains = (one: Compared): boolean => {
  if (!isList(one)) return !isEmpty(one) && textOf(one).includes(wantedText(one));
  const have = listOf(one.value);
  return listOf(Array.isArray(one.wanted) ? one.wanted : [one.wanted]).every((item) => have.includes(item));
};

const COMPARE: { readonly [op in FilterOperator]?: (one: Compared) => boolean } = {
  eq: isSame,
  ne: (one) => !isSame(one),
  lt: compared((a, b) => a < b),
  lte: atMost,
  gt: compared((a, b) => a > b),
  gte: atLeast,
  between: (one) => {
    const [low = null, high = null] = listOf(one.wanted);
    return atLeast({ ...one, wanted: low }) && atMost({ ...one, wanted: high });
  },
  in: isIn,
  notIn: (one) => !isIn(one),
  contains,
  notContains: (one) => !contains(one),
  endsWith: (one) => !isEmpty(one) && textOf(one).endsWith(wantedText(one)),
  startsWith: (one) => !isEmpty(one) && textOf(one).startsWith(wantedText(one)),
  isEmpty,
  notEmpty: (one) => !isEmpty(one),
  isMe: ({ value, context }) => idOf(value) === context.me || listOf(value).includes(context.me),
  myDepartment: ({ value, context }) => context.department !== null && idOf(value) === context.department,
  relative: isRelative,
};

/** Whether a comparison can be told here; others need what only the server knows (departments, trees, distances). */
export const canMatch = (op: FilterOperator): boolean => op in COMPARE;
