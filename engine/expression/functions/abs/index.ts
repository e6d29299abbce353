import type { ExpressionFunction } from '../../../kernel/contract';
import { negate, type Decimal } from '../../decimal';
import { sql } from '../../sql';

const absFunction: ExpressionFunction = {
  type: 'ABS',
  takes: [{ name: 'number', kinds: ['number'] }],
  gives: 'number',
  help: {
    'zh-CN': '绝对值。',
    en: 'The number without its sign.',
  },
  js: (number: Decimal) => (number.digits < 0n ? negate(number) : number),
  sql: (number) => sql`abs(${number!})`,
  examples: [
    { call: 'ABS(-1.5)', gives: '1.5' },
    { call: 'ABS(0)', gives: '0' },
    { call: 'ABS(null)', gives: null },
  ],
};
export default absFunction;
