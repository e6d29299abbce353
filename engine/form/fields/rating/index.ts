import type { FieldType } from '../../../kernel/contract';
import { problem } from '../../../kernel/problems';
import { fitNumber, normalizeNumber } from '../../values';

type Options = { readonly max?: number; readonly symbol?: 'star' | 'heart' | 'flag' };
const max = (options: Options): number => options.max ?? 5;

const rating: FieldType<string, Options> = {
  type: 'rating',
  group: 'number',
  label: { 'zh-CN': '评分', en: 'Rating' },
  hint: { 'zh-CN': '点几颗星来打分', en: 'So many stars' },
  icon: 'star',
  options: {
    type: 'object',
    properties: {
      max: {
        type: 'integer',
        minimum: 3,
        maximum: 10,
        default: 5,
        'x-label': { 'zh-CN': '最高分', en: 'Highest' },
        'x-order': 1,
      },
      symbol: {
        enum: ['star', 'heart', 'flag'],
        default: 'star',
        'x-label': { 'zh-CN': '图标', en: 'Symbol' },
        'x-enumLabels': {
          star: { 'zh-CN': '星', en: 'Star' },
          heart: { 'zh-CN': '心', en: 'Heart' },
          flag: { 'zh-CN': '旗', en: 'Flag' },
        },
        'x-order': 2,
      },
    },
    additionalProperties: false,
  },
  kind: 'number',
  column: 'numeric',
  filters: ['eq', 'ne', 'lt', 'lte', 'gt', 'gte', 'between', 'in', 'notIn', 'isEmpty', 'notEmpty'],
  aggregates: ['count', 'avg', 'min', 'max', 'median', 'sum', 'countDistinct'],
  canGroup: true,
  canSort: true,
  input: 'rating',
  valueSchema: (options) => ({ type: 'string', enum: Array.from({ length: max(options) }, (_, i) => String(i + 1)) }),
  // "★★★☆☆", "4/5", "4 分"; nothing chosen is no value.
  normalize(value) {
    if (value === 0 || value === '0') return null;
    if (typeof value !== 'string' || value.length > 20) return normalizeNumber(value);
    const stars = [...value].filter((c) => c === '★' || c === '⭐').length;
    if (stars > 0) return String(stars);
    return normalizeNumber(value.replace(/\s*(\/\s*\d+|分|星|stars?)\s*$/i, ''));
  },
  fit: (value) => fitNumber(value, 0),
  check(value, options) {
    const isGood = typeof value === 'string' && /^([1-9]|10)$/.test(value) && Number(value) <= max(options);
    return isGood ? [] : [problem('field.rating', [], { max: max(options) })];
  },
  format: (value, options) => `${value}/${max(options)}`,
  examples: [
    { options: {}, good: ['1', '5'], bad: ['6', '0', '2.5', 'good', 3, '-1'] },
    { options: { max: 10 }, good: ['10'], bad: ['11'] },
  ],
};
export default rating;
