/** A shape that is one value → the field type that takes it, with its options. */
import type { Json, JsonSchema } from '../../kernel/json';
import { compilePattern } from '../../kernel/pattern';
import { formatPattern } from '../../schema/formats';
import type { FieldMap } from './mapping';
import { humanize } from './naming';
import { loosen, type Shape } from './parts';
import { stricter } from './words';

export interface Scalar {
  readonly type: string;
  readonly options: { readonly [key: string]: Json };
  readonly as: FieldMap['as'];
  readonly choices?: FieldMap['options'];
}

const MOST_CHOICES = 500;
const LONGEST_CHOICE = 100;
const LONGEST_LINE = 5000;
const LONGEST_TEXT = 200_000;

/** The field for a scalar shape; undefined when there is none. Notes what the field does not check. */
export function scalarOf(shape: Shape): Scalar | undefined {
  const type = soleType(shape);
  if (!type) return undefined;
  if (type === 'boolean') return booleanOf(shape);
  if (shape.values) return choiceOf(shape);
  if (type === 'string') return textOf(shape);
  return type === 'number' || type === 'integer' ? numberOf(shape, type === 'integer') : undefined;
}

/** The only type a value may have. */
export const soleType = ({ types }: Shape): string | undefined => (types?.size === 1 ? [...types][0] : undefined);

function booleanOf(shape: Shape): Scalar {
  if (shape.values && shape.values.length < 2) loosen(shape, shape.pointer, 'const');
  return { type: 'yes_no', options: {}, as: 'value' };
}

/** The options of a choice, and what each stands for; undefined when the values make no options. */
export function optionsOf(shape: Shape): { readonly choices: Json; readonly map: FieldMap['options'] } | undefined {
  const values = shape.values ?? [];
  const isShort = values.length > 0 && values.length <= MOST_CHOICES;
  const items = values.map(({ value, title }) => {
    const option = typeof value === 'string' ? value.trim() : JSON.stringify(value);
    return { option, value: value as Json, title: title ?? (typeof value === 'string' ? humanize(value) : option) };
  });
  const isUsable = items.every(
    ({ option, value }) =>
      option !== '' && option.length <= LONGEST_CHOICE && !/[\p{Cc}\p{Cs}]/u.test(option) && typeof value !== 'object',
  );
  if (!isShort || !isUsable || new Set(items.map(({ option }) => option)).size < items.length) return undefined;
  return {
    choices: items.map(({ option, title }) => {
      const label = (title || option).slice(0, 200);
      return { value: option, label: { 'zh-CN': label, en: label } };
    }),
    map: items.filter(({ option, value }) => option !== value).map(({ option, value }) => [option, value]),
  };
}

function choiceOf(shape: Shape): Scalar | undefined {
  // An empty text among the options is the empty field.
  const kept = shape.values!.filter(({ value }) => value !== '');
  const made = optionsOf({ ...shape, values: kept });
  return made && { type: 'choice', options: { choices: made.choices }, as: 'value', choices: made.map };
}

const BY_FORMAT: { readonly [format: string]: string } = {
  date: 'date',
  'date-time': 'date_time',
  email: 'email',
  'idn-email': 'email',
  uri: 'url',
  url: 'url',
  iri: 'url',
};

function textOf(shape: Shape): Scalar {
  const { limits, format } = shape;
  const own = format === undefined ? undefined : BY_FORMAT[format];
  if (own) {
    if (shape.patterns.length > 0) loosen(shape, shape.pointer, 'pattern');
    if ((limits.minLength ?? 0) > 1) loosen(shape, shape.pointer, 'minLength');
    if (limits.maxLength !== undefined) loosen(shape, shape.pointer, 'maxLength');
    return { type: own, options: {}, as: 'value' };
  }
  const wanted = limits.maxLength ?? LONGEST_LINE;
  const max = Math.max(1, Math.min(wanted, LONGEST_TEXT));
  if (wanted > LONGEST_TEXT) shape.notes.push({ pointer: shape.pointer, as: 'loose', reason: stricter.length(max) });
  const pattern = patternOf(shape, format);
  if (max <= LONGEST_LINE || pattern !== undefined) {
    const maxLength = Math.min(max, LONGEST_LINE);
    return { type: 'text', options: { maxLength, ...(pattern === undefined ? {} : { pattern }) }, as: 'value' };
  }
  return { type: 'long_text', options: { maxLength: max }, as: 'value' };
}

/** All that is demanded of the letters, as one pattern: each part looks ahead from the beginning. */
function patternOf(shape: Shape, format: string | undefined): string | undefined {
  const parts = [...shape.patterns];
  const known = format === undefined ? undefined : formatPattern(format);
  if (known !== undefined) parts.push(known);
  else if (format !== undefined) loosen(shape, `${shape.pointer}/format`, `format: ${format}`);
  const least = shape.limits.minLength ?? 0;
  if (least > 1) parts.push(`^[\\s\\S]{${least},}$`);
  const usable = parts.filter((part) => {
    const isUsable = compilePattern(part).ok;
    if (!isUsable) loosen(shape, `${shape.pointer}/pattern`, `pattern: ${part}`);
    return isUsable;
  });
  if (usable.length < 2) return usable[0];
  const joined = `^${usable.map((part) => `(?=[\\s\\S]*?(?:${part}))`).join('')}`;
  if (compilePattern(joined).ok) return joined;
  loosen(shape, `${shape.pointer}/pattern`, 'pattern');
  return undefined;
}

function numberOf(shape: Shape, isInteger: boolean): Scalar {
  const { limits } = shape;
  const step = isInteger ? 1 : 0;
  const min = bound(limits.minimum, limits.exclusiveMinimum, step, Math.max);
  const max = bound(limits.maximum, limits.exclusiveMaximum, -step, Math.min);
  if (!isInteger && limits.exclusiveMinimum !== undefined) loosen(shape, shape.pointer, 'exclusiveMinimum');
  if (!isInteger && limits.exclusiveMaximum !== undefined) loosen(shape, shape.pointer, 'exclusiveMaximum');
  const steps = shape.multiples.map(decimalsOfStep);
  const decimals = isInteger ? [0] : steps.filter((one) => one !== undefined);
  if (steps.some((one) => one === undefined)) loosen(shape, `${shape.pointer}/multipleOf`, 'multipleOf');
  return {
    type: 'number',
    options: {
      ...(decimals.length > 0 ? { decimals: Math.min(...decimals) } : {}),
      ...(min === undefined ? {} : { min }),
      ...(max === undefined ? {} : { max }),
    },
    as: 'number',
  };
}

/** The strictest of a limit and an exclusive one; of whole numbers the exclusive one is the next. */
function bound(
  limit: number | undefined,
  exclusive: number | undefined,
  step: number,
  strictest: (...all: number[]) => number,
): number | undefined {
  const next =
    exclusive === undefined
      ? undefined
      : step > 0
        ? Math.floor(exclusive) + 1
        : step < 0
          ? Math.ceil(exclusive) - 1
          : exclusive;
  const all = [limit, next].filter((one) => one !== undefined);
  return all.length === 0 ? undefined : strictest(...all);
}

/** 0.01 → 2 decimals, 1 → none; any other step is no number of decimals. */
function decimalsOfStep(step: number): number | undefined {
  const decimals = -Math.log10(step);
  return Number.isInteger(decimals) && decimals >= 0 && decimals <= 20 ? decimals : undefined;
}

/** Options of the JSON field that stands for what no form can show. */
export const jsonOptions = (schema: JsonSchema | undefined): { readonly [key: string]: Json } =>
  schema ? { schema } : {};
