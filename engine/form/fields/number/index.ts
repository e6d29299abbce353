import type { FieldType } from '../../../kernel/contract';
import {
  checkNumber,
  checkRange,
  checkSlider,
  DECIMAL_PATTERN,
  fitNumber,
  formatNumber,
  MAX_DECIMALS,
  normalizeNumber,
  sliderOptions,
  type SliderOptions,
} from '../../values';

type Options = SliderOptions & { readonly decimals?: number; readonly min?: number; readonly max?: number };

/** Up to so many decimals a number is shown with all of them. */
const PADDED_DECIMALS = 4;

const number: FieldType<string, Options> = {
  type: 'number',
  group: 'number',
  rank: 1,
  label: { 'zh-CN': '数字', en: 'Number' },
  hint: { 'zh-CN': '数量、面积、坐标等精确数字', en: 'A quantity, an area, a coordinate; kept exactly' },
  icon: 'number-123',
  options: {
    type: 'object',
    properties: {
      decimals: {
        type: 'integer',
        minimum: 0,
        maximum: MAX_DECIMALS,
        'x-label': { 'zh-CN': '小数位数', en: 'Decimals' },
        'x-help': {
          'zh-CN': '填 0 只收整数；不填则最多 20 位小数',
          en: '0 takes whole numbers only; up to 20 if empty',
        },
        'x-order': 1,
      },
      min: { type: 'number', 'x-label': { 'zh-CN': '最小值', en: 'Smallest' }, 'x-order': 2 },
      max: { type: 'number', 'x-label': { 'zh-CN': '最大值', en: 'Largest' }, 'x-order': 3 },
      ...sliderOptions(4),
    },
    additionalProperties: false,
  },
  kind: 'number',
  column: 'numeric',
  filters: ['eq', 'ne', 'lt', 'lte', 'gt', 'gte', 'between', 'in', 'notIn', 'isEmpty', 'notEmpty'],
  aggregates: ['count', 'sum', 'avg', 'min', 'max', 'countDistinct', 'median'],
  canGroup: true,
  canSort: true,
  canEncrypt: true,
  input: 'number',
  valueSchema: () => ({ type: 'string', pattern: DECIMAL_PATTERN }),
  normalize: normalizeNumber,
  fit: (value, options) => fitNumber(value, options.decimals ?? MAX_DECIMALS),
  check: checkNumber,
  checkOptions: (options) => [...checkRange(options), ...checkSlider(options)],
  format: (value, options, locale) =>
    formatNumber(value, locale, {
      // Prices line up when padded (1.50); a coordinate or a factor does not want sixteen zeros.
      minimumFractionDigits: (options.decimals ?? 0) <= PADDED_DECIMALS ? (options.decimals ?? 0) : 0,
      maximumFractionDigits: Math.max(options.decimals ?? 0, MAX_DECIMALS),
    }),
  examples: [
    {
      options: {},
      good: ['0', '-12.5', '12345678901234567890', '0.0000000001'],
      bad: [
        '',
        'abc',
        5,
        true,
        '1e5',
        'NaN',
        'Infinity',
        '1.000000000000000000001',
        '123456789012345678901',
        '0x10',
        '1,000',
      ],
    },
    { options: { decimals: 0, min: 1, max: 5 }, good: ['1', '5'], bad: ['0', '6', '1.5', '-1'] },
  ],
};
export default number;
