import { expect, test } from 'vitest';
import type { FieldView } from '@/engine/kernel/api';
import { cleared, filled, pasted } from './clipboard';
import { newRow, type Row } from './rows';

const column = (name: string, type: string, right: 'edit' | 'read' = 'edit'): FieldView => ({
  id: name,
  name,
  type,
  label: { 'zh-CN': name, en: name },
  right,
  required: false,
  unique: false,
  options: {},
  system: false,
});
const columns = [
  column('name', 'text'),
  column('quantity', 'number'),
  column('sum', 'number', 'read'),
  column('product', 'relation'),
];
const target = (rows: readonly Row[]) => ({
  rows,
  columns,
  reader: { locale: 'en' as const, timeZone: 'UTC' },
  isEditable: (_index: number, _row: Row, { right }: FieldView) => right === 'edit',
  blank: () => newRow({ name: null, quantity: null }),
  labelOf: ({ name }: FieldView) => name,
});
const at = (top: number, left: number, bottom = top, right = left) => ({ top, left, bottom, right });
const cells = (rows: readonly Row[]) => rows.map(({ name, quantity }) => [name, quantity]);

test('a paste adds as many rows as it needs', () => {
  const { rows, added } = pasted(
    target([newRow({ name: 'a', quantity: '1' })]),
    [
      ['b', '2'],
      ['c', '1,000'],
    ],
    at(0, 0),
  );
  expect(cells(rows)).toEqual([
    ['b', '2'],
    ['c', '1000'],
  ]);
  expect(added).toBe(1);
});

test('text that is no value of its column stays in its cell, with a sentence', () => {
  const { rows, bad } = pasted(target([]), [['b', 'many']], at(0, 0));
  expect(rows[0]?.quantity).toBe('many');
  expect(bad).toMatchObject([{ row: 0, text: 'many', problem: expect.stringContaining('quantity') }]);
});

test('titles of records are still to be found, and stay to be read meanwhile', () => {
  const { rows, titles } = pasted(target([]), [['b', '1', '', 'Pale Ale']], at(0, 0));
  expect(rows[0]?.product).toBe('Pale Ale');
  expect(titles).toMatchObject([{ row: 0, text: 'Pale Ale' }]);
});

test('what falls on a column nobody may edit, or beyond the last one, is counted', () => {
  expect(pasted(target([]), [['b', '1', '9', 'P', 'more']], at(0, 0)).left).toBe(2);
});

test('a first line that repeats the names of the columns is left out', () => {
  expect(
    cells(
      pasted(
        target([]),
        [
          ['name', 'quantity'],
          ['b', '1'],
        ],
        at(0, 0),
      ).rows,
    ),
  ).toEqual([['b', '1']]);
});

test('one cell fills the marked range', () => {
  const rows = [newRow({ name: 'a' }), newRow({ name: 'b' }), newRow({ name: 'c' })];
  expect(pasted(target(rows), [['x']], at(0, 0, 1)).rows.map(({ name }) => name)).toEqual(['x', 'x', 'c']);
});

test('filling down repeats the marked rows; cells nobody may edit stay', () => {
  const rows = ['a', 'b', 'c', 'd', 'e'].map((name, i) => newRow({ name, sum: String(i) }));
  const after = filled(target(rows), at(0, 0, 1, 2), 4);
  expect(after.map(({ name }) => name)).toEqual(['a', 'b', 'a', 'b', 'a']);
  expect(after.map(({ sum }) => sum)).toEqual(['0', '1', '2', '3', '4']);
});

test('clearing empties the marked cells only', () => {
  const rows = [newRow({ name: 'a', quantity: '1' }), newRow({ name: 'b', quantity: '2' })];
  expect(cells(cleared(target(rows), at(1, 1)))).toEqual([
    ['a', '1'],
    ['b', null],
  ]);
});
