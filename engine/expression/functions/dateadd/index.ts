import type { ExpressionFunction } from '../../../kernel/contract';
import { addToDate, addToDateSql, UNITS, type Unit } from '../../calendar';
import { decimalInteger, type Decimal } from '../../decimal';

const dateaddFunction: ExpressionFunction = {
  type: 'DATEADD',
  takes: [
    { name: 'date', kinds: ['date'] },
    { name: 'number', kinds: ['number'] },
    { name: 'unit', kinds: ['text'], oneOf: UNITS },
  ],
  gives: 'date',
  help: {
    'zh-CN': '日期加上几天、几个月或几年；没有那一天则取月末。',
    en: 'The date some days, months or years later; the end of the month where there is no such day.',
  },
  js: (date: string, number: Decimal, unit: Unit) =>
    addToDate(date, decimalInteger(number, -4_000_000, 4_000_000), unit) ?? null,
  sql: (date, number, unit) => addToDateSql(date!, number!, unit!),
  examples: [
    { call: 'DATEADD("2026-01-31", 1, "months")', gives: '2026-02-28' },
    { call: 'DATEADD("2024-02-29", 1, "years")', gives: '2025-02-28' },
    { call: 'DATEADD("2026-03-01", -1, "days")', gives: '2026-02-28' },
    { call: 'DATEADD("2026-01-01", 1.9, "days")', gives: '2026-01-02' },
    { call: 'DATEADD("9999-12-31", 1, "days")', gives: null },
    { call: 'DATEADD("2026-01-01", 99999999999999999999, "years")', gives: null },
    { call: 'DATEADD("2026-01-01", -99999999, "months")', gives: null },
  ],
};
export default dateaddFunction;
