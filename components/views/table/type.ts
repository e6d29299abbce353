import type { ViewType } from '@/engine/kernel/contract';

export default {
  type: 'table',
  label: { 'zh-CN': '表格', en: 'Table' },
  hint: { 'zh-CN': '像电子表格一样查看和修改记录。', en: 'See and change records as in a spreadsheet.' },
  icon: 'table',
  order: 10,
  uses: ['group', 'height', 'colors'],
  needs: [],
  options: { type: 'object', properties: {}, additionalProperties: false },
} satisfies ViewType;
