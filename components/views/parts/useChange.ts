'use client';
import { call, CallError } from '@/components/lib/call';
import { useNotes } from '@/components/ui/notes';
import type { EntityView, RecordView } from '@/engine/kernel/api';
import type { Json } from '@/engine/kernel/json';
import { sendable } from '../table/cells';

export interface Change {
  readonly row: RecordView;
  readonly values: { readonly [field: string]: Json };
  /** What was done, for the note with the way back. Without it there is none. */
  readonly said?: string;
  /** Puts the record where its values say. Called before the server is asked, and with what it answers. */
  show(row: RecordView): void;
}

/**
 * Changes a record by a gesture: shown at once, checked by the server. What it does not take goes back to what is stored,
 * with the reason; what it takes can be undone. Gives whether it was taken.
 */
export function useChange(entity: EntityView): (change: Change) => Promise<boolean> {
  const notes = useNotes();
  const change = async ({ row, values, said, show }: Change): Promise<boolean> => {
    const before = Object.fromEntries(Object.keys(values).map((field) => [field, row[field] ?? null]));
    show({ ...row, ...values });
    try {
      const sent = Object.fromEntries(Object.entries(values).map(([field, value]) => [field, sendable(value)]));
      const saved = await call('record.update', { entity: entity.name, id: row.id, rev: row.rev, values: sent });
      const now: RecordView = { ...row, ...values, ...saved };
      show(now);
      notes.warned(saved);
      if (said !== undefined) notes.undo(said, () => void change({ row: now, values: before, show }));
      return true;
    } catch (error) {
      const current = error instanceof CallError ? error.body.current : undefined;
      show(current ? { ...row, ...current } : row);
      notes.failed(error);
      return false;
    }
  };
  return change;
}
