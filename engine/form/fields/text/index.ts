import type { FieldType } from '../../../kernel/contract';
import { checkPattern, checkPatternOption, checkText, LINE_PATTERN, type PatternOptions } from '../../values';

type Options = PatternOptions & { readonly maxLength?: number };
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
      pattern: {
        type: 'string',
        minLength: 1,
        maxLength: 4000,
        'x-label': { 'zh-CN': '格式（正则表达式）', en: 'Pattern (regular expression)' },
        'x-help': { 'zh-CN': '例如 ^[A-Z]{2}\\d{6}$', en: 'For example ^[A-Z]{2}\\d{6}$' },
        'x-order': 2,
      },
      patternMessage: {
        $ref: 'common.schema.json#/$defs/text',
        'x-label': { 'zh-CN': '格式不对时的提示', en: 'Said when it does not fit' },
        'x-editor': 'text',
        'x-order': 3,
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
    ...(options.pattern === undefined ? {} : { allOf: [{ pattern: options.pattern }] }),
  }),
  // A line break in one line of text is a slip of the clipboard, not meaning: it becomes a space, as browsers do.
  normalize: (value) =>
    typeof value === 'string' && !PLAIN.test(value)
      ? value
          .replace(/[\r\n\t]+/g, ' ')
          .trim()
          .normalize('NFC')
      : value,
  check(value, options) {
    const problems = checkText(value, maxLength(options), false);
    return problems.length > 0 ? problems : checkPattern(value, options);
  },
  checkOptions: checkPatternOption,
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
    { options: { pattern: '^(a+)+$' }, good: ['a', 'aaa'], bad: ['b', 'aaa!'] },
  ],
};
export default text;
