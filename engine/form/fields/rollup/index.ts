import type { FieldShape, FieldType } from '../../../kernel/contract';
import { problem } from '../../../kernel/problems';
import number from '../number';

type Aggregate = 'count' | 'sum' | 'avg' | 'min' | 'max' | 'list';
type Options = {
  readonly children: string;
  readonly aggregate?: Aggregate;
  readonly field?: string;
  readonly where?: string;
};
const LIST: FieldShape = { type: 'long_text', options: {} };
const WHOLE: FieldShape = { type: 'number', options: { decimals: 0 } };
const aggregateOf = ({ aggregate = 'count' }: Options): Aggregate => aggregate;

/** An average has digits that its items need not have. */
function averageOf({ type, options }: FieldShape): FieldShape {
  const { min: _min, max: _max, ...rest } = options;
  const decimals = typeof rest.decimals === 'number' ? rest.decimals : 2;
  return { type, options: { ...rest, decimals: Math.max(decimals, 2) } };
}
/** The sum of amounts may be above the largest amount. */
function withoutLimits({ type, options }: FieldShape): FieldShape {
  const { min: _min, max: _max, ...rest } = options;
  return { type, options: rest };
}

/** A number over the records that belong to this one, or its line items; exact in the transaction that changes them. */
const rollup: FieldType<unknown, Options> = {
  type: 'rollup',
  group: 'computed',
  label: { 'zh-CN': '汇总', en: 'Roll-up' },
  hint: { 'zh-CN': '对下级记录或明细求和、计数、平均等', en: 'Sum, count or average of the records that belong to it' },
  icon: 'sum',
  options: {
    type: 'object',
    properties: {
      children: {
        type: 'string',
        pattern: '^[a-z][a-z0-9_]{0,39}(\\.[a-z][a-z0-9_]{0,39})?$',
        'x-label': { 'zh-CN': '汇总对象', en: 'Over' },
        'x-help': { 'zh-CN': '明细表，或指向这里的记录', en: 'Line items, or records that point here' },
        'x-editor': 'children',
        'x-order': 1,
      },
      aggregate: {
        enum: ['count', 'sum', 'avg', 'min', 'max', 'list'],
        default: 'count',
        'x-label': { 'zh-CN': '方式', en: 'How' },
        'x-enumLabels': {
          count: { 'zh-CN': '条数', en: 'Count' },
          sum: { 'zh-CN': '合计', en: 'Sum' },
          avg: { 'zh-CN': '平均', en: 'Average' },
          min: { 'zh-CN': '最小', en: 'Smallest' },
          max: { 'zh-CN': '最大', en: 'Largest' },
          list: { 'zh-CN': '列出各值', en: 'List of the values' },
        },
        'x-order': 2,
      },
      field: {
        type: 'string',
        pattern: '^[a-z][a-z0-9_]{0,39}$',
        'x-label': { 'zh-CN': '字段', en: 'Of the field' },
        'x-help': { 'zh-CN': '只数条数时不用选', en: 'Not needed for a count' },
        'x-editor': 'relatedField',
        'x-along': 'children',
        'x-order': 3,
      },
      where: {
        type: 'string',
        maxLength: 2000,
        'x-label': { 'zh-CN': '只算符合条件的', en: 'Only those where' },
        'x-help': { 'zh-CN': '例如 status == "done"', en: 'For example status == "done"' },
        'x-editor': 'expression',
        'x-along': 'children',
        'x-order': 4,
      },
    },
    required: ['children'],
    additionalProperties: false,
  },
  kind: 'number',
  column: 'numeric',
  kindOf: (options) => (aggregateOf(options) === 'list' ? 'text' : 'number'),
  columnOf: (options) => (aggregateOf(options) === 'list' ? 'text' : 'numeric'),
  derive: {
    shape(options, names) {
      const aggregate = aggregateOf(options);
      if (aggregate === 'count') return WHOLE;
      if (aggregate === 'list') return LIST;
      const [first, relation] = (options.children ?? '').split('.') as [string, string | undefined];
      const of = options.field ?? '';
      const source = relation === undefined ? names.field(`${first}.${of}`) : names.field(of, first);
      if (!source || aggregate === 'min' || aggregate === 'max') return source;
      return aggregate === 'avg' ? averageOf(source) : withoutLimits(source);
    },
    compute: (options) => ({
      by: 'children',
      children: options.children ?? '',
      aggregate: aggregateOf(options),
      field: aggregateOf(options) === 'count' ? undefined : (options.field ?? ''),
      where: options.where,
    }),
  },
  checkOptions: (options) =>
    aggregateOf(options) !== 'count' && !options.field ? [problem('field.options.rollupField', ['field'])] : [],
  filters: number.filters,
  aggregates: number.aggregates,
  canGroup: false,
  canSort: true,
  input: 'text',
  valueSchema: (options) => (aggregateOf(options) === 'list' ? { type: 'string' } : number.valueSchema({})),
  check: (value, options) =>
    aggregateOf(options) === 'list'
      ? typeof value === 'string'
        ? []
        : [problem('field.text')]
      : number.check(value, {}),
  format: (value, options, locale) =>
    aggregateOf(options) === 'list' ? String(value) : number.format(value as string, {}, locale),
  examples: [
    { options: { children: 'order.customer' }, good: ['0', '12'], bad: ['many', 3, true] },
    { options: { children: 'items', aggregate: 'list', field: 'product' }, good: ['A, B'], bad: [3, ['A']] },
  ],
};
export default rollup;
