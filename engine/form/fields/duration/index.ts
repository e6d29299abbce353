import type { FieldType } from '../../../kernel/contract';
import { problem } from '../../../kernel/problems';
import type { Locale } from '../../../kernel/text';
import { fitNumber, normalizeNumber } from '../../values';
import { formatDuration, MOST_SECONDS, readDuration, secondsOf, unitOf, type Options } from './time';

const PLAIN = /^\s*[\d.,]+\s*$/;

const asDuration = (value: unknown, options: Options, locale: Locale): string =>
  Number.isFinite(Number(value)) ? formatDuration(Number(value), options, locale) : String(value);

/** The value is a whole number of seconds, so that sums and averages are exact whatever unit the field shows. */
const duration: FieldType<string, Options> = {
  type: 'duration',
  group: 'number',
  label: { 'zh-CN': '时长', en: 'Duration' },
  hint: {
    'zh-CN': '工时、通话时间；可输入 1:30 或 90 分钟',
    en: 'Working hours, the length of a call; typed as 1:30 or 90 min',
  },
  icon: 'clock',
  options: {
    type: 'object',
    properties: {
      unit: {
        enum: ['second', 'minute', 'hour', 'day'],
        default: 'minute',
        'x-label': { 'zh-CN': '单位', en: 'Unit' },
        'x-help': {
          'zh-CN': '只输入数字时按此单位，导出文件也用它',
          en: 'What a number alone means; files hold this unit',
        },
        'x-enumLabels': {
          second: { 'zh-CN': '秒', en: 'Seconds' },
          minute: { 'zh-CN': '分钟', en: 'Minutes' },
          hour: { 'zh-CN': '小时', en: 'Hours' },
          day: { 'zh-CN': '天', en: 'Days' },
        },
        'x-order': 1,
      },
      dayHours: {
        type: 'integer',
        minimum: 1,
        maximum: 24,
        default: 24,
        'x-label': { 'zh-CN': '一天的小时数', en: 'Hours of a day' },
        'x-help': { 'zh-CN': '按工作日计时填 8', en: '8 for working days' },
        'x-order': 2,
      },
    },
    additionalProperties: false,
  },
  kind: 'number',
  column: 'numeric',
  filters: ['eq', 'ne', 'lt', 'lte', 'gt', 'gte', 'between', 'isEmpty', 'notEmpty'],
  aggregates: ['count', 'sum', 'avg', 'min', 'max', 'median', 'countDistinct'],
  canGroup: false,
  canSort: true,
  canEncrypt: true,
  input: 'duration',
  valueSchema: () => ({ type: 'string', pattern: '^(0|[1-9][0-9]{0,10})$' }),
  // A number without a unit is canonical: seconds. What people type goes through `parse`.
  normalize(value, options) {
    if (typeof value !== 'string' || PLAIN.test(value)) return normalizeNumber(value);
    return String(readDuration(value, options) ?? value);
  },
  parse: (text, options) => String(readDuration(text, options) ?? text),
  fit: (value) => fitNumber(value, 0),
  check(value) {
    const isGood = typeof value === 'string' && /^(0|[1-9]\d{0,10})$/.test(value) && Number(value) <= MOST_SECONDS;
    return isGood ? [] : [problem('field.duration')];
  },
  format: asDuration,
  formatMeasure: asDuration,
  fileText: (value, options) => String(Number((Number(value) / secondsOf(unitOf(options), options)).toFixed(8))),
  examples: [
    { options: {}, good: ['0', '5400', '86400'], bad: ['-60', '1.5', 'soon', 90, '1:75', '99999999999', ''] },
    { options: { unit: 'day', dayHours: 8 }, good: ['28800', '1'], bad: ['2 weeks'] },
  ],
};
export default duration;
