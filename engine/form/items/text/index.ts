import type { ItemType } from '../../../kernel/contract';
import type { Text } from '../../../kernel/text';
import { textOption, VALUES_HELP } from '../textOption';

type Options = { readonly text: Text; readonly tone?: 'plain' | 'info' | 'warning' };

/** Words for whoever fills in the form: paragraphs, and addresses that become links. */
const text: ItemType<Options> = {
  type: 'text',
  order: 2,
  label: { 'zh-CN': '说明文字', en: 'Paragraph' },
  hint: { 'zh-CN': '给填表人看的说明', en: 'A note for whoever fills in the form' },
  icon: 'align-left',
  options: {
    type: 'object',
    properties: {
      text: {
        ...textOption(4000),
        'x-label': { 'zh-CN': '文字', en: 'Text' },
        'x-help': VALUES_HELP,
        'x-isLong': true,
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
  speaks: ['text'],
  isPrinted: true,
  initial: { text: { 'zh-CN': '在右侧填写说明。', en: 'Write a note at the right.' } },
  examples: {
    good: [{ text: { 'zh-CN': '说明', en: 'A note, see https://example.com' }, tone: 'info' }],
    bad: [{}, { text: { en: 'only one language' } }, { text: { 'zh-CN': '', en: '' }, tone: 'loud' }],
  },
};
export default text;
