'use client';
/** What a form knows of each field besides its value. One subscription per field: a change draws that field only. */
import { useCallback, useSyncExternalStore } from 'react';
import type { FormMessage, RowState } from '@/engine/form/pipeline';
import type { Text } from '@/engine/kernel/text';

export interface FieldState {
  readonly isVisible: boolean;
  readonly isRequired: boolean;
  readonly isEditable: boolean;
  readonly error: string | undefined;
  /** Sentences below the field, by path: `0.quantity`. */
  readonly errors: ReadonlyMap<string, string> | undefined;
  /** What rules say here, rows included. */
  readonly messages: readonly FormMessage[];
  /** Values of the options that may be chosen, where rules limit them. */
  readonly options: readonly string[] | undefined;
  /** Of a relation: what rules ask of the records that may be chosen. */
  readonly optionFilter: string | undefined;
  /** Of line items: what rules make of each row. */
  readonly rows: readonly RowState[] | undefined;
  /** Of an item that is no field: its words with the values of the record, by option. */
  readonly words: { readonly [option: string]: Text } | undefined;
}

const UNKNOWN: FieldState = {
  isVisible: true,
  isRequired: false,
  isEditable: false,
  error: undefined,
  errors: undefined,
  messages: [],
  options: undefined,
  optionFilter: undefined,
  rows: undefined,
  words: undefined,
};

export class FieldStates {
  readonly #states = new Map<string, FieldState>();
  readonly #listeners = new Map<string, Set<() => void>>();

  constructor(initial: Iterable<readonly [string, Partial<FieldState>]> = []) {
    for (const [name, state] of initial) this.#states.set(name, { ...UNKNOWN, ...state });
  }

  get(name: string): FieldState {
    return this.#states.get(name) ?? UNKNOWN;
  }

  /** Tells the field's listeners only when something is different. */
  set(name: string, change: Partial<FieldState>): void {
    const before = this.get(name);
    const keys = Object.keys(change) as (keyof FieldState)[];
    if (keys.every((key) => Object.is(before[key], change[key]))) return;
    this.#states.set(name, { ...before, ...change });
    this.#listeners.get(name)?.forEach((listener) => listener());
  }

  subscribe(name: string, listener: () => void): () => void {
    const listeners = this.#listeners.get(name) ?? new Set();
    this.#listeners.set(name, listeners.add(listener));
    return () => listeners.delete(listener);
  }
}

/** Under this name stands what is said of the record as a whole. */
export const RECORD = '';
/** Under this name stands a part of the form: a section. */
export const partName = (id: string): string => `part ${id}`;

/** The state of one field (or part, or the record), kept up to date. */
export function useFieldState(states: FieldStates, name: string): FieldState {
  const read = () => states.get(name);
  const subscribe = useCallback((listener: () => void) => states.subscribe(name, listener), [states, name]);
  return useSyncExternalStore(subscribe, read, read);
}
