import type { BlockType } from '../../../kernel/contract';

/** The flows of the record: picture, who is asked, what was decided. */
const flow: BlockType = {
  type: 'flow',
  group: 'people',
  plugin: 'workflow',
  label: { 'zh-CN': '审批', en: 'Approval' },
  hint: { 'zh-CN': '流程图、当前处理人和审批经过', en: 'The path, who is asked, what was decided' },
  icon: 'git-branch',
  options: { type: 'object', properties: {}, additionalProperties: false },
};
export default flow;
