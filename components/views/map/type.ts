import type { ViewType } from '@/engine/kernel/contract';

export default {
  type: 'map',
  label: { 'zh-CN': '地图', en: 'Map' },
  hint: { 'zh-CN': '按位置字段把记录标在地图上。', en: 'Records on a map, by a field that holds a place.' },
  icon: 'map-pin',
  order: 50,
  uses: ['colors'],
  hasPhone: true,
  needs: [
    {
      option: 'place',
      types: ['geo'],
      missing: { 'zh-CN': '需要一个位置字段。', en: 'Needs a location field.' },
    },
  ],
  options: {
    type: 'object',
    properties: { place: { type: 'string', maxLength: 80, 'x-label': { 'zh-CN': '位置取自', en: 'Place from' } } },
    additionalProperties: false,
  },
} satisfies ViewType;
