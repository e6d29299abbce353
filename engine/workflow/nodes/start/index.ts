import type { NodeType } from '../../../kernel/contract';
import { go, NEXT } from '../../parts';

const start: NodeType = {
  type: 'start',
  group: 'begin',
  label: { 'zh-CN': '开始', en: 'Start' },
  hint: { 'zh-CN': '流程从这里开始', en: 'The flow begins here' },
  icon: 'player-play',
  options: { type: 'object', properties: {}, additionalProperties: false },
  exits: () => NEXT,
  compile: (node) => ({ always: go(node, 'next') }),
  examples: [
    {
      node: { id: 'begin', label: { 'zh-CN': '提交', en: 'Submitted' }, options: {}, exits: { next: 'check' } },
      state: { always: { target: '#check', actions: [{ type: 'took', params: { node: 'begin', exit: 'next' } }] } },
    },
  ],
};
export default start;
