import type { ExpressionFunction } from '../../../kernel/contract';
import { sql } from '../../sql';

const dayFunction: ExpressionFunction = {
  type: 'DAY',
  takes: [{ name: 'date', kinds: ['date'] }],
  gives: 'number',
  help: {
    'zh-CN': '是当月的第几天。',
    en: 'The day of the month of a date.',
  },
  js: (date: string) => ({ digits: BigInt(date.slice(8, 10)), scale: 0 }),
  sql: (date) => sql`extract(day from ${date!})`,
  examples: [
    { call: 'DAY("2026-03-05")', gives: '5' },
    { call: 'DAY(today)', gives: '5' },
  ],
};
export default dayFunction;
