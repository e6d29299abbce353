/** Dates (`YYYY-MM-DD`, no zone) and instants (ISO 8601 with Z) as people type them and as the engine keeps them. */
import { wallToInstant } from '../expression/zone';
import type { Locale } from '../kernel/text';
import { DEFAULT_TIME_ZONE, toHalfWidth } from './values';

export const DATE_PATTERN = '^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$';
export const INSTANT_PATTERN =
  '^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])T([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](\\.[0-9]{1,6})?Z$';

const DATE = new RegExp(DATE_PATTERN);
const INSTANT = new RegExp(INSTANT_PATTERN);
const YMD = /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?$/;
const YMD_TIME =
  /^(\d{4}[-/.年]\d{1,2}[-/.月]\d{1,2}日?)[T ]*(\d{1,2})[:时](\d{1,2})分?(?::?(\d{1,2})(\.\d{1,6})?秒?)?\s*(Z|[+-]\d{2}:?\d{2})?$/i;

/** `2026-03-05T01:30:00.000Z`: what normalizeInstant gives is its own normal form. */
const CANONICAL_LENGTH = 24;

const pad = (value: number | string, width = 2): string => String(value).padStart(width, '0');

/** Is it a day of the calendar (no 30 February), in the years 0001 to 9999? */
export function isDate(value: unknown): value is string {
  if (typeof value !== 'string' || !DATE.test(value)) return false;
  const year = Number(value.slice(0, 4));
  const day = Number(value.slice(8));
  if (year === 0 || day <= 28) return year > 0;
  const month = Number(value.slice(5, 7));
  const isLeap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  return day <= (month === 2 ? (isLeap ? 29 : 28) : MONTHS_OF_30.has(month) ? 30 : 31);
}
const MONTHS_OF_30: ReadonlySet<number> = new Set([4, 6, 9, 11]);

/** `2026/3/5`, `2026年3月5日`, `20260305` → `2026-03-05`; what is not a date comes back as it was. */
export function normalizeDate(value: unknown): unknown {
  if (typeof value !== 'string' || value.length > 40) return value;
  const text = toHalfWidth(value).trim();
  const packed = /^(\d{4})(\d{2})(\d{2})$/.exec(text);
  const match = packed ?? YMD.exec(text) ?? YMD.exec(text.split(/[T ]/)[0] ?? '');
  if (!match) return text === '' ? null : value;
  return `${match[1]}-${pad(match[2]!)}-${pad(match[3]!)}`;
}

/** The last instant that was found to be one: a value is asked about several times on its way, and lines share theirs. */
let lastInstant = '';

export function isInstant(value: unknown): value is string {
  if (typeof value !== 'string') return false;
  if (value === lastInstant) return true;
  if (!INSTANT.test(value) || !isDate(value.slice(0, 10)) || Number.isNaN(Date.parse(value))) return false;
  lastInstant = value;
  return true;
}

/** What a person or file gave → `2026-03-05T01:30:00.000Z`. A text without an offset is a wall clock in `timeZone`. */
export function normalizeInstant(value: unknown, timeZone: string = DEFAULT_TIME_ZONE): unknown {
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? value : value.toISOString();
  if (typeof value !== 'string' || value.length > 60) return value;
  if (value.length === CANONICAL_LENGTH && isInstant(value)) return value;
  if (value === lastRead.text && timeZone === lastRead.timeZone) return lastRead.instant;
  const text = toHalfWidth(value).trim();
  if (text === '') return null;
  const at = readInstant(text, timeZone);
  if (at === undefined || Number.isNaN(at)) return value;
  const instant = new Date(at).toISOString();
  lastRead = { text: value, timeZone, instant };
  return instant;
}
/** Lines of a file often share their time. */
let lastRead = { text: '', timeZone: '', instant: '' };

/** Milliseconds since 1970; a day alone is its midnight. */
function readInstant(text: string, timeZone: string): number | undefined {
  const day = text.length <= 11 ? normalizeDate(text) : undefined;
  const match = YMD_TIME.exec(isDate(day) ? `${day} 00:00` : text);
  if (!match) return undefined;
  const [, date, hour, minute, second = '0', fraction = '', offset] = match;
  const wall = `${String(normalizeDate(date))}T${pad(hour!)}:${pad(minute!)}:${pad(second)}${fraction.slice(0, 4)}`;
  if (!isDate(wall.slice(0, 10))) return undefined;
  const zone = offset?.toUpperCase().replace(/^([+-]\d{2})(\d{2})$/, '$1:$2');
  return zone ? Date.parse(`${wall}${zone}`) : wallToInstant(wall, timeZone);
}

const dateFormats = new Map<string, Intl.DateTimeFormat>();
function dateFormat(locale: Locale, timeZone: string, hasTime: boolean): Intl.DateTimeFormat {
  const key = `${locale} ${timeZone} ${hasTime}`;
  const known = dateFormats.get(key);
  if (known) return known;
  const made = new Intl.DateTimeFormat(locale, {
    timeZone,
    dateStyle: 'medium',
    ...(hasTime && { timeStyle: 'short' as const }),
  });
  dateFormats.set(key, made);
  return made;
}

/** `2026年3月5日`, `Mar 5, 2026`. */
export const formatDate = (value: string, locale: Locale): string =>
  isDate(value) ? dateFormat(locale, 'UTC', false).format(new Date(`${value}T00:00:00Z`)) : value;

/** `2026年3月5日 09:30`, `Mar 5, 2026, 9:30 AM`. */
export function formatInstant(value: string, locale: Locale, timeZone: string = DEFAULT_TIME_ZONE): string {
  const at = Date.parse(value);
  return Number.isNaN(at) ? value : dateFormat(locale, timeZone, true).format(at);
}
