import type { ExpressionFunction } from '../../../kernel/contract';
import { join, sql } from '../../sql';

const coalesceFunction: ExpressionFunction = {
  type: 'COALESCE',
  takes: [{ name: 'values', kinds: [], isSame: true, isRepeated: true }],
  gives: 'same',
  takesNull: true,
  help: {
    'zh-CN': '第一个不为空的值。',
    en: 'The first value that is not blank.',
  },
  js: (...values: unknown[]) => values.find((value) => value !== null) ?? null,
  sql: (...values) => sql`coalesce(${join(values, ', ')})`,
  examples: [
    { call: 'COALESCE(null, 0, 1)', gives: '0' },
    { call: 'COALESCE(ABS(null), 2)', gives: '2' },
    { call: 'COALESCE(null, "a")', gives: 'a' },
    { call: 'COALESCE(ABS(null))', gives: null },
  ],
};
export default coalesceFunction;
