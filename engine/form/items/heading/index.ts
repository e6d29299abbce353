import type { ItemType } from '../../../kernel/contract';
import type { Text } from '../../../kernel/text';
import { textOption, VALUES_HELP } from '../textOption';

type Options = { readonly text: Text; readonly size?: 'large' | 'small' };

/** A heading within a section. */
const heading: ItemType<Options> = {
  type: 'heading',
  order: 1,
  label: { 'zh-CN': '标题', en: 'Heading' },
  hint: { 'zh-CN': '把分区里的字段分成几组', en: 'Parts the fields of a section' },
  icon: 'heading',
  options: {
    type: 'object',
    properties: {
      text: {
        ...textOption(200),
        'x-label': { 'zh-CN': '标题文字', en: 'Heading' },
        'x-help': VALUES_HELP,
        'x-order': 1,
      },
      size: {
        enum: ['large', 'small'],
        default: 'small',
        'x-label': { 'zh-CN': '大小', en: 'Size' },
        'x-enumLabels': {
          large: { 'zh-CN': '大', en: 'Large' },
          small: { 'zh-CN': '小', en: 'Small' },
        },
        'x-order': 2,
      },
    },
    required: ['text'],
    additionalProperties: false,
  },
  speaks: ['text'],
  isPrinted: true,
  initial: { text: { 'zh-CN': '标题', en: 'Heading' } },
  examples: {
    good: [
      { text: { 'zh-CN': '联系方式', en: 'How to reach them' } },
      { text: { 'zh-CN': 'a', en: 'b' }, size: 'large' },
    ],
    bad: [{}, { text: 'Heading' }, { text: { 'zh-CN': 'a', en: 'b' }, size: 'huge' }],
  },
};
export default heading;
