'use client';
/** The keys of a table, as spreadsheets have them. */
import type { KeyboardEvent } from 'react';
import { paths } from '@/components/lib/paths';
import { useRouter } from '@/components/lib/navigation';
import { fieldType } from '@/components/inputs/units';
import type { EntityView } from '@/engine/kernel/api';
import type { ShownColumn } from '../contract';
import { isOpenCell, mayWrite } from './cells';
import type { GridStore, Place } from '@/components/sheet/grid';
import type { Line } from './useLines';

export interface KeyboardDeps {
  readonly entity: EntityView;
  readonly columns: readonly ShownColumn[];
  readonly lines: () => readonly Line[];
  readonly grid: GridStore;
  /** How many lines a screen holds. */
  readonly page: () => number;
  scrollTo(place: Place): void;
  open(id: string): void;
  tick(id: string): void;
  clear(): void;
  fillDown(): void;
  undo(): void;
  toggleGroup(key: string): void;
}

/** Begins to write into a cell. Only texts and numbers begin with what was typed. */
export function startEditing({ entity, columns, lines, grid }: KeyboardDeps, place: Place, typed?: string): boolean {
  const column = columns[place.col];
  const line = lines()[place.row];
  if (line?.kind !== 'record' || !column || !mayWrite(entity, column) || !isOpenCell(line.row, column.field)) {
    return false;
  }
  const group = fieldType(column.shown.type)?.group;
  const isText = group === 'text' || group === 'number';
  grid.set({ active: place, anchor: place, editing: { ...place, ...(typed !== undefined && isText && { typed }) } });
  return true;
}

/** The next record line from a line on: heads of groups are passed over. */
export function nextRow(lines: readonly Line[], from: number, step: number): number {
  const direction = Math.sign(step);
  let row = from;
  let left = Math.abs(step);
  for (let at = from + direction; at >= 0 && at < lines.length && left > 0; at += direction) {
    if (lines[at]!.kind !== 'record') continue;
    row = at;
    left -= 1;
  }
  return row;
}

export function useKeyboard(deps: KeyboardDeps): (event: KeyboardEvent) => void {
  const router = useRouter();
  const { grid, columns } = deps;
  const last = columns.length - 1;

  const go = (row: number, col: number, isRange: boolean) => {
    const place = { row, col: Math.min(Math.max(col, 0), last) };
    grid.move(place, isRange);
    deps.scrollTo(place);
  };
  const first = (): Place => ({ row: nextRow(deps.lines(), -1, 1), col: 0 });

  const moves: { readonly [key: string]: (at: Place, isFar: boolean) => Place } = {
    ArrowDown: (at, isFar) => ({ ...at, row: nextRow(deps.lines(), at.row, isFar ? Infinity : 1) }),
    ArrowUp: (at, isFar) => ({ ...at, row: nextRow(deps.lines(), at.row, isFar ? -Infinity : -1) }),
    ArrowLeft: (at, isFar) => ({ ...at, col: isFar ? 0 : at.col - 1 }),
    ArrowRight: (at, isFar) => ({ ...at, col: isFar ? last : at.col + 1 }),
    Home: (at, isFar) => ({ row: isFar ? nextRow(deps.lines(), -1, 1) : at.row, col: 0 }),
    End: (at, isFar) => ({ row: isFar ? nextRow(deps.lines(), at.row, Infinity) : at.row, col: last }),
    PageDown: (at) => ({ ...at, row: nextRow(deps.lines(), at.row, deps.page()) }),
    PageUp: (at) => ({ ...at, row: nextRow(deps.lines(), at.row, -deps.page()) }),
  };

  /** Keys with Ctrl (⌘); undefined: not one of ours. */
  const controlled: { readonly [key: string]: (at: Place) => void } = {
    d: () => deps.fillDown(),
    z: () => deps.undo(),
    a: () =>
      grid.set({
        anchor: first(),
        active: { row: nextRow(deps.lines(), -1, Infinity), col: last },
      }),
    Enter: (at) => {
      const line = deps.lines()[at.row];
      if (line?.kind === 'record') router.push(paths.record(deps.entity.name, line.row.id));
    },
  };

  const plain: { readonly [key: string]: (at: Place) => void } = {
    Enter: (at) => enter(at),
    F2: (at) => void startEditing(deps, at),
    Escape: (at) => grid.move(at),
    Delete: () => deps.clear(),
    Backspace: () => deps.clear(),
    ' ': (at) => {
      const line = deps.lines()[at.row];
      if (line?.kind === 'record') deps.tick(line.row.id);
    },
  };

  /** The title opens its record beside the list; other cells are written in, or open it where they cannot be. */
  function enter(at: Place): void {
    const line = deps.lines()[at.row];
    if (line?.kind !== 'record') return;
    const isTitle = columns[at.col]?.field === deps.entity.titleField;
    if (isTitle || !startEditing(deps, at)) deps.open(line.row.id);
  }

  /** At the ends Tab leaves the table, so that the keyboard is not caught in it. */
  function tab(event: KeyboardEvent, at: Place): void {
    const col = at.col + (event.shiftKey ? -1 : 1);
    if (!grid.get().active || col < 0 || col > last) return;
    event.preventDefault();
    go(at.row, col, false);
  }

  return (event) => {
    const { active, editing } = grid.get();
    if (editing || (event.target as Element).closest('input, textarea, [role="menu"]')) return;
    const at = active ?? first();
    const isControlled = event.ctrlKey || event.metaKey;
    const move = moves[event.key];
    if (move) {
      event.preventDefault();
      const to = active ? move(at, isControlled) : at;
      go(to.row, to.col, event.shiftKey);
    } else if (event.key === 'Tab') tab(event, at);
    else if (active) press(event, at, isControlled);
  };

  function press(event: KeyboardEvent, at: Place, isControlled: boolean): void {
    const act = isControlled ? controlled[event.key] : plain[event.key];
    // An input method begins: the input it goes into must be there before its first letter.
    if (event.key === 'Process') startEditing(deps, at, '');
    else if (act) {
      event.preventDefault();
      act(at);
    } else if (event.key.length === 1 && !isControlled && !event.altKey && startEditing(deps, at, event.key)) {
      event.preventDefault();
    }
  }
}
