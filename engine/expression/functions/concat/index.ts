import type { ExpressionArgument, ExpressionFunction, Sql } from '../../../kernel/contract';
import { decimalText, isDecimal, type Decimal } from '../../decimal';
import { join, sql } from '../../sql';

const concatFunction: ExpressionFunction = {
  type: 'CONCAT',
  takes: [{ name: 'values', kinds: ['text', 'number', 'date', 'boolean'], isRepeated: true }],
  gives: 'text',
  takesNull: true,
  help: {
    'zh-CN': '把各值连成一段文字；空值当作没有。',
    en: 'Joins the values to one text; blanks add nothing.',
  },
  js: (...values: (string | boolean | Decimal | null)[]) =>
    values.map((value) => (value === null ? '' : isDecimal(value) ? decimalText(value) : String(value))).join(''),
  sql: (...values) => sql`concat(${join(values.map(textOf), ', ')})`,
  examples: [
    { call: 'CONCAT("No. ", 1.50, " ", true)', gives: 'No. 1.5 true' },
    { call: 'CONCAT("a", null, "b")', gives: 'ab' },
    { call: 'CONCAT(DATEADD("2026-01-31", 1, "days"))', gives: '2026-02-01' },
    { call: 'CONCAT(1 / 4)', gives: '0.25' },
  ],
};
export default concatFunction;

/** The text of a value, the same in any session: no needless zeros, dates whatever DateStyle says. */
function textOf(value: ExpressionArgument): Sql {
  if (value.kind === 'number') return sql`trim_scale(${value})::text`;
  return value.kind === 'date' ? sql`to_char(${value}, 'YYYY-MM-DD')` : sql`${value}::text`;
}
