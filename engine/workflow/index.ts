import { definePlugin } from '../kernel/contract';
import { nodeTypes } from './nodes/index.generated';
import { flowProblems } from './problems';

export const workflow = definePlugin({
  id: 'workflow',
  label: { 'zh-CN': '审批流程', en: 'Workflow' },
  nodeTypes,
  documentKinds: [{ kind: 'flow', label: { 'zh-CN': '流程', en: 'Flow' }, icon: 'git-branch', order: 50 }],
  problems: flowProblems,
});
