import type { ExpressionFunction } from '../../../kernel/contract';
import { sql } from '../../sql';

const monthFunction: ExpressionFunction = {
  type: 'MONTH',
  takes: [{ name: 'date', kinds: ['date'] }],
  gives: 'number',
  help: {
    'zh-CN': '月份（1–12）。',
    en: 'The month of a date, 1 to 12.',
  },
  js: (date: string) => ({ digits: BigInt(date.slice(5, 7)), scale: 0 }),
  sql: (date) => sql`extract(month from ${date!})`,
  examples: [
    { call: 'MONTH("2026-03-05")', gives: '3' },
    { call: 'MONTH(today)', gives: '3' },
  ],
};
export default monthFunction;
