'use client';
import { useEffect } from 'react';
import { cellKey, type CellProblem, type GridStore } from '@/components/sheet/grid';
import type { FieldView } from '@/engine/kernel/api';
import { rowKey } from './rows';
import type { LineEdits } from './types';

/**
 * Keeps what the form found wrong at the rows it is about: by their keys, for rows move. A problem stands until its
 * value changes, or until the form has looked again.
 */
export function useProblems(
  store: GridStore,
  edits: LineEdits,
  columns: readonly FieldView[],
  errors: ReadonlyMap<string, string> | undefined,
): void {
  useEffect(() => {
    if (!errors) return;
    const rows = edits.rows();
    const names = new Set(columns.map(({ name }) => name));
    const found = new Map<string, CellProblem>();
    for (const [path, message] of errors) {
      const [index, name = ''] = path.split('.');
      const row = rows[Number(index)];
      if (!row) continue;
      const field = names.has(name) ? name : '';
      found.set(cellKey(rowKey(row, Number(index)), field), { message, value: row[field] ?? null });
    }
    store.set({ problems: found });
  }, [store, edits, columns, errors]);
}
