import type { FieldType } from '../../../kernel/contract';
import { problem } from '../../../kernel/problems';
import type { Locale, Text } from '../../../kernel/text';
import { fitNumber, normalizeNumber } from '../../values';

export type Options = { readonly wording?: Wording; readonly low?: Text; readonly high?: Text };
export type Wording = 'agree' | 'satisfied' | 'often' | 'nps' | 'numbers';
type Words = { readonly [L in Locale]: readonly string[] };
const steps = (from: number, to: number) => ({ from, to, words: undefined });
/** Steps that have names, the lowest first. */
const named = (zh: readonly string[], en: readonly string[]) => ({
  from: 1,
  to: zh.length,
  words: { 'zh-CN': zh, en },
});
/** First and last step, and what the steps are called. */
const SCALES: {
  readonly [W in Wording]: { readonly from: number; readonly to: number; readonly words: Words | undefined };
} = {
  agree: named(
    ['非常不同意', '不同意', '一般', '同意', '非常同意'],
    ['Strongly disagree', 'Disagree', 'Neutral', 'Agree', 'Strongly agree'],
  ),
  satisfied: named(
    ['非常不满意', '不满意', '一般', '满意', '非常满意'],
    ['Very dissatisfied', 'Dissatisfied', 'Neutral', 'Satisfied', 'Very satisfied'],
  ),
  often: named(['从不', '很少', '有时', '经常', '总是'], ['Never', 'Rarely', 'Sometimes', 'Often', 'Always']),
  nps: steps(0, 10),
  numbers: steps(1, 7),
};
export const scaleOf = (options: Options) => SCALES[options.wording ?? 'agree'];
export const stepsOf = (options: Options): readonly string[] => {
  const { from, to } = scaleOf(options);
  return Array.from({ length: to - from + 1 }, (_, i) => String(from + i));
};
/** What a step is called; undefined where it is a number only. */
export const wordOf = (value: string, options: Options, locale: Locale): string | undefined => {
  const { from, words } = scaleOf(options);
  return words?.[locale][Number(value) - from];
};

/** The value is the number of the step, so that averages and medians can be asked for. */
const scale: FieldType<string, Options> = {
  type: 'scale',
  group: 'number',
  label: { 'zh-CN': '量表', en: 'Scale' },
  hint: { 'zh-CN': '满意度、同意程度、推荐意愿（NPS）', en: 'Satisfaction, agreement, likelihood to recommend (NPS)' },
  icon: 'gauge',
  options: {
    type: 'object',
    properties: {
      wording: {
        enum: ['agree', 'satisfied', 'often', 'nps', 'numbers'],
        default: 'agree',
        'x-label': { 'zh-CN': '量表', en: 'Scale' },
        'x-enumLabels': {
          agree: { 'zh-CN': '同意程度（5 级）', en: 'Agreement (5 steps)' },
          satisfied: { 'zh-CN': '满意度（5 级）', en: 'Satisfaction (5 steps)' },
          often: { 'zh-CN': '频率（5 级）', en: 'Frequency (5 steps)' },
          nps: { 'zh-CN': '推荐意愿 NPS（0–10）', en: 'Net promoter score (0–10)' },
          numbers: { 'zh-CN': '数字（1–7）', en: 'Numbers (1–7)' },
        },
        'x-order': 1,
      },
      low: {
        $ref: 'common.schema.json#/$defs/text',
        'x-label': { 'zh-CN': '低端说明', en: 'Words at the low end' },
        'x-editor': 'text',
        'x-order': 2,
      },
      high: {
        $ref: 'common.schema.json#/$defs/text',
        'x-label': { 'zh-CN': '高端说明', en: 'Words at the high end' },
        'x-editor': 'text',
        'x-order': 3,
      },
    },
    additionalProperties: false,
  },
  kind: 'number',
  column: 'numeric',
  filters: ['eq', 'ne', 'lt', 'lte', 'gt', 'gte', 'between', 'in', 'notIn', 'isEmpty', 'notEmpty'],
  aggregates: ['count', 'avg', 'min', 'max', 'median', 'countDistinct'],
  canGroup: true,
  canSort: true,
  input: 'scale',
  // The words of five steps want room.
  isWide: true,
  valueSchema: (options) => ({ type: 'string', enum: [...stepsOf(options)] }),
  normalize: normalizeNumber,
  fit: (value) => fitNumber(value, 0),
  check(value, options) {
    const { from, to } = scaleOf(options);
    return typeof value === 'string' && stepsOf(options).includes(value)
      ? []
      : [problem('field.scale', [], { from, to })];
  },
  format: (value, options, locale) => wordOf(value, options, locale) ?? `${value}/${scaleOf(options).to}`,
  fileText: (value) => value,
  // A file says 满意 or Satisfied, the record keeps 4.
  parse(text, options, locale) {
    const wanted = text.trim().toLowerCase();
    const isMeant = (step: string): boolean =>
      [locale, 'zh-CN' as const, 'en' as const].some((one) => wordOf(step, options, one)?.toLowerCase() === wanted);
    return stepsOf(options).find(isMeant) ?? text.replace(/\s*\/\s*\d+\s*$/, '');
  },
  examples: [
    { options: {}, good: ['1', '5'], bad: ['0', '6', '2.5', 3, 'good'] },
    { options: { wording: 'nps' }, good: ['0', '10'], bad: ['11', '-1'] },
  ],
};
export default scale;
