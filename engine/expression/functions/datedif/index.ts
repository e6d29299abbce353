import type { ExpressionFunction } from '../../../kernel/contract';
import { dateDifference, dateDifferenceSql, UNITS, type Unit } from '../../calendar';

const datedifFunction: ExpressionFunction = {
  type: 'DATEDIF',
  takes: [
    { name: 'from', kinds: ['date'] },
    { name: 'to', kinds: ['date'] },
    { name: 'unit', kinds: ['text'], oneOf: UNITS },
  ],
  gives: 'number',
  help: {
    'zh-CN': '两个日期之间满几天、几个月或几年；后者较早则为负。',
    en: 'Complete days, months or years from one date to another; negative when the second is earlier.',
  },
  js: (from: string, to: string, unit: Unit) => ({ digits: BigInt(dateDifference(from, to, unit)), scale: 0 }),
  sql: (from, to, unit) => dateDifferenceSql(from!, to!, unit!),
  examples: [
    { call: 'DATEDIF("2026-01-31", "2026-03-01", "days")', gives: '29' },
    { call: 'DATEDIF("2026-01-31", "2026-02-28", "months")', gives: '0' },
    { call: 'DATEDIF("2026-03-01", "2026-01-31", "months")', gives: '-1' },
    { call: 'DATEDIF("2024-02-29", "2026-02-28", "years")', gives: '1' },
    { call: 'DATEDIF(today, today, "years")', gives: '0' },
  ],
};
export default datedifFunction;
