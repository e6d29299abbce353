import type { ItemType } from '../../../kernel/contract';

/** A line across. */
const divider: ItemType<Record<string, never>> = {
  type: 'divider',
  order: 3,
  label: { 'zh-CN': '分隔线', en: 'Divider' },
  hint: { 'zh-CN': '一条横线', en: 'A line across' },
  icon: 'minus',
  options: { type: 'object', properties: {}, additionalProperties: false },
  isPrinted: true,
  initial: {},
  examples: { good: [{}], bad: [{ color: 'red' }] },
};
export default divider;
