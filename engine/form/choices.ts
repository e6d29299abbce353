/** What choice and many_choice share. */
import type { JsonSchema } from '../kernel/json';
import { problem, type Problem } from '../kernel/problems';
import { LOCALES, say, type Locale, type Text } from '../kernel/text';

export type Choice = { readonly value: string; readonly label: Text; readonly color?: string };
export type ChoiceOptions = {
  readonly choices: readonly Choice[];
  /** How the options are shown in forms; in cells of tables they are always a list to open. */
  readonly display?: 'dropdown' | 'list' | 'buttons' | 'cards';
};

/** The choices; none while the field is still being designed. */
export const choicesOf = (options: ChoiceOptions): readonly Choice[] =>
  Array.isArray(options.choices) ? (options.choices as readonly Choice[]) : [];

/** Schema of one chosen value. An empty `enum` is no JSON Schema, so nothing at all is said as `not: {}`. */
export function choiceSchema(options: ChoiceOptions): JsonSchema {
  const values = choicesOf(options).map(({ value }) => value);
  return values.length > 0 ? { type: 'string', enum: values } : { type: 'string', not: {} };
}

/** The colours a choice may have: names of the theme, so that light and dark both read well. */
export const CHOICE_COLORS = [
  'gray',
  'red',
  'pink',
  'grape',
  'violet',
  'indigo',
  'blue',
  'cyan',
  'teal',
  'green',
  'lime',
  'yellow',
  'orange',
] as const;

export const choicesOption: JsonSchema = {
  type: 'array',
  minItems: 1,
  maxItems: 500,
  items: {
    type: 'object',
    properties: {
      value: { type: 'string', minLength: 1, maxLength: 100, pattern: '^[^\\p{Cc}\\p{Cs}]+$' },
      label: {
        type: 'object',
        properties: { 'zh-CN': { type: 'string', maxLength: 200 }, en: { type: 'string', maxLength: 200 } },
        required: ['zh-CN', 'en'],
        additionalProperties: false,
      },
      color: { enum: [...CHOICE_COLORS] },
    },
    required: ['value', 'label'],
    additionalProperties: false,
  },
  'x-label': { 'zh-CN': '选项', en: 'Options' },
  'x-editor': 'choices',
  'x-order': 1,
};

export const displayOption: JsonSchema = {
  enum: ['dropdown', 'list', 'buttons', 'cards'],
  default: 'dropdown',
  'x-label': { 'zh-CN': '显示为', en: 'Shown as' },
  'x-enumLabels': {
    dropdown: { 'zh-CN': '下拉列表', en: 'List to open' },
    list: { 'zh-CN': '平铺列表', en: 'All below each other' },
    buttons: { 'zh-CN': '按钮', en: 'Buttons' },
    cards: { 'zh-CN': '卡片', en: 'Cards' },
  },
  'x-order': 2,
};

/** Two choices with one value, or none at all. */
export function checkChoices(options: ChoiceOptions): readonly Problem[] {
  const choices = choicesOf(options);
  if (choices.length === 0) return [problem('field.options.noChoice', ['choices'])];
  const seen = new Set<string>();
  return choices.flatMap(({ value }, index) => {
    if (seen.has(value)) return [problem('field.options.choiceTwice', ['choices', index, 'value'], { value })];
    seen.add(value);
    return [];
  });
}

/** What people call a value; a value no longer offered is shown as it is. */
export const choiceLabel = (options: ChoiceOptions, value: string, locale: Locale): string =>
  say(choicesOf(options).find((item) => item.value === value)?.label, locale, value);

/** The value meant by a text of a file: the value itself, or its label in either language, whatever the case. */
export function findChoice(options: ChoiceOptions, text: string): string | undefined {
  const choices = choicesOf(options);
  const wanted = text.trim().toLowerCase();
  const isMeant = ({ value, label }: Choice): boolean =>
    value.toLowerCase() === wanted || LOCALES.some((locale) => label[locale].toLowerCase() === wanted);
  return (choices.find(({ value }) => value === text.trim()) ?? choices.find(isMeant))?.value;
}
