import type { ComponentType } from 'react';
import type { GridStore } from '@/components/sheet/grid';
import type { FieldView } from '@/engine/kernel/api';
import type { Json } from '@/engine/kernel/json';
import type { Text } from '@/engine/kernel/text';
import type { DisplayProps, InputProps } from '../types';
import type { Row } from './rows';

/** How one cell stands: by the rules and rights of its row. */
export interface CellState {
  readonly isVisible: boolean;
  readonly isRequired: boolean;
  readonly isEditable: boolean;
  /** Values of the options that may be chosen, where rules limit them. */
  readonly allowed?: readonly string[] | undefined;
  /** What rules say here. */
  readonly said?: { readonly level: 'error' | 'warning' | 'info'; readonly text: Text } | undefined;
}
export const NO_RULES_STATE: CellState = { isVisible: true, isRequired: false, isEditable: true };

export interface LineRules {
  /** The row with what its formulas come to now. Gives the same object for the same row. */
  computed(row: Row): Row;
  /** @param index the place of the row; one past the end for a row that is to be added */
  cell(index: number, row: Row, column: FieldView): CellState;
  /** What rules ask of the records that may be chosen in a cell, as an expression about them; asked while it is written in. */
  optionFilter(index: number, column: string): string | undefined;
  /** Tells when rules come to something else for a row; `stateOf` then gives another object for it. */
  subscribe(listener: () => void): () => void;
  stateOf(index: number): unknown;
  /** The rows as the server has them. */
  stored(): Json;
  /** What `run` puts was there before: no record is chosen by it that would fill in anything. */
  restoring(run: () => void): void;
}

/** Changes of the rows, each of which can be taken back. */
export interface LineEdits {
  rows(): readonly Row[];
  /** What follows is one step: typing a word is taken back at once. */
  begin(): void;
  /** `isNew` false: part of the step that was begun. */
  change(make: (rows: readonly Row[]) => readonly Row[], isNew?: boolean): void;
  setCell(index: number, field: string, value: Json): void;
  /** Gives up the step that was begun. */
  cancel(): void;
  undo(): boolean;
  redo(): boolean;
  blank(): Row;
}

export type LeaveTo = 'stay' | 'down' | 'up' | 'right' | 'left';
export type RowAction = 'above' | 'below' | 'copy' | 'up' | 'down' | 'remove' | 'open';

/** What all rows of a grid share; it changes with the columns only, so that a row is drawn when it changes itself. */
export interface LineGrid {
  readonly id: string;
  readonly columns: readonly FieldView[];
  /** So many columns stand still while the others are moved sideways. */
  readonly pinned: number;
  readonly isReadOnly: boolean;
  readonly store: GridStore;
  readonly edits: LineEdits;
  readonly rules: LineRules;
  readonly Nested: ComponentType<InputProps> | undefined;
  readonly Display: ComponentType<DisplayProps> | undefined;
  labelOf(column: FieldView): string;
  cellLabel(column: FieldView, index: number): string;
  say(text: Text): string;
  /** The text of a plain value; null where a component draws it. */
  textOf(column: FieldView, value: Json): string | null;
  /** A sum of the column, as its values are written. */
  sumOf(column: FieldView, sum: Json): string;
  leave(to: LeaveTo): void;
  cancel(): void;
  act(action: RowAction, index: number): void;
}
export const NUMBER_WIDTH = 56;
export const ROW_HEIGHT = 34;
