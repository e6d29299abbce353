import type { BlockType } from '../../../kernel/contract';
import { checkList, cutList, listOptions, type ListOptions } from '../../../query/belonging/list';

/** Records of another entity that belong to this one: counted, listed, added in place. */
const related: BlockType<ListOptions> = {
  type: 'related',
  group: 'related',
  label: { 'zh-CN': '相关列表', en: 'Related list' },
  hint: { 'zh-CN': '列出指向本记录的其他记录', en: 'Records of another entity that belong to this one' },
  icon: 'table',
  options: listOptions,
  about: (options) => options.entity,
  check: checkList,
  cut: cutList,
};
export default related;
