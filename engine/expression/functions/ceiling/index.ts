import type { ExpressionFunction } from '../../../kernel/contract';
import { floor, negate, type Decimal } from '../../decimal';
import { sql } from '../../sql';

const ceilingFunction: ExpressionFunction = {
  type: 'CEILING',
  takes: [{ name: 'number', kinds: ['number'] }],
  gives: 'number',
  help: {
    'zh-CN': '不小于它的最小整数。',
    en: 'The smallest whole number that is not below it.',
  },
  js: (number: Decimal) => negate(floor(negate(number))),
  sql: (number) => sql`ceil(${number!})`,
  examples: [
    { call: 'CEILING(1.1)', gives: '2' },
    { call: 'CEILING(-1.9)', gives: '-1' },
    { call: 'CEILING(3)', gives: '3' },
  ],
};
export default ceilingFunction;
