import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Json } from '@/engine/kernel/json';
import { adoptIds, carryKeys, moved, newRow, restored, rowKey, rowsOf, ruled, withCell, without } from './rows';
import { ColumnTotal, total } from './sums';

test('a total adds decimals exactly', () => {
  expect(total([{ price: '0.1' }, { price: '0.2' }, { price: null }], 'price')).toBe('0.3');
});

test('a column without a number has no total', () => {
  expect(total([{ price: null }], 'price')).toBeNull();
});

test('a row keeps its key when a cell changes and when a form copies it; the other rows stay the same objects', () => {
  const rows = [newRow({ name: 'a' }), newRow({ name: 'b' })];
  const after = withCell(rows, 1, 'name', 'c');
  expect(after[0]).toBe(rows[0]);
  expect(after[1]?.name).toBe('c');
  expect(rowKey(structuredClone(after[1]!), 1)).toBe(rowKey(rows[1]!, 1));
});

test('a row that was saved keeps the key under which it is shown', () => {
  const shown = [{ id: '1', name: 'a' }, newRow({ name: 'b' })];
  const stored = [
    { id: '1', name: 'a' },
    { id: '2', name: 'b' },
  ];
  const keys = (rows: Json) => rowsOf(rows).map(rowKey);
  expect(keys(carryKeys(stored, shown))).toEqual(keys(shown));
});

test('a row moves by one place and not beyond the end', () => {
  const rows = [{ n: '1' }, { n: '2' }, { n: '3' }];
  expect(moved(rows, 0, 1).map((row) => row.n)).toEqual(['2', '1', '3']);
  expect(moved(rows, 2, 1)).toBe(rows);
});

test('a row changed while it was being saved keeps the id it was stored under', () => {
  const sent = [{ name: 'a' }, { name: 'b' }];
  const typed = withCell(sent, 1, 'name', 'bb');
  const stored = [
    { id: '1', name: 'a' },
    { id: '2', name: 'b' },
  ];
  expect(adoptIds([...typed, { name: 'new' }], sent, stored)).toMatchObject([
    { id: '1', name: 'a' },
    { id: '2', name: 'bb' },
    { name: 'new' },
  ]);
});

test('several rows move together', () => {
  const rows = [{ n: '1' }, { n: '2' }, { n: '3' }, { n: '4' }];
  expect(moved(rows, 0, 1, 1).map((row) => row.n)).toEqual(['3', '1', '2', '4']);
});

test('a sum that follows its column is the sum added up anew', () => {
  const cell = fc.oneof(
    fc.constant(null),
    fc.integer({ min: -999, max: 999 }).map((n) => String(n / 100)),
  );
  fc.assert(
    fc.property(fc.array(cell, { minLength: 1 }), fc.array(fc.tuple(fc.nat(), cell)), (start, changes) => {
      let rows = start.map((price) => newRow({ price }));
      const sum = new ColumnTotal('price');
      for (const [at, price] of changes) {
        rows = [...withCell(rows, at % rows.length, 'price', price)];
        expect(sum.of(rows)).toBe(total(rows, 'price'));
      }
    }),
  );
});

test('a removed row that comes back is added anew where the server has removed it too', () => {
  const before = [newRow({ id: '1', name: 'a' }), newRow({ id: '2', name: 'b' })];
  const now = without(before, 1);
  expect(restored(before, now, [{ id: '1', name: 'a' }]).map(({ id }) => id)).toEqual(['1', undefined]);
  expect(restored(before, now, before).map(({ id }) => id)).toEqual(['1', '2']);
});

test('a row that was saved meanwhile keeps its id when a step is taken back', () => {
  const before = [newRow({ name: 'a' })];
  const now = [{ ...before[0]!, id: '7', name: 'b' }];
  expect(restored(before, now, now)).toMatchObject([{ id: '7', name: 'a' }]);
});

test('rules put what they hold and what they fill in where nothing is; what is typed stays as it is typed', () => {
  const rows = [{ product: 'a ', price: null, quantity: '2' }, newRow({ product: 'b', price: '7', quantity: '1' })];
  const byRules = [
    { product: 'a', price: '48', quantity: '9' },
    { product: 'b', price: '48', quantity: '1' },
  ];
  const after = ruled(rows, byRules, (_row, column) => column === 'quantity');
  expect(after).toMatchObject([{ product: 'a ', price: '48', quantity: '9' }, { price: '7' }]);
  expect(after[1]).toBe(rows[1]);
});
