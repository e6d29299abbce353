/**
 * Where the keyboard is in a table, what is marked, and what is wrong where. Kept outside of React, so that moving a cell or
 * marking a range draws only the rows it concerns.
 */
import type { Json } from '@/engine/kernel/json';

export interface Place {
  /** Index of the line on the screen (groups have lines too). */
  readonly row: number;
  readonly col: number;
}
export interface Range {
  readonly top: number;
  readonly bottom: number;
  readonly left: number;
  readonly right: number;
}
export interface Editing extends Place {
  /** What was typed to begin with; undefined: the present value. */
  readonly typed?: string;
}
/** A value that was not taken: shown in place of the stored one until it is corrected or given up. */
export interface CellProblem {
  readonly message: string;
  readonly value: Json;
}
/** How a step is taken back. */
export interface UndoStep {
  run(): Promise<void>;
}
export interface GridState {
  readonly active: Place | null;
  /** The other corner of the range that is marked. */
  readonly anchor: Place | null;
  readonly editing: Editing | null;
  /** While the corner is drawn: how far it would be filled. */
  readonly fillTo: number | null;
  readonly problems: ReadonlyMap<string, CellProblem>;
  readonly saving: ReadonlySet<string>;
}

export const cellKey = (record: string, field: string): string => `${record} ${field}`;

const START: GridState = {
  active: null,
  anchor: null,
  editing: null,
  fillTo: null,
  problems: new Map(),
  saving: new Set(),
};

export class GridStore {
  #state = START;
  readonly #listeners = new Set<() => void>();
  readonly #undo: UndoStep[] = [];

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };
  readonly get = (): GridState => this.#state;

  set(change: Partial<GridState>): void {
    this.#state = { ...this.#state, ...change };
    for (const listener of this.#listeners) listener();
  }

  /** `isRange`: the other corner stays where it was. */
  move(active: Place, isRange = false): void {
    this.set({
      active,
      anchor: isRange ? (this.#state.anchor ?? this.#state.active ?? active) : active,
      editing: null,
    });
  }

  problem(key: string, problem: CellProblem | null): void {
    const problems = new Map(this.#state.problems);
    if (problem) problems.set(key, problem);
    else problems.delete(key);
    this.set({ problems });
  }

  saving(keys: readonly string[], isSaving: boolean): void {
    const saving = new Set(this.#state.saving);
    for (const key of keys) {
      if (isSaving) saving.add(key);
      else saving.delete(key);
    }
    this.set({ saving });
  }

  did(step: UndoStep): void {
    this.#undo.push(step);
    if (this.#undo.length > 100) this.#undo.shift();
  }
  /** Takes the last step back; false when there is none. */
  async undo(): Promise<boolean> {
    const step = this.#undo.pop();
    await step?.run();
    return step !== undefined;
  }
}

/** The marked range; null when nothing is. */
export function rangeOf({ active, anchor }: Pick<GridState, 'active' | 'anchor'>): Range | null {
  if (!active) return null;
  const other = anchor ?? active;
  return {
    top: Math.min(active.row, other.row),
    bottom: Math.max(active.row, other.row),
    left: Math.min(active.col, other.col),
    right: Math.max(active.col, other.col),
  };
}

/**
 * What one line draws of the state, as a text: a line is drawn again only when it changes. "active|left-right|editing|fill".
 */
export function lineState(state: GridState, row: number): string {
  const range = rangeOf(state);
  const isIn = range !== null && row >= range.top && row <= range.bottom;
  const active = state.active?.row === row ? state.active.col : '';
  const editing = state.editing?.row === row ? state.editing.col : '';
  const isFilled = range !== null && state.fillTo !== null && row > range.bottom && row <= state.fillTo;
  const corner = range !== null && row === range.bottom ? range.right : '';
  return `${active}|${isIn || isFilled ? `${range.left}-${range.right}` : ''}|${editing}|${isFilled ? 'fill' : ''}|${corner}`;
}
