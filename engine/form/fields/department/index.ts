import type { FieldType } from '../../../kernel/contract';
import { isUuid } from '../../../kernel/ids';
import { problem } from '../../../kernel/problems';
import { linkTitle, toId, UUID_PATTERN } from '../../values';

/** The value is the id of a department; lists and inputs hold it as `{id, title}`. */
const department: FieldType = {
  type: 'department',
  group: 'relation',
  label: { 'zh-CN': '部门', en: 'Department' },
  hint: { 'zh-CN': '从部门树中选择', en: 'Chosen from the tree of departments' },
  icon: 'sitemap',
  options: { type: 'object', properties: {}, additionalProperties: false },
  kind: 'record',
  column: 'uuid',
  target: () => 'department',
  filters: ['eq', 'ne', 'in', 'notIn', 'isEmpty', 'notEmpty'],
  aggregates: ['count', 'countDistinct'],
  canGroup: true,
  canSort: true,
  input: 'department',
  valueSchema: () => ({ type: 'string', pattern: UUID_PATTERN }),
  normalize: toId,
  check: (value) => (isUuid(value) ? [] : [problem('field.department')]),
  format: linkTitle,
  examples: [{ options: {}, good: ['01932c07-0000-7000-8000-000000000001'], bad: ['Sales East', 1, {}] }],
};
export default department;
