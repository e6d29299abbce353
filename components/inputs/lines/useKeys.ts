'use client';
/** The keys of line items, as spreadsheets have them. */
import type { KeyboardEvent } from 'react';
import type { GridStore, Place } from '@/components/sheet/grid';
import type { FieldView } from '@/engine/kernel/api';
import { fieldType } from '../units';
import type { RowAction } from './types';

export interface KeyDeps {
  readonly columns: readonly FieldView[];
  readonly store: GridStore;
  readonly isReadOnly: boolean;
  /** Lines on the screen: the rows, and the place for a new one. */
  lines(): number;
  /** How many lines a screen holds. */
  page(): number;
  scrollTo(place: Place): void;
  edit(place: Place, typed?: string): void;
  clear(): void;
  fillDown(): void;
  undo(): void;
  redo(): void;
  act(action: RowAction, index: number): void;
}
type Press = (at: Place) => void;

export function useKeys(deps: KeyDeps): (event: KeyboardEvent) => void {
  const { store, columns } = deps;
  const last = columns.length - 1;
  const inside = ({ row, col }: Place): Place => ({
    row: Math.min(Math.max(row, 0), Math.max(0, deps.lines() - 1)),
    col: Math.min(Math.max(col, 0), last),
  });
  const go = (place: Place, isRange: boolean) => {
    const to = inside(place);
    store.move(to, isRange);
    deps.scrollTo(to);
  };

  const moves: { readonly [key: string]: (at: Place, isFar: boolean) => Place } = {
    ArrowDown: ({ row, col }, isFar) => ({ row: isFar ? Infinity : row + 1, col }),
    ArrowUp: ({ row, col }, isFar) => ({ row: isFar ? 0 : row - 1, col }),
    ArrowLeft: ({ row, col }, isFar) => ({ row, col: isFar ? 0 : col - 1 }),
    ArrowRight: ({ row, col }, isFar) => ({ row, col: isFar ? last : col + 1 }),
    Home: ({ row }, isFar) => ({ row: isFar ? 0 : row, col: 0 }),
    End: ({ row }, isFar) => ({ row: isFar ? Infinity : row, col: last }),
    PageDown: ({ row, col }) => ({ row: row + deps.page(), col }),
    PageUp: ({ row, col }) => ({ row: row - deps.page(), col }),
  };
  const all: Press = () => store.set({ anchor: { row: 0, col: 0 }, active: inside({ row: Infinity, col: last }) });
  const wholeRow: Press = ({ row }) =>
    store.set({ anchor: { row: store.get().anchor?.row ?? row, col: 0 }, active: { row, col: last } });

  const read: { readonly [key: string]: Press } = {
    'Ctrl+a': all,
    'Shift+ ': wholeRow,
    Escape: (at) => store.move(at),
  };
  const write: { readonly [key: string]: Press } = {
    Enter: (at) => deps.edit(at),
    F2: (at) => deps.edit(at),
    Delete: () => deps.clear(),
    Backspace: () => deps.clear(),
    'Ctrl+d': () => deps.fillDown(),
    'Ctrl+z': () => deps.undo(),
    'Ctrl+y': () => deps.redo(),
    'Ctrl+Shift+z': () => deps.redo(),
    'Ctrl++': ({ row }) => deps.act('below', row),
    'Ctrl+=': ({ row }) => deps.act('below', row),
    'Ctrl+Shift++': ({ row }) => deps.act('below', row),
    Insert: ({ row }) => deps.act('below', row),
    'Ctrl+-': ({ row }) => deps.act('remove', row),
    'Alt+Enter': ({ row }) => deps.act('open', row),
    'Alt+Shift+ArrowDown': ({ row }) => deps.act('copy', row),
    'Alt+ArrowUp': ({ row }) => deps.act('up', row),
    'Alt+ArrowDown': ({ row }) => deps.act('down', row),
  };

  /** At the ends of a row Tab leaves the grid, so that the keyboard is not caught in it. */
  function tab(event: KeyboardEvent, at: Place): void {
    const col = at.col + (event.shiftKey ? -1 : 1);
    if (!store.get().active || col < 0 || col > last) return;
    event.preventDefault();
    go({ row: at.row, col }, false);
  }
  function type(event: KeyboardEvent, at: Place): void {
    // An input method begins: the input it goes into must be there before its first letter.
    if (event.key === 'Process') return deps.edit(at, '');
    if (event.key.length !== 1 || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    deps.edit(at, event.key);
  }

  return (event) => {
    const { active, editing } = store.get();
    if (editing || (event.target as Element).closest('input, textarea, [role="menu"]')) return;
    const at = inside(active ?? { row: 0, col: 0 });
    const name = chord(event);
    const act = read[name] ?? (deps.isReadOnly ? undefined : write[name]);
    const move = event.altKey ? undefined : moves[event.key];
    if (act) {
      event.preventDefault();
      act(at);
    } else if (move) {
      event.preventDefault();
      go(active ? move(at, event.ctrlKey || event.metaKey) : at, event.shiftKey);
    } else if (event.key === 'Tab') tab(event, at);
    else if (!deps.isReadOnly) type(event, at);
  };
}

/** `Ctrl+Shift+z`: letters in lower case, ⌘ as Ctrl. */
function chord(event: KeyboardEvent): string {
  const isControlled = event.ctrlKey || event.metaKey;
  const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
  const isShifted = event.shiftKey && (isControlled || event.altKey || key === ' ');
  return `${isControlled ? 'Ctrl+' : ''}${event.altKey ? 'Alt+' : ''}${isShifted ? 'Shift+' : ''}${key}`;
}

/** A yes or no is answered by the key itself; everything else needs an input. */
export const isToggled = (column: FieldView): boolean => fieldType(column.type)?.kind === 'boolean';
