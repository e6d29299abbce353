import type { ExpressionFunction } from '../../../kernel/contract';
import { decimalInteger, round, ZERO, type Decimal } from '../../decimal';
import { sql } from '../../sql';

const roundFunction: ExpressionFunction = {
  type: 'ROUND',
  takes: [
    { name: 'number', kinds: ['number'] },
    { name: 'decimals', kinds: ['number'], isOptional: true },
  ],
  gives: 'number',
  help: {
    'zh-CN': '四舍五入到几位小数（默认 0；负数为十位、百位）。',
    en: 'Rounds half away from zero to some decimals (0 if left out; -1 is tens).',
  },
  js: (number: Decimal, decimals: Decimal = ZERO) => round(number, decimalInteger(decimals, -20, 20)),
  sql: (number, decimals) =>
    sql`round(${number!}, least(greatest(trunc(${decimals ?? sql`0::numeric`}), -20), 20)::integer)`,
  examples: [
    { call: 'ROUND(1.005, 2)', gives: '1.01' },
    { call: 'ROUND(-2.5)', gives: '-3' },
    { call: 'ROUND(15, -1)', gives: '20' },
    { call: 'ROUND(1234.5678, 2.9)', gives: '1234.57' },
    { call: 'ROUND(1.5, 99)', gives: '1.5' },
  ],
};
export default roundFunction;
