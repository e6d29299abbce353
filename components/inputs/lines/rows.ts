/** Line items as data: rows with stable keys, changes as new lists, exact totals. */
import { randomId } from '@/components/lib/id';
import { add, decimalText, toDecimal } from '@/engine/expression/decimal';
import type { Json } from '@/engine/kernel/json';

export type Row = { readonly [field: string]: Json };

export const rowsOf = (value: Json): readonly Row[] => (Array.isArray(value) ? (value as readonly Row[]) : []);

/**
 * Where a row carries the key that stays with it while its cells change and when it gets its id. A plain property,
 * because forms copy the values they hold; it is never written to the server (see `toWrite`).
 */
const KEY = '$key';

/** A new row: it has no id until it is saved. */
export const newRow = (cells: Row): Row => ({ ...cells, [KEY]: randomId() });

export function rowKey(row: Row, index: number): string {
  if (typeof row[KEY] === 'string') return row[KEY];
  return typeof row.id === 'string' ? row.id : `at-${index}`;
}

/** The rows with one cell changed; the other rows stay the same objects, so they are not drawn again. */
export const withCell = (rows: readonly Row[], index: number, field: string, value: Json): readonly Row[] =>
  rows.map((row, at) => (at === index ? { ...row, [field]: value } : row));

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
  const ids = new Map(rowsOf(sent).map((row, index) => [rowKey(row, index), saved[index]?.id]));
  return rowsOf(typed).map((row, index) => {
    const key = rowKey(row, index);
    const id = ids.get(key);
    return typeof row.id === 'string' || typeof id !== 'string' ? row : { ...row, id, [KEY]: key };
  });
}

/** `stored` rows with the keys under which they are `shown`: a row that was saved keeps its inputs, and the cursor. */
export function carryKeys(stored: Json, shown: Json): Json {
  const before = rowsOf(shown);
  const byId = new Map(before.map((row, index) => [row.id, rowKey(row, index)]));
  return rowsOf(stored).map((row, index) => {
    const fresh = before[index]?.id === undefined ? before[index] : undefined;
    const key = byId.get(row.id) ?? (fresh && rowKey(fresh, index));
    return key === undefined || key === row.id ? row : { ...row, [KEY]: key };
  });
}
