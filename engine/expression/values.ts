/** Values as the JavaScript back end computes with them, and the way there and back from JSON. */
import { isObject, type Json } from '../kernel/json';
import type { ValueKind } from '../kernel/model';
import { compare as compareDecimals, decimalText, toDecimal, type Decimal } from './decimal';

/** text, date, record → string; number → Decimal; datetime → microseconds since 1970; absent → null. */
export type Value = null | string | boolean | bigint | Decimal | readonly Value[] | { readonly [key: string]: unknown };

const DATE = /^\d{4}-\d{2}-\d{2}$/;
const INSTANT = /^(\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2})(?:\.(\d{1,6})\d*)?(Z|[+-]\d{2}:\d{2})$/;

/** Microseconds since 1970 of an ISO 8601 instant or a Date; undefined when it is none. */
export function parseInstant(value: unknown): bigint | undefined {
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? undefined : BigInt(value.getTime()) * 1000n;
  const match = typeof value === 'string' && value.length <= 40 ? INSTANT.exec(value) : null;
  if (!match) return undefined;
  const seconds = Date.parse(`${match[1]}${match[3]}`);
  if (Number.isNaN(seconds)) return undefined;
  return BigInt(seconds) * 1000n + BigInt((match[2] ?? '').padEnd(6, '0'));
}

/** ISO 8601 with Z; three digits after the second unless there are more. */
export function instantText(microseconds: bigint): string {
  const below = ((microseconds % 1000n) + 1000n) % 1000n;
  const iso = new Date(Number((microseconds - below) / 1000n)).toISOString();
  return below === 0n ? iso : `${iso.slice(0, -1)}${below.toString().padStart(3, '0')}Z`;
}

/** Is the text a day of the calendar, `YYYY-MM-DD`? */
export function isDateText(text: string): boolean {
  if (!DATE.test(text) || text.startsWith('0000')) return false;
  const at = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(text);
}

const idOf = (value: unknown): Value => {
  const id = isObject(value) ? value.id : value;
  return typeof id === 'string' && id !== '' ? id : null;
};
const texts = (value: unknown): Value =>
  Array.isArray(value) ? value.filter((item): item is string => typeof item === 'string') : null;

/** What a record holds → a value. What cannot be of the kind (a half-typed number in a form) is absent. */
const READ: { readonly [K in ValueKind]: (value: unknown) => Value } = {
  text: (value) => (typeof value === 'string' && value !== '' ? value : null),
  number: (value) => toDecimal(value) ?? null,
  boolean: (value) => (typeof value === 'boolean' ? value : null),
  date: (value) => (typeof value === 'string' && isDateText(value) ? value : null),
  datetime: (value) => parseInstant(value) ?? null,
  record: idOf,
  textList: texts,
  idList: (value) => (Array.isArray(value) ? value.map(idOf) : null),
  lines: (value) => (Array.isArray(value) ? (value as readonly Value[]) : null),
  json: (value) => (value === undefined ? null : (value as Value)),
};
export const readValue = (value: unknown, kind: ValueKind | 'null'): Value =>
  kind === 'null' ? null : READ[kind](value);

/** A value → JSON: decimals as canonical text, instants as ISO 8601. */
export function writeValue(value: Value, kind: ValueKind | 'null'): Json {
  if (value === null || value === undefined) return null;
  if (kind === 'number') return decimalText(value as Decimal);
  if (kind === 'datetime') return instantText(value as bigint);
  return value as Json;
}

/** Equality in which an absent value equals another absent value and nothing else. */
export function isEqual(a: Value, b: Value, kind: ValueKind | 'null'): boolean {
  if (a === null || b === null) return a === b;
  return kind === 'number' ? compareDecimals(a as Decimal, b as Decimal) === 0 : a === b;
}

/** < 0, 0 or > 0 for two present values of a kind that has an order. Texts go by code point, as `collate "C"` does. */
export function order(a: Value, b: Value, kind: ValueKind | 'null'): number {
  if (kind === 'number') return compareDecimals(a as Decimal, b as Decimal);
  if (kind === 'text') return compareCodePoints(a as string, b as string);
  return (a as string | bigint) < (b as string | bigint) ? -1 : a === b ? 0 : 1;
}

function compareCodePoints(a: string, b: string): number {
  const end = Math.min(a.length, b.length);
  for (let i = 0; i < end; i += 1) {
    const x = a.charCodeAt(i);
    const y = b.charCodeAt(i);
    if (x === y) continue;
    // UTF-16 puts U+E000…FFFF above the surrogates that make up what is beyond U+FFFF; code points do not.
    const isHighX = x >= 0xd800 && x <= 0xdfff;
    const isHighY = y >= 0xd800 && y <= 0xdfff;
    return isHighX === isHighY ? x - y : isHighX ? 1 : -1;
  }
  return a.length - b.length;
}
