import type { ExpressionFunction } from '../../../kernel/contract';
import { sql } from '../../sql';

const todayFunction: ExpressionFunction = {
  type: 'TODAY',
  takes: [{ name: 'today', kinds: ['date'], given: 'today' }],
  gives: 'date',
  help: {
    'zh-CN': '今天的日期。',
    en: 'The day it is now, where you are.',
  },
  js: (today: string) => today,
  sql: (today) => sql`${today!}`,
  examples: [
    { call: 'TODAY() == today', gives: true },
    { call: 'TODAY()', gives: '2026-03-05' },
  ],
};
export default todayFunction;
