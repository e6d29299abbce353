import type { FieldType } from '../../../kernel/contract';
import { problem } from '../../../kernel/problems';
import { atIndex } from '../../values';
import {
  checkChoices,
  choiceLabel,
  choiceSchema,
  choicesOf,
  choicesOption,
  displayOption,
  findChoice,
  type ChoiceOptions,
} from '../../choices';

const manyChoice: FieldType<readonly string[], ChoiceOptions> = {
  type: 'many_choice',
  group: 'choice',
  rank: 2,
  label: { 'zh-CN': '多选', en: 'Many choices' },
  hint: { 'zh-CN': '从几个选项中选若干个', en: 'Any number of several options' },
  icon: 'list-check',
  options: {
    type: 'object',
    properties: { choices: choicesOption, display: displayOption },
    required: ['choices'],
    additionalProperties: false,
  },
  kind: 'textList',
  column: 'text[]',
  filters: ['contains', 'in', 'notIn', 'eq', 'ne', 'isEmpty', 'notEmpty'],
  aggregates: ['count'],
  canGroup: false,
  canSort: false,
  input: 'manyChoice',
  valueSchema: (options) => ({
    type: 'array',
    items: choiceSchema(options),
    uniqueItems: true,
    maxItems: 500,
  }),
  normalize(value) {
    const list = typeof value === 'string' ? value.split(/[,;，；、|]/) : value;
    if (!Array.isArray(list)) return value;
    const trimmed = list.map((item: unknown) => (typeof item === 'string' ? item.trim() : item));
    return [...new Set(trimmed)].filter((item) => item !== '');
  },
  check(value, options) {
    if (!Array.isArray(value)) return [problem('field.list')];
    if (value.length > 500) return [problem('field.tooMany', [], { max: 500 })];
    if (new Set(value).size !== value.length) return [problem('field.twice')];
    const known = new Set(choicesOf(options).map((item) => item.value));
    return value.flatMap((item: unknown, index) =>
      typeof item === 'string' && known.has(item)
        ? []
        : atIndex([problem('field.choice', [], { value: String(item).slice(0, 80) })], index),
    );
  },
  checkOptions: checkChoices,
  format: (value, options, locale) =>
    value.map((item) => choiceLabel(options, item, locale)).join(locale === 'en' ? ', ' : '、'),
  parse: (text, options) =>
    text
      .split(/[,;，；、|]/)
      .map((item) => item.trim())
      .filter((item) => item !== '')
      .map((item) => findChoice(options, item) ?? item),
  examples: [
    {
      options: {
        choices: [
          { value: 'beer', label: { 'zh-CN': '啤酒', en: 'Beer' } },
          { value: 'wine', label: { 'zh-CN': '葡萄酒', en: 'Wine' } },
        ],
      },
      good: [['beer'], ['wine', 'beer']],
      bad: [['tea'], 'beer', ['beer', 'beer'], [1], { beer: true }],
    },
  ],
};
export default manyChoice;
