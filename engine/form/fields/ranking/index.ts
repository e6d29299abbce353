import type { FieldType } from '../../../kernel/contract';
import { problem } from '../../../kernel/problems';
import {
  checkChoices,
  choiceLabel,
  choicesOf,
  choicesOption,
  choiceSchema,
  findChoice,
  type ChoiceOptions,
} from '../../choices';
import { atIndex } from '../../values';

/** All options in the order a person gives them, the first the most important. */
const ranking: FieldType<readonly string[], ChoiceOptions> = {
  type: 'ranking',
  group: 'choice',
  label: { 'zh-CN': '排序', en: 'Ranking' },
  hint: { 'zh-CN': '把选项按重要性排序', en: 'Options put in order, the most important first' },
  icon: 'ranking',
  options: {
    type: 'object',
    properties: { choices: { ...choicesOption, maxItems: 30 } },
    required: ['choices'],
    additionalProperties: false,
  },
  kind: 'textList',
  column: 'text[]',
  filters: ['eq', 'ne', 'isEmpty', 'notEmpty'],
  aggregates: ['count'],
  canGroup: false,
  canSort: false,
  input: 'ranking',
  isWide: false,
  valueSchema(options) {
    const count = choicesOf(options).length;
    return { type: 'array', items: choiceSchema(options), uniqueItems: true, minItems: count, maxItems: count };
  },
  normalize(value) {
    const list = typeof value === 'string' ? value.split(/[,;，；、|>\n]/) : value;
    if (!Array.isArray(list)) return value;
    return list.map((item: unknown) => (typeof item === 'string' ? item.trim() : item)).filter((item) => item !== '');
  },
  check(value, options) {
    if (!Array.isArray(value)) return [problem('field.list')];
    if (value.length > 100) return [problem('field.tooMany', [], { max: choicesOf(options).length })];
    if (new Set(value).size !== value.length) return [problem('field.twice')];
    const known = new Set(choicesOf(options).map((item) => item.value));
    const unknown = value.flatMap((item: unknown, index) =>
      typeof item === 'string' && known.has(item)
        ? []
        : atIndex([problem('field.choice', [], { value: String(item).slice(0, 80) })], index),
    );
    if (unknown.length > 0) return unknown;
    return value.length === known.size ? [] : [problem('field.ranking', [], { missing: known.size - value.length })];
  },
  checkOptions: checkChoices,
  format: (value, options, locale) =>
    value.map((item, i) => `${i + 1}. ${choiceLabel(options, item, locale)}`).join('  '),
  fileText: (value) => value.join(' > '),
  parse: (text, options) =>
    text
      .split(/[,;，；、|>\n]/)
      .map((item) => item.replace(/^\s*\d+\.\s*/, '').trim())
      .filter((item) => item !== '')
      .map((item) => findChoice(options, item) ?? item),
  examples: [
    {
      options: {
        choices: [
          { value: 'price', label: { 'zh-CN': '价格', en: 'Price' } },
          { value: 'taste', label: { 'zh-CN': '口味', en: 'Taste' } },
          { value: 'brand', label: { 'zh-CN': '品牌', en: 'Brand' } },
        ],
      },
      good: [
        ['taste', 'price', 'brand'],
        ['brand', 'taste', 'price'],
      ],
      bad: [['taste'], ['taste', 'taste', 'price'], ['taste', 'price', 'colour'], 'price', [1, 2, 3]],
    },
  ],
};
export default ranking;
