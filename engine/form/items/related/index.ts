import type { ItemType, SuggestFrom } from '../../../kernel/contract';
import type { Text } from '../../../kernel/text';
import { checkList, cutList, listOptions, type ListOptions } from '../../../query/belonging/list';
import { textOption } from '../textOption';

type Options = ListOptions & { readonly title?: Text };

/** Records of another entity that belong to this one, within its form; the same list as on record pages. */
const related: ItemType<Options> = {
  type: 'related',
  order: 5,
  label: { 'zh-CN': '相关列表', en: 'Related list' },
  hint: { 'zh-CN': '列出指向本记录的其他记录，可就地新建', en: 'Records that point here; new ones are added in place' },
  icon: 'table',
  options: {
    ...listOptions,
    properties: {
      title: { ...textOption(100), 'x-label': { 'zh-CN': '标题', en: 'Title' }, 'x-order': 0 },
      ...listOptions.properties,
    },
  },
  needsRecord: true,
  ownFields: ['match'],
  initial: { entity: '', via: '' },
  suggest: (entity, all) => all.flatMap((one) => waysFrom(one, entity)),
  about: (options) => options.entity,
  check: checkList,
  cut: cutList,
  examples: { good: [{ entity: 'visit', via: 'place', size: 5 }], bad: [{}, { entity: 'visit' }] },
};
export default related;

const waysFrom = (from: SuggestFrom, entity: string) =>
  from.fields
    .filter(({ target }) => target === entity)
    .map((field) => ({
      label: {
        'zh-CN': `${from.label['zh-CN']}（${field.label['zh-CN']}）`,
        en: `${from.label.en || from.name} (${field.label.en || field.name})`,
      },
      options: { entity: from.name, via: field.name },
    }));
