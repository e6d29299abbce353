import type { ViewType } from '@/engine/kernel/contract';

export default {
  type: 'board',
  label: { 'zh-CN': '看板', en: 'Board' },
  hint: {
    'zh-CN': '按一个选项分列的卡片，拖动即可改变状态。',
    en: 'Cards in columns by a choice; drag one to change it.',
  },
  icon: 'columns',
  order: 20,
  uses: ['colors'],
  hasPhone: true,
  needs: [
    {
      option: 'field',
      types: ['choice'],
      missing: { 'zh-CN': '需要一个单选字段来分列。', en: 'Needs a choice field for its columns.' },
    },
  ],
  options: {
    type: 'object',
    properties: { field: { type: 'string', maxLength: 80, 'x-label': { 'zh-CN': '分列依据', en: 'Columns by' } } },
    additionalProperties: false,
  },
} satisfies ViewType;
