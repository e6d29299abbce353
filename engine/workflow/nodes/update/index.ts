import type { NodeType } from '../../../kernel/contract';
import { problem } from '../../../kernel/problems';
import { assignmentsOption, checkAssignments, go, NEXT } from '../../parts';
import type { Assignment } from '../../vocabulary';

type UpdateOptions = {
  readonly set: readonly Assignment[];
};

const update: NodeType<UpdateOptions> = {
  type: 'update',
  group: 'action',
  label: { 'zh-CN': '更新记录', en: 'Update record' },
  hint: { 'zh-CN': '把字段设为固定值或计算结果', en: 'Sets fields to values or results of expressions' },
  icon: 'pencil',
  options: {
    type: 'object',
    properties: { set: { ...assignmentsOption({ 'zh-CN': '要更新的字段', en: 'Fields to set' }), minItems: 1 } },
    required: ['set'],
    additionalProperties: false,
  },
  initial: { set: [] },
  exits: () => NEXT,
  compile: (node) => ({
    entry: [{ type: 'update', params: { node: node.id, set: node.options.set } }],
    always: go(node, 'next'),
  }),
  check: ({ options }, names) =>
    options.set?.length ? checkAssignments(options.set, ['set'], names) : [problem('flow.nothingToSet', ['set'])],
  examples: [
    {
      node: {
        id: 'activate',
        label: { 'zh-CN': '启用', en: 'Activate' },
        options: { set: [{ field: 'status', value: '"active"' }] },
        exits: { next: 'yes' },
      },
      state: {
        entry: [{ type: 'update', params: { node: 'activate', set: [{ field: 'status', value: '"active"' }] } }],
        always: { target: '#yes', actions: [{ type: 'took', params: { node: 'activate', exit: 'next' } }] },
      },
    },
  ],
};
export default update;
