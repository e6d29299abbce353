import { sql } from '../../../expression/sql';
import type { FieldComparison, FieldType, Sql } from '../../../kernel/contract';
import { isObject } from '../../../kernel/json';
import { problem } from '../../../kernel/problems';
import type { Locale } from '../../../kernel/text';
import { checkNumber, DECIMAL_PATTERN, formatNumber, normalizeNumber, toHalfWidth } from '../../values';
import { codeOf, digitsOf } from './currencies';

export interface Money {
  /** An exact decimal. */
  readonly amount: string;
  /** ISO 4217. */
  readonly currency: string;
}
type Options = { readonly currencies?: string };
const DEFAULT_CURRENCIES = 'CNY, USD, EUR, HKD, JPY';
export const currenciesOf = (options: Options): readonly string[] =>
  (options.currencies ?? DEFAULT_CURRENCIES).split(',').map((code) => code.trim());

export const isMoney = (value: unknown): value is Money =>
  isObject(value) &&
  typeof value.amount === 'string' &&
  typeof value.currency === 'string' &&
  Object.keys(value).length === 2;

export const formatMoney = ({ amount, currency }: Money, locale: Locale): string =>
  formatNumber(amount, locale, {
    style: 'currency',
    currency,
    currencyDisplay: 'code',
    minimumFractionDigits: digitsOf(currency),
    maximumFractionDigits: 20,
  });

/** Amounts are compared within one currency: 100 USD is neither more nor less than 500 CNY. */
const compare = (operator: Sql): FieldComparison => ({
  count: 2,
  parameters: (value) =>
    isMoney(value) && checkNumber(value.amount, {}).length === 0 ? [value.currency, value.amount] : undefined,
  sql: (column, [currency, amount]) =>
    sql`(${column}->>'currency' = ${currency!}::text and (${column}->>'amount')::numeric ${operator} ${amount!}::numeric)`,
  format: (value, locale) => (isMoney(value) ? formatMoney(value, locale) : String(value)),
});

/** `USD 12.50`, `12.5 美元`, `¥100` → amount and currency; undefined for anything else. */
export function readMoney(text: string, allowed: readonly string[]): Money | undefined {
  const plain = toHalfWidth(text).trim();
  const parts =
    /^([A-Za-z\p{Script=Han}$¥€£]{0,12})\s*([-+(]?[\d.,' ]*\d[\d.,' )]*)\s*([A-Za-z\p{Script=Han}$¥€£]{0,12})$/u.exec(
      plain,
    );
  if (!parts || (parts[1] !== '' && parts[3] !== '')) return undefined;
  const word = parts[1] || parts[3] || '';
  const currency = word === '' ? (allowed.length === 1 ? allowed[0] : undefined) : codeOf(word, allowed);
  const amount = normalizeNumber(parts[2]!.trim());
  return currency && typeof amount === 'string' && checkNumber(amount, {}).length === 0
    ? { amount, currency }
    : undefined;
}

/**
 * An amount whose currency is chosen record by record. It cannot be summed, averaged or sorted: amounts of different
 * currencies are not added silently. AMOUNT(field) and CURRENCY(field) take it apart in formulas, to be grouped by
 * currency or converted by a rate of one's own. Where the currency is always the same, the type `money` is right.
 */
const currencyAmount: FieldType<Money, Options> = {
  type: 'currency_amount',
  group: 'number',
  label: { 'zh-CN': '多币种金额', en: 'Money, any currency' },
  hint: {
    'zh-CN': '每条记录自选货币；不同货币不会相加',
    en: 'The currency is chosen on each record; different ones are never added',
  },
  icon: 'coins',
  options: {
    type: 'object',
    properties: {
      currencies: {
        type: 'string',
        pattern: '^ *[A-Z]{3} *(, *[A-Z]{3} *){0,30}$',
        default: DEFAULT_CURRENCIES,
        'x-label': { 'zh-CN': '可选货币', en: 'Currencies' },
        'x-help': {
          'zh-CN': '货币代码，用逗号分隔，第一个为默认',
          en: 'Codes with commas between; the first is offered first',
        },
        'x-order': 1,
      },
    },
    additionalProperties: false,
  },
  kind: 'json',
  column: 'jsonb',
  filters: ['eq', 'lt', 'lte', 'gt', 'gte', 'isEmpty', 'notEmpty'],
  aggregates: ['count'],
  canGroup: false,
  canSort: false,
  comparisons: {
    eq: compare(sql`=`),
    lt: compare(sql`<`),
    lte: compare(sql`<=`),
    gt: compare(sql`>`),
    gte: compare(sql`>=`),
  },
  input: 'currency_amount',
  valueSchema: (options) => ({
    type: 'object',
    properties: {
      amount: { type: 'string', pattern: DECIMAL_PATTERN },
      currency: { type: 'string', enum: [...currenciesOf(options)] },
    },
    required: ['amount', 'currency'],
    additionalProperties: false,
  }),
  normalize(value, options) {
    if (typeof value === 'string') {
      return value.trim() === ''
        ? null
        : value.length > 100
          ? value
          : (readMoney(value, currenciesOf(options)) ?? value);
    }
    if (!isObject(value)) return value;
    if (value.amount === null || value.amount === '') return null;
    const { currency } = value;
    const code = typeof currency === 'string' ? codeOf(currency, currenciesOf(options)) : undefined;
    return { ...value, amount: normalizeNumber(value.amount), currency: code ?? currency };
  },
  check(value, options) {
    if (!isMoney(value)) return [problem('field.currencyAmount')];
    if (!currenciesOf(options).includes(value.currency)) {
      return [
        problem('field.currency', [], {
          currency: value.currency.slice(0, 20),
          known: currenciesOf(options).join(', '),
        }),
      ];
    }
    return checkNumber(value.amount, { decimals: digitsOf(value.currency) });
  },
  format: (value, _options, locale) => formatMoney(value, locale),
  fileText: (value) => `${value.currency} ${value.amount}`,
  examples: [
    {
      options: {},
      good: [
        { amount: '12.5', currency: 'USD' },
        { amount: '-99999999999999999999.99', currency: 'CNY' },
        { amount: '500', currency: 'JPY' },
      ],
      bad: [
        { amount: '0.5', currency: 'JPY' },
        { amount: '1.005', currency: 'CNY' },
        { amount: '1', currency: 'XXX' },
        { amount: 'x', currency: 'CNY' },
        { amount: '1' },
        { amount: '1', currency: 'CNY', rate: 7 },
        'much',
        '12',
        5,
      ],
    },
    {
      options: { currencies: 'KWD' },
      good: [{ amount: '1.234', currency: 'KWD' }],
      bad: [{ amount: '1.2345', currency: 'KWD' }],
    },
  ],
};
export default currencyAmount;
