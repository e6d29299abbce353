import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { FieldView, RecordView } from '@/engine/kernel/api';
import {
  byDay,
  dayAfter,
  dayOf,
  daysOf,
  entriesOf,
  readShown,
  shifted,
  startAt,
  timeOf,
  turned,
  writeShown,
} from './days';

const DATE = { name: 'due', type: 'date' } as FieldView;
const TIME = { name: 'at', type: 'date_time' } as FieldView;
const ZONES = ['Asia/Shanghai', 'Europe/Berlin', 'America/New_York', 'UTC'];

test('a month is shown in whole weeks that begin on Monday', () => {
  const days = daysOf({ span: 'month', day: '2026-11-22' });
  expect([days[0], days.at(-1), days.length]).toEqual(['2026-10-26', '2026-12-06', 42]);
  expect(daysOf({ span: 'month', day: '2021-02-10' })).toHaveLength(28);
  expect(daysOf({ span: 'week', day: '2026-11-22' })[0]).toBe('2026-11-16');
});

test('every day lies in its own month and week, and turning there and back shows it again', () => {
  const day = fc.integer({ min: 0, max: 60_000 }).map((n) => dayAfter('1960-01-01', n));
  fc.assert(
    fc.property(day, fc.constantFrom('month' as const, 'week' as const), (one, span) => {
      const days = daysOf({ span, day: one });
      expect(days).toContain(one);
      expect(days.length % 7).toBe(0);
      expect(daysOf(turned(turned({ span, day: one }, 1), -1))).toEqual(days);
      expect(readShown(writeShown({ span, day: one }), '2000-01-01')).toEqual({ span, day: one });
    }),
  );
});

test('an address that is not understood shows this month', () => {
  for (const at of [null, '', 'week:', 'year:2026-01-01x', '2026-13-45', 'week:soon']) {
    expect(readShown(at, '2026-11-22').day).toBe('2026-11-22');
  }
});

test('moved to another day, an instant keeps its time of day on the clock of the reader', () => {
  // Berlin leaves summer time on 25 October 2026.
  const before = '2026-10-24T07:30:00.000Z';
  expect(timeOf(TIME, before, 'Europe/Berlin')).toBe('09:30');
  const after = shifted(TIME, before, 2, 'Europe/Berlin');
  expect(after).toBe('2026-10-26T08:30:00.000Z');
  expect(timeOf(TIME, after, 'Europe/Berlin')).toBe('09:30');
  expect(shifted(DATE, '2026-02-27', 2, 'UTC')).toBe('2026-03-01');
});

test('a new record stands on the day that was clicked, in any zone', () => {
  for (const zone of ZONES) {
    expect(dayOf(TIME, startAt(TIME, '2026-03-08', zone), zone)).toBe('2026-03-08');
    expect(startAt(DATE, '2026-03-08', zone)).toBe('2026-03-08');
  }
});

test('a record of several days stands on each of them; an end before the start is one day', () => {
  const END = { name: 'end', type: 'date' } as FieldView;
  const row = (id: string, due: string | null, end: string | null) =>
    ({ id, rev: 1, title: id, due, end }) as RecordView;
  const rows = [
    row('a', '2026-11-01', '2026-11-03'),
    row('b', '2026-11-02', '2026-11-01'),
    row('c', null, '2026-11-02'),
  ];
  const days = byDay(entriesOf(rows, DATE, END, 'UTC'), daysOf({ span: 'month', day: '2026-11-02' }));
  const on = (day: string) => days.get(day)!.map((entry) => entry.row.id);
  expect([on('2026-11-01'), on('2026-11-02'), on('2026-11-03'), on('2026-11-04')]).toEqual([
    ['a'],
    ['a', 'b'],
    ['a'],
    [],
  ]);
});
