import type { ExpressionFunction } from '../../../kernel/contract';
import { sql } from '../../sql';

const nowFunction: ExpressionFunction = {
  type: 'NOW',
  takes: [{ name: 'now', kinds: ['datetime'], given: 'now' }],
  gives: 'datetime',
  help: {
    'zh-CN': '现在的时刻。',
    en: 'The moment it is now.',
  },
  js: (now: bigint) => now,
  sql: (now) => sql`${now!}`,
  examples: [{ call: 'NOW() == now', gives: true }],
};
export default nowFunction;
