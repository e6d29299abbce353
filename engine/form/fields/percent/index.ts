import { decimalText, multiply, parseDecimal, round, toDecimal } from '../../../expression/decimal';
import type { FieldType } from '../../../kernel/contract';
import { problem } from '../../../kernel/problems';
import type { Locale } from '../../../kernel/text';
import {
  checkNumber,
  checkRange,
  checkSlider,
  DECIMAL_PATTERN,
  fitNumber,
  formatNumber,
  normalizeNumber,
  toHalfWidth,
  sliderOptions,
  type SliderOptions,
} from '../../values';

type Options = SliderOptions & { readonly decimals?: number; readonly min?: number; readonly max?: number };
/** Decimals of the percentage; the fraction that is kept has two more. */
const decimals = (options: Options): number => options.decimals ?? 2;
const HUNDREDTH = parseDecimal('0.01')!;
const THOUSANDTH = parseDecimal('0.001')!;

/** `12.5%` → `0.125`, `5‰` → `0.005`; a number without a sign is the fraction itself. */
export function normalizePercent(value: unknown): unknown {
  if (typeof value !== 'string') return normalizeNumber(value);
  const sign = /^(.{1,60})([%‰])$/.exec(toHalfWidth(value).replace('％', '%').trim());
  if (!sign) return normalizeNumber(value);
  const number = toDecimal(normalizeNumber(sign[1]));
  return number ? decimalText(multiply(number, sign[2] === '%' ? HUNDREDTH : THOUSANDTH)) : value;
}

const asFraction = (limit: number | undefined): string | undefined => {
  const decimal = toDecimal(limit);
  return decimal && decimalText(multiply(decimal, HUNDREDTH));
};

function asPercent(value: unknown, options: Options, locale: Locale): string {
  const decimal = toDecimal(value);
  return decimal
    ? formatNumber(decimalText(round(decimal, 20)), locale, {
        style: 'percent',
        maximumFractionDigits: decimals(options),
      })
    : String(value);
}

/** The value is the fraction (12.5 % is `0.125`), as spreadsheets keep it: an amount times a percentage is right as it stands. */
const percent: FieldType<string, Options> = {
  type: 'percent',
  group: 'number',
  label: { 'zh-CN': '百分比', en: 'Percent' },
  hint: { 'zh-CN': '折扣、税率、完成度', en: 'A discount, a tax rate, how far something is' },
  icon: 'percentage',
  options: {
    type: 'object',
    properties: {
      decimals: {
        type: 'integer',
        minimum: 0,
        maximum: 6,
        default: 2,
        'x-label': { 'zh-CN': '小数位数', en: 'Decimals' },
        'x-order': 1,
      },
      min: { type: 'number', 'x-label': { 'zh-CN': '最小值（%）', en: 'Smallest (%)' }, 'x-order': 2 },
      max: { type: 'number', 'x-label': { 'zh-CN': '最大值（%）', en: 'Largest (%)' }, 'x-order': 3 },
      ...sliderOptions(4, { 'zh-CN': '（%）', en: ' (%)' }),
    },
    additionalProperties: false,
  },
  kind: 'number',
  column: 'numeric',
  filters: ['eq', 'ne', 'lt', 'lte', 'gt', 'gte', 'between', 'isEmpty', 'notEmpty'],
  aggregates: ['count', 'avg', 'min', 'max', 'sum', 'median', 'countDistinct'],
  canGroup: true,
  canSort: true,
  canEncrypt: true,
  input: 'percent',
  valueSchema: () => ({ type: 'string', pattern: DECIMAL_PATTERN }),
  normalize: normalizePercent,
  fit: (value, options) => fitNumber(value, decimals(options) + 2),
  check(value, options) {
    const [min, max] = [asFraction(options.min), asFraction(options.max)];
    const found = checkNumber(value, {
      decimals: decimals(options) + 2,
      ...(min === undefined ? {} : { min }),
      ...(max === undefined ? {} : { max }),
    });
    // Said in percent, as the person sees it.
    const data: { readonly [code: string]: { readonly [key: string]: number | undefined } } = {
      'field.decimals': { max: decimals(options) },
      'field.min': { min: options.min },
      'field.max': { max: options.max },
    };
    return found.map((p) => (data[p.code] ? problem(PERCENT_CODES[p.code]!, p.path, data[p.code] as never) : p));
  },
  checkOptions: (options) => [...checkRange(options), ...checkSlider(options)],
  format: asPercent,
  formatMeasure: asPercent,
  examples: [
    { options: {}, good: ['0', '0.125', '-0.05', '1.2', '0.0001'], bad: ['0.00001', 'half', 0.5, '', '1e3'] },
    { options: { decimals: 0, min: 0, max: 100 }, good: ['0', '1', '0.5'], bad: ['-0.01', '1.01', '0.125'] },
  ],
};
export default percent;

const PERCENT_CODES: { readonly [code: string]: string } = {
  'field.decimals': 'field.percentDecimals',
  'field.min': 'field.percentMin',
  'field.max': 'field.percentMax',
};
