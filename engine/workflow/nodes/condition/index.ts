import type { NodeType } from '../../../kernel/contract';
import { isName } from '../../../kernel/names';
import { problem, type Problem } from '../../../kernel/problems';
import { checkExpression, go } from '../../parts';
import type { Branch } from '../../vocabulary';

type ConditionOptions = {
  readonly branches: readonly Branch[];
};
const OTHERWISE = { name: 'else', label: { 'zh-CN': '其他情况', en: 'Otherwise' } } as const;

const checkBranch = (branch: Branch, index: number, all: readonly Branch[]): Problem[] => {
  const at = ['branches', index] as const;
  const isTaken = branch.name === OTHERWISE.name || all.some((other, i) => i < index && other.name === branch.name);
  return [
    ...(isName(branch.name)
      ? []
      : [problem('flow.badBranchName', [...at, 'name'], { name: String(branch.name ?? '') })]),
    ...(isTaken ? [problem('flow.branchTwice', [...at, 'name'], { name: branch.name })] : []),
  ];
};

/** The record decides: the first branch whose condition holds is taken, else `else`. */
const condition: NodeType<ConditionOptions> = {
  type: 'condition',
  group: 'logic',
  label: { 'zh-CN': '条件分支', en: 'Condition' },
  hint: { 'zh-CN': '按条件走不同的路，从上往下取第一个成立的', en: 'Takes the first branch whose condition holds' },
  icon: 'arrows-split',
  options: {
    type: 'object',
    properties: {
      branches: {
        type: 'array',
        'x-label': { 'zh-CN': '分支', en: 'Branches' },
        'x-editor': 'branches',
        minItems: 1,
        maxItems: 20,
        items: {
          type: 'object',
          properties: {
            name: { $ref: 'common.schema.json#/$defs/name' },
            label: { $ref: 'common.schema.json#/$defs/text' },
            when: { $ref: 'common.schema.json#/$defs/expression' },
          },
          required: ['name', 'label', 'when'],
          additionalProperties: false,
        },
      },
    },
    required: ['branches'],
    additionalProperties: false,
  },
  initial: { branches: [{ name: 'branch_1', label: { 'zh-CN': '分支 1', en: 'Branch 1' }, when: 'true' }] },
  exits: ({ branches = [] }) => [...branches.map(({ name, label }) => ({ name, label })), OTHERWISE],
  compile: (node) => ({
    entry: [{ type: 'choose', params: { node: node.id, branches: node.options.branches } }],
    on: {
      [`chosen.${node.id}`]: [...node.options.branches, OTHERWISE].map(({ name }) => ({
        guard: { type: 'isExit', params: { exit: name } },
        ...go(node, name),
      })),
    },
  }),
  check: ({ options: { branches = [] } }, names) =>
    branches.length === 0
      ? [problem('flow.noBranches', ['branches'])]
      : branches.flatMap((branch, index) => [
          ...checkBranch(branch, index, branches),
          ...checkExpression(branch.when, 'boolean', ['branches', index, 'when'], names),
        ]),
  examples: [
    {
      node: {
        id: 'size',
        label: { 'zh-CN': '金额', en: 'Amount' },
        options: { branches: [{ name: 'large', label: { 'zh-CN': '大额', en: 'Large' }, when: 'amount > 1000' }] },
        exits: { large: 'boss', else: 'yes' },
      },
      state: {
        entry: [
          {
            type: 'choose',
            params: {
              node: 'size',
              branches: [{ name: 'large', label: { 'zh-CN': '大额', en: 'Large' }, when: 'amount > 1000' }],
            },
          },
        ],
        on: {
          'chosen.size': [
            {
              guard: { type: 'isExit', params: { exit: 'large' } },
              target: '#boss',
              actions: [{ type: 'took', params: { node: 'size', exit: 'large' } }],
            },
            {
              guard: { type: 'isExit', params: { exit: 'else' } },
              target: '#yes',
              actions: [{ type: 'took', params: { node: 'size', exit: 'else' } }],
            },
          ],
        },
      },
    },
  ],
};
export default condition;
