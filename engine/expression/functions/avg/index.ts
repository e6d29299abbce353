import type { ExpressionFunction } from '../../../kernel/contract';
import { add, divide, ZERO, type Decimal } from '../../decimal';
import { quotient, sql } from '../../sql';

const avgFunction: ExpressionFunction = {
  type: 'AVG',
  takes: [{ name: 'values', kinds: ['number'], isList: true, isRepeated: true }],
  gives: 'number',
  takesNull: true,
  help: {
    'zh-CN': '平均值（10 位小数）；空值不计，没有值则为空。',
    en: 'The mean, to 10 decimals; blanks are left out, and no value at all gives blank.',
  },
  js: (values: readonly (Decimal | null)[]) => {
    const present = values.filter((value) => value !== null);
    return divide(present.reduce(add, ZERO), { digits: BigInt(present.length), scale: 0 }) ?? null;
  },
  sql: (values) => sql`select ${quotient(sql`sum(l.v)`, sql`count(l.v)::numeric`)} from ${values!} l`,
  examples: [
    { call: 'AVG(1, 2)', gives: '1.5' },
    { call: 'AVG(1, 1, 2)', gives: '1.3333333333' },
    { call: 'AVG([1, null])', gives: '1' },
    { call: 'AVG(ABS(null))', gives: null },
  ],
};
export default avgFunction;
