import type { BlockType } from '../../../kernel/contract';

/** What it shows is read by itself, cut to the viewer's rights: nothing to set, nothing to cut. */
const files: BlockType = {
  type: 'files',
  group: 'people',
  label: { 'zh-CN': '文件', en: 'Files' },
  hint: { 'zh-CN': '本记录的全部文件和预览', en: 'All files of the record, with previews' },
  icon: 'paperclip',
  options: { type: 'object', properties: {}, additionalProperties: false },
};
export default files;
