import type { FieldType } from '../../../kernel/contract';
import { isUuid } from '../../../kernel/ids';
import { problem } from '../../../kernel/problems';
import { linkTitle, toId, UUID_PATTERN } from '../../values';

type Options = { readonly entity: string; readonly tree?: boolean };

/** The value is the id of a record; lists and inputs hold it as `{id, title}`. */
const relation: FieldType<unknown, Options> = {
  type: 'relation',
  group: 'relation',
  rank: 1,
  label: { 'zh-CN': '关联记录', en: 'Relation' },
  hint: { 'zh-CN': '指向另一张表的一条记录', en: 'Points to a record of another entity' },
  icon: 'link',
  options: {
    type: 'object',
    properties: {
      entity: {
        type: 'string',
        pattern: '^[a-z][a-z0-9_]{0,39}$',
        'x-label': { 'zh-CN': '关联到', en: 'Points to' },
        'x-editor': 'entityName',
        'x-order': 1,
      },
      tree: {
        type: 'boolean',
        default: false,
        'x-label': { 'zh-CN': '上级（树形结构）', en: 'Parent in a tree' },
        'x-help': {
          'zh-CN': '指向同一张表的上级记录；不允许循环，可按“某记录及其下级”筛选',
          en: 'Points to the parent in the same entity; circles are refused, and one may filter by a record and all below it',
        },
        'x-order': 2,
      },
    },
    required: ['entity'],
    additionalProperties: false,
  },
  kind: 'record',
  column: 'uuid',
  target: (options) => options.entity,
  filters: ['eq', 'ne', 'in', 'notIn', 'isEmpty', 'notEmpty'],
  aggregates: ['count', 'countDistinct'],
  canGroup: true,
  canSort: true,
  input: 'relation',
  valueSchema: () => ({ type: 'string', pattern: UUID_PATTERN }),
  normalize: toId,
  check: (value) => (isUuid(value) ? [] : [problem('field.record')]),
  format: linkTitle,
  examples: [
    {
      options: { entity: 'person' },
      good: ['01932c07-0000-7000-8000-000000000001'],
      bad: ['Qingdao', 5, '01932c07', ['01932c07-0000-7000-8000-000000000001'], ''],
    },
  ],
};
export default relation;
