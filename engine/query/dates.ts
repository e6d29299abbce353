import { isObject } from '../kernel/json';
import type { Grain } from './question';

/** A stretch of days around today: `{unit: 'month', from: 0, to: 0}` this month, `{unit: 'day', from: -6, to: 0}` the last seven days. */
export interface RelativeDate {
  readonly unit: Grain;
  readonly from: number;
  readonly to: number;
}
export interface DayRange {
  /** First day. */
  readonly from: string;
  /** The day after the last. */
  readonly until: string;
}

const UNITS: readonly Grain[] = ['day', 'week', 'month', 'quarter', 'year'];
/** Farther than this nothing is asked for, and dates stay within what PostgreSQL and JSON can say. */
const FARTHEST = 4000;

export function isRelativeDate(value: unknown): value is RelativeDate {
  if (!isObject(value) || !UNITS.includes(value.unit as Grain)) return false;
  return [value.from, value.to].every((n) => Number.isInteger(n) && Math.abs(n as number) <= FARTHEST);
}

/** Today in a time zone: `2026-11-22`. */
export function today(now: Date, timeZone: string): string {
  // Swedish dates are ISO dates; the cheapest way to a local date without a library.
  return formatter(timeZone).format(now);
}
const formatters = new Map<string, Intl.DateTimeFormat>();
function formatter(timeZone: string): Intl.DateTimeFormat {
  let known = formatters.get(timeZone);
  if (!known) {
    known = new Intl.DateTimeFormat('sv-SE', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' });
    formatters.set(timeZone, known);
  }
  return known;
}

const iso = (at: Date): string => at.toISOString().slice(0, 10);

/** First day of the stretch a day lies in. Weeks start on Monday (ISO 8601). */
export function startOf(day: string, unit: Grain): string {
  const at = new Date(`${day}T00:00:00Z`);
  if (unit === 'week') at.setUTCDate(at.getUTCDate() - ((at.getUTCDay() + 6) % 7));
  if (unit === 'month') at.setUTCDate(1);
  if (unit === 'quarter') at.setUTCMonth(at.getUTCMonth() - (at.getUTCMonth() % 3), 1);
  if (unit === 'year') at.setUTCMonth(0, 1);
  return iso(at);
}

/** The first day of a stretch, moved by whole stretches. */
export function addUnits(start: string, unit: Grain, n: number): string {
  const at = new Date(`${start}T00:00:00Z`);
  if (unit === 'day' || unit === 'week') at.setUTCDate(at.getUTCDate() + n * (unit === 'week' ? 7 : 1));
  else at.setUTCMonth(at.getUTCMonth() + n * { month: 1, quarter: 3, year: 12 }[unit]);
  return iso(at);
}

/** The days a relative date means now. */
export function relativeRange(relative: RelativeDate, now: Date, timeZone: string): DayRange {
  const start = startOf(today(now, timeZone), relative.unit);
  const [first, last] = [Math.min(relative.from, relative.to), Math.max(relative.from, relative.to)];
  return { from: addUnits(start, relative.unit, first), until: addUnits(start, relative.unit, last + 1) };
}
