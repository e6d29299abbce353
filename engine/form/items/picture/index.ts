import type { ItemType } from '../../../kernel/contract';
import type { Text } from '../../../kernel/text';
import { textOption } from '../textOption';

type Options = { readonly picture?: string; readonly alt: Text; readonly width?: 'small' | 'medium' | 'full' };

/** Characters of a picture as data: URL; the browser that takes it makes it smaller until it fits. */
export const MOST_PICTURE = 400_000;

/**
 * A picture. Its bytes are part of the document, so that it comes and goes with it: in versions, exports and packages, on
 * forms without a network. Only kinds of pixels: an SVG could carry a script.
 */
const picture: ItemType<Options> = {
  type: 'picture',
  order: 4,
  label: { 'zh-CN': '图片', en: 'Picture' },
  hint: { 'zh-CN': '示意图、徽标或照片', en: 'A drawing, a logo or a photo' },
  icon: 'photo',
  options: {
    type: 'object',
    properties: {
      picture: {
        type: 'string',
        pattern: '^data:image/(png|jpeg|webp|gif);base64,[A-Za-z0-9+/]+={0,2}$',
        maxLength: MOST_PICTURE,
        'x-label': { 'zh-CN': '图片', en: 'Picture' },
        'x-editor': 'picture',
        'x-order': 1,
      },
      alt: {
        ...textOption(300),
        'x-label': { 'zh-CN': '图片里有什么', en: 'What it shows' },
        'x-help': {
          'zh-CN': '读屏软件会读出来；图片显示不了时也显示它。',
          en: 'Read out by screen readers, and shown where the picture cannot be.',
        },
        'x-order': 2,
      },
      width: {
        enum: ['small', 'medium', 'full'],
        default: 'medium',
        'x-label': { 'zh-CN': '宽度', en: 'Width' },
        'x-enumLabels': {
          small: { 'zh-CN': '小', en: 'Small' },
          medium: { 'zh-CN': '中', en: 'Medium' },
          full: { 'zh-CN': '占满', en: 'Full' },
        },
        'x-order': 3,
      },
    },
    required: ['alt'],
    additionalProperties: false,
  },
  isPrinted: true,
  initial: { alt: { 'zh-CN': '', en: '' } },
  check: ({ picture: source, alt }, { path }) => [
    ...(source === undefined ? [{ code: 'form.pictureMissing', path: [...path, 'picture'] }] : []),
    ...(alt['zh-CN'].trim() === '' && alt.en.trim() === ''
      ? [{ code: 'form.altMissing', path: [...path, 'alt'] }]
      : []),
  ],
  examples: {
    good: [{ picture: 'data:image/png;base64,iVBORw0KGgo=', alt: { 'zh-CN': '徽标', en: 'Logo' }, width: 'small' }],
    bad: [
      {},
      { alt: { 'zh-CN': '图', en: 'x' }, picture: 'https://example.com/a.png' },
      { alt: { 'zh-CN': '图', en: 'x' }, picture: 'data:image/svg+xml;base64,PHN2Zz4=' },
      { alt: { 'zh-CN': '图', en: 'x' } },
    ],
  },
};
export default picture;
