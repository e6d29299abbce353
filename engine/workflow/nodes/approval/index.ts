import type { NodeType, NodeUse } from '../../../kernel/contract';
import type { People } from '../../../kernel/documents.generated';
import type { JsonSchema } from '../../../kernel/json';
import { problem, type Problem } from '../../../kernel/problems';
import { checkPeople, go, peopleOption } from '../../parts';
import type { TimerName, Vote } from '../../vocabulary';

export type ApprovalOptions = {
  readonly approver: People;
  /** `any`: the first answer decides. `all`: everybody approves, or one rejects. */
  readonly mode?: 'any' | 'all';
  /** Fields of the record that may be edited while deciding. */
  readonly fields?: readonly string[];
  readonly commentRequired?: 'never' | 'reject' | 'always';
  /** Hours by the clock, counted from the moment people are asked. */
  readonly remindAfterHours?: number;
  readonly escalateAfterHours?: number;
  readonly escalateTo?: People;
};

const hours = (zh: string, en: string, order: number): JsonSchema => ({
  type: 'number',
  exclusiveMinimum: 0,
  maximum: 8760,
  'x-label': { 'zh-CN': zh, en },
  'x-order': order,
});

const options: JsonSchema = {
  type: 'object',
  properties: {
    approver: { ...peopleOption({ 'zh-CN': '审批人', en: 'Who decides' }), 'x-order': 1 },
    mode: {
      enum: ['any', 'all'],
      default: 'any',
      'x-label': { 'zh-CN': '多人审批方式', en: 'With several people' },
      'x-order': 2,
      'x-enumLabels': {
        any: { 'zh-CN': '或签（一人决定即可）', en: 'The first answer decides' },
        all: { 'zh-CN': '会签（须全部同意）', en: 'Everybody must approve' },
      },
    },
    fields: {
      type: 'array',
      items: { $ref: 'common.schema.json#/$defs/name' },
      maxItems: 100,
      'x-label': { 'zh-CN': '审批时可修改的字段', en: 'Fields to fill in while deciding' },
      'x-editor': 'fieldNames',
      'x-order': 3,
    },
    commentRequired: {
      enum: ['never', 'reject', 'always'],
      default: 'reject',
      'x-label': { 'zh-CN': '审批意见', en: 'Comment' },
      'x-order': 4,
      'x-enumLabels': {
        never: { 'zh-CN': '选填', en: 'Optional' },
        reject: { 'zh-CN': '驳回时必填', en: 'Required to reject' },
        always: { 'zh-CN': '必填', en: 'Always required' },
      },
    },
    remindAfterHours: hours('多少小时后提醒', 'Remind after (hours)', 5),
    escalateAfterHours: hours('多少小时后升级', 'Escalate after (hours)', 6),
    escalateTo: {
      ...peopleOption(
        { 'zh-CN': '升级给谁', en: 'Escalate to' },
        { 'zh-CN': '未处理的任务转给他们', en: 'Unanswered tasks are handed to them' },
      ),
      'x-order': 7,
    },
  },
  required: ['approver'],
  additionalProperties: false,
};

/** Two states. `asking`: the host looks up the people in the same transaction. `deciding`: they vote, until a verdict. */
function compile(node: NodeUse<ApprovalOptions>): JsonSchema {
  const { id } = node;
  const { approver, mode = 'any', remindAfterHours, escalateAfterHours, escalateTo } = node.options;
  const isRound = { type: 'isRound', params: { node: id } };
  const arm = (timer: TimerName, after: number | undefined) =>
    after === undefined ? [] : [{ type: 'arm', params: { node: id, timer, hours: after } }];
  const onVote = (vote: Vote) => ({
    guard: { type: 'mayDecide', params: { node: id } },
    actions: [{ type: 'vote', params: { node: id, vote } }],
  });
  const onVerdict = (is: 'approved' | 'rejected') => ({
    guard: { type: 'isVerdict', params: { node: id, mode, is } },
    ...go(node, is),
  });
  return {
    initial: 'asking',
    entry: [{ type: 'enter', params: { node: id, people: approver } }],
    exit: [{ type: 'leave', params: { node: id } }],
    states: {
      asking: {
        on: {
          [`asked.${id}`]: {
            guard: isRound,
            target: 'deciding',
            actions: [
              { type: 'assign', params: { node: id } },
              ...arm('remind', remindAfterHours),
              ...arm('escalate', escalateTo && escalateAfterHours),
            ],
          },
        },
      },
      deciding: {
        always: [onVerdict('rejected'), onVerdict('approved')],
        on: {
          [`approve.${id}`]: onVote('approve'),
          [`reject.${id}`]: onVote('reject'),
          // Somebody left, or took over: whoever has not answered is asked anew.
          [`handed.${id}`]: {
            guard: isRound,
            actions: [{ type: 'handOver', params: { node: id, isEscalation: false } }],
          },
          ...(remindAfterHours === undefined
            ? {}
            : { [`remind.${id}`]: { guard: isRound, actions: [{ type: 'remindOpen', params: { node: id } }] } }),
          ...(escalateTo === undefined || escalateAfterHours === undefined
            ? {}
            : {
                [`escalate.${id}`]: {
                  guard: isRound,
                  actions: [{ type: 'askAgain', params: { node: id, people: escalateTo } }],
                },
                [`escalated.${id}`]: { guard: isRound, actions: [{ type: 'handOver', params: { node: id } }] },
              }),
        },
      },
    },
  };
}

const approval: NodeType<ApprovalOptions> = {
  type: 'approval',
  group: 'people',
  label: { 'zh-CN': '审批', en: 'Approval' },
  hint: { 'zh-CN': '请一人或多人同意或驳回', en: 'Asks one or several people to approve or reject' },
  icon: 'user-check',
  options,
  initial: { approver: { by: 'manager' } },
  exits: () => [
    { name: 'approved', label: { 'zh-CN': '同意', en: 'Approved' } },
    { name: 'rejected', label: { 'zh-CN': '驳回', en: 'Rejected' } },
  ],
  compile,
  check({ options: { approver, fields = [], remindAfterHours, escalateAfterHours, escalateTo } }, names) {
    const problems: Problem[] = [...checkPeople(approver, ['approver'], names)];
    fields.forEach((field, index) => {
      if (!names.fields.has(field)) problems.push(problem('flow.unknownField', ['fields', index], { field }));
      else if (names.resolve(field)?.isDerived) {
        problems.push(problem('flow.derivedField', ['fields', index], { field }));
      }
    });
    if (escalateTo !== undefined) problems.push(...checkPeople(escalateTo, ['escalateTo'], names));
    for (const [name, value] of Object.entries({ remindAfterHours, escalateAfterHours })) {
      if (value !== undefined && !(Number.isFinite(value) && value > 0)) {
        problems.push(problem('flow.badHours', [name]));
      }
    }
    if (escalateAfterHours !== undefined && escalateTo === undefined) {
      problems.push(problem('flow.escalateToMissing', ['escalateTo']));
    }
    if (escalateTo !== undefined && escalateAfterHours === undefined) {
      problems.push(problem('flow.escalateAfterMissing', ['escalateAfterHours']));
    }
    if (remindAfterHours !== undefined && escalateAfterHours !== undefined && remindAfterHours >= escalateAfterHours) {
      problems.push(problem('flow.remindTooLate', ['remindAfterHours']));
    }
    return problems;
  },
  examples: [
    {
      node: {
        id: 'boss',
        label: { 'zh-CN': '经理审批', en: 'Manager approves' },
        options: { approver: { by: 'manager' } },
        exits: { approved: 'yes', rejected: 'no' },
      },
      state: {
        initial: 'asking',
        entry: [{ type: 'enter', params: { node: 'boss', people: { by: 'manager' } } }],
        exit: [{ type: 'leave', params: { node: 'boss' } }],
        states: {
          asking: {
            on: {
              'asked.boss': {
                guard: { type: 'isRound', params: { node: 'boss' } },
                target: 'deciding',
                actions: [{ type: 'assign', params: { node: 'boss' } }],
              },
            },
          },
          deciding: {
            always: [
              {
                guard: { type: 'isVerdict', params: { node: 'boss', mode: 'any', is: 'rejected' } },
                target: '#no',
                actions: [{ type: 'took', params: { node: 'boss', exit: 'rejected' } }],
              },
              {
                guard: { type: 'isVerdict', params: { node: 'boss', mode: 'any', is: 'approved' } },
                target: '#yes',
                actions: [{ type: 'took', params: { node: 'boss', exit: 'approved' } }],
              },
            ],
            on: {
              'approve.boss': {
                guard: { type: 'mayDecide', params: { node: 'boss' } },
                actions: [{ type: 'vote', params: { node: 'boss', vote: 'approve' } }],
              },
              'reject.boss': {
                guard: { type: 'mayDecide', params: { node: 'boss' } },
                actions: [{ type: 'vote', params: { node: 'boss', vote: 'reject' } }],
              },
              'handed.boss': {
                guard: { type: 'isRound', params: { node: 'boss' } },
                actions: [{ type: 'handOver', params: { node: 'boss', isEscalation: false } }],
              },
            },
          },
        },
      },
    },
  ],
};
export default approval;
