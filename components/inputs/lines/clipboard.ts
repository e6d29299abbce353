/** What a paste, a fill or a deletion makes of the rows. Pure: the caller puts the rows and looks titles up. */
import { rangeOf, type Range, type GridState } from '@/components/sheet/grid';
import { parseText, type Reader } from '@/components/sheet/values';
import type { FieldView } from '@/engine/kernel/api';
import type { Json } from '@/engine/kernel/json';
import { changed, type Row } from './rows';

/** A cell of a paste that cannot be taken as it is: its text stays in the cell with the reason. */
export interface PastedCell {
  readonly row: number;
  readonly column: FieldView;
  readonly text: string;
}
export interface PasteResult {
  readonly rows: readonly Row[];
  /** Text that is no value of its column, with the reason. */
  readonly bad: readonly (PastedCell & { readonly problem: string })[];
  /** Titles of records that are still to be found. */
  readonly titles: readonly PastedCell[];
  /** Texts that found no cell: beyond the last column, or on a column nobody may edit. */
  readonly left: number;
  /** The cells that were written. */
  readonly range: Range;
  readonly added: number;
}
interface Target {
  readonly rows: readonly Row[];
  readonly columns: readonly FieldView[];
  readonly reader: Reader;
  isEditable(index: number, row: Row, column: FieldView): boolean;
  blank(): Row;
  labelOf(column: FieldView): string;
}

/** The matrix without a first line that repeats the names of the columns it falls on. */
export function withoutHead(
  matrix: readonly (readonly string[])[],
  labels: readonly string[],
): readonly (readonly string[])[] {
  const [head] = matrix;
  const isHead = head !== undefined && matrix.length > 1 && head.every((text, i) => text.trim() === labels[i]);
  return isHead ? matrix.slice(1) : matrix;
}

/** One cell on a marked range fills the range; anything else begins at its upper left corner, and rows are added as needed. */
export function pasted(target: Target, text: readonly (readonly string[])[], at: Range): PasteResult {
  const labels = target.columns.slice(at.left).map(target.labelOf);
  const matrix = at.top === 0 || at.top === target.rows.length ? withoutHead(text, labels) : text;
  const isOne = matrix.length === 1 && matrix[0]!.length === 1;
  const height = isOne ? Math.min(at.bottom, Math.max(target.rows.length - 1, at.top)) - at.top + 1 : matrix.length;
  const width = isOne ? at.right - at.left + 1 : Math.max(...matrix.map((line) => line.length));
  const rows = [...target.rows];
  const added = Math.max(0, at.top + height - rows.length);
  for (let i = 0; i < added; i += 1) rows.push(target.blank());
  const columns = target.columns.slice(at.left, at.left + width);
  const bad: (PastedCell & { problem: string })[] = [];
  const titles: PastedCell[] = [];
  let left = 0;
  for (let y = 0; y < height; y += 1) {
    const index = at.top + y;
    const cells: { [field: string]: Json } = {};
    const line = isOne ? columns.map(() => matrix[0]![0]!) : matrix[y]!;
    line.forEach((cell, x) => {
      const column = columns[x];
      if (!column || !target.isEditable(index, rows[index]!, column)) {
        if (cell.trim() !== '') left += 1;
        return;
      }
      const parsed = parseText(column, cell, target.reader);
      cells[column.name] = 'value' in parsed ? parsed.value : cell.trim();
      if ('title' in parsed) titles.push({ row: index, column, text: parsed.title });
      if ('problem' in parsed) bad.push({ row: index, column, text: cell.trim(), problem: parsed.problem });
    });
    rows[index] = changed(rows[index]!, cells);
  }
  const range = { top: at.top, left: at.left, bottom: at.top + height - 1, right: at.left + columns.length - 1 };
  return { rows, bad, titles, left, range, added };
}

/** The marked rows repeated downwards to `to`; without `to` the first marked row fills the others. */
export function filled(
  { rows, columns, isEditable }: Pick<Target, 'rows' | 'columns' | 'isEditable'>,
  { top, bottom, left, right }: Range,
  to?: number,
): readonly Row[] {
  const height = to === undefined ? 1 : bottom - top + 1;
  const first = to === undefined ? top + 1 : bottom + 1;
  const last = Math.min(to ?? bottom, rows.length - 1);
  const shown = columns.slice(left, right + 1);
  return rows.map((row, index) => {
    if (index < first || index > last) return row;
    const source = rows[top + ((index - first) % height)]!;
    const open = shown.filter((column) => isEditable(index, row, column));
    return changed(row, Object.fromEntries(open.map(({ name }) => [name, source[name] ?? null])));
  });
}

/** The marked cells emptied. */
export const cleared = (
  { rows, columns, isEditable }: Pick<Target, 'rows' | 'columns' | 'isEditable'>,
  { top, bottom, left, right }: Range,
): readonly Row[] =>
  rows.map((row, index) => {
    if (index < top || index > bottom) return row;
    const open = columns.slice(left, right + 1).filter((column) => isEditable(index, row, column));
    return changed(row, Object.fromEntries(open.map(({ name }) => [name, null])));
  });

/** The marked range, unless somebody is writing in a cell. */
export const markedRange = (state: GridState): Range | null => (state.editing ? null : rangeOf(state));
