import type { FieldType } from '../../../kernel/contract';
import { problem } from '../../../kernel/problems';
import text from '../text';

type Options = { readonly relation: string; readonly field: string };

/**
 * A field of the record that a relation points to. It is joined when it is read, never copied: so it is never out of
 * date, a change of a record that a million others point to writes one row, and the rights of whoever reads (to the
 * field, and to the record pointed to) are those of the one read path.
 */
const lookup: FieldType<unknown, Options> = {
  type: 'lookup',
  group: 'computed',
  label: { 'zh-CN': '引用字段', en: 'Look-up' },
  hint: { 'zh-CN': '显示关联记录上的一个字段', en: 'Shows a field of the record that a relation points to' },
  icon: 'arrow-guide',
  options: {
    type: 'object',
    properties: {
      relation: {
        type: 'string',
        pattern: '^[a-z][a-z0-9_]{0,39}$',
        'x-label': { 'zh-CN': '通过关联', en: 'Along the relation' },
        'x-editor': 'fieldName',
        'x-kinds': ['record'],
        'x-order': 1,
      },
      field: {
        type: 'string',
        pattern: '^[a-z][a-z0-9_]{0,39}$',
        'x-label': { 'zh-CN': '显示字段', en: 'Shows the field' },
        'x-editor': 'relatedField',
        'x-along': 'relation',
        'x-order': 2,
      },
    },
    required: ['relation', 'field'],
    additionalProperties: false,
  },
  kind: 'text',
  column: 'text',
  derive: {
    shape(options, names) {
      const relation = names.field(options.relation ?? '');
      return relation?.target === undefined ? undefined : names.field(options.field ?? '', relation.target);
    },
    compute: ({ relation, field }) => ({ by: 'path', relation: relation ?? '', field: field ?? '' }),
  },
  filters: text.filters,
  aggregates: text.aggregates,
  canGroup: true,
  canSort: true,
  input: 'text',
  valueSchema: () => ({ type: 'string' }),
  check: (value) => (typeof value === 'string' ? [] : [problem('field.text')]),
  format: (value) => (typeof value === 'string' ? value : JSON.stringify(value)),
  examples: [{ options: { relation: 'region', field: 'name' }, good: ['华东', 'East'], bad: [5, true, ['a']] }],
};
export default lookup;
