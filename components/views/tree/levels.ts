/** The records of a tree, level by level as they are opened, and how many each has below it. */
import { call, type CallError } from '@/components/lib/call';
import type { RecordView } from '@/engine/kernel/api';
import { isObject, type Json } from '@/engine/kernel/json';
import type { ListQuestion } from '../contract';
import { narrow, unsorted } from '../parts/narrow';
import { RowStore } from '../table/rows';
import { linesOf, ROOT, type Level, type TreeLine } from './nodes';

const idOf = (value: Json | undefined): string =>
  isObject(value) ? String((value as { id?: Json }).id ?? ROOT) : ROOT;

export class TreeStore {
  readonly #levels = new Map<string, RowStore>();
  readonly #listeners = new Set<() => void>();
  #open: ReadonlySet<string> = new Set();
  #counts: ReadonlyMap<string, number> = new Map();
  #lines: readonly TreeLine[] | null = null;
  /** What could not be counted. */
  error: CallError | null = null;

  /** @param isFlat the records that are found stand below each other, whatever their parents are */
  constructor(
    private readonly question: ListQuestion,
    private readonly fields: readonly string[],
    private readonly parent: string,
    private readonly isFlat: boolean,
  ) {
    this.level(ROOT);
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };
  readonly #changed = (): void => {
    this.#lines = null;
    for (const listener of this.#listeners) listener();
  };
  get open(): ReadonlySet<string> {
    return this.#open;
  }

  level(parent: string): RowStore {
    const known = this.#levels.get(parent);
    if (known) return known;
    const store = new RowStore(this.#asked(parent), this.fields);
    store.subscribe(() => {
      this.#changed();
      void this.#countBelow(store.get().rows);
    });
    this.#levels.set(parent, store);
    return store;
  }
  #asked(parent: string): ListQuestion {
    if (this.isFlat) return this.question;
    // Along the relation: a record whose parent the viewer may not see stands at the top instead of nowhere.
    if (parent === ROOT) return narrow(this.question, { field: `${this.parent}.id`, op: 'isEmpty' });
    return narrow(this.question, { field: this.parent, op: 'eq', value: parent });
  }

  readonly lines = (): readonly TreeLine[] => {
    if (this.#lines) return this.#lines;
    const levels = new Map<string, Level>();
    for (const [parent, store] of this.#levels) {
      const { rows, next } = store.get();
      levels.set(parent, { rows, hasMore: next !== null });
    }
    this.#lines = linesOf(levels, this.#open, this.#counts);
    return this.#lines;
  };

  openAgain(id: string): void {
    if (!this.isFlat && !this.#open.has(id)) this.toggle(id);
  }
  toggle(id: string): void {
    const open = new Set(this.#open);
    if (!open.delete(id)) {
      open.add(id);
      this.level(id);
    }
    this.#open = open;
    this.#changed();
  }

  /** One question for all records of a level. */
  readonly #asking = new Set<string>();
  async #countBelow(rows: readonly RecordView[], isAgain = false): Promise<void> {
    const ids = rows.map(({ id }) => id).filter((id) => !this.#asking.has(id) && (isAgain || !this.#counts.has(id)));
    if (ids.length === 0 || this.isFlat) return;
    for (const id of ids) this.#asking.add(id);
    const { search: _search, ...rest } = unsorted(this.question);
    const question = narrow(rest, { field: this.parent, op: 'in', value: ids });
    try {
      const { groups } = await call('record.groups', { ...question, group: { field: this.parent }, size: 1000 });
      const counts = new Map(this.#counts);
      for (const id of ids) counts.set(id, 0);
      for (const { value, count } of groups) counts.set(idOf(value), count);
      this.#counts = counts;
      this.error = null;
    } catch (error) {
      this.error = error as CallError;
    } finally {
      for (const id of ids) this.#asking.delete(id);
    }
    this.#changed();
  }

  find(id: string): RecordView | undefined {
    for (const store of this.#levels.values()) {
      const row = store.get().rows.find((one) => one.id === id);
      if (row) return row;
    }
    return undefined;
  }

  /** Shows a record below the parent its value names. */
  put(row: RecordView): void {
    if (this.isFlat) return this.level(ROOT).put([row]);
    const to = idOf(row[this.parent]);
    const counts = new Map(this.#counts);
    let isHere = false;
    for (const [parent, store] of this.#levels) {
      if (!store.get().rows.some(({ id }) => id === row.id)) continue;
      if (parent === to) {
        isHere = true;
        store.put([row]);
        continue;
      }
      counts.set(parent, Math.max(0, (counts.get(parent) ?? 1) - 1));
      store.take(row.id);
    }
    if (!isHere) {
      counts.set(to, (counts.get(to) ?? 0) + 1);
      // A level that was never opened is read when it is.
      this.#levels.get(to)?.add(row);
    }
    this.#counts = counts;
    this.#changed();
  }

  /** Reads all that is open again, and how many each has. */
  async refresh(): Promise<void> {
    const shown = [...this.#levels].filter(([parent]) => parent === ROOT || this.#open.has(parent));
    for (const [parent] of this.#levels) if (!shown.some(([one]) => one === parent)) this.#levels.delete(parent);
    await Promise.all(shown.map(([, store]) => store.reread()));
    await Promise.all(shown.map(([, store]) => this.#countBelow(store.get().rows, true)));
  }
  stop(): void {
    for (const store of this.#levels.values()) store.stop();
  }
}
