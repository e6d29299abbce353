import type { FieldShape, FieldType } from '../../../kernel/contract';
import date from '../date';
import dateTime from '../date_time';
import longText from '../long_text';
import money from '../money';
import number from '../number';
import yesNo from '../yes_no';

type Result = 'number' | 'money' | 'text' | 'date' | 'datetime' | 'boolean';
type Options = {
  readonly expression: string;
  readonly result?: Result;
  readonly decimals?: number;
  readonly currency?: string;
};

const decimals = ({ decimals: given }: Options): number => given ?? 2;
/** The field type whose values a result has. A computed text may have lines. */
const TYPES: { readonly [R in Result]: FieldType<never, never> } = {
  number,
  money,
  text: longText,
  date,
  datetime: dateTime,
  boolean: yesNo,
} as { readonly [R in Result]: FieldType<never, never> };
const typeOf = (options: Options): FieldType => (TYPES[options.result ?? 'number'] ?? number) as unknown as FieldType;

function shapeOf(options: Options): FieldShape {
  const { result = 'number' } = options;
  if (result === 'number') return { type: 'number', options: { decimals: decimals(options) } };
  if (result === 'money') {
    return { type: 'money', options: { currency: options.currency ?? 'CNY', decimals: decimals(options) } };
  }
  return { type: typeOf(options).type, options: {} };
}

/** A value computed from the record, stored, and computed again whenever something it reads changes. */
const formula: FieldType<unknown, Options> = {
  type: 'formula',
  group: 'computed',
  label: { 'zh-CN': '公式', en: 'Formula' },
  hint: { 'zh-CN': '由其他字段算出，随它们自动更新', en: 'Computed from other fields, and kept up to date with them' },
  icon: 'math-function',
  options: {
    type: 'object',
    properties: {
      expression: {
        type: 'string',
        minLength: 1,
        maxLength: 4000,
        'x-label': { 'zh-CN': '公式', en: 'Formula' },
        'x-help': {
          'zh-CN': '例如 price * quantity，SUM(items.amount)，customer.discount',
          en: 'For example price * quantity, SUM(items.amount), customer.discount',
        },
        'x-editor': 'expression',
        'x-order': 1,
      },
      result: {
        enum: ['number', 'money', 'text', 'date', 'datetime', 'boolean'],
        default: 'number',
        'x-label': { 'zh-CN': '结果是', en: 'The result is' },
        'x-enumLabels': {
          number: { 'zh-CN': '数字', en: 'A number' },
          money: { 'zh-CN': '金额', en: 'An amount of money' },
          text: { 'zh-CN': '文字', en: 'A text' },
          date: { 'zh-CN': '日期', en: 'A date' },
          datetime: { 'zh-CN': '日期时间', en: 'A date and time' },
          boolean: { 'zh-CN': '是/否', en: 'Yes or no' },
        },
        'x-order': 2,
      },
      decimals: {
        type: 'integer',
        minimum: 0,
        maximum: 10,
        default: 2,
        'x-label': { 'zh-CN': '小数位数', en: 'Decimals' },
        'x-help': { 'zh-CN': '结果按此位数四舍五入', en: 'The result is rounded to so many' },
        'x-order': 3,
      },
      currency: { ...(money.options.properties as { readonly currency: object }).currency, 'x-order': 4 },
    },
    required: ['expression'],
    additionalProperties: false,
  },
  kind: 'number',
  column: 'numeric',
  kindOf: (options) => typeOf(options).kind,
  columnOf: (options) => typeOf(options).column,
  derive: { shape: shapeOf, compute: ({ expression }) => ({ by: 'expression', source: expression ?? '' }) },
  filters: number.filters,
  aggregates: number.aggregates,
  canGroup: true,
  canSort: true,
  input: 'text',
  valueSchema: (options) => typeOf(options).valueSchema(shapeOf(options).options),
  fit: (value, options) => typeOf(options).fit?.(value, shapeOf(options).options) ?? value,
  check: (value, options) => typeOf(options).check(value, shapeOf(options).options),
  format: (value, options, locale, timeZone) =>
    typeOf(options).format(value, shapeOf(options).options, locale, timeZone),
  examples: [
    { options: { expression: 'price * quantity' }, good: ['0', '-12.5', '3.14'], bad: ['abc', true, '1.234', 5] },
    { options: { expression: 'amount', result: 'money', currency: 'JPY', decimals: 0 }, good: ['500'], bad: ['0.5'] },
    {
      options: { expression: 'CONCAT(a, b)', result: 'text' },
      good: ['青岛', 'two\nlines'],
      bad: [5, ['a'], 'a\u0000'],
    },
    { options: { expression: 'DATEADD(d, 3, "day")', result: 'date' }, good: ['2026-02-28'], bad: ['2026-02-30'] },
    { options: { expression: 'now', result: 'datetime' }, good: ['2026-02-28T10:00:00.000Z'], bad: ['yesterday', 5] },
    { options: { expression: 'a > b', result: 'boolean' }, good: [true, false], bad: ['maybe', 3] },
  ],
};
export default formula;
