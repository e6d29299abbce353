/** What several field types share: full-width characters, characters PostgreSQL cannot keep, numbers, dates and ids. */
import {
  compare,
  decimalText,
  integerDigits,
  parseDecimal,
  round,
  toDecimal,
  type Decimal,
} from '../expression/decimal';
import type { Json } from '../kernel/json';
import { problem, type Problem } from '../kernel/problems';
import { compilePattern } from '../kernel/pattern';
import type { Locale, Text } from '../kernel/text';

/** Where a date-time without an offset belongs when nobody said otherwise; also the database's default for a person. */
export const DEFAULT_TIME_ZONE = 'Asia/Shanghai';

/** Digits before and after the point that a number field may keep. */
export const MAX_INTEGER_DIGITS = 20;
export const MAX_DECIMALS = 20;

/** An empty text or list means "no value". */
export const isBlank = (value: unknown): boolean =>
  value === undefined || value === null || value === '' || (Array.isArray(value) && value.length === 0);

/** `ＡＢＣ１２３，` → `ABC123,`: what a Chinese input method writes in full width (U+FF01–FF5E and the wide space). */
export const toHalfWidth = (text: string): string =>
  // Nothing but ASCII: nothing to do.
  /^[\x00-\x7f]*$/.test(text) ? text : narrowed(text);
const narrowed = (text: string): string =>
  text
    .replace(/[\uff01-\uff5e]/g, (c) => String.fromCharCode(c.charCodeAt(0) - 0xfee0))
    .replace(/\u3000/g, ' ')
    .replace(/[\u3002\uff61]/g, '.');

// ---- text -----------------------------------------------------------------------------------------------------------
/**
 * JSON Schema patterns of texts: whatever PostgreSQL can keep and JSON can carry, so no NUL and no half of a character.
 * Other control characters come in with terminals and old systems; they are kept, and every door that shows them escapes.
 */
export const LINE_PATTERN = '^[^\\u0000\\n\\r\\t\\p{Cs}]*$';
export const TEXT_PATTERN = '^[^\\u0000\\r\\p{Cs}]*$';

const NOT_IN_LINE = /[\u0000\n\r\t\p{Cs}]/u;

const NOT_IN_TEXT = /[\u0000\r\p{Cs}]/u;

/** Length as people and JSON Schema count it: in code points. */
export function textLength(text: string): number {
  let length = 0;
  for (const _ of text) length += 1;
  return length;
}

export function checkText(value: unknown, maxLength: number, hasLines: boolean): readonly Problem[] {
  if (typeof value !== 'string') return [problem('field.text')];
  // A code point is one or two units: a short text is not counted, and a text of a million characters is refused without being counted.
  const length = value.length <= maxLength || value.length > maxLength * 2 ? value.length : textLength(value);
  if (length > maxLength) return [problem('field.tooLong', [], { max: maxLength, length })];
  const bad = (hasLines ? NOT_IN_TEXT : NOT_IN_LINE).exec(value);
  if (!bad) return [];
  const code = bad[0].charCodeAt(0).toString(16).toUpperCase().padStart(4, '0');
  return [problem('field.controlCharacter', [], { character: `U+${code}`, position: bad.index + 1 })];
}

/** A pattern an analyst gave for texts, and what is said where a text does not fit. */
/** Options are type aliases, not interfaces: only those are sure to have no further members. */
export type PatternOptions = { readonly pattern?: string; readonly patternMessage?: Text };
/** Whether a text fits the pattern; whatever the pattern is, it takes time in proportion to the text. */
export function checkPattern(value: unknown, { pattern, patternMessage }: PatternOptions): readonly Problem[] {
  if (pattern === undefined || typeof value !== 'string') return [];
  const compiled = compilePattern(pattern);
  if (!compiled.ok) return [];
  const fits = compiled.pattern.test(value);
  if (fits === undefined) return [problem('field.patternWork')];
  if (fits) return [];
  return [
    patternMessage
      ? problem('field.patternSaid', [], { message: patternMessage })
      : problem('field.pattern', [], { pattern }),
  ];
}
/** What is wrong with a pattern itself. */
export function checkPatternOption({ pattern }: PatternOptions): readonly Problem[] {
  const compiled = pattern === undefined ? undefined : compilePattern(pattern);
  return compiled && !compiled.ok ? [{ ...compiled.problem, path: ['pattern'] }] : [];
}

// ---- numbers --------------------------------------------------------------------------------------------------------
/** Schema of a decimal in canonical form; the canonical form itself is what `normalizeNumber` gives. */
export const DECIMAL_PATTERN = '^-?(0|[1-9][0-9]{0,19})(\\.[0-9]{1,20})?$';

/** Dividers of thousands and marks of money that people type or paste. */
const NUMBER_NOISE = /[\s,'’_¥￥$€£]/g;

/** Decimals that are their own normal form already; most are. */
const CANONICAL_DECIMAL = /^(?:0|-?[1-9]\d{0,17}|-?(?:0|[1-9]\d{0,17})\.\d{0,15}[1-9])$/;

/** `" １，０００.50 "` → `"1000.5"`; what is not a number comes back as it was. */
export function normalizeNumber(value: unknown): unknown {
  if (typeof value === 'number' || typeof value === 'bigint') {
    const decimal = toDecimal(value);
    return decimal ? decimalText(decimal) : value;
  }
  if (typeof value !== 'string' || value.length > 200 || CANONICAL_DECIMAL.test(value)) return value;
  const text = toHalfWidth(value).trim();
  // "(1,000)" is how accounting software writes a negative number.
  const plain = /^\((.*)\)$/.exec(text)?.[1];
  const cleaned = (plain === undefined ? text : `-${plain}`).replace(NUMBER_NOISE, '');
  if (cleaned === '') return text === '' ? null : value;
  const decimal = parseDecimal(cleaned.replace(/^[−–]/, '-'));
  return decimal ? decimalText(decimal) : value;
}

const PLAIN_DECIMAL = /^-?\d+(\.\d+)?$/;

export interface NumberLimits {
  readonly decimals?: number;
  readonly min?: number | string;
  readonly max?: number | string;
}

const isUnlimited = ({ decimals, min, max }: NumberLimits): boolean =>
  decimals === undefined && min === undefined && max === undefined;

/** Everything wrong with a decimal text. */
export function checkNumber(value: unknown, limits: NumberLimits): readonly Problem[] {
  if (isUnlimited(limits) && typeof value === 'string' && CANONICAL_DECIMAL.test(value)) return [];
  const decimal = typeof value === 'string' ? parseDecimal(value) : undefined;
  if (!decimal || !PLAIN_DECIMAL.test(value as string)) return [problem('field.number')];
  const problems: Problem[] = [];
  const decimals = limits.decimals ?? MAX_DECIMALS;
  if (fractionDigits(decimal) > decimals) {
    problems.push(decimals === 0 ? problem('field.integer') : problem('field.decimals', [], { max: decimals }));
  }
  if (integerDigits(decimal) > MAX_INTEGER_DIGITS) {
    problems.push(problem('field.tooLarge', [], { max: MAX_INTEGER_DIGITS }));
  }
  const min = toDecimal(limits.min);
  const max = toDecimal(limits.max);
  if (min && compare(decimal, min) < 0) problems.push(problem('field.min', [], { min: decimalText(min) }));
  if (max && compare(decimal, max) > 0) problems.push(problem('field.max', [], { max: decimalText(max) }));
  return problems;
}

/** Rounds to the decimals a field keeps, half away from zero. */
export function fitNumber(value: unknown, decimals: number): unknown {
  const decimal = toDecimal(value);
  return decimal ? decimalText(round(decimal, decimals)) : value;
}

const fractionDigits = (decimal: Decimal): number => (decimalText(decimal).split('.')[1] ?? '').length;

/** Options that say a smallest number above the largest one. */
export const checkRange = ({ min, max }: NumberLimits): readonly Problem[] => {
  const low = toDecimal(min);
  const high = toDecimal(max);
  return low && high && compare(low, high) > 0
    ? [problem('field.options.range', ['min'], { min: decimalText(low), max: decimalText(high) })]
    : [];
};

export type SliderOptions = { readonly display?: 'input' | 'slider'; readonly step?: number };
/** The options that make a number a slider, as properties of an options schema; `order` is the place of the first. */
export const sliderOptions = (
  order: number,
  unit: Text = { 'zh-CN': '', en: '' },
): { readonly [name: string]: Json } => ({
  display: {
    enum: ['input', 'slider'],
    default: 'input',
    'x-label': { 'zh-CN': '显示为', en: 'Shown as' },
    'x-help': { 'zh-CN': '滑块需要最小值和最大值', en: 'A slider needs a smallest and a largest value' },
    'x-enumLabels': { input: { 'zh-CN': '输入框', en: 'Input' }, slider: { 'zh-CN': '滑块', en: 'Slider' } },
    'x-order': order,
  },
  step: {
    type: 'number',
    exclusiveMinimum: 0,
    default: 1,
    'x-label': { 'zh-CN': `滑块步长${unit['zh-CN']}`, en: `Step of the slider${unit.en}` },
    'x-order': order + 1,
  },
});
/** A slider has two ends. */
export const checkSlider = ({ display, min, max }: SliderOptions & NumberLimits): readonly Problem[] =>
  display === 'slider' && (min === undefined || max === undefined)
    ? [problem('field.options.slider', [min === undefined ? 'min' : 'max'])]
    : [];

/** A decimal by the rules of a language. Intl takes decimal texts exactly (ECMA-402 2023), so no digit is lost. */
export function formatNumber(value: unknown, locale: Locale, options: Intl.NumberFormatOptions): string {
  const decimal = toDecimal(value);
  if (!decimal) return String(value ?? '');
  return numberFormat(locale, options).format(decimalText(decimal) as Intl.StringNumericLiteral);
}

// Making an Intl formatter costs about 50 µs, using it 1 µs; lists format thousands of cells.
const formatters = new Map<string, Intl.NumberFormat>();
function numberFormat(locale: Locale, options: Intl.NumberFormatOptions): Intl.NumberFormat {
  const key = `${locale} ${JSON.stringify(options)}`;
  const known = formatters.get(key);
  if (known) return known;
  const made = new Intl.NumberFormat(locale, options);
  formatters.set(key, made);
  return made;
}

// ---- ids ------------------------------------------------------------------------------------------------------------
export const UUID_PATTERN = '^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$';

/** A record as inputs and lists hold it (`{id, title}`) or its id → the id. */
export function toId(value: unknown): unknown {
  const id = typeof value === 'object' && value !== null && 'id' in value ? value.id : value;
  return typeof id === 'string' ? id.trim().toLowerCase() : id;
}

/** `{id, title}` → the title; a bare id is shown as it is. */
export function linkTitle(value: unknown): string {
  if (typeof value === 'object' && value !== null && 'title' in value) return String(value.title ?? '');
  return typeof value === 'string' ? value : '';
}

/** Each item of a list at its place. */
export const atIndex = (problems: readonly Problem[], index: number): readonly Problem[] =>
  problems.map((found) => ({ ...found, path: [index, ...found.path] }));
