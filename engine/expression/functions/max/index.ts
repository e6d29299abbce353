import type { ExpressionFunction } from '../../../kernel/contract';
import { isDecimal, type Decimal } from '../../decimal';
import { order } from '../../values';
import { sql } from '../../sql';

const maxFunction: ExpressionFunction = {
  type: 'MAX',
  takes: [{ name: 'values', kinds: ['number', 'date', 'datetime'], isList: true, isRepeated: true, isSame: true }],
  gives: 'same',
  takesNull: true,
  help: {
    'zh-CN': '最大（最晚）的值；空值不计。',
    en: 'The largest or latest value; blanks are left out.',
  },
  js: (values: readonly (Decimal | string | bigint | null)[]) =>
    values.reduce((best, value) => {
      if (best === null || value === null) return best ?? value;
      return order(value, best, isDecimal(value) ? 'number' : 'date') > 0 ? value : best;
    }, null),
  sql: (values) => sql`select max(l.v) from ${values!} l`,
  examples: [
    { call: 'MAX(1, 10, 9)', gives: '10' },
    { call: 'MAX([null, 2])', gives: '2' },
    { call: 'MAX(DATEADD("2026-01-01", 1, "days"), "2026-01-03")', gives: '2026-01-03' },
    { call: 'MAX(ABS(null))', gives: null },
  ],
};
export default maxFunction;
