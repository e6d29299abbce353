'use client';
/** A range from a spreadsheet into the table, and out of it; filling downwards; clearing. */
import type { ClipboardEvent } from 'react';
import { useState } from 'react';
import { useTimeZone, useTranslations } from 'use-intl';
import { useNotes } from '@/components/ui/notes';
import { useAppLocale } from '@/components/ui/say';
import type { EntityView, RecordView } from '@/engine/kernel/api';
import { isMasked } from '@/engine/kernel/api-shapes';
import type { Json } from '@/engine/kernel/json';
import type { ShownColumn } from '../contract';
import { findTitles, parseText } from '@/components/sheet/values';
import { copyText, isOpenCell, mayWrite } from './cells';
import { rangeOf, type GridStore, type Range } from '@/components/sheet/grid';
import { parseTsv, writeTsv } from '@/components/sheet/tsv';
import { MOST_RECORDS, type CellChange } from './useCells';
import type { Line } from './useLines';

/** A cell of a paste: what it will hold, or why it cannot. */
export interface PastedCell {
  readonly row: RecordView;
  readonly column: ShownColumn;
  readonly text: string;
  readonly change: CellChange | null;
  readonly problem: string | null;
}
export interface Pasted {
  readonly cells: readonly PastedCell[];
  /** Lines and columns of the clipboard for which the table has no place. */
  readonly beyond: number;
}
interface Deps {
  readonly entity: EntityView;
  readonly columns: readonly ShownColumn[];
  readonly lines: () => readonly Line[];
  readonly grid: GridStore;
  writeMany(changes: readonly CellChange[]): Promise<number | null>;
}
const maskOf = (value: Json | undefined): string | undefined => (isMasked(value) ? value.masked : undefined);
type RecordLine = Extract<Line, { kind: 'record' }>;

const records = (lines: readonly Line[], from: number, to: number): RecordLine[] =>
  lines.slice(from, to + 1).filter((line): line is RecordLine => line.kind === 'record');

export function usePaste(deps: Deps) {
  const t = useTranslations('view');
  const notes = useNotes();
  const reader = { locale: useAppLocale(), timeZone: useTimeZone() ?? 'UTC' };
  const { entity, columns, grid } = deps;
  const [preview, setPreview] = useState<Pasted | null>(null);
  const marked = (): Range | null => (grid.get().editing ? null : rangeOf(grid.get()));
  /** A mask that is copied is not a value. */
  const isMaskText = (field: string, text: string): boolean =>
    text.includes('**') &&
    deps.lines().some((line) => line.kind === 'record' && maskOf(line.row[field]) === text.trim());
  const mayPaste = ({ line, column, text }: Placed): boolean =>
    writable(column.field) && isOpenCell(line.row, column.field) && !isMaskText(column.field, text);
  const writable = (field: string): boolean => columns.some((one) => one.field === field && mayWrite(entity, one));

  const onCopy = (event: ClipboardEvent) => {
    const range = marked();
    if (!range) return;
    event.preventDefault();
    const rows = records(deps.lines(), range.top, range.bottom).map(({ row }) =>
      columns.slice(range.left, range.right + 1).map((column) => copyText(column, row, reader)),
    );
    event.clipboardData.setData('text/plain', writeTsv(rows));
  };

  /** What stands where: one cell on a range fills the range; a range begins at the upper left corner. */
  const placed = (matrix: readonly (readonly string[])[], range: Range): { cells: Placed[]; beyond: number } => {
    const isOne = matrix.length === 1 && matrix[0]!.length === 1;
    const height = isOne ? range.bottom - range.top + 1 : matrix.length;
    const width = isOne ? range.right - range.left + 1 : Math.max(...matrix.map((row) => row.length));
    const targets = records(deps.lines(), range.top, isOne ? range.bottom : deps.lines().length).slice(0, height);
    const cells = targets.flatMap((line, y) =>
      columns.slice(range.left, range.left + width).flatMap((column, x): Placed[] => {
        const text = isOne ? matrix[0]![0]! : matrix[y]?.[x];
        return text === undefined ? [] : [{ line, column, text }];
      }),
    );
    const beyond = isOne ? 0 : matrix.flat().length - cells.length;
    return { cells, beyond };
  };

  const onPaste = async (event: ClipboardEvent) => {
    const range = marked();
    if (!range) return;
    event.preventDefault();
    const matrix = parseTsv(event.clipboardData.getData('text/plain'));
    const { cells, beyond } = placed(matrix, range);
    if (new Set(cells.map(({ line }) => line.row.id)).size > MOST_RECORDS) {
      return notes.done(t('paste.tooMany', { limit: MOST_RECORDS }));
    }
    try {
      const read = await readCells(cells);
      if (beyond > 0 || read.some(({ problem }) => problem !== null)) setPreview({ cells: read, beyond });
      else await paste(read);
    } catch (error) {
      notes.failed(error);
    }
  };

  /** Texts → values; titles of records are looked up, each once. */
  const readCells = async (cells: readonly Placed[]): Promise<readonly PastedCell[]> => {
    const parsed = cells.map((cell) => ({
      ...cell,
      parsed: mayPaste(cell)
        ? parseText(cell.column.shown, cell.text, reader)
        : { problem: t('paste.readOnly', { label: cell.column.label }) },
    }));
    const wanted = new Map<string, Set<string>>();
    for (const { column, parsed: one } of parsed) {
      const target = column.shown.target ?? '';
      if ('title' in one) wanted.set(target, (wanted.get(target) ?? new Set()).add(one.title));
    }
    const found = new Map<string, ReadonlyMap<string, Json | null>>();
    for (const [target, titles] of wanted) found.set(target, await findTitles(target, [...titles]));
    return parsed.map(({ line, column, text, parsed: one }): PastedCell => {
      const { row, store } = line;
      const made = (value: Json): PastedCell => ({
        row,
        column,
        text,
        change: { row, store, field: column.field, value },
        problem: null,
      });
      if ('value' in one) return made(one.value);
      if ('problem' in one) return { row, column, text, change: null, problem: one.problem };
      const link = found.get(column.shown.target ?? '')?.get(one.title);
      if (link) return made(link);
      const problem = link === null ? t('paste.several', { title: one.title }) : t('paste.none', { title: one.title });
      return { row, column, text, change: null, problem };
    });
  };

  const paste = async (cells: readonly PastedCell[]): Promise<void> => {
    setPreview(null);
    const lines = deps.lines();
    const last = cells.at(-1);
    const range = marked();
    if (last && range) {
      const row = lines.findIndex((line) => line.kind === 'record' && line.row.id === last.row.id);
      grid.set({ anchor: { row: range.top, col: range.left }, active: { row, col: columns.indexOf(last.column) } });
    }
    await deps.writeMany(cells.flatMap(({ change }) => (change ? [change] : [])));
  };

  /** Repeats the marked lines downwards until `to`; without `to` the first marked line fills the others. */
  const fill = (to?: number): void => {
    const range = marked();
    if (!range) return;
    const source = records(deps.lines(), range.top, to === undefined ? range.top : range.bottom);
    const targets = records(deps.lines(), to === undefined ? range.top + 1 : range.bottom + 1, to ?? range.bottom);
    const shown = columns.slice(range.left, range.right + 1).filter(({ field }) => writable(field));
    const changes = targets.flatMap(({ row, store }, y) => {
      const from = source[y % source.length]!.row;
      return shown
        .filter(({ field }) => isOpenCell(from, field) && isOpenCell(row, field))
        .map(({ field }) => ({ row, store, field, value: from[field] ?? null }));
    });
    if (changes.length > 0 && targets.length <= MOST_RECORDS) void deps.writeMany(changes);
    if (to !== undefined) {
      grid.set({ anchor: { row: range.top, col: range.left }, active: { row: to, col: range.right } });
    }
  };

  const clear = (): void => {
    const range = marked();
    if (!range) return;
    const shown = columns.slice(range.left, range.right + 1).filter(({ field }) => writable(field));
    const changes = records(deps.lines(), range.top, range.bottom).flatMap(({ row, store }) =>
      shown.filter(({ field }) => isOpenCell(row, field)).map(({ field }) => ({ row, store, field, value: null })),
    );
    if (changes.length > 0) void deps.writeMany(changes);
  };

  return { onCopy, onPaste: (event: ClipboardEvent) => void onPaste(event), fill, clear, preview, setPreview, paste };
}
interface Placed {
  readonly line: RecordLine;
  readonly column: ShownColumn;
  readonly text: string;
}
