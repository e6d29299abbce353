import type { FieldType } from '../../../kernel/contract';
import { problem } from '../../../kernel/problems';
import { DATE_PATTERN, formatDate, isDate, normalizeDate } from '../../dates';

const date: FieldType<string> = {
  type: 'date',
  group: 'date',
  label: { 'zh-CN': '日期', en: 'Date' },
  hint: { 'zh-CN': '某一天，不随时区变化', en: 'A day; the same everywhere' },
  icon: 'calendar',
  options: { type: 'object', properties: {}, additionalProperties: false },
  kind: 'date',
  column: 'date',
  filters: ['eq', 'ne', 'lt', 'lte', 'gt', 'gte', 'between', 'in', 'notIn', 'relative', 'isEmpty', 'notEmpty'],
  aggregates: ['count', 'min', 'max', 'countDistinct'],
  canGroup: true,
  canSort: true,
  input: 'date',
  valueSchema: () => ({ type: 'string', format: 'date', pattern: DATE_PATTERN }),
  normalize: normalizeDate,
  check: (value) => (isDate(value) ? [] : [problem('field.date')]),
  format: (value, _options, locale) => formatDate(value, locale),
  examples: [
    {
      options: {},
      good: ['2026-02-28', '2024-02-29', '0001-01-01', '9999-12-31'],
      bad: ['2026-02-30', '2025-02-29', '26-1-1', 'tomorrow', 20260101, '2026-01-01T00:00:00Z', '0000-01-01'],
    },
  ],
};
export default date;
