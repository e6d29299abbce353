import type { ViewType } from '@/engine/kernel/contract';

export default {
  type: 'calendar',
  label: { 'zh-CN': '日历', en: 'Calendar' },
  hint: {
    'zh-CN': '按日期排在月历或周历上，拖到另一天即可改期。',
    en: 'By a date, in months or weeks; drag to another day.',
  },
  icon: 'calendar',
  order: 30,
  uses: ['colors'],
  hasPhone: true,
  needs: [
    {
      option: 'start',
      types: ['date', 'date_time'],
      missing: { 'zh-CN': '需要一个日期字段。', en: 'Needs a date field.' },
    },
    {
      option: 'end',
      types: ['date', 'date_time'],
      missing: { 'zh-CN': '需要一个日期字段。', en: 'Needs a date field.' },
      isOptional: true,
    },
  ],
  options: {
    type: 'object',
    properties: {
      start: { type: 'string', maxLength: 80, 'x-label': { 'zh-CN': '日期', en: 'Date' } },
      end: { type: 'string', maxLength: 80, 'x-label': { 'zh-CN': '结束日期（可不选）', en: 'End (optional)' } },
    },
    additionalProperties: false,
  },
} satisfies ViewType;
