import type { BlockType } from '../../../kernel/contract';

/** What it shows is read by itself, cut to the viewer's rights: nothing to set, nothing to cut. */
const comments: BlockType = {
  type: 'comments',
  group: 'people',
  label: { 'zh-CN': '评论', en: 'Comments' },
  hint: { 'zh-CN': '讨论、@提及同事', en: 'Discussion, with mentions' },
  icon: 'message',
  options: { type: 'object', properties: {}, additionalProperties: false },
};
export default comments;
