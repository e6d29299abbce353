import type { ExpressionFunction } from '../../../kernel/contract';
import { zoneWall } from '../../zone';
import { sql } from '../../sql';

const dateFunction: ExpressionFunction = {
  type: 'DATE',
  takes: [
    { name: 'moment', kinds: ['datetime'] },
    { name: 'timeZone', kinds: ['text'], given: 'timeZone' },
  ],
  gives: 'date',
  help: {
    'zh-CN': '某一时刻是哪一天（按你的时区）。',
    en: 'The day of a moment, in your time zone.',
  },
  js: (moment: bigint, timeZone: string) => zoneWall(Number(moment / 1000n), timeZone).slice(0, 10),
  sql: (moment, timeZone) => sql`(${moment!} at time zone ${timeZone!})::date`,
  examples: [
    { call: 'DATE("2026-03-05T15:59:59Z")', gives: '2026-03-05' },
    { call: 'DATE("2026-03-05T16:00:00Z")', gives: '2026-03-06' },
    { call: 'DATE(now) == today', gives: true },
  ],
};
export default dateFunction;
