/** The cards of a board: one store of records for each column, and how many each has. */
import type { RecordView } from '@/engine/kernel/api';
import type { Json } from '@/engine/kernel/json';
import type { ListQuestion } from '../contract';
import { narrow } from '../parts/narrow';
import { RowStore } from '../table/rows';
import { keyOf, NO_VALUE } from './columns';

/** Cards a column reads at once. */
const CARDS = 25;

export class BoardStore {
  readonly #columns = new Map<string, RowStore>();
  readonly #listeners = new Set<() => void>();
  #counts: ReadonlyMap<string, number> = new Map();
  #version = 0;

  constructor(
    private readonly question: ListQuestion,
    private readonly fields: readonly string[],
    private readonly field: string,
  ) {}

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };
  /** Another number after every change. */
  readonly version = (): number => this.#version;
  readonly #changed = (): void => {
    this.#version += 1;
    for (const listener of this.#listeners) listener();
  };

  column(key: string): RowStore {
    const known = this.#columns.get(key);
    if (known) return known;
    const { field } = this;
    const part = narrow(this.question, key === NO_VALUE ? { field, op: 'isEmpty' } : { field, op: 'eq', value: key });
    const store = new RowStore(part, this.fields, undefined, CARDS);
    store.subscribe(this.#changed);
    this.#columns.set(key, store);
    return store;
  }
  count(key: string): number {
    return this.#counts.get(key) ?? 0;
  }
  setCounts(groups: readonly { readonly value: Json; readonly count: number }[]): void {
    this.#counts = new Map(groups.map(({ value, count }) => [keyOf(value), count]));
    this.#changed();
  }

  find(id: string): RecordView | undefined {
    for (const store of this.#columns.values()) {
      const row = store.get().rows.find((one) => one.id === id);
      if (row) return row;
    }
    return undefined;
  }

  /** Shows a record in the column of its value. */
  put(row: RecordView): void {
    const to = keyOf(row[this.field]);
    const counts = new Map(this.#counts);
    let isNew = true;
    for (const [key, store] of this.#columns) {
      if (!store.get().rows.some(({ id }) => id === row.id)) continue;
      if (key === to) {
        store.put([row]);
        isNew = false;
        continue;
      }
      store.take(row.id);
      counts.set(key, Math.max(0, this.count(key) - 1));
    }
    if (isNew) {
      this.column(to).add(row);
      counts.set(to, this.count(to) + 1);
    }
    this.#counts = counts;
    this.#changed();
  }

  /** Reads what is shown again; nothing jumps. */
  async refresh(): Promise<void> {
    await Promise.all([...this.#columns.values()].map((store) => store.reread()));
  }
  stop(): void {
    for (const store of this.#columns.values()) store.stop();
  }
}
