import type { FieldType } from '../../../kernel/contract';
import { problem } from '../../../kernel/problems';
import { toHalfWidth } from '../../values';

const YES = new Set(['true', 'yes', 'y', '1', 'on', '是', '有', '对', '√', '✓', '真']);
const NO = new Set(['false', 'no', 'n', '0', 'off', '否', '无', '错', '×', '✗', '假']);

const yesNo: FieldType<boolean> = {
  type: 'yes_no',
  group: 'choice',
  label: { 'zh-CN': '是否', en: 'Yes or no' },
  hint: { 'zh-CN': '一个开关', en: 'A switch' },
  icon: 'toggle-left',
  options: { type: 'object', properties: {}, additionalProperties: false },
  kind: 'boolean',
  column: 'boolean',
  filters: ['eq', 'ne', 'isEmpty', 'notEmpty'],
  aggregates: ['count'],
  canGroup: true,
  canSort: true,
  input: 'yesNo',
  valueSchema: () => ({ type: 'boolean' }),
  normalize(value) {
    if (typeof value !== 'string' && typeof value !== 'number') return value;
    const text = toHalfWidth(String(value)).trim().toLowerCase();
    if (YES.has(text)) return true;
    return NO.has(text) ? false : text === '' ? null : value;
  },
  check: (value) => (typeof value === 'boolean' ? [] : [problem('field.yesNo')]),
  format: (value, _options, locale) => (value ? { 'zh-CN': '是', en: 'Yes' } : { 'zh-CN': '否', en: 'No' })[locale],
  examples: [{ options: {}, good: [true, false], bad: ['maybe', 2, {}, 'true'] }],
};
export default yesNo;
