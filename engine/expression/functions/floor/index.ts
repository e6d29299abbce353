import type { ExpressionFunction } from '../../../kernel/contract';
import { floor, type Decimal } from '../../decimal';
import { sql } from '../../sql';

const floorFunction: ExpressionFunction = {
  type: 'FLOOR',
  takes: [{ name: 'number', kinds: ['number'] }],
  gives: 'number',
  help: {
    'zh-CN': '不大于它的最大整数。',
    en: 'The largest whole number that is not above it.',
  },
  js: (number: Decimal) => floor(number),
  sql: (number) => sql`floor(${number!})`,
  examples: [
    { call: 'FLOOR(1.9)', gives: '1' },
    { call: 'FLOOR(-1.1)', gives: '-2' },
    { call: 'FLOOR(3)', gives: '3' },
  ],
};
export default floorFunction;
