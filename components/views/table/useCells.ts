'use client';
/** Writing into cells: one, a range, a paste, a fill. Shown at once, checked by the server, taken back by undo. */
import { useRef } from 'react';
import { useTranslations } from 'use-intl';
import { call, CallError } from '@/components/lib/call';
import { useNotes } from '@/components/ui/notes';
import { useProblemWords } from '@/components/ui/ProblemList';
import type { BatchFailure, EntityView, RecordView } from '@/engine/kernel/api';
import type { Json } from '@/engine/kernel/json';
import { sameCell } from '@/components/sheet/values';
import { sendable } from './cells';
import { cellKey, type GridStore } from '@/components/sheet/grid';
import type { RowStore } from './rows';

export interface CellChange {
  readonly row: RecordView;
  readonly store: RowStore;
  readonly field: string;
  readonly value: Json;
}
/** The server takes as many records in one request. */
export const MOST_RECORDS = 2000;

export function useCells(entity: EntityView, fields: readonly string[], grid: GridStore) {
  const t = useTranslations('view');
  const words = useProblemWords();
  const notes = useNotes();

  const readAgain = async (store: RowStore, ids: readonly string[]): Promise<void> => {
    for (let at = 0; at < ids.length; at += 500) {
      const value = ids.slice(at, at + 500);
      const filter = { field: 'id', op: 'in' as const, value };
      store.put(
        (await call('record.list', { entity: entity.name, filter, fields, page: { size: value.length } })).rows,
      );
    }
  };

  // Undo waits for what is being written: otherwise it would take back the deed before the last one.
  const waiting = useRef<Promise<unknown>>(Promise.resolve());
  const noted = <T>(work: Promise<T>): Promise<T> => {
    waiting.current = Promise.allSettled([waiting.current, work]);
    return work;
  };

  /** One cell. What the server does not take stays in the cell with the reason. An undo is not itself undone. */
  const sendOne = async (
    { row, store, field, value }: CellChange,
    { rev = row.rev, isUndo = false }: { rev?: number; isUndo?: boolean } = {},
  ): Promise<void> => {
    const key = cellKey(row.id, field);
    const before = row[field] ?? null;
    grid.problem(key, null);
    if (sameCell(before, value)) return;
    store.put([{ ...row, [field]: value }]);
    grid.saving([key], true);
    try {
      const saved = await call('record.update', {
        entity: entity.name,
        id: row.id,
        rev,
        values: { [field]: sendable(value) },
      });
      store.put([{ ...row, ...saved }]);
      notes.warned(saved);
      const back = { row: { ...row, ...saved }, store, field, value: before };
      if (!isUndo) grid.did({ run: () => sendOne(back, { rev: saved.rev, isUndo: true }) });
    } catch (error) {
      const current = error instanceof CallError ? error.body.current : undefined;
      store.put([current ? { ...row, ...current } : row]);
      grid.problem(key, { message: words(error).join(' '), value });
    } finally {
      grid.saving([key], false);
    }
  };

  /** Many cells in one request. Gives how many records were changed; null when nothing was sent. */
  const sendMany = async (all: readonly CellChange[]): Promise<number | null> => {
    const changes = all.filter(({ row, field, value }) => !sameCell(row[field], value));
    if (changes.length === 0) return null;
    if (changes.length === 1) return sendOne(changes[0]!).then(() => 1);
    const byRecord = gathered(changes);
    for (const { row, field } of changes) grid.problem(cellKey(row.id, field), null);
    const records = [...byRecord.values()];
    const stores = new Map<RowStore, string[]>();
    for (const { row, store } of records) stores.set(store, [...(stores.get(store) ?? []), row.id]);
    const keys = changes.map(({ row, field }) => cellKey(row.id, field));
    for (const { row, store, values } of records) store.put([{ ...row, ...values }]);
    grid.saving(keys, true);
    try {
      const { batch, failures } = await call('record.changeMany', {
        entity: entity.name,
        op: 'update',
        changes: records.map(({ row, values }) => ({ id: row.id, rev: row.rev, values: sent(values) })),
      });
      for (const failure of failures) showFailure(grid, failure, byRecord.get(failure.record.id)?.values ?? {});
      const takeBack = async (): Promise<void> => {
        await call('record.undoMany', { batch: batch.id });
        for (const [store, ids] of stores) await readAgain(store, ids);
      };
      if (batch.changed > 0) {
        grid.did({ run: takeBack });
        notes.undo(t('cells.changed', { count: batch.changed }), () => void takeBack().catch(notes.failed));
      }
      if (batch.failed > 0) notes.done(t('cells.failed', { count: batch.failed }));
      for (const [store, ids] of stores) await readAgain(store, ids);
      return batch.changed;
    } catch (error) {
      for (const { row, store } of records) store.put([row]);
      notes.failed(error);
      return 0;
    } finally {
      grid.saving(keys, false);
    }
  };

  const undoLast = async (): Promise<void> => {
    try {
      if (!(await grid.undo())) notes.done(t('cells.nothingToUndo'));
    } catch (error) {
      notes.failed(error);
    }
  };
  return {
    writeOne: (change: CellChange, rev?: number) => noted(sendOne(change, rev === undefined ? {} : { rev })),
    writeMany: (changes: readonly CellChange[]) => noted(sendMany(changes)),
    undo: () => noted(waiting.current.then(undoLast)),
  };
}

/** Each value of a record that was left as it was stays in its cell, with the reason. */
function showFailure(
  grid: GridStore,
  { record, problems }: BatchFailure,
  values: { readonly [field: string]: Json },
): void {
  for (const [field, value] of Object.entries(values)) {
    const own = problems.filter(({ path }) => path[1] === field || path[0] !== 'values');
    const message = (own.length > 0 ? own : problems).map((problem) => problem.message).join(' ');
    grid.problem(cellKey(record.id, field), { message, value });
  }
}

interface RecordChange {
  readonly row: RecordView;
  readonly store: RowStore;
  readonly values: { [field: string]: Json };
}
/** One change for each record. */
function gathered(changes: readonly CellChange[]): Map<string, RecordChange> {
  const byRecord = new Map<string, RecordChange>();
  for (const { row, store, field, value } of changes) {
    const known = byRecord.get(row.id) ?? { row, store, values: {} };
    known.values[field] = value;
    byRecord.set(row.id, known);
  }
  return byRecord;
}
const sent = (values: RecordChange['values']): { [field: string]: Json } =>
  Object.fromEntries(Object.entries(values).map(([field, value]) => [field, sendable(value)]));
