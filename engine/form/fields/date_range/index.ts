import { sql } from '../../../expression/sql';
import type { FieldComparison, FieldType } from '../../../kernel/contract';
import { isObject } from '../../../kernel/json';
import { problem } from '../../../kernel/problems';
import { DATE_PATTERN, formatDate, isDate, normalizeDate } from '../../dates';

export interface DateRange {
  /** The first and the last day, both within. */
  readonly from: string;
  readonly to: string;
}
export const isDateRange = (value: unknown): value is DateRange =>
  isObject(value) && isDate(value.from) && isDate(value.to) && Object.keys(value).length === 2;

/** The days of the field hold the day asked for. */
const covers: FieldComparison = {
  count: 1,
  parameters: (value) => (isDate(value) ? [value] : undefined),
  sql: (column, [day]) => sql`(${column}->>'from' <= ${day!}::text and ${column}->>'to' >= ${day!}::text)`,
  format: (value, locale) => (isDate(value) ? formatDate(value, locale) : String(value)),
};
/** `before`: it is over before the day; `after`: it begins after it. */
const ends = (isBefore: boolean): FieldComparison => ({
  ...covers,
  sql: (column, [day]) =>
    isBefore ? sql`(${column}->>'to' < ${day!}::text)` : sql`(${column}->>'from' > ${day!}::text)`,
});

const SEPARATOR = /\s*(?:~|～|–|—|至|到|\bto\b|\.\.|\/(?=\d{4}-)|\s-\s)\s*/;

const dateRange: FieldType<DateRange> = {
  type: 'date_range',
  group: 'date',
  label: { 'zh-CN': '日期区间', en: 'Date range' },
  hint: { 'zh-CN': '从某天到某天，如活动档期、请假', en: 'From one day to another: a promotion, a leave' },
  icon: 'calendar-stats',
  options: { type: 'object', properties: {}, additionalProperties: false },
  kind: 'json',
  column: 'jsonb',
  filters: ['contains', 'lt', 'gt', 'isEmpty', 'notEmpty'],
  aggregates: ['count'],
  canGroup: false,
  canSort: false,
  comparisons: { contains: covers, lt: ends(true), gt: ends(false) },
  input: 'date_range',
  valueSchema: () => ({
    type: 'object',
    properties: {
      from: { type: 'string', format: 'date', pattern: DATE_PATTERN },
      to: { type: 'string', format: 'date', pattern: DATE_PATTERN },
    },
    required: ['from', 'to'],
    additionalProperties: false,
  }),
  normalize(value) {
    if (typeof value === 'string') {
      if (value.trim() === '' || value.length > 80) return value.trim() === '' ? null : value;
      const [from, to, more] = value.trim().split(SEPARATOR);
      return from && to && more === undefined ? { from: normalizeDate(from), to: normalizeDate(to) } : value;
    }
    if (!isObject(value)) return value;
    if ((value.from ?? '') === '' && (value.to ?? '') === '') return null;
    return { ...value, from: normalizeDate(value.from), to: normalizeDate(value.to) };
  },
  check(value) {
    if (!isDateRange(value)) return [problem('field.dateRange')];
    return value.from <= value.to ? [] : [problem('field.dateOrder')];
  },
  format: (value, _options, locale) =>
    value.from === value.to
      ? formatDate(value.from, locale)
      : `${formatDate(value.from, locale)} – ${formatDate(value.to, locale)}`,
  fileText: (value) => `${value.from} ~ ${value.to}`,
  examples: [
    {
      options: {},
      good: [
        { from: '2026-02-28', to: '2026-03-05' },
        { from: '2026-01-01', to: '2026-01-01' },
      ],
      bad: [
        { from: '2026-03-05', to: '2026-02-28' },
        { from: '2026-02-30', to: '2026-03-05' },
        { from: '2026-02-28' },
        'this week',
        ['2026-01-01', '2026-01-02'],
        { from: '2026-01-01', to: '2026-01-01', hours: 3 },
      ],
    },
  ],
};
export default dateRange;
