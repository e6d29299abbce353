import { expect, test } from 'vitest';
import type { RecordView } from '@/engine/kernel/api';
import { keyOn, linesOf, ROOT, type Level } from './nodes';

const row = (id: string) => ({ id, rev: 1, title: id }) as RecordView;
const levels = new Map<string, Level>([
  [ROOT, { rows: [row('a'), row('b')], hasMore: false }],
  ['a', { rows: [row('a1'), row('a2')], hasMore: true }],
]);
const counts = new Map([
  ['a', 3],
  ['b', 0],
]);
const lines = linesOf(levels, new Set(['a']), counts);

test('an open record is followed by what is below it, and by what is still to be read', () => {
  expect(lines.map(({ key, depth }) => `${depth} ${key}`)).toEqual(['1 a', '2 a1', '2 a2', '2 more:a', '1 b']);
  expect(linesOf(levels, new Set(), counts).map(({ key }) => key)).toEqual(['a', 'b']);
  expect(linesOf(new Map(), new Set(), new Map())).toEqual([{ kind: 'more', key: 'more:', parent: '', depth: 1 }]);
});

test('arrows open, close, go in, go out, and pass over what is no record', () => {
  expect(keyOn(lines, 0, 'ArrowRight')).toEqual({ to: 1 });
  expect(keyOn(lines, 0, 'ArrowLeft')).toEqual({ toggle: 'a' });
  expect(keyOn(lines, 2, 'ArrowDown')).toEqual({ to: 4 });
  expect(keyOn(lines, 4, 'ArrowRight')).toBeNull();
  expect(keyOn(lines, 1, 'ArrowLeft')).toEqual({ to: 0 });
  expect(keyOn(lines, 1, 'ArrowRight')).toEqual({ toggle: 'a1' });
  expect(keyOn(lines, 0, 'End')).toEqual({ to: 4 });
  expect(keyOn(lines, 0, 'x')).toBeNull();
});

test('a record that stands below itself does not go on for ever', () => {
  const circle = new Map<string, Level>([
    [ROOT, { rows: [row('a')], hasMore: false }],
    ['a', { rows: [row('a')], hasMore: false }],
  ]);
  expect(linesOf(circle, new Set(['a']), counts)).toHaveLength(50);
});
