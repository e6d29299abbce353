import type { FieldType } from '../../../kernel/contract';
import { problem } from '../../../kernel/problems';
import { atIndex, LINE_PATTERN, textLength } from '../../values';

type Options = { readonly max?: number };
const LONGEST = 50;
const max = (options: Options): number => options.max ?? 20;
const SEPARATORS = /[,;，；、|\n]/;
const LINE = new RegExp(LINE_PATTERN, 'u');

/** Texts nobody had to declare. What others have used is suggested, so that one thing keeps one name. */
const tags: FieldType<readonly string[], Options> = {
  type: 'tags',
  group: 'choice',
  label: { 'zh-CN': '标签', en: 'Tags' },
  hint: { 'zh-CN': '随手写的多个标签，会提示已用过的', en: 'Any words; those used before are suggested' },
  icon: 'tags',
  options: {
    type: 'object',
    properties: {
      max: {
        type: 'integer',
        minimum: 1,
        maximum: 100,
        default: 20,
        'x-label': { 'zh-CN': '最多标签数', en: 'Most tags' },
        'x-order': 1,
      },
    },
    additionalProperties: false,
  },
  kind: 'textList',
  column: 'text[]',
  filters: ['in', 'contains', 'notIn', 'isEmpty', 'notEmpty'],
  aggregates: ['count'],
  canGroup: false,
  canSort: false,
  input: 'tags',
  valueSchema: (options) => ({
    type: 'array',
    items: { type: 'string', minLength: 1, maxLength: LONGEST, pattern: LINE_PATTERN },
    uniqueItems: true,
    maxItems: max(options),
  }),
  normalize(value) {
    const list = typeof value === 'string' ? value.split(SEPARATORS) : value;
    if (!Array.isArray(list)) return value;
    const clean = list.map((item: unknown) =>
      typeof item === 'string' ? item.replace(/^\s*#/, '').replace(/\s+/g, ' ').trim().normalize('NFC') : item,
    );
    return [...new Set(clean)].filter((item) => item !== '');
  },
  check(value, options) {
    if (!Array.isArray(value)) return [problem('field.list')];
    if (value.length > max(options)) return [problem('field.tooMany', [], { max: max(options) })];
    if (new Set(value).size !== value.length) return [problem('field.twice')];
    return value.flatMap((item: unknown, index) => {
      const isGood = typeof item === 'string' && item !== '' && textLength(item) <= LONGEST && LINE.test(item);
      return isGood ? [] : atIndex([problem('field.tag', [], { max: LONGEST })], index);
    });
  },
  format: (value, _options, locale) =>
    Array.isArray(value) ? value.join(locale === 'en' ? ', ' : '、') : String(value),
  examples: [
    {
      options: { max: 3 },
      good: [['重点客户'], ['a', 'B b', '😀']],
      bad: [['a', 'b', 'c', 'd'], ['x'.repeat(51)], ['a', 'a'], [1], 'a', ['nul \u0000'], { a: true }],
    },
  ],
};
export default tags;
