import type { FieldType } from '../../../kernel/contract';
import { problem } from '../../../kernel/problems';
import { say, type Locale, type Text } from '../../../kernel/text';
import { toHalfWidth } from '../../values';

const YES = new Set(['true', 'yes', 'y', '1', 'on', '是', '有', '对', '√', '✓', '真']);
const NO = new Set(['false', 'no', 'n', '0', 'off', '否', '无', '错', '×', '✗', '假']);

type Options = { readonly display?: 'switch' | 'checkbox' | 'buttons'; readonly yes?: Text; readonly no?: Text };
const WORDS: { readonly [value in 'yes' | 'no']: Text } = {
  yes: { 'zh-CN': '是', en: 'Yes' },
  no: { 'zh-CN': '否', en: 'No' },
};
/** What yes and no are called in this field. */
export const yesNoWord = (value: boolean, options: Options, locale: Locale): string =>
  say(options[value ? 'yes' : 'no'], locale) || WORDS[value ? 'yes' : 'no'][locale];

const yesNo: FieldType<boolean, Options> = {
  type: 'yes_no',
  group: 'choice',
  rank: 3,
  label: { 'zh-CN': '是否', en: 'Yes or no' },
  hint: { 'zh-CN': '开关、勾选框或两个按钮', en: 'A switch, a check box or two buttons' },
  icon: 'toggle-left',
  options: {
    type: 'object',
    properties: {
      display: {
        enum: ['switch', 'checkbox', 'buttons'],
        default: 'switch',
        'x-label': { 'zh-CN': '显示为', en: 'Shown as' },
        'x-enumLabels': {
          switch: { 'zh-CN': '开关', en: 'Switch' },
          checkbox: { 'zh-CN': '勾选框', en: 'Check box' },
          buttons: { 'zh-CN': '两个按钮（可留空）', en: 'Two buttons (may stay empty)' },
        },
        'x-order': 1,
      },
      yes: {
        $ref: 'common.schema.json#/$defs/text',
        'x-label': { 'zh-CN': '“是”的说法', en: 'Word for yes' },
        'x-editor': 'text',
        'x-order': 2,
      },
      no: {
        $ref: 'common.schema.json#/$defs/text',
        'x-label': { 'zh-CN': '“否”的说法', en: 'Word for no' },
        'x-editor': 'text',
        'x-order': 3,
      },
    },
    additionalProperties: false,
  },
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
  format: (value, options, locale) => yesNoWord(value, options, locale),
  parse(text, options) {
    const wanted = text.trim().toLowerCase();
    const isMeant = (word: Text | undefined): boolean =>
      Object.values(word ?? {}).some((one) => one.toLowerCase() === wanted);
    if (wanted === '') return text;
    return isMeant(options.yes) ? true : isMeant(options.no) ? false : text;
  },
  examples: [
    { options: {}, good: [true, false], bad: ['maybe', 2, {}, 'true'] },
    {
      options: { display: 'buttons', yes: { 'zh-CN': '有货', en: 'In stock' }, no: { 'zh-CN': '缺货', en: 'Out' } },
      good: [true, false],
      bad: ['perhaps'],
    },
  ],
};
export default yesNo;
