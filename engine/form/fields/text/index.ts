import type { FieldType } from '../../../kernel/contract';
import { checkText, LINE_PATTERN } from '../../values';

type Options = { readonly maxLength?: number };
const maxLength = (options: Options): number => options.maxLength ?? 500;

/** Printable ASCII without a space at its ends: nothing to normalise. */
const PLAIN = /^[!-~](?:[ -~]*[!-~])?$/;

const text: FieldType<string, Options> = {
  type: 'text',
  group: 'text',
  label: { 'zh-CN': '单行文本', en: 'Text' },
  hint: { 'zh-CN': '名称、编号、电话等一行文字', en: 'One line: a name, a number plate, a phone number' },
  icon: 'letter-case',
  options: {
    type: 'object',
    properties: {
      maxLength: {
        type: 'integer',
        minimum: 1,
        maximum: 5000,
        default: 500,
        'x-label': { 'zh-CN': '最多字数', en: 'Longest text' },
        'x-help': { 'zh-CN': '不填则为 500 字', en: '500 characters if empty' },
        'x-order': 1,
      },
    },
    additionalProperties: false,
  },
  kind: 'text',
  column: 'text',
  filters: ['eq', 'ne', 'contains', 'notContains', 'startsWith', 'endsWith', 'in', 'notIn', 'isEmpty', 'notEmpty'],
  aggregates: ['count', 'countDistinct'],
  canGroup: true,
  canSort: true,
  canEncrypt: true,
  input: 'text',
  valueSchema: (options) => ({
    type: 'string',
    minLength: 1,
    maxLength: maxLength(options),
    pattern: LINE_PATTERN,
  }),
  // A line break in one line of text is a slip of the clipboard, not meaning: it becomes a space, as browsers do.
  normalize: (value) =>
    typeof value === 'string' && !PLAIN.test(value)
      ? value
          .replace(/[\r\n\t]+/g, ' ')
          .trim()
          .normalize('NFC')
      : value,
  check: (value, options) => checkText(value, maxLength(options), false),
  format: (value) => value,
  examples: [
    {
      options: {},
      good: [
        'Qingdao',
        '青岛啤酒（股份）有限公司',
        "'; drop table x; --",
        '<b>bold</b>',
        '😀',
        'bell \u0007',
        'x'.repeat(500),
      ],
      bad: [5, true, ['a'], 'x'.repeat(501), 'a\u0000b', 'half \ud83d'],
    },
    { options: { maxLength: 2 }, good: ['中文', '😀😀'], bad: ['三个字', '😀😀😀'] },
  ],
};
export default text;
