import type { ExpressionFunction } from '../../../kernel/contract';
import { sql } from '../../sql';

const isblankFunction: ExpressionFunction = {
  type: 'ISBLANK',
  takes: [{ name: 'value', kinds: [] }],
  gives: 'boolean',
  takesNull: true,
  help: {
    'zh-CN': '是不是空的。',
    en: 'Whether there is no value.',
  },
  js: (value: unknown) => value === null || value === '' || (Array.isArray(value) && value.length === 0),
  sql(value) {
    if (value!.kind === 'text') return sql`(coalesce(${value!}, '') = '')`;
    const isMany = value!.kind === 'textList' || value!.kind === 'idList';
    return isMany ? sql`(coalesce(cardinality(${value!}), 0) = 0)` : sql`(${value!} is null)`;
  },
  examples: [
    { call: 'ISBLANK(null)', gives: true },
    { call: 'ISBLANK(TRIM(" "))', gives: true },
    { call: 'ISBLANK("a")', gives: false },
    { call: 'ISBLANK(0)', gives: false },
    { call: 'ISBLANK(ABS(null))', gives: true },
  ],
};
export default isblankFunction;
