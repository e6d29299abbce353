import type { ExpressionFunction } from '../../../kernel/contract';
import { isObject } from '../../../kernel/json';
import { sql } from '../../sql';

const currencyFunction: ExpressionFunction = {
  type: 'CURRENCY',
  takes: [{ name: 'money', kinds: ['json'] }],
  gives: 'text',
  help: {
    'zh-CN': '多币种金额的货币代码，例如 "USD"。',
    en: 'The code of the currency of money in any currency, such as "USD".',
  },
  js: (money: unknown) => (isObject(money) && typeof money.currency === 'string' ? money.currency : null),
  sql: (money) => sql`(${money!}->>'currency')`,
  examples: [
    { call: 'CURRENCY(null)', gives: null },
    { call: 'CURRENCY(PLACE(1, 2))', gives: null },
  ],
};
export default currencyFunction;
