import type { ExpressionFunction } from '../../../kernel/contract';
import { isObject } from '../../../kernel/json';
import { toDecimal } from '../../decimal';
import { sql } from '../../sql';

const amountFunction: ExpressionFunction = {
  type: 'AMOUNT',
  takes: [{ name: 'money', kinds: ['json'] }],
  gives: 'number',
  help: {
    'zh-CN': '多币种金额里的数额。相加之前请先看货币：CURRENCY(金额)。',
    en: 'The amount of money in any currency. Look at CURRENCY(money) before adding amounts.',
  },
  js: (money: unknown) =>
    isObject(money) && typeof money.amount === 'string' ? (toDecimal(money.amount) ?? null) : null,
  // Of other data (a location) there is none.
  sql: (money) =>
    sql`(case when ${money!}->>'amount' ~ '^-?[0-9]{1,20}([.][0-9]{1,20})?$' then (${money!}->>'amount')::numeric end)`,
  examples: [
    { call: 'AMOUNT(null)', gives: null },
    { call: 'AMOUNT(PLACE(1, 2))', gives: null },
  ],
};
export default amountFunction;
