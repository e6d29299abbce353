import { isObject } from '../kernel/json';
import type { Grain } from './question';

/**
 * A stretch of days around today, in whole units: `{unit: 'month', from: 0, to: 0}` this month, `{unit: 'day', from: -6,
 * to: 0}` the last seven days. An end that is null is open: `{unit: 'day', from: null, to: -31}` more than 30 days ago.
 */
export interface Stretch {
  readonly unit: Grain;
  readonly from: number | null;
  readonly to: number | null;
}
/** `last` n units up to today, `next` n units from today, both rolling; more than n units ago, or ahead. */
export type Rolling = { readonly unit: Grain } & (
  { readonly last: number } | { readonly next: number } | { readonly olderThan: number } | { readonly moreThan: number }
);
/** Or a name: `today`, `yesterday`, `tomorrow`, `thisWeek`, `lastMonth`, `nextQuarter` … */
export type RelativeDate = Stretch | Rolling | string;
export interface DayRange {
  /** First day; `-infinity` where it is open. */
  readonly from: string;
  /** The day after the last; `infinity` where it is open. */
  readonly until: string;
}

const UNITS: readonly Grain[] = ['day', 'week', 'month', 'quarter', 'year'];
/** Farther than this nothing is asked for, and dates stay within what PostgreSQL and JSON can say. */
const FARTHEST = 4000;

const isCount = (n: unknown): n is number => Number.isInteger(n) && Math.abs(n as number) <= FARTHEST;
const ROLLING = ['last', 'next', 'olderThan', 'moreThan'] as const;

const NAMES: ReadonlyMap<string, Stretch> = new Map([
  ['today', { unit: 'day', from: 0, to: 0 }],
  ['yesterday', { unit: 'day', from: -1, to: -1 }],
  ['tomorrow', { unit: 'day', from: 1, to: 1 }],
  ...UNITS.slice(1).flatMap((unit): [string, Stretch][] =>
    (
      [
        ['this', 0],
        ['last', -1],
        ['next', 1],
      ] as const
    ).map(([which, n]) => [which + unit[0]!.toUpperCase() + unit.slice(1), { unit, from: n, to: n }]),
  ),
]);

/** What was given, ready to be put to use; undefined when it is no relative date. */
export function readRelativeDate(value: unknown): Stretch | Rolling | undefined {
  if (typeof value === 'string') return NAMES.get(value);
  if (!isObject(value) || !UNITS.includes(value.unit as Grain)) return undefined;
  const kinds = ROLLING.filter((kind) => kind in value);
  if (kinds.length > 0) {
    const n = value[kinds[0]!];
    return kinds.length === 1 && isCount(n) && n >= 0 ? (value as unknown as Rolling) : undefined;
  }
  const ends = [value.from ?? null, value.to ?? null];
  const isGood = ends.every((end) => end === null || isCount(end)) && ends.some((end) => end !== null);
  return isGood
    ? { unit: value.unit as Grain, from: ends[0] as number | null, to: ends[1] as number | null }
    : undefined;
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

/** Any day, moved; the last day of a month stays one (31 March − 1 month = 28 February). */
function moved(day: string, unit: Grain, n: number): string {
  if (unit === 'day' || unit === 'week') return addUnits(day, unit, n);
  const first = addUnits(startOf(day, 'month'), unit, n);
  const last = addUnits(addUnits(first, 'month', 1), 'day', -1);
  const sameDay = first.slice(0, 8) + day.slice(8);
  return sameDay > last ? last : sameDay;
}

/** The days a relative date means now, in the time zone of whoever asks. */
export function relativeRange(relative: Stretch | Rolling, now: Date, timeZone: string): DayRange {
  const day = today(now, timeZone);
  if (!('from' in relative)) return rollingRange(relative, day);
  const { unit, from, to } = relative;
  const start = startOf(day, unit);
  const isTurned = from !== null && to !== null && from > to;
  const [first, last] = isTurned ? [to, from] : [from, to];
  return {
    from: first === null ? '-infinity' : addUnits(start, unit, first),
    until: last === null ? 'infinity' : addUnits(start, unit, last + 1),
  };
}

function rollingRange(rolling: Rolling, day: string): DayRange {
  const next = addUnits(day, 'day', 1);
  const at = (from: string, n: number): string => moved(from, rolling.unit, n);
  if ('last' in rolling) return { from: addUnits(at(day, -rolling.last), 'day', 1), until: next };
  if ('next' in rolling) return { from: day, until: at(day, rolling.next) };
  if ('olderThan' in rolling) return { from: '-infinity', until: at(day, -rolling.olderThan) };
  return { from: addUnits(at(day, rolling.moreThan), 'day', 1), until: 'infinity' };
}
