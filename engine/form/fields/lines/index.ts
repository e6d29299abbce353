import type { FieldType } from '../../../kernel/contract';
import type { FieldUse } from '../../../kernel/documents.generated';
import { isObject } from '../../../kernel/json';
import { problem } from '../../../kernel/problems';

type Options = { readonly fields: readonly FieldUse[]; readonly maxRows?: number; readonly frozen?: number };
type Row = { readonly [field: string]: unknown };
const maxRows = (options: Options): number => options.maxRows ?? 500;

/**
 * Rows that belong to one record and lie in a child table. A row is `{id?, …values}`: with an id it is the row kept
 * before, without one it is new; a row that is left out is deleted. The cells are checked by the types of the columns
 * (`checkField` of engine/form/record.ts), for only the model knows those.
 */
const lines: FieldType<readonly Row[], Options> = {
  type: 'lines',
  group: 'other',
  rank: 1,
  label: { 'zh-CN': '明细表', en: 'Line items' },
  hint: { 'zh-CN': '记录里的一张小表，如订单明细', en: 'A table inside the record, such as the items of an order' },
  icon: 'table',
  options: {
    type: 'object',
    properties: {
      fields: {
        type: 'array',
        minItems: 1,
        maxItems: 50,
        items: { $ref: 'common.schema.json#/$defs/field' },
        'x-label': { 'zh-CN': '列', en: 'Columns' },
        'x-editor': 'lines',
        'x-order': 1,
      },
      maxRows: {
        type: 'integer',
        minimum: 1,
        maximum: 2000,
        default: 500,
        'x-label': { 'zh-CN': '最多行数', en: 'Most rows' },
        'x-order': 2,
      },
      frozen: {
        type: 'integer',
        minimum: 0,
        maximum: 3,
        default: 1,
        'x-label': { 'zh-CN': '固定前几列', en: 'Columns that stand still' },
        'x-help': {
          'zh-CN': '左右滚动时保持不动的列数',
          en: 'So many of the first columns stay in sight while the others are moved sideways',
        },
        'x-order': 3,
      },
    },
    required: ['fields'],
    additionalProperties: false,
  },
  kind: 'lines',
  column: null,
  filters: ['isEmpty', 'notEmpty'],
  aggregates: [],
  canGroup: false,
  canSort: false,
  input: 'lines',
  isWide: true,
  valueSchema: (options) => ({ type: 'array', items: { type: 'object' }, maxItems: maxRows(options) }),
  check(value, options) {
    if (!Array.isArray(value)) return [problem('field.list')];
    if (value.length > maxRows(options)) return [problem('field.tooManyRows', [], { max: maxRows(options) })];
    return value.flatMap((row, index) => (isObject(row) ? [] : [problem('field.row', [index])]));
  },
  checkOptions: (options) =>
    (options.fields ?? []).flatMap((field, index) =>
      field.type === 'lines' ? [problem('field.options.linesInLines', ['fields', index, 'type'])] : [],
    ),
  format: (value, _options, locale) =>
    locale === 'en' ? `${value.length} ${value.length === 1 ? 'row' : 'rows'}` : `${value.length} 行`,
  examples: [
    {
      options: {
        fields: [{ id: 'fld_example1', name: 'quantity', type: 'number', label: { 'zh-CN': '数量', en: 'Quantity' } }],
        maxRows: 2,
      },
      good: [[{ quantity: '1' }], [{ quantity: '1' }, { quantity: '2' }]],
      bad: ['rows', [1], [{}, {}, {}], { quantity: '1' }, [null]],
    },
  ],
};
export default lines;
