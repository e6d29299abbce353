'use client';
/** The rows of line items while they are edited, with every step kept so that it can be taken back. */
import { useState, useLayoutEffect } from 'react';
import type { FieldView } from '@/engine/kernel/api';
import type { Json } from '@/engine/kernel/json';
import { keyed, newRow, restored, rowsOf, withCell, type Row } from './rows';
import type { LineEdits } from './types';

const MOST_STEPS = 200;

interface Source {
  readonly value: Json;
  readonly columns: readonly FieldView[];
  onChange(value: Json): void;
  stored(): Json;
  restoring(run: () => void): void;
}

class Edits implements LineEdits {
  #rows: readonly Row[] = [];
  #source: Source;
  readonly #done: (readonly Row[])[] = [];
  readonly #undone: (readonly Row[])[] = [];
  /** The step that was begun has changed something. */
  #isOpen = false;

  constructor(source: Source) {
    this.#source = source;
    this.#rows = rowsOf(source.value);
  }
  follow(source: Source): void {
    this.#source = source;
    this.#rows = rowsOf(source.value);
  }
  readonly rows = (): readonly Row[] => this.#rows;

  readonly begin = (): void => {
    this.#isOpen = false;
  };
  readonly change: LineEdits['change'] = (make, isNew = true) => {
    const before = this.#rows;
    const base = keyed(before);
    const next = make(base);
    if (next === base) return;
    if (isNew || !this.#isOpen) {
      this.#done.push(before);
      if (this.#done.length > MOST_STEPS) this.#done.shift();
      this.#undone.length = 0;
    }
    this.#isOpen = !isNew;
    this.#put(next);
  };
  readonly setCell: LineEdits['setCell'] = (index, field, value) =>
    this.change((rows) => withCell(rows, index, field, value), false);
  readonly cancel = (): void => {
    if (this.#isOpen) this.#back(this.#done);
    this.#isOpen = false;
  };
  readonly undo = (): boolean => this.#back(this.#done, this.#undone);
  readonly redo = (): boolean => this.#back(this.#undone, this.#done);
  readonly blank = (): Row =>
    newRow(Object.fromEntries(this.#source.columns.map((column) => [column.name, column.default ?? null])));

  #back(from: (readonly Row[])[], to?: (readonly Row[])[]): boolean {
    const rows = from.pop();
    if (!rows) return false;
    to?.push(this.#rows);
    this.#isOpen = false;
    this.#source.restoring(() => this.#put(restored(rows, this.#rows, this.#source.stored())));
    return true;
  }
  #put(rows: readonly Row[]): void {
    this.#rows = rows;
    this.#source.onChange(rows.length > 0 ? (rows as Json) : null);
  }
}

/** Made once; follows the value it is given. */
export function useEdits(source: Source): LineEdits {
  const [edits] = useState(() => new Edits(source));
  useLayoutEffect(() => edits.follow(source));
  return edits;
}
