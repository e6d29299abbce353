import type { ExpressionFunction } from '../../../kernel/contract';
import { sql } from '../../sql';

const yearFunction: ExpressionFunction = {
  type: 'YEAR',
  takes: [{ name: 'date', kinds: ['date'] }],
  gives: 'number',
  help: {
    'zh-CN': '年份。',
    en: 'The year of a date.',
  },
  js: (date: string) => ({ digits: BigInt(date.slice(0, 4)), scale: 0 }),
  sql: (date) => sql`extract(year from ${date!})`,
  examples: [
    { call: 'YEAR("2026-03-05")', gives: '2026' },
    { call: 'YEAR(today)', gives: '2026' },
  ],
};
export default yearFunction;
