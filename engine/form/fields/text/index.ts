import type { FieldType } from '../../../kernel/contract';
import { problem } from '../../../kernel/problems';
import { applyMask, maskPattern, readMask } from '../../mask';
import { checkPattern, checkPatternOption, checkText, LINE_PATTERN, type PatternOptions } from '../../values';

type Options = PatternOptions & {
  readonly maxLength?: number;
  readonly mask?: string;
  readonly prefix?: string;
  readonly suffix?: string;
  readonly counter?: boolean;
};
const maxLength = (options: Options): number => options.maxLength ?? 500;

/** Printable ASCII without a space at its ends: nothing to normalise. */
const PLAIN = /^[!-~](?:[ -~]*[!-~])?$/;

const text: FieldType<string, Options> = {
  type: 'text',
  group: 'text',
  rank: 1,
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
      mask: {
        type: 'string',
        minLength: 1,
        maxLength: 60,
        pattern: '^[^\\p{Cc}\\p{Cs}]*$',
        'x-label': { 'zh-CN': '输入格式', en: 'Input mask' },
        'x-help': {
          'zh-CN': '# 代表一位数字，@ 代表一个字母，* 代表数字或字母，其他字符照写，例如 ####-######',
          en: '# is a digit, @ a letter, * either; anything else stands as it is, such as ###-####',
        },
        'x-order': 4,
      },
      prefix: {
        type: 'string',
        minLength: 1,
        maxLength: 12,
        'x-label': { 'zh-CN': '前缀', en: 'Text before' },
        'x-help': { 'zh-CN': '只显示，不保存', en: 'Shown, not kept' },
        'x-order': 5,
      },
      suffix: {
        type: 'string',
        minLength: 1,
        maxLength: 12,
        'x-label': { 'zh-CN': '后缀', en: 'Text behind' },
        'x-help': { 'zh-CN': '只显示，不保存', en: 'Shown, not kept' },
        'x-order': 6,
      },
      counter: {
        type: 'boolean',
        default: false,
        'x-label': { 'zh-CN': '显示字数', en: 'Count characters' },
        'x-order': 7,
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
    ...(options.pattern === undefined && options.mask === undefined ? {} : { allOf: formsOf(options) }),
  }),
  // A line break in one line of text is a slip of the clipboard, not meaning: it becomes a space, as browsers do.
  normalize(value, { mask }) {
    if (typeof value !== 'string') return value;
    const line = PLAIN.test(value)
      ? value
      : value
          .replace(/[\r\n\t]+/g, ' ')
          .trim()
          .normalize('NFC');
    if (mask === undefined || line === '' || line.length > 500) return line;
    const masked = applyMask(mask, line);
    return masked.isComplete ? masked.text : line;
  },
  check(value, options) {
    const problems = checkText(value, maxLength(options), false);
    if (problems.length > 0) return problems;
    const { mask } = options;
    const masked = mask === undefined ? undefined : applyMask(mask, value as string);
    if (masked && !(masked.isComplete && masked.text === value)) return [problem('field.mask', [], { mask: mask! })];
    return checkPattern(value, options);
  },
  checkOptions: (options) => [
    ...checkPatternOption(options),
    ...(options.mask !== undefined && readMask(options.mask).every(({ kind }) => kind === undefined)
      ? [problem('field.options.mask', ['mask'])]
      : []),
  ],
  format: (value, { prefix = '', suffix = '' }) => `${prefix}${value}${suffix}`,
  fileText: (value) => value,
  parse(text, { prefix = '', suffix = '' }) {
    const line = text.trim();
    const start = prefix !== '' && line.startsWith(prefix) ? prefix.length : 0;
    const end = suffix !== '' && line.endsWith(suffix) ? line.length - suffix.length : line.length;
    return start < end ? line.slice(start, end) : line;
  },
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
    { options: { mask: '###-####', prefix: '+86 ' }, good: ['555-0199'], bad: ['555-019', '5550199x', 'abc'] },
    { options: { mask: '鲁@·*****', pattern: '^鲁B' }, good: ['鲁B·12A45'], bad: ['鲁A·12A45', '鲁B12A45'] },
    { options: { pattern: '^(a+)+$' }, good: ['a', 'aaa'], bad: ['b', 'aaa!'] },
  ],
};
const formsOf = ({ pattern, mask }: Options): { readonly pattern: string }[] => [
  ...(pattern === undefined ? [] : [{ pattern }]),
  ...(mask === undefined ? [] : [{ pattern: maskPattern(mask) }]),
];
export default text;
