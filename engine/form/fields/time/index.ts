import type { FieldType } from '../../../kernel/contract';
import { problem } from '../../../kernel/problems';
import { toHalfWidth } from '../../values';

const PATTERN = '^([01][0-9]|2[0-3]):[0-5][0-9]$';
const GOOD = new RegExp(PATTERN);
const CLOCK =
  /^(上午|下午|中午|凌晨|晚上|早上|am|pm)?\s*(\d{1,2})(?:\s*[:点时]\s*(\d{1,2})?(?:\s*分)?(半)?)?(?::\d{1,2})?\s*(am|pm)?$/i;

/** Twelve hours of half a day → twenty-four. */
function hourOf(hour: number, half: string): number {
  if (/^(下午|晚上|pm)$/.test(half) && hour < 12) return hour + 12;
  return /^(am|凌晨)$/.test(half) && hour === 12 ? 0 : hour;
}

/** `下午3点半`, `3:30 pm`, `0930` → `15:30`, `15:30`, `09:30`; undefined for anything else. */
export function readTime(given: string): string | undefined {
  const text = toHalfWidth(given)
    .trim()
    .toLowerCase()
    .replace(/^(\d{2})(\d{2})$/, '$1:$2');
  const parts = CLOCK.exec(text);
  if (!parts) return undefined;
  const [, before, hour, minute, isHalf, after] = parts;
  const minutes = isHalf ? '30' : (minute ?? '').padStart(2, '0');
  const time = `${String(hourOf(Number(hour), before ?? after ?? '')).padStart(2, '0')}:${minutes}`;
  return GOOD.test(time) ? time : undefined;
}

/** Hours and minutes of a day, `HH:MM`; without a time zone, as opening hours are. As a text it sorts as it should. */
const time: FieldType<string> = {
  type: 'time',
  group: 'date',
  label: { 'zh-CN': '时间', en: 'Time of day' },
  hint: { 'zh-CN': '一天中的时刻，如营业时间', en: 'Hours and minutes, such as when a shop opens' },
  icon: 'clock-hour-4',
  options: { type: 'object', properties: {}, additionalProperties: false },
  kind: 'text',
  column: 'text',
  filters: ['eq', 'ne', 'lt', 'lte', 'gt', 'gte', 'between', 'in', 'isEmpty', 'notEmpty'],
  aggregates: ['count', 'countDistinct'],
  canGroup: true,
  canSort: true,
  input: 'time',
  valueSchema: () => ({ type: 'string', pattern: PATTERN }),
  normalize: (value) =>
    typeof value === 'string' && value.length <= 30 ? (value.trim() === '' ? null : (readTime(value) ?? value)) : value,
  check: (value) => (typeof value === 'string' && GOOD.test(value) ? [] : [problem('field.time')]),
  format: (value) => value,
  examples: [{ options: {}, good: ['00:00', '09:30', '23:59'], bad: ['24:00', '9:75', 'noon', 930, '12:30:99:1'] }],
};
export default time;
