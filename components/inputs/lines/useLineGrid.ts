'use client';
/** What the rows of a grid share, and what is done with them: writing, leaving, the actions of the row menu. */
import { useLayoutEffect, useMemo, useRef, type RefObject } from 'react';
import { flushSync } from 'react-dom';
import { useTimeZone, useTranslations } from 'use-intl';
import { cellKey, rangeOf, type GridStore, type Place } from '@/components/sheet/grid';
import { useNotes } from '@/components/ui/notes';
import { useAppLocale, useSay } from '@/components/ui/say';
import type { FieldView } from '@/engine/kernel/api';
import type { Json } from '@/engine/kernel/json';
import type { InputProps } from '../types';
import { fieldType, formatValue, normalizeValue } from '../units';
import type { GridHandle } from './LinesGrid';
import { pinnedOf } from './layout';
import { copyOf, inserted, moved, restored, rowKey, without } from './rows';
import type { LeaveTo, LineEdits, LineGrid, LineRules, RowAction } from './types';
import { isToggled } from './useKeys';

interface Deps extends Pick<InputProps, 'id' | 'field' | 'Nested' | 'NestedDisplay'> {
  readonly columns: readonly FieldView[];
  readonly store: GridStore;
  readonly edits: LineEdits;
  readonly rules: LineRules;
  readonly handle: RefObject<GridHandle | null>;
  readonly isReadOnly: boolean;
  readonly maxRows: number;
  announce(text: string): void;
  onOpen(index: number): void;
  problemOf(column: FieldView, value: Json): string | null;
}
/** Inputs whose value is its formatted text; all else is drawn by the field's own display. */
const PLAIN = new Set(['text', 'longText', 'number', 'money', 'date', 'dateTime']);

export function useLineGrid(deps: Deps) {
  const t = useTranslations('lines');
  const say = useSay();
  const locale = useAppLocale();
  const timeZone = useTimeZone() ?? 'UTC';
  const notes = useNotes();
  const { id, columns, store, edits, rules, isReadOnly } = deps;
  const last = columns.length - 1;

  const moveTo = (place: Place) => {
    const row = Math.min(Math.max(place.row, 0), edits.rows().length - (edits.rows().length < deps.maxRows ? 0 : 1));
    const to = { row, col: Math.min(Math.max(place.col, 0), last) };
    store.move(to);
    deps.handle.current?.scrollTo(to);
  };

  /** Begins to write; in the place for a new row one is made first. */
  const edit = (place: Place, typed?: string): void => {
    const column = columns[place.col];
    const isNew = place.row >= edits.rows().length;
    if (!column || (isNew && edits.rows().length >= deps.maxRows)) return;
    const row = edits.rows()[place.row] ?? edits.blank();
    const { isVisible, isEditable } = rules.cell(place.row, row, column);
    if (column.fields) return void (isNew || deps.onOpen(place.row));
    if (!isVisible || !isEditable) return deps.announce(t('closed', { label: say(column.label, column.name) }));
    edits.begin();
    if (isNew) edits.change((all) => [...all, row], false);
    if (isToggled(column)) {
      edits.setCell(place.row, column.name, row[column.name] !== true);
      store.move(place);
      return;
    }
    const isTyped = typed !== undefined && fieldType(column.type)?.kind !== 'date';
    // At once, within the key: an input method needs the input before its first letter.
    flushSync(() => store.set({ active: place, anchor: place, editing: { ...place, ...(isTyped && { typed }) } }));
    deps.handle.current?.scrollTo(place);
  };

  /** A value that cannot be right is said when its cell is left. */
  const check = ({ row: index, col }: Place): void => {
    const [row, column] = [edits.rows()[index], columns[col]];
    if (!row || !column) return;
    const value = row[column.name] ?? null;
    const normal = typeof value === 'string' ? normalizeValue(column, value) : value;
    if (normal !== value) edits.setCell(index, column.name, normal === '' ? null : normal);
    const message = deps.problemOf(column, normal);
    const key = cellKey(rowKey(row, index), column.name);
    if (message !== null || store.get().problems.has(key)) {
      store.problem(key, message === null ? null : { message, value: normal });
    }
    if (message !== null) deps.announce(message);
  };

  const leave = (to: LeaveTo): void => {
    const { editing } = store.get();
    if (!editing) return;
    check(editing);
    if (to === 'stay') {
      store.set({ editing: null });
      // A click elsewhere has its own place for the keyboard.
      if (document.activeElement?.closest(`#${CSS.escape(id)}`)) deps.handle.current?.focus();
      return;
    }
    const step = { down: [1, 0], up: [-1, 0], right: [0, 1], left: [0, -1] }[to] as [number, number];
    const isOver = to === 'right' && editing.col === last;
    moveTo(isOver ? { row: editing.row + 1, col: 0 } : { row: editing.row + step[0], col: editing.col + step[1] });
    deps.handle.current?.focus();
  };

  const act = (action: RowAction, index: number): void => {
    const rows = edits.rows();
    const range = rangeOf(store.get());
    const isIn = range !== null && index >= range.top && index <= range.bottom;
    const [from, to] = isIn ? [range.top, Math.min(range.bottom, rows.length - 1)] : [index, index];
    const col = store.get().active?.col ?? 0;
    if (index >= rows.length && action !== 'below') return;
    const some = rows.slice(from, to + 1);
    const fits = (count: number): boolean => {
      if (rows.length + count <= deps.maxRows) return true;
      notes.done(t('full', { max: deps.maxRows }));
      return false;
    };
    const add = (at: number, more: typeof rows, text: string) => {
      if (!fits(more.length)) return;
      edits.change((all) => inserted(all, at, more));
      moveTo({ row: at, col });
      deps.announce(text);
    };
    const acts: { readonly [action in RowAction]: () => void } = {
      above: () => add(from, [edits.blank()], t('added', { row: from + 1 })),
      below: () =>
        add(Math.min(to + 1, rows.length), [edits.blank()], t('added', { row: Math.min(to + 2, rows.length + 1) })),
      copy: () => add(to + 1, some.map(copyOf), t('copied', { count: some.length })),
      up: () => shift(-1),
      down: () => shift(1),
      open: () => deps.onOpen(index),
      remove: () => {
        edits.change((all) => without(all, from, to));
        moveTo({ row: from, col });
        const text = t('removed', { count: to - from + 1, row: from + 1 });
        deps.announce(text);
        notes.undo(text, () =>
          edits.change((all) => inserted(all, Math.min(from, all.length), restored(some, all, rules.stored()))),
        );
      },
    };
    function shift(step: number): void {
      edits.change((all) => moved(all, from, step, to));
      if (edits.rows() === rows) return;
      store.set({ active: { row: to + step, col }, anchor: { row: from + step, col }, editing: null });
      deps.handle.current?.scrollTo({ row: to + step, col });
      deps.announce(t('moved', { row: from + step + 1 }));
    }
    acts[action]();
  };

  const cancel = (): void => {
    edits.cancel();
    store.set({ editing: null });
    deps.handle.current?.focus();
  };
  const latest = useRef({ leave, cancel, act });
  useLayoutEffect(() => {
    latest.current = { leave, cancel, act };
  });
  const grid = useMemo(
    (): LineGrid => ({
      id,
      columns,
      pinned: pinnedOf(deps.field, columns),
      isReadOnly,
      store,
      edits,
      rules,
      Nested: deps.Nested,
      Display: deps.NestedDisplay,
      labelOf: (column) => say(column.label, column.name),
      cellLabel: (column, index) => t('cell', { label: say(column.label, column.name), row: index + 1 }),
      say,
      textOf: (column, value) =>
        PLAIN.has(fieldType(column.type)?.input ?? '') && (typeof value !== 'object' || value === null)
          ? formatValue(column, value, locale, timeZone)
          : null,
      sumOf: (column, sum) => formatValue(column, sum, locale, timeZone),
      leave: (to) => latest.current.leave(to),
      cancel: () => latest.current.cancel(),
      act: (action, index) => latest.current.act(action, index),
    }),
    [
      id,
      columns,
      deps.field,
      isReadOnly,
      store,
      edits,
      rules,
      deps.Nested,
      deps.NestedDisplay,
      say,
      t,
      locale,
      timeZone,
    ],
  );
  return { grid, edit };
}
