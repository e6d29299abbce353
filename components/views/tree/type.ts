import type { ViewType } from '@/engine/kernel/contract';

export default {
  type: 'tree',
  label: { 'zh-CN': '树形', en: 'Tree' },
  hint: {
    'zh-CN': '按上下级展开；拖到另一条记录上即可换上级。',
    en: 'Parents and what is below them; drag to another parent.',
  },
  icon: 'sitemap',
  order: 60,
  uses: ['colors'],
  hasPhone: true,
  needs: [
    {
      option: 'parent',
      types: ['relation'],
      isTree: true,
      missing: {
        'zh-CN': '需要一个指向本表、设为“上级（树形结构）”的关联字段。',
        en: 'Needs a relation to its own entity that is set as “Parent in a tree”.',
      },
    },
  ],
  options: {
    type: 'object',
    properties: { parent: { type: 'string', maxLength: 80, 'x-label': { 'zh-CN': '上级字段', en: 'Parent field' } } },
    additionalProperties: false,
  },
} satisfies ViewType;
