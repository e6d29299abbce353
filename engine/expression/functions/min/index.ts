import type { ExpressionFunction } from '../../../kernel/contract';
import { isDecimal, type Decimal } from '../../decimal';
import { order } from '../../values';
import { sql } from '../../sql';

const minFunction: ExpressionFunction = {
  type: 'MIN',
  takes: [{ name: 'values', kinds: ['number', 'date', 'datetime'], isList: true, isRepeated: true, isSame: true }],
  gives: 'same',
  takesNull: true,
  help: {
    'zh-CN': '最小（最早）的值；空值不计。',
    en: 'The smallest or earliest value; blanks are left out.',
  },
  js: (values: readonly (Decimal | string | bigint | null)[]) =>
    values.reduce((best, value) => {
      if (best === null || value === null) return best ?? value;
      return order(value, best, isDecimal(value) ? 'number' : 'date') < 0 ? value : best;
    }, null),
  sql: (values) => sql`select min(l.v) from ${values!} l`,
  examples: [
    { call: 'MIN(1, 10, 9)', gives: '1' },
    { call: 'MIN([null, -2.50])', gives: '-2.5' },
    { call: 'MIN(DATEADD("2026-01-01", 1, "days"), "2026-01-03")', gives: '2026-01-02' },
    { call: 'MIN(ABS(null))', gives: null },
  ],
};
export default minFunction;
