import type { ExpressionFunction } from '../../../kernel/contract';
import { sql } from '../../sql';

const ifFunction: ExpressionFunction = {
  type: 'IF',
  takes: [
    { name: 'test', kinds: ['boolean'] },
    { name: 'then', kinds: [], isSame: true },
    { name: 'otherwise', kinds: [], isSame: true, isOptional: true },
  ],
  gives: 'same',
  takesNull: true,
  help: {
    'zh-CN': '条件成立时取第一个值，否则取第二个；没有第二个则为空。',
    en: 'The first value when the test holds, otherwise the second; blank without a second.',
  },
  js: (test: boolean | null, then: unknown, otherwise: unknown = null) => (test === true ? then : otherwise),
  sql: (test, then, otherwise) => sql`case when ${test!} then ${then!} else ${otherwise ?? sql`null`} end`,
  examples: [
    { call: 'IF(1 < 2, "small", "big")', gives: 'small' },
    { call: 'IF(3 < 2, "small", "big")', gives: 'big' },
    { call: 'IF(3 < 2, 1)', gives: null },
    { call: 'IF(ABS(null) > 0, 1, 2)', gives: '2' },
    { call: 'IF(true, "2026-01-01", today)', gives: '2026-01-01' },
  ],
};
export default ifFunction;
