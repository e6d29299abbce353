/** Values of an answer as people read them: groups, numbers, money and dates, by locale. Exact: decimals stay strings. */
import type { AnswerColumn } from '../kernel/contract';
import { isObject, type Json } from '../kernel/json';
import { say, type Locale, type Text } from '../kernel/text';
import { namedColor } from './colors';

/** How a group without a value is called. */
export const NO_VALUE: Text = { 'zh-CN': '未填写', en: 'Not filled in' };
const YES: Text = { 'zh-CN': '是', en: 'Yes' };
const NO: Text = { 'zh-CN': '否', en: 'No' };

const DECIMAL = /^-?\d+(\.\d+)?$/;

/** A decimal string or number → text with the separators of the locale; `options.currency` makes it money. */
export function formatNumber(
  value: number | string,
  locale: Locale,
  options: { readonly currency?: string; readonly digits?: number; readonly isBrief?: boolean } = {},
): string {
  const text = String(value);
  const isExact = DECIMAL.test(text);
  if (!isExact && !Number.isFinite(Number(text))) return text;
  const digits = options.digits ?? 2;
  const format = new Intl.NumberFormat(locale, {
    ...(options.currency ? { style: 'currency', currency: options.currency, currencyDisplay: 'narrowSymbol' } : {}),
    minimumFractionDigits: options.currency ? digits : 0,
    maximumFractionDigits: digits,
    // A lone amount reads better without ".00"; in a column of a table the digits stand under each other.
    trailingZeroDisplay: options.isBrief ? 'stripIfInteger' : 'auto',
  } as Intl.NumberFormatOptions);
  // ES2023: a decimal string is formatted digit by digit, never through a binary float.
  return format.format(isExact ? (text as `${number}`) : Number(text));
}

const utc = (day: string): Date => new Date(`${day.slice(0, 10)}T00:00:00Z`);
const DAY_MS = 86_400_000;
const dayFormat = (locale: Locale, parts: Intl.DateTimeFormatOptions): Intl.DateTimeFormat =>
  new Intl.DateTimeFormat(locale, { timeZone: 'UTC', ...parts });

const GRAINS: { readonly [G in NonNullable<AnswerColumn['grain']>]: (day: string, locale: Locale) => string } = {
  day: (day, locale) => dayFormat(locale, { year: 'numeric', month: 'short', day: 'numeric' }).format(utc(day)),
  week: (day, locale) =>
    dayFormat(locale, { year: 'numeric', month: 'short', day: 'numeric' }).formatRange(
      utc(day),
      new Date(utc(day).getTime() + 6 * DAY_MS),
    ),
  month: (day, locale) => dayFormat(locale, { year: 'numeric', month: 'short' }).format(utc(day)),
  quarter: (day, locale) => {
    const [year, quarter] = [day.slice(0, 4), Math.ceil(Number(day.slice(5, 7)) / 3)];
    return locale === 'en' ? `Q${quarter} ${year}` : `${year}年第${quarter}季度`;
  },
  year: (day, locale) => dayFormat(locale, { year: 'numeric' }).format(utc(day)),
};

/** The bucket of a date: `2026-11-01` by month → "Nov 2026", "2026年11月". `day` is the first day of the bucket. */
export const formatBucket = (day: string, grain: NonNullable<AnswerColumn['grain']>, locale: Locale): string =>
  /^\d{4}-\d{2}-\d{2}/.test(day) ? GRAINS[grain](day, locale) : day;

interface Choice {
  readonly value: string;
  readonly label?: Text;
  readonly color?: string;
}
/** The choice a value stands for, where the column's field declares choices. */
function choiceOf(column: AnswerColumn, value: unknown): Choice | undefined {
  const choices = column.field?.options.choices;
  if (!Array.isArray(choices)) return undefined;
  return (choices as readonly Choice[]).find((choice) => choice.value === value);
}

const asText = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value));
/** Links are `{id, title}`. */
const titleOf = (value: unknown): string =>
  isObject(value) && typeof value.title === 'string' ? value.title : asText(value);

function numberOptions(column: AnswerColumn): { currency?: string; digits?: number } {
  const { currency, decimals } = column.field?.options ?? {};
  return {
    ...(typeof currency === 'string' ? { currency } : {}),
    ...(typeof decimals === 'number' ? { digits: decimals } : {}),
  };
}

type Format = (value: Json, column: AnswerColumn, locale: Locale) => string;
const list =
  (one: Format): Format =>
  (value, column, locale) =>
    (Array.isArray(value) ? value : [value])
      .map((item: Json) => one(item, column, locale))
      .join(locale === 'en' ? ', ' : '、');
const choiceOrText: Format = (value, column, locale) => {
  const choice = choiceOf(column, value);
  return choice ? say(choice.label, locale, choice.value) : asText(value);
};
const record: Format = (value) => titleOf(value);

const BY_KIND: { readonly [K in AnswerColumn['kind']]: Format } = {
  text: choiceOrText,
  number: (value, column, locale) =>
    column.field?.format?.(asText(value), locale) ?? formatNumber(asText(value), locale, numberOptions(column)),
  boolean: (value, _column, locale) => say(value === true ? YES : NO, locale),
  date: (value, _column, locale) => formatBucket(asText(value), 'day', locale),
  datetime: (value, _column, locale) => {
    const at = new Date(asText(value));
    if (Number.isNaN(at.getTime())) return asText(value);
    return new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short' }).format(at);
  },
  record,
  textList: list(choiceOrText),
  idList: list(record),
  lines: (value) => (Array.isArray(value) ? String(value.length) : asText(value)),
  json: (value) => asText(value),
};

/** A measure standing alone: at a bar, in the box at the pointer, as the big number. Whole amounts have no ".00". */
export function formatBrief(value: Json | undefined, column: AnswerColumn, locale: Locale): string {
  const isNumber = value !== null && value !== undefined && column.kind === 'number' && !column.field?.format;
  if (!isNumber) return formatValue(value, column, locale);
  return formatNumber(asText(value), locale, { ...numberOptions(column), isBrief: true });
}

/** One value of an answer as a person reads it; a missing one has its own words. */
export function formatValue(value: Json | undefined, column: AnswerColumn, locale: Locale): string {
  if (value === null || value === undefined) return column.role === 'dimension' ? say(NO_VALUE, locale) : '–';
  if (column.grain && typeof value === 'string') return formatBucket(value, column.grain, locale);
  return BY_KIND[column.kind](value, column, locale);
}

/** The colour of a value where its choice has one. */
export const colorOf = (value: Json | undefined, column: AnswerColumn): string | undefined =>
  namedColor(choiceOf(column, value)?.color);
