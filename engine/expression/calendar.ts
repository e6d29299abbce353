/** Sums of days and months over `YYYY-MM-DD`, in JavaScript and in SQL, with one answer. */
import type { Sql } from '../kernel/contract';
import { bind, raw, sql } from './sql';

export const UNITS = ['days', 'months', 'years'] as const;
export type Unit = (typeof UNITS)[number];

/** More steps than there are days in the years 1 to 9999. */
const MAX_STEPS = 3_660_000;
const DAY = 86_400_000;

const parts = (date: string): readonly [number, number, number] => [
  Number(date.slice(0, 4)),
  Number(date.slice(5, 7)),
  Number(date.slice(8, 10)),
];
const epochDay = (date: string): number => Date.parse(`${date}T00:00:00Z`) / DAY;

/** Whole units from one day to another; negative when the second is earlier. */
export function dateDifference(from: string, to: string, unit: Unit): number {
  if (unit === 'days') return epochDay(to) - epochDay(from);
  const months = from <= to ? fullMonths(from, to) : -fullMonths(to, from);
  return unit === 'months' ? months : Math.trunc(months / 12);
}

/** Months that are complete: from 31 January to 28 February there is none. */
function fullMonths(from: string, to: string): number {
  const [y1, m1, d1] = parts(from);
  const [y2, m2, d2] = parts(to);
  return (y2 - y1) * 12 + (m2 - m1) - (d2 < d1 ? 1 : 0);
}

const monthsSql = (from: Sql, to: Sql): Sql =>
  sql`((extract(year from ${to}) - extract(year from ${from})) * 12 + extract(month from ${to}) - extract(month from ${from}) - case when extract(day from ${to}) < extract(day from ${from}) then 1 else 0 end)`;

export const dateDifferenceSql = (first: Sql, second: Sql, step: Sql): Sql =>
  bind([first, second, step], (names) => {
    const [from, to, unit] = names as [Sql, Sql, Sql];
    const months = sql`(case when ${from} <= ${to} then ${monthsSql(from, to)} else - ${monthsSql(to, from)} end)`;
    return sql`case ${unit} when 'days' then (${to} - ${from})::numeric when 'months' then ${months} else trunc(${months} / 12) end`;
  });

/** The day some units later, or the last of its month where there is no such day; undefined outside the years 1 to 9999. */
export function addToDate(date: string, steps: number, unit: Unit): string | undefined {
  const count = Math.min(Math.max(steps, -MAX_STEPS), MAX_STEPS);
  const days = unit === 'days' ? epochDay(date) + count : monthsLater(date, unit === 'months' ? count : count * 12);
  const at = new Date(days * DAY);
  const year = at.getUTCFullYear();
  return year >= 1 && year <= 9999 ? at.toISOString().slice(0, 10) : undefined;
}

function monthsLater(date: string, count: number): number {
  const [year, month, day] = parts(date);
  const first = new Date(0);
  first.setUTCFullYear(year, month - 1 + count, 1);
  const last = new Date(0);
  last.setUTCFullYear(year, month + count, 0);
  return first.getTime() / DAY + Math.min(day, last.getUTCDate()) - 1;
}

/** Days from 1 January 1 to 31 December 9999. */
const LAST_DAY = 3_652_058;

export const addToDateSql = (start: Sql, steps: Sql, step: Sql): Sql => {
  const limit = raw(String(MAX_STEPS));
  const clamped = sql`least(greatest(trunc(${steps}), -${limit}), ${limit})::integer`;
  return bind([start, clamped, step], (names) => {
    const [date, count, unit] = names as [Sql, Sql, Sql];
    const months = sql`(${count} * case ${unit} when 'years' then 12 else 1 end)`;
    const month = sql`extract(year from ${date}) * 12 + extract(month from ${date}) - 1 + ${months}`;
    // Asked before it is added: PostgreSQL refuses the whole statement for one day outside its calendar.
    return sql`case
      when ${unit} = 'days' then case when (${date} - '0001-01-01'::date) + ${count} between 0 and ${raw(String(LAST_DAY))} then ${date} + ${count} end
      when ${month} between 12 and 119999 then (${date} + make_interval(months => ${months}))::date end`;
  });
};
