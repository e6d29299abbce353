import type { FieldType } from '../../../kernel/contract';
import { problem } from '../../../kernel/problems';
import { normalizePhone, formatPhone, isPhone, PHONE_PATTERN } from './number';

type Options = { readonly country?: string };
const code = (options: Options): string => options.country ?? '86';

/**
 * The value is `+` and 6 to 15 digits as in ITU-T E.164, and `;ext=` for an extension as in RFC 3966: one number has one
 * form, so that it can be unique, and a telephone dials it. No library: the metadata of libphonenumber-js is 75–145 KB
 * for every page, and tells only whether a foreign operator has handed out a range.
 */
const phone: FieldType<string, Options> = {
  type: 'phone',
  group: 'text',
  label: { 'zh-CN': '电话', en: 'Phone' },
  hint: { 'zh-CN': '手机或座机号码，点击即可拨打', en: 'A phone number; one tap calls it' },
  icon: 'phone',
  options: {
    type: 'object',
    properties: {
      country: {
        enum: ['86', '852', '853', '886', '1', '44', '49', '33', '81', '82', '65', '60', '61', '84', '66'],
        default: '86',
        'x-label': { 'zh-CN': '默认国家或地区', en: 'Country of numbers without a code' },
        'x-enumLabels': {
          86: { 'zh-CN': '中国大陆 +86', en: 'Mainland China +86' },
          852: { 'zh-CN': '中国香港 +852', en: 'Hong Kong, China +852' },
          853: { 'zh-CN': '中国澳门 +853', en: 'Macao, China +853' },
          886: { 'zh-CN': '中国台湾 +886', en: 'Taiwan, China +886' },
          1: { 'zh-CN': '美国、加拿大 +1', en: 'USA, Canada +1' },
          44: { 'zh-CN': '英国 +44', en: 'United Kingdom +44' },
          49: { 'zh-CN': '德国 +49', en: 'Germany +49' },
          33: { 'zh-CN': '法国 +33', en: 'France +33' },
          81: { 'zh-CN': '日本 +81', en: 'Japan +81' },
          82: { 'zh-CN': '韩国 +82', en: 'South Korea +82' },
          65: { 'zh-CN': '新加坡 +65', en: 'Singapore +65' },
          60: { 'zh-CN': '马来西亚 +60', en: 'Malaysia +60' },
          61: { 'zh-CN': '澳大利亚 +61', en: 'Australia +61' },
          84: { 'zh-CN': '越南 +84', en: 'Vietnam +84' },
          66: { 'zh-CN': '泰国 +66', en: 'Thailand +66' },
        },
        'x-order': 1,
      },
    },
    additionalProperties: false,
  },
  kind: 'text',
  column: 'text',
  filters: ['eq', 'ne', 'contains', 'notContains', 'startsWith', 'endsWith', 'in', 'notIn', 'isEmpty', 'notEmpty'],
  aggregates: ['count', 'countDistinct'],
  canGroup: true,
  canSort: true,
  canEncrypt: true,
  input: 'phone',
  valueSchema: () => ({ type: 'string', maxLength: 30, pattern: PHONE_PATTERN }),
  normalize: (value, options) => normalizePhone(value, code(options)),
  check: (value) => (isPhone(value) ? [] : [problem('field.phone')]),
  format: (value, options, locale) => formatPhone(value, code(options), locale),
  examples: [
    {
      options: {},
      good: [
        '+8613812345678',
        '+8653285711119',
        '+861012345678',
        '+864008888888',
        '+12125550123',
        '+8653285711119;ext=802',
      ],
      bad: [
        '13812345678',
        '+86138',
        '85711119',
        'call me',
        '+0123456789',
        '+8612345678901',
        '',
        5,
        '+1212555012345678',
      ],
    },
  ],
};
export default phone;
