import type { ExpressionFunction } from '../../../kernel/contract';
import { add, ZERO, type Decimal } from '../../decimal';
import { sql } from '../../sql';

const sumFunction: ExpressionFunction = {
  type: 'SUM',
  takes: [{ name: 'values', kinds: ['number'], isList: true, isRepeated: true }],
  gives: 'number',
  takesNull: true,
  help: {
    'zh-CN': '各值之和；空值不计，没有值则为 0。',
    en: 'The sum of the values; blanks are left out, and no value at all is 0.',
  },
  js: (values: readonly (Decimal | null)[]) =>
    values.reduce<Decimal>((sum, value) => (value ? add(sum, value) : sum), ZERO),
  sql: (values) => sql`select coalesce(sum(l.v), 0) from ${values!} l`,
  examples: [
    { call: 'SUM(0.1, 0.2)', gives: '0.3' },
    { call: 'SUM([1, null, 2.5])', gives: '3.5' },
    { call: 'SUM(ABS(null))', gives: '0' },
  ],
};
export default sumFunction;
