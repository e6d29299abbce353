/** Days, weeks and months of a calendar, and where records stand in them. Pure. Days are 'YYYY-MM-DD', weeks begin on Monday. */
import { wallToInstant, zoneWall } from '@/engine/expression/zone';
import type { FieldView, RecordView } from '@/engine/kernel/api';
import type { Filter } from '@/engine/kernel/documents.generated';
import type { Json } from '@/engine/kernel/json';
import { addUnits } from '@/engine/query/dates';

export type Span = 'month' | 'week';
/** What a calendar shows: the month or week around a day. */
export interface Shown {
  readonly span: Span;
  readonly day: string;
}
const DAY_MS = 86_400_000;
const DAY = /^\d{4}-\d{2}-\d{2}$/;
const isDay = (text: string): boolean => DAY.test(text) && !Number.isNaN(Date.parse(`${text}T00:00:00Z`));

/** Reads the place from the address: `2026-11-22`, `week:2026-11-22`. What is not understood is this month. */
export function readShown(at: string | null, today: string): Shown {
  const [first = '', second] = (at ?? '').split(':');
  const day = second ?? first;
  return { span: second !== undefined && first === 'week' ? 'week' : 'month', day: isDay(day) ? day : today };
}
export const writeShown = ({ span, day }: Shown): string => (span === 'week' ? `week:${day}` : day);

export const dayAfter = (day: string, days: number): string => addUnits(day, 'day', days);
export const daysBetween = (from: string, to: string): number =>
  Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / DAY_MS);
const mondayOf = (day: string): string => dayAfter(day, -((new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7));

/** All days on the sheet: whole weeks, so a month shows some of its neighbours' days. */
export function daysOf({ span, day }: Shown): readonly string[] {
  const first = span === 'week' ? mondayOf(day) : mondayOf(`${day.slice(0, 8)}01`);
  const last = span === 'week' ? first : dayAfter(addUnits(`${day.slice(0, 8)}01`, 'month', 1), -1);
  const count = span === 'week' ? 7 : Math.ceil((daysBetween(first, last) + 1) / 7) * 7;
  return Array.from({ length: count }, (_, at) => dayAfter(first, at));
}
export function turned({ span, day }: Shown, step: 1 | -1): Shown {
  return { span, day: span === 'week' ? dayAfter(day, 7 * step) : addUnits(`${day.slice(0, 8)}01`, 'month', step) };
}

export const isInstant = (field: Pick<FieldView, 'type'>): boolean => field.type === 'date_time';

/** The day a value falls on for the reader, or null. */
export function dayOf(field: Pick<FieldView, 'type'>, value: Json | undefined, timeZone: string): string | null {
  if (typeof value !== 'string' || value === '') return null;
  if (!isInstant(field)) return isDay(value.slice(0, 10)) ? value.slice(0, 10) : null;
  const at = Date.parse(value);
  return Number.isNaN(at) ? null : zoneWall(at, timeZone).slice(0, 10);
}
/** `09:30` of an instant; '' of a date. */
export function timeOf(field: Pick<FieldView, 'type'>, value: Json | undefined, timeZone: string): string {
  const at = isInstant(field) && typeof value === 'string' ? Date.parse(value) : Number.NaN;
  return Number.isNaN(at) ? '' : zoneWall(at, timeZone).slice(11, 16);
}

/** A value so many days later. An instant keeps its time of day on the reader's clock, also across summer time. */
export function shifted(field: Pick<FieldView, 'type'>, value: Json, days: number, timeZone: string): Json {
  const day = dayOf(field, value, timeZone);
  if (day === null) return value;
  if (!isInstant(field)) return dayAfter(day, days);
  const wall = zoneWall(Date.parse(String(value)), timeZone);
  return new Date(wallToInstant(`${dayAfter(day, days)}${wall.slice(10)}`, timeZone)).toISOString();
}
/** The value a new record of a day begins with; an instant at nine. */
export const startAt = (field: Pick<FieldView, 'type'>, day: string, timeZone: string): Json =>
  isInstant(field) ? new Date(wallToInstant(`${day}T09:00:00`, timeZone)).toISOString() : day;

/** Records that touch a stretch of days. */
export function within(start: string, end: string | undefined, from: string, until: string): Filter {
  const begins: Filter = {
    all: [
      { field: start, op: 'gte', value: from },
      { field: start, op: 'lt', value: until },
    ],
  };
  if (end === undefined) return begins;
  return {
    any: [
      begins,
      {
        all: [
          { field: start, op: 'lt', value: from },
          { field: end, op: 'gte', value: from },
        ],
      },
    ],
  };
}

export interface Entry {
  readonly row: RecordView;
  /** First and last day, the last never before the first. */
  readonly from: string;
  readonly to: string;
  readonly time: string;
}
/** The records with the days they stand on; those without a date are left out. */
export function entriesOf(
  rows: readonly RecordView[],
  start: FieldView,
  end: FieldView | undefined,
  timeZone: string,
): readonly Entry[] {
  const all = rows.flatMap((row): Entry[] => {
    const from = dayOf(start, row[start.name], timeZone);
    if (from === null) return [];
    const last = end ? dayOf(end, row[end.name], timeZone) : null;
    return [
      { row, from, to: last !== null && last > from ? last : from, time: timeOf(start, row[start.name], timeZone) },
    ];
  });
  return all.sort((a, b) => a.from.localeCompare(b.from) || b.to.localeCompare(a.to) || a.time.localeCompare(b.time));
}
/** What stands on each day: records of several days on each of theirs. */
export function byDay(entries: readonly Entry[], days: readonly string[]): ReadonlyMap<string, readonly Entry[]> {
  const shown = new Map<string, Entry[]>(days.map((day) => [day, []]));
  const [first, last] = [days[0]!, days.at(-1)!];
  for (const entry of entries) {
    const from = entry.from < first ? first : entry.from;
    const to = entry.to > last ? last : entry.to;
    for (let day = from; day <= to; day = dayAfter(day, 1)) shown.get(day)?.push(entry);
  }
  return shown;
}
