import type { FieldType } from '../../../kernel/contract';
import { isUuid } from '../../../kernel/ids';
import { problem } from '../../../kernel/problems';
import { linkTitle, toId, UUID_PATTERN } from '../../values';

/** The value is the id of a person; lists and inputs hold it as `{id, title}`. */
const person: FieldType = {
  type: 'person',
  group: 'relation',
  rank: 2,
  label: { 'zh-CN': '人员', en: 'Person' },
  hint: { 'zh-CN': '负责人、审批人等系统用户', en: 'Somebody who uses the system: an owner, an approver' },
  icon: 'user',
  options: { type: 'object', properties: {}, additionalProperties: false },
  kind: 'record',
  column: 'uuid',
  target: () => 'person',
  filters: ['isMe', 'eq', 'ne', 'in', 'notIn', 'myDepartment', 'myDepartmentAndBelow', 'isEmpty', 'notEmpty'],
  aggregates: ['count', 'countDistinct'],
  canGroup: true,
  canSort: true,
  input: 'person',
  valueSchema: () => ({ type: 'string', pattern: UUID_PATTERN }),
  normalize: toId,
  check: (value) => (isUuid(value) ? [] : [problem('field.person')]),
  format: linkTitle,
  examples: [{ options: {}, good: ['01932c07-0000-7000-8000-000000000001'], bad: ['Mei Chen', 1, {}] }],
};
export default person;
