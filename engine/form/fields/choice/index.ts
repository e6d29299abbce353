import type { FieldType } from '../../../kernel/contract';
import { problem } from '../../../kernel/problems';
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

const choice: FieldType<string, ChoiceOptions> = {
  type: 'choice',
  group: 'choice',
  rank: 1,
  label: { 'zh-CN': '单选', en: 'Choice' },
  hint: { 'zh-CN': '从几个选项中选一个', en: 'One of several options' },
  icon: 'circle-dot',
  options: {
    type: 'object',
    properties: { choices: choicesOption, display: displayOption },
    required: ['choices'],
    additionalProperties: false,
  },
  kind: 'text',
  column: 'text',
  filters: ['eq', 'ne', 'in', 'notIn', 'isEmpty', 'notEmpty'],
  aggregates: ['count', 'countDistinct'],
  canGroup: true,
  canSort: true,
  // Low, middle, high: as the analyst wrote them.
  order: (options) => choicesOf(options).map(({ value }) => value),
  input: 'choice',
  valueSchema: choiceSchema,
  normalize: (value) => (typeof value === 'string' ? value.trim() : value),
  check(value, options) {
    const isKnown = typeof value === 'string' && choicesOf(options).some((item) => item.value === value);
    return isKnown ? [] : [problem('field.choice', [], { value: shown(value) })];
  },
  checkOptions: checkChoices,
  format: (value, options, locale) => choiceLabel(options, value, locale),
  // A file says "高", the record keeps "high".
  parse: (text, options) => findChoice(options, text) ?? text,
  examples: [
    {
      options: {
        choices: [
          { value: 'high', label: { 'zh-CN': '高', en: 'High' }, color: 'red' },
          { value: 'low', label: { 'zh-CN': '低', en: 'Low' } },
        ],
      },
      good: ['high', 'low'],
      bad: ['middle', 'High', 1, null, ['high'], '__proto__'],
    },
  ],
};
export default choice;

const shown = (value: unknown): string => (typeof value === 'string' ? value.slice(0, 80) : typeof value);
