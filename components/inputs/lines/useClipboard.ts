'use client';
/** Copy, cut, paste, fill and clear in line items. Titles of records that were pasted are found by the server. */
import type { ClipboardEvent } from 'react';
import { useTranslations } from 'use-intl';
import { cellKey, type GridStore, type Place } from '@/components/sheet/grid';
import { parseTsv, writeTsv } from '@/components/sheet/tsv';
import { cellText, findTitles, type Reader } from '@/components/sheet/values';
import { useNotes } from '@/components/ui/notes';
import type { FieldView } from '@/engine/kernel/api';
import type { Json } from '@/engine/kernel/json';
import { cleared, filled, markedRange, pasted, type PastedCell } from './clipboard';
import { changed, rowKey, type Row } from './rows';
import type { LineEdits, LineRules } from './types';

interface Deps {
  readonly columns: readonly FieldView[];
  readonly store: GridStore;
  readonly edits: LineEdits;
  readonly rules: LineRules;
  readonly reader: Reader;
  readonly isReadOnly: boolean;
  readonly maxRows: number;
  labelOf(column: FieldView): string;
  announce(text: string): void;
  scrollTo(place: Place): void;
}

export function useClipboard(deps: Deps) {
  const t = useTranslations('lines');
  const notes = useNotes();
  const { columns, store, edits, rules, reader } = deps;
  const isEditable = (index: number, row: Row, column: FieldView): boolean => {
    const { isVisible, isEditable: isOpen } = rules.cell(index, row, column);
    return isVisible && isOpen && !column.fields;
  };
  const target = () => ({ ...deps, rows: edits.rows(), isEditable, blank: edits.blank });

  const copy = (event: ClipboardEvent): boolean => {
    const range = markedRange(store.get());
    if (!range) return false;
    event.preventDefault();
    const shown = columns.slice(range.left, range.right + 1);
    const rows = edits
      .rows()
      .slice(range.top, range.bottom + 1)
      .map(rules.computed);
    const lines = rows.map((row) => shown.map((column) => cellText(column, row[column.name] ?? null, reader)));
    event.clipboardData.setData('text/plain', writeTsv(lines));
    return true;
  };
  const clear = (): void => {
    const range = markedRange(store.get());
    if (range) edits.change(() => cleared(target(), range));
  };
  const paste = (event: ClipboardEvent): void => {
    const range = markedRange(store.get());
    const text = event.clipboardData.getData('text/plain');
    if (!range || deps.isReadOnly || text === '') return;
    event.preventDefault();
    const result = pasted(target(), parseTsv(text), range);
    if (result.rows.length > deps.maxRows) {
      notes.done(t('paste.tooMany', { rows: result.rows.length, max: deps.maxRows }));
      return;
    }
    edits.change(() => result.rows);
    const { top, left, bottom, right } = result.range;
    store.set({ anchor: { row: top, col: left }, active: { row: bottom, col: right }, editing: null });
    deps.scrollTo({ row: top, col: left });
    mark(result.bad);
    if (result.titles.length > 0) void link(result.titles);
    const said = [
      t('paste.done', { rows: bottom - top + 1, added: result.added }),
      ...(result.bad.length > 0 ? [t('paste.bad', { count: result.bad.length })] : []),
      ...(result.left > 0 ? [t('paste.left', { count: result.left })] : []),
    ].join(' ');
    deps.announce(said);
    if (result.left > 0) notes.undo(said, () => edits.undo());
  };

  /** What was wrong stays in its cell, with the reason. */
  function mark(bad: readonly (PastedCell & { readonly problem: string })[]): void {
    if (bad.length === 0) return;
    const problems = new Map(store.get().problems);
    const rows = edits.rows();
    for (const { row, column, text, problem } of bad) {
      problems.set(cellKey(rowKey(rows[row]!, row), column.name), { message: problem, value: text });
    }
    store.set({ problems });
  }

  /** Titles → records. What the person has changed meanwhile stays as it is. */
  async function link(cells: readonly PastedCell[]): Promise<void> {
    const rows = edits.rows();
    const places = cells.map((cell) => ({ ...cell, key: rowKey(rows[cell.row]!, cell.row) }));
    const keys = places.map(({ key, column }) => cellKey(key, column.name));
    store.saving(keys, true);
    try {
      const found = await findAll(cells);
      const at = new Map(edits.rows().map((row, index) => [rowKey(row, index), index]));
      const values = new Map<number, { [field: string]: Json }>();
      const bad: (PastedCell & { problem: string })[] = [];
      for (const { key, column, text } of places) {
        const row = at.get(key);
        if (row === undefined || edits.rows()[row]![column.name] !== text) continue;
        const one = found.get(column.target ?? '')?.get(text);
        if (one) values.set(row, { ...values.get(row), [column.name]: one });
        else {
          bad.push({ row, column, text, problem: t(one === null ? 'paste.several' : 'paste.none', { title: text }) });
        }
      }
      edits.change(
        (all) => all.map((row, index) => (values.has(index) ? changed(row, values.get(index)!) : row)),
        false,
      );
      mark(bad);
      if (bad.length > 0) deps.announce(t('paste.bad', { count: bad.length }));
    } catch (error) {
      notes.failed(error);
    } finally {
      store.saving(keys, false);
    }
  }
  async function findAll(cells: readonly PastedCell[]): Promise<ReadonlyMap<string, ReadonlyMap<string, Json | null>>> {
    const titles = new Map<string, Set<string>>();
    for (const { column, text } of cells) {
      const entity = column.target ?? '';
      titles.set(entity, (titles.get(entity) ?? new Set()).add(text));
    }
    const found = new Map<string, ReadonlyMap<string, Json | null>>();
    for (const [entity, some] of titles) found.set(entity, await findTitles(entity, [...some]));
    return found;
  }

  return {
    onCopy: (event: ClipboardEvent) => void copy(event),
    onCut: (event: ClipboardEvent) => {
      if (copy(event) && !deps.isReadOnly) clear();
    },
    onPaste: paste,
    clear,
    fill(to?: number): void {
      const range = markedRange(store.get());
      if (!range) return;
      edits.change(() => filled(target(), range, to));
      if (to === undefined) return;
      const row = Math.min(to, edits.rows().length - 1);
      store.set({ anchor: { row: range.top, col: range.left }, active: { row, col: range.right } });
    },
  };
}
