import type { FieldType } from '../../../kernel/contract';
import { isUuid } from '../../../kernel/ids';
import { problem } from '../../../kernel/problems';
import { toId, UUID_PATTERN } from '../../values';

/** What a reader gets: the name beside the id. */
type FileLink = string | { readonly id: string; readonly name?: string; readonly title?: string };
type Options = { readonly canType?: boolean };

/**
 * The value is a list of one file: the signature as a picture. Who signed when, and whether it was drawn or typed, is
 * the file's evidence (`file.evidence`): the server's time and the person signed in, not what the screen says.
 */
const signature: FieldType<readonly FileLink[], Options> = {
  type: 'signature',
  group: 'other',
  label: { 'zh-CN': '签名', en: 'Signature' },
  hint: {
    'zh-CN': '手指、触控笔或鼠标签名，也可键入姓名',
    en: 'Signed by finger, pen or mouse, or by typing the name',
  },
  icon: 'signature',
  options: {
    type: 'object',
    properties: {
      canType: {
        type: 'boolean',
        default: true,
        'x-label': { 'zh-CN': '可以键入姓名', en: 'The name may be typed' },
        'x-help': {
          'zh-CN': '关闭后只能手写；用键盘或读屏软件的人将无法签名',
          en: 'Off: drawn only; who uses a keyboard or screen reader then cannot sign',
        },
        'x-order': 1,
      },
    },
    additionalProperties: false,
  },
  kind: 'idList',
  column: 'uuid[]',
  filters: ['isEmpty', 'notEmpty'],
  aggregates: [],
  canGroup: false,
  canSort: false,
  input: 'signature',
  valueSchema: () => ({
    type: 'array',
    items: { type: 'string', pattern: UUID_PATTERN },
    maxItems: 1,
  }),
  normalize: (value) => (Array.isArray(value) ? value.map(toId) : value),
  check(value) {
    if (!Array.isArray(value)) return [problem('field.list')];
    if (value.length > 1) return [problem('field.tooManyFiles', [], { max: 1 })];
    return value.every(isUuid) ? [] : [problem('field.file')];
  },
  fileFault: ({ mime, source }, options) => {
    const isSigned = source === 'pen' || (source === 'typed' && options.canType !== false);
    return isSigned && mime === 'image/png' ? undefined : 'origin';
  },
  format: (_value, _options, locale) => (locale === 'en' ? 'Signed' : '已签名'),
  examples: [
    {
      options: {},
      good: [['01932c07-0000-7000-8000-000000000001']],
      bad: [
        'Mei Chen',
        ['Mei Chen'],
        [1],
        ['01932c07-0000-7000-8000-000000000001', '01932c07-0000-7000-8000-000000000002'],
      ],
    },
  ],
};
export default signature;
