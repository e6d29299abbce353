/** Line items as data: rows with stable keys, changes as new lists, exact totals. */
import { add, decimalText, toDecimal } from '@/engine/expression/decimal';
import type { Json } from '@/engine/kernel/json';

export type Row = { readonly [field: string]: Json };

export const rowsOf = (value: Json): readonly Row[] => (Array.isArray(value) ? (value as readonly Row[]) : []);

// A new row has no id until it is saved; React needs a key that stays with the row while its cells change.
const keys = new WeakMap<Row, string>();
let count = 0;
export function rowKey(row: Row): string {
  const known = keys.get(row);
  if (known) return known;
  count += 1;
  const key = typeof row.id === 'string' ? row.id : `new-${count}`;
  keys.set(row, key);
  return key;
}

/** The rows with one cell changed; the other rows stay the same objects, so they are not drawn again. */
export function withCell(rows: readonly Row[], index: number, field: string, value: Json): readonly Row[] {
  const before = rows[index];
  if (!before) return rows;
  const after: Row = { ...before, [field]: value };
  keys.set(after, rowKey(before));
  return rows.map((row, at) => (at === index ? after : row));
}

export const withoutRow = (rows: readonly Row[], index: number): readonly Row[] =>
  rows.filter((_row, at) => at !== index);

/** The rows with one moved by `step` places; a move beyond either end changes nothing. */
export function moved(rows: readonly Row[], index: number, step: number): readonly Row[] {
  const to = index + step;
  const row = rows[index];
  if (!row || to < 0 || to >= rows.length) return rows;
  const rest = withoutRow(rows, index);
  return [...rest.slice(0, to), row, ...rest.slice(to)];
}

/** Exact sum of a column as a decimal string; null when no row has a number there. */
export function total(rows: readonly Row[], field: string): string | null {
  const numbers = rows.map((row) => toDecimal(row[field])).filter((number) => number !== undefined);
  if (numbers.length === 0) return null;
  return decimalText(numbers.reduce((sum, number) => add(sum, number)));
}

/**
 * Rows that were saved while they were being changed: `typed` rows that stand for the same row as in `sent` get the id
 * under which it was `stored` (rows are stored in the order sent), so that the next save does not add them again.
 */
export function adoptIds(typed: Json, sent: Json, stored: Json): Json {
  const saved = rowsOf(stored);
  const ids = new Map(rowsOf(sent).map((row, index) => [rowKey(row), saved[index]?.id]));
  return rowsOf(typed).map((row) => {
    const id = ids.get(rowKey(row));
    if (typeof row.id === 'string' || typeof id !== 'string') return row;
    const kept: Row = { ...row, id };
    keys.set(kept, rowKey(row));
    return kept;
  });
}
