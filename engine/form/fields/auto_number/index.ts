import type { FieldType } from '../../../kernel/contract';
import { problem, type Problem } from '../../../kernel/problems';
import { checkText, LINE_PATTERN } from '../../values';
import text from '../text';

type Reset = 'never' | 'year' | 'month' | 'day';
type Options = { readonly pattern?: string; readonly reset?: Reset; readonly gapless?: boolean };
const MAX_LENGTH = 120;
const PATTERN = '{yyyy}{MM}{dd}-{0000}';
const patternOf = ({ pattern = PATTERN }: Options): string => pattern;

/** What the pattern must say, so that a number that begins again is still another text. */
const NEEDS: { readonly [R in Reset]: readonly (readonly string[])[] } = {
  never: [],
  year: [['{yyyy}', '{yy}']],
  month: [['{yyyy}', '{yy}'], ['{MM}']],
  day: [['{yyyy}', '{yy}'], ['{MM}'], ['{dd}']],
};

function checkPattern(options: Options): readonly Problem[] {
  const pattern = patternOf(options);
  const places: readonly string[] = pattern.match(/\{[^{}]*\}/g) ?? [];
  const rest = pattern.replace(/\{[^{}]*\}/g, '');
  const unknown = places.find((place) => !/^\{(yyyy|yy|MM|dd|0{1,12})\}$/.test(place));
  if (unknown !== undefined || /[{}]/.test(rest)) {
    return [problem('field.options.numberPlace', ['pattern'], { place: unknown ?? '{' })];
  }
  if (places.filter((place) => place.startsWith('{0')).length !== 1) {
    return [problem('field.options.numberDigits', ['pattern'])];
  }
  const missing = NEEDS[options.reset ?? 'never']?.find((some) => !some.some((place) => places.includes(place)));
  return missing ? [problem('field.options.numberReset', ['reset'], { place: missing.join(' / ') })] : [];
}

/** `SO-202611-0042`: a number given once to each record, in the order in which they are made. */
const autoNumber: FieldType<string, Options> = {
  type: 'auto_number',
  group: 'computed',
  label: { 'zh-CN': '自动编号', en: 'Auto-number' },
  hint: {
    'zh-CN': '如 SO-202611-0042，由系统依次给出',
    en: 'Such as SO-202611-0042, given by the system one after the other',
  },
  icon: 'hash',
  options: {
    type: 'object',
    properties: {
      pattern: {
        type: 'string',
        minLength: 1,
        maxLength: 80,
        pattern: LINE_PATTERN,
        default: PATTERN,
        'x-label': { 'zh-CN': '格式', en: 'Pattern' },
        'x-help': {
          'zh-CN': '{yyyy} {yy} 年，{MM} 月，{dd} 日，{0000} 四位流水号；例如 SO-{yyyy}{MM}-{0000}',
          en: '{yyyy} {yy} year, {MM} month, {dd} day, {0000} four digits of the number: SO-{yyyy}{MM}-{0000}',
        },
        'x-order': 1,
      },
      reset: {
        enum: ['never', 'year', 'month', 'day'],
        default: 'never',
        'x-label': { 'zh-CN': '从 1 重新开始', en: 'Begins again at 1' },
        'x-enumLabels': {
          never: { 'zh-CN': '从不', en: 'Never' },
          year: { 'zh-CN': '每年', en: 'Every year' },
          month: { 'zh-CN': '每月', en: 'Every month' },
          day: { 'zh-CN': '每天', en: 'Every day' },
        },
        'x-order': 2,
      },
      gapless: {
        type: 'boolean',
        default: false,
        'x-label': { 'zh-CN': '不允许断号', en: 'Without gaps' },
        'x-help': {
          'zh-CN': '发票等用途；新建记录时会互相等待，速度较慢',
          en: 'For invoices and the like; those who create records wait for each other',
        },
        'x-order': 3,
      },
    },
    additionalProperties: false,
  },
  kind: 'text',
  column: 'text',
  derive: {
    shape: () => ({ type: 'text', options: { maxLength: MAX_LENGTH } }),
    compute: (options) => ({
      by: 'number',
      pattern: patternOf(options),
      reset: options.reset ?? 'never',
      isGapless: options.gapless ?? false,
    }),
  },
  checkOptions: checkPattern,
  filters: text.filters,
  aggregates: text.aggregates,
  canGroup: false,
  canSort: true,
  input: 'text',
  valueSchema: () => ({ type: 'string', minLength: 1, maxLength: MAX_LENGTH, pattern: LINE_PATTERN }),
  check: (value) => checkText(value, MAX_LENGTH, false),
  format: (value) => value,
  examples: [
    { options: {}, good: ['20261122-0001'], bad: [5, true, 'x'.repeat(121), 'a\u0000'] },
    {
      options: { pattern: 'SO-{yyyy}{MM}-{0000}', reset: 'month', gapless: true },
      good: ['SO-202611-0042', 'SO-202611-10000'],
      bad: [42],
    },
  ],
};
export default autoNumber;
