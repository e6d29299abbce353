import type { FieldType } from '../../../kernel/contract';
import { problem } from '../../../kernel/problems';
import { checkText, LINE_PATTERN, toHalfWidth } from '../../values';
import { checkDigit, faultOf, type Wanted } from './encode';

type Options = { readonly format?: Wanted; readonly scanOnly?: boolean };
const formatOf = (options: Options): Wanted => options.format ?? 'any';
const LONGEST = 500;
const NAMES: { readonly [F in Wanted]: string } = {
  any: '',
  ean13: 'EAN-13',
  ean8: 'EAN-8',
  upca: 'UPC-A',
  code128: 'Code 128',
  qr: 'QR',
};
const PATTERNS: { readonly [F in Wanted]: string } = {
  any: LINE_PATTERN,
  ean13: '^[0-9]{13}$',
  ean8: '^[0-9]{8}$',
  upca: '^[0-9]{12}$',
  code128: '^[\\x20-\\x7e]{1,80}$',
  qr: LINE_PATTERN,
};
const isDigits = (options: Options): boolean => ['ean13', 'ean8', 'upca'].includes(formatOf(options));

const barcode: FieldType<string, Options> = {
  type: 'barcode',
  group: 'text',
  label: { 'zh-CN': '条码', en: 'Barcode' },
  hint: { 'zh-CN': '商品条码、二维码，可用摄像头扫描', en: 'A bar code or QR code; scanned by the camera' },
  icon: 'barcode',
  options: {
    type: 'object',
    properties: {
      format: {
        enum: ['any', 'ean13', 'ean8', 'upca', 'code128', 'qr'],
        default: 'any',
        'x-label': { 'zh-CN': '码制', en: 'Kind of code' },
        'x-enumLabels': {
          any: { 'zh-CN': '不限', en: 'Any' },
          ean13: { 'zh-CN': '商品条码 EAN-13', en: 'EAN-13' },
          ean8: { 'zh-CN': '商品条码 EAN-8', en: 'EAN-8' },
          upca: { 'zh-CN': 'UPC-A', en: 'UPC-A' },
          code128: { 'zh-CN': 'Code 128', en: 'Code 128' },
          qr: { 'zh-CN': '二维码', en: 'QR code' },
        },
        'x-order': 1,
      },
      scanOnly: {
        type: 'boolean',
        default: false,
        'x-label': { 'zh-CN': '只能扫码，不能键入', en: 'Scanned only, not typed' },
        'x-help': {
          'zh-CN': '用于表单；导入和 API 仍可写入',
          en: 'In forms; imports and the API may still write it',
        },
        'x-order': 2,
      },
    },
    additionalProperties: false,
  },
  kind: 'text',
  column: 'text',
  filters: ['eq', 'ne', 'contains', 'startsWith', 'in', 'isEmpty', 'notEmpty'],
  aggregates: ['count', 'countDistinct'],
  canGroup: true,
  canSort: true,
  canEncrypt: true,
  input: 'barcode',
  valueSchema: (options) => ({
    type: 'string',
    minLength: 1,
    maxLength: LONGEST,
    pattern: PATTERNS[formatOf(options)],
  }),
  normalize(value, options) {
    const given = typeof value === 'number' && Number.isSafeInteger(value) ? String(value) : value;
    if (typeof given !== 'string' || given.length > 1000) return given;
    if (!isDigits(options)) {
      return given
        .replace(/[\r\n\t]+/g, ' ')
        .trim()
        .normalize('NFC');
    }
    const digits = toHalfWidth(given).replace(/[\s-]/g, '');
    // A UPC-A code is the EAN-13 code with a 0 before it.
    return formatOf(options) === 'ean13' && /^\d{12}$/.test(digits) && faultOf(digits, 'upca') === undefined
      ? `0${digits}`
      : digits;
  },
  check(value, options) {
    const text = checkText(value, LONGEST, false);
    if (text.length > 0 || typeof value !== 'string') return text;
    if (value === '') return [problem('field.text')];
    const format = formatOf(options);
    const fault = faultOf(value, format);
    if (fault === 'checkDigit') {
      return [problem('field.barcodeDigit', [], { digit: value.slice(-1), right: checkDigit(value.slice(0, -1)) })];
    }
    if (fault === 'length') {
      return [
        problem('field.barcodeLength', [], {
          format: NAMES[format],
          length: { ean13: 13, ean8: 8, upca: 12 }[format as 'ean8'],
        }),
      ];
    }
    return fault ? [problem('field.barcodeCharacters')] : [];
  },
  format: (value) => value,
  examples: [
    { options: {}, good: ['6901028075831', 'ABC-123', '中文'], bad: [5, '', 'a\u0000b', 'x'.repeat(501)] },
    {
      options: { format: 'ean13' },
      good: ['6901028075831', '0012345678905'],
      bad: ['6901028075832', '690102807583', '69010280758311', 'ABC'],
    },
    { options: { format: 'ean8' }, good: ['96385074'], bad: ['96385075', '9638507'] },
    { options: { format: 'upca' }, good: ['036000291452'], bad: ['036000291453', '36000291452'] },
    { options: { format: 'code128' }, good: ['PJJ123C', '~ 1'], bad: ['中文', 'x'.repeat(81)] },
    { options: { format: 'qr' }, good: ['https://example.com/?a=1', '扫一扫'], bad: ['half \ud83d'] },
  ],
};
export default barcode;
