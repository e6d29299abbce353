import type { FieldType } from '../../../kernel/contract';
import { checkText, TEXT_PATTERN } from '../../values';

type Options = { readonly maxLength?: number };
const maxLength = (options: Options): number => options.maxLength ?? 20_000;

const longText: FieldType<string, Options> = {
  type: 'long_text',
  group: 'text',
  rank: 2,
  label: { 'zh-CN': '多行文本', en: 'Long text' },
  hint: { 'zh-CN': '备注、说明等多行文字', en: 'Notes and descriptions of several lines' },
  icon: 'align-left',
  options: {
    type: 'object',
    properties: {
      maxLength: {
        type: 'integer',
        minimum: 1,
        maximum: 200_000,
        default: 20_000,
        'x-label': { 'zh-CN': '最多字数', en: 'Longest text' },
        'x-help': { 'zh-CN': '不填则为 20,000 字', en: '20,000 characters if empty' },
        'x-order': 1,
      },
    },
    additionalProperties: false,
  },
  kind: 'text',
  column: 'text',
  filters: ['contains', 'notContains', 'startsWith', 'endsWith', 'eq', 'ne', 'isEmpty', 'notEmpty'],
  aggregates: ['count'],
  canGroup: false,
  canSort: false,
  canEncrypt: true,
  input: 'longText',
  isWide: true,
  valueSchema: (options) => ({
    type: 'string',
    minLength: 1,
    maxLength: maxLength(options),
    pattern: TEXT_PATTERN,
  }),
  // What somebody wrote stays as it was written; only line ends are brought to one form.
  normalize: (value) => (typeof value === 'string' ? value.replace(/\r\n?/g, '\n') : value),
  check: (value, options) => checkText(value, maxLength(options), true),
  format: (value) => value,
  examples: [
    {
      options: {},
      good: ['two\nlines', '第一行\n\t第二行', '<script>alert(1)</script>', ' kept ', '\u001b[0;31mred'],
      bad: [5, { text: 'a' }, 'x'.repeat(20_001), 'nul \u0000', 'half \udc00'],
    },
    { options: { maxLength: 3 }, good: ['a\nb'], bad: ['a\nbc'] },
  ],
};
export default longText;
