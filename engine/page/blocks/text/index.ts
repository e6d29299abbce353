import type { BlockType } from '../../../kernel/contract';
import type { Text } from '../../../kernel/text';

type Options = { readonly text: Text; readonly tone?: 'plain' | 'info' | 'warning' };

/** Words for whoever works with the record: light markdown, the same for every record. */
const text: BlockType<Options> = {
  type: 'text',
  group: 'text',
  label: { 'zh-CN': '说明文字', en: 'Text' },
  hint: { 'zh-CN': '给使用者的说明，支持列表和链接', en: 'A note for the reader; lists and links work' },
  icon: 'align-left',
  options: {
    type: 'object',
    properties: {
      text: {
        type: 'object',
        properties: { 'zh-CN': { type: 'string', maxLength: 2000 }, en: { type: 'string', maxLength: 2000 } },
        required: ['zh-CN', 'en'],
        additionalProperties: false,
        'x-label': { 'zh-CN': '文字', en: 'Text' },
        'x-editor': 'text',
        'x-order': 1,
      },
      tone: {
        enum: ['plain', 'info', 'warning'],
        default: 'plain',
        'x-label': { 'zh-CN': '样式', en: 'Style' },
        'x-enumLabels': {
          plain: { 'zh-CN': '普通', en: 'Plain' },
          info: { 'zh-CN': '提示', en: 'Note' },
          warning: { 'zh-CN': '注意', en: 'Warning' },
        },
        'x-order': 2,
      },
    },
    required: ['text'],
    additionalProperties: false,
  },
};
export default text;
