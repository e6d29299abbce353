import type { FieldType } from '../../../kernel/contract';
import { problem } from '../../../kernel/problems';
import { formatInstant, INSTANT_PATTERN, isInstant, normalizeInstant } from '../../dates';

const dateTime: FieldType<string> = {
  type: 'date_time',
  group: 'date',
  rank: 2,
  label: { 'zh-CN': '日期时间', en: 'Date and time' },
  hint: { 'zh-CN': '某一时刻，按各人的时区显示', en: 'A moment; shown in the time zone of the reader' },
  icon: 'calendar-time',
  options: { type: 'object', properties: {}, additionalProperties: false },
  kind: 'datetime',
  column: 'timestamptz',
  filters: ['eq', 'ne', 'lt', 'lte', 'gt', 'gte', 'between', 'relative', 'isEmpty', 'notEmpty'],
  aggregates: ['count', 'min', 'max'],
  canGroup: true,
  canSort: true,
  input: 'dateTime',
  valueSchema: () => ({ type: 'string', format: 'date-time', pattern: INSTANT_PATTERN }),
  normalize: (value) => normalizeInstant(value),
  check: (value) => (isInstant(value) ? [] : [problem('field.dateTime')]),
  format: (value, _options, locale, timeZone) => formatInstant(value, locale, timeZone),
  parse: (text, _options, _locale, timeZone) => normalizeInstant(text, timeZone),
  examples: [
    {
      options: {},
      good: ['2026-03-05T01:30:00.000Z', '2026-03-05T23:59:59Z'],
      bad: ['2026-03-05', '2026-03-05T25:00:00Z', '2026-02-30T00:00:00Z', 'now', 1772674200000, '2026-03-05T01:30'],
    },
  ],
};
export default dateTime;
