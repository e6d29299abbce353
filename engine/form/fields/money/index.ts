import type { FieldType } from '../../../kernel/contract';
import {
  checkNumber,
  checkRange,
  DECIMAL_PATTERN,
  fitNumber,
  formatNumber,
  MAX_DECIMALS,
  normalizeNumber,
} from '../../values';

type Options = {
  readonly currency?: string;
  readonly decimals?: number;
  readonly min?: number;
  readonly max?: number;
};
const CURRENCIES = ['CNY', 'USD', 'EUR', 'GBP', 'JPY', 'HKD', 'TWD', 'KRW', 'SGD', 'AUD', 'CAD', 'CHF', 'THB', 'VND'];
const limits = (options: Options): Options => ({ ...options, decimals: options.decimals ?? 2 });

const money: FieldType<string, Options> = {
  type: 'money',
  group: 'number',
  rank: 2,
  label: { 'zh-CN': '金额', en: 'Money' },
  hint: { 'zh-CN': '一种货币的金额，精确到分', en: 'An amount in one currency, exact to the cent' },
  icon: 'coin',
  options: {
    type: 'object',
    properties: {
      currency: {
        enum: CURRENCIES,
        default: 'CNY',
        'x-label': { 'zh-CN': '货币', en: 'Currency' },
        'x-enumLabels': {
          CNY: { 'zh-CN': '人民币 CNY', en: 'Chinese yuan CNY' },
          USD: { 'zh-CN': '美元 USD', en: 'US dollar USD' },
          EUR: { 'zh-CN': '欧元 EUR', en: 'Euro EUR' },
          GBP: { 'zh-CN': '英镑 GBP', en: 'Pound sterling GBP' },
          JPY: { 'zh-CN': '日元 JPY', en: 'Japanese yen JPY' },
          HKD: { 'zh-CN': '港元 HKD', en: 'Hong Kong dollar HKD' },
          TWD: { 'zh-CN': '新台币 TWD', en: 'New Taiwan dollar TWD' },
          KRW: { 'zh-CN': '韩元 KRW', en: 'Korean won KRW' },
          SGD: { 'zh-CN': '新加坡元 SGD', en: 'Singapore dollar SGD' },
          AUD: { 'zh-CN': '澳元 AUD', en: 'Australian dollar AUD' },
          CAD: { 'zh-CN': '加元 CAD', en: 'Canadian dollar CAD' },
          CHF: { 'zh-CN': '瑞士法郎 CHF', en: 'Swiss franc CHF' },
          THB: { 'zh-CN': '泰铢 THB', en: 'Thai baht THB' },
          VND: { 'zh-CN': '越南盾 VND', en: 'Vietnamese dong VND' },
        },
        'x-order': 1,
      },
      decimals: {
        type: 'integer',
        minimum: 0,
        maximum: 6,
        default: 2,
        'x-label': { 'zh-CN': '小数位数', en: 'Decimals' },
        'x-order': 2,
      },
      min: { type: 'number', 'x-label': { 'zh-CN': '最小值', en: 'Smallest' }, 'x-order': 3 },
      max: { type: 'number', 'x-label': { 'zh-CN': '最大值', en: 'Largest' }, 'x-order': 4 },
    },
    additionalProperties: false,
  },
  kind: 'number',
  column: 'numeric',
  filters: ['eq', 'ne', 'lt', 'lte', 'gt', 'gte', 'between', 'isEmpty', 'notEmpty'],
  aggregates: ['count', 'sum', 'avg', 'min', 'max', 'countDistinct', 'median'],
  canGroup: false,
  canSort: true,
  canEncrypt: true,
  input: 'money',
  valueSchema: () => ({ type: 'string', pattern: DECIMAL_PATTERN }),
  normalize: (value) =>
    normalizeNumber(typeof value === 'string' ? value.replace(/^\s*[A-Z]{3}\b|\b[A-Z]{3}\s*$|元\s*$/g, '') : value),
  fit: (value, options) => fitNumber(value, limits(options).decimals ?? 2),
  check: (value, options) => checkNumber(value, limits(options)),
  checkOptions: checkRange,
  format: (value, options, locale) =>
    formatNumber(value, locale, {
      style: 'currency',
      currency: options.currency ?? 'CNY',
      currencyDisplay: 'narrowSymbol',
      minimumFractionDigits: limits(options).decimals,
      maximumFractionDigits: MAX_DECIMALS,
    }),
  examples: [
    { options: {}, good: ['0', '1234.5', '-0.01', '99999999999999999999.99'], bad: ['1.005', 'free', 12, '', null] },
    { options: { currency: 'JPY', decimals: 0, min: 0 }, good: ['0', '500'], bad: ['0.5', '-1'] },
  ],
};
export default money;
