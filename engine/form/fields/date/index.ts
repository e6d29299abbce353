import type { FieldType } from '../../../kernel/contract';
import { problem } from '../../../kernel/problems';
import { toHalfWidth } from '../../values';
import { DATE_PATTERN, formatDate, isDate, normalizeDate } from '../../dates';

type Options = { readonly precision?: 'day' | 'month' | 'year' };
/** A month or a year is kept as its first day: filters, groups and comparisons are those of dates. */
const FIRST: { readonly [P in 'month' | 'year']: { readonly pattern: string; readonly day: RegExp } } = {
  month: { pattern: '-01$', day: /-\d{2}$/ },
  year: { pattern: '-01-01$', day: /-\d{2}-\d{2}$/ },
};
const firstOf = ({ precision }: Options) =>
  precision === 'month' || precision === 'year' ? FIRST[precision] : undefined;

/** `2026-03`, `2026年3月`, `2026` as people write months and years → the first day; anything else as it is. */
function readMonth(value: unknown): unknown {
  if (typeof value !== 'string' || value.length > 30) return value;
  const parts = /^(\d{4})(?:\s*[-/.年]\s*(\d{1,2})?\s*月?)?$/.exec(toHalfWidth(value).trim());
  return parts ? `${parts[1]}-${(parts[2] ?? '1').padStart(2, '0')}-01` : value;
}
const MONTH: Intl.DateTimeFormatOptions = { year: 'numeric', month: 'long', timeZone: 'UTC' };

const date: FieldType<string, Options> = {
  type: 'date',
  group: 'date',
  rank: 1,
  label: { 'zh-CN': '日期', en: 'Date' },
  hint: { 'zh-CN': '某一天，不随时区变化', en: 'A day; the same everywhere' },
  icon: 'calendar',
  options: {
    type: 'object',
    properties: {
      precision: {
        enum: ['day', 'month', 'year'],
        default: 'day',
        'x-label': { 'zh-CN': '精确到', en: 'Exact to' },
        'x-help': { 'zh-CN': '月和年按其第一天保存', en: 'A month or year is kept as its first day' },
        'x-enumLabels': {
          day: { 'zh-CN': '日', en: 'Day' },
          month: { 'zh-CN': '月', en: 'Month' },
          year: { 'zh-CN': '年', en: 'Year' },
        },
        'x-order': 1,
      },
    },
    additionalProperties: false,
  },
  kind: 'date',
  column: 'date',
  filters: ['eq', 'ne', 'lt', 'lte', 'gt', 'gte', 'between', 'in', 'notIn', 'relative', 'isEmpty', 'notEmpty'],
  aggregates: ['count', 'min', 'max', 'countDistinct'],
  canGroup: true,
  canSort: true,
  input: 'date',
  valueSchema(options) {
    const first = firstOf(options);
    return {
      type: 'string',
      format: 'date',
      pattern: DATE_PATTERN,
      ...(first ? { allOf: [{ pattern: first.pattern }] } : {}),
    };
  },
  normalize(value, options) {
    const first = firstOf(options);
    if (!first) return normalizeDate(value);
    const day = normalizeDate(readMonth(value));
    return isDate(day) ? day.replace(first.day, options.precision === 'month' ? '-01' : '-01-01') : value;
  },
  check(value, options) {
    if (!isDate(value)) return [problem('field.date')];
    const first = firstOf(options);
    return first && !new RegExp(first.pattern).test(value) ? [problem('field.dateFirst')] : [];
  },
  format(value, { precision }, locale) {
    if (precision === 'year') return locale === 'en' ? value.slice(0, 4) : `${value.slice(0, 4)}年`;
    return precision === 'month' && isDate(value)
      ? new Intl.DateTimeFormat(locale, MONTH).format(Date.parse(`${value}T00:00:00Z`))
      : formatDate(value, locale);
  },
  examples: [
    {
      options: {},
      good: ['2026-02-28', '2024-02-29', '0001-01-01', '9999-12-31'],
      bad: ['2026-02-30', '2025-02-29', '26-1-1', 'tomorrow', 20260101, '2026-01-01T00:00:00Z', '0000-01-01'],
    },
    { options: { precision: 'month' }, good: ['2026-03-01'], bad: ['2026-03-05', '2026-13-01', 'March'] },
    { options: { precision: 'year' }, good: ['2026-01-01'], bad: ['2026-03-01', '26'] },
  ],
};
export default date;
