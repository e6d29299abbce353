import type { ExpressionFunction } from '../../../kernel/contract';
import { sql } from '../../sql';

const countFunction: ExpressionFunction = {
  type: 'COUNT',
  takes: [{ name: 'values', kinds: [], isList: true, isRepeated: true }],
  gives: 'number',
  takesNull: true,
  help: {
    'zh-CN': '有几个值；空值不计。对明细表是行数。',
    en: 'How many values there are, without blanks; of line items, how many rows.',
  },
  js: (values: readonly unknown[]) => ({ digits: BigInt(values.filter((value) => value !== null).length), scale: 0 }),
  sql: (values) => sql`select count(l.v)::numeric from ${values!} l`,
  examples: [
    { call: 'COUNT("a", null, "b")', gives: '2' },
    { call: 'COUNT([null])', gives: '0' },
  ],
};
export default countFunction;
