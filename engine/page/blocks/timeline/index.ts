import type { BlockType } from '../../../kernel/contract';

/** What it shows is read by itself, cut to the viewer's rights: nothing to set, nothing to cut. */
const timeline: BlockType = {
  type: 'timeline',
  group: 'people',
  label: { 'zh-CN': '动态', en: 'Timeline' },
  hint: { 'zh-CN': '谁在什么时候做了什么', en: 'Who did what, and when' },
  icon: 'history',
  options: { type: 'object', properties: {}, additionalProperties: false },
};
export default timeline;
