import type { ViewType } from '@/engine/kernel/contract';

export default {
  type: 'gallery',
  label: { 'zh-CN': '画廊', en: 'Gallery' },
  hint: { 'zh-CN': '带图片的卡片，图片取自附件字段。', en: 'Cards with a picture from a file field.' },
  icon: 'photo',
  order: 40,
  uses: ['colors'],
  hasPhone: true,
  needs: [
    {
      option: 'image',
      types: ['file'],
      missing: { 'zh-CN': '需要一个附件字段。', en: 'Needs a file field.' },
    },
  ],
  options: {
    type: 'object',
    properties: { image: { type: 'string', maxLength: 80, 'x-label': { 'zh-CN': '图片来自', en: 'Picture from' } } },
    additionalProperties: false,
  },
} satisfies ViewType;
