import type { NodeType } from '../../../kernel/contract';
import type { JsonObject } from '../../../kernel/json';
import { problem } from '../../../kernel/problems';
import { assignmentsOption, checkAssignments } from '../../parts';
import type { Assignment, Outcome } from '../../vocabulary';

type EndOptions = {
  readonly outcome: Outcome;
  readonly set?: readonly Assignment[];
};

const OUTCOMES: readonly Outcome[] = ['approved', 'rejected', 'done'];

const end: NodeType<EndOptions> = {
  type: 'end',
  group: 'finish',
  label: { 'zh-CN': '结束', en: 'End' },
  hint: { 'zh-CN': '流程在这里结束，并记下结果', en: 'The flow ends here, with a result' },
  icon: 'flag',
  options: {
    type: 'object',
    properties: {
      outcome: {
        enum: OUTCOMES,
        default: 'approved',
        'x-label': { 'zh-CN': '结果', en: 'Result' },
        'x-order': 1,
        'x-enumLabels': {
          approved: { 'zh-CN': '通过', en: 'Approved' },
          rejected: { 'zh-CN': '未通过', en: 'Rejected' },
          done: { 'zh-CN': '完成', en: 'Done' },
        },
      },
      set: { ...assignmentsOption({ 'zh-CN': '同时更新字段', en: 'Also set these fields' }), 'x-order': 2 },
    },
    required: ['outcome'],
    additionalProperties: false,
  },
  initial: { outcome: 'done' },
  exits: () => [],
  compile({ id, options: { outcome, set = [] } }) {
    const update: JsonObject[] = set.length > 0 ? [{ type: 'update', params: { node: id, set } }] : [];
    return { type: 'final', entry: [...update, { type: 'finish', params: { node: id, outcome } }] };
  },
  check: ({ options }, names) => [
    ...(OUTCOMES.includes(options.outcome) ? [] : [problem('flow.badOutcome', ['outcome'])]),
    ...checkAssignments(options.set, ['set'], names),
  ],
  examples: [
    {
      node: { id: 'yes', label: { 'zh-CN': '通过', en: 'Approved' }, options: { outcome: 'approved' }, exits: {} },
      state: { type: 'final', entry: [{ type: 'finish', params: { node: 'yes', outcome: 'approved' } }] },
    },
  ],
};
export default end;
