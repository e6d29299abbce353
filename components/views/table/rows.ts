/**
 * The records of a list, read page by page as they are scrolled to. Kept outside of React Query's pages: after a change it
 * would read all pages again that were ever scrolled through; this reads again what is on the screen.
 */
import { call, type CallError } from '@/components/lib/call';
import { PAGE_SIZE } from '@/components/record/listState';
import type { RecordView } from '@/engine/kernel/api';
import type { ListQuestion } from '../contract';

export interface RowsState {
  readonly rows: readonly RecordView[];
  /** Where the next page begins; null at the end; undefined: nothing was read yet. */
  readonly next: string | null | undefined;
  readonly isReading: boolean;
  readonly error: CallError | null;
}
const NOT_READ: RowsState = { rows: [], next: undefined, isReading: false, error: null };
/** Records asked for again at once after a change. */
const MOST_AGAIN = 200;

export class RowStore {
  #state: RowsState;
  #abort = new AbortController();
  readonly #listeners = new Set<() => void>();

  constructor(
    private readonly question: ListQuestion,
    private readonly fields: readonly string[],
    first?: { readonly rows: readonly RecordView[]; readonly next: string | null },
    private readonly pageSize: number = PAGE_SIZE,
  ) {
    this.#state = first ? { ...NOT_READ, rows: first.rows, next: first.next } : NOT_READ;
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };
  readonly get = (): RowsState => this.#state;
  #set(change: Partial<RowsState>): void {
    this.#state = { ...this.#state, ...change };
    for (const listener of this.#listeners) listener();
  }

  /** Reads the next page, unless it is being read or there is none. */
  async more(): Promise<void> {
    const { next, isReading } = this.#state;
    if (isReading || next === null) return;
    await this.#read(next ?? undefined, (rows) => [...this.#state.rows, ...rows]);
  }

  /** Begins anew with the first page; what is shown stays until it is there. */
  async again(): Promise<void> {
    this.#abort.abort();
    this.#abort = new AbortController();
    await this.#read(undefined, (rows) => rows);
  }

  /** The same without going back to the first page: as many as are shown are read again, up to MOST_AGAIN. */
  async reread(): Promise<void> {
    this.stop();
    const size = Math.min(Math.max(this.#state.rows.length, this.pageSize), MOST_AGAIN);
    await this.#read(undefined, (rows) => rows, size);
  }

  async #read(
    after: string | undefined,
    put: (rows: readonly RecordView[]) => readonly RecordView[],
    size = this.pageSize,
  ): Promise<void> {
    this.#set({ isReading: true, error: null });
    const { signal } = this.#abort;
    try {
      const page = { size, ...(after === undefined ? {} : { after }) };
      const { rows, next } = await call('record.list', { ...this.question, fields: this.fields, page }, signal);
      // Given up while its answer was still coming in: a newer reading has begun.
      if (!signal.aborted) this.#set({ rows: put(rows), next, isReading: false });
    } catch (error) {
      if (!signal.aborted) this.#set({ isReading: false, error: error as CallError });
    }
  }

  /**
   * Somebody changed records. While the first page is looked at it is read again as a whole, and what follows with it;
   * farther down only the records on the screen, which stay where they are: nothing jumps under the hand.
   */
  async refresh(visible: { readonly first: number; readonly last: number }): Promise<void> {
    const { rows } = this.#state;
    if (rows.length <= PAGE_SIZE || visible.first === 0) return this.again();
    const ids = rows.slice(visible.first, Math.min(visible.last + 1, visible.first + MOST_AGAIN)).map(({ id }) => id);
    const { entity } = this.question;
    const filter = { field: 'id', op: 'in' as const, value: ids };
    const found = await call('record.list', { entity, filter, fields: this.fields, page: { size: ids.length } });
    this.put(found.rows);
    const gone = new Set(ids.filter((id) => !found.rows.some((row) => row.id === id)));
    if (gone.size > 0) this.#set({ rows: this.#state.rows.filter((row) => !gone.has(row.id)) });
  }

  /** Puts changed records in the place of the old ones. */
  put(changed: readonly RecordView[]): void {
    const byId = new Map(changed.map((row) => [row.id, row]));
    if (!this.#state.rows.some((row) => byId.has(row.id))) return;
    this.#set({ rows: this.#state.rows.map((row) => byId.get(row.id) ?? row) });
  }

  /** Shows a record that came here from elsewhere, before all others. */
  add(row: RecordView): void {
    this.#set({ rows: [row, ...this.#state.rows.filter(({ id }) => id !== row.id)] });
  }
  take(id: string): void {
    this.#set({ rows: this.#state.rows.filter((row) => row.id !== id) });
  }

  stop(): void {
    this.#abort.abort();
    this.#abort = new AbortController();
  }
}
