'use client';
import { useQueryClient } from '@tanstack/react-query';
import { useTranslations } from 'use-intl';
import { call } from '@/components/lib/call';
import { useNotes } from '@/components/ui/notes';
import { useSay } from '@/components/ui/say';
import type { EntityView, RecordView } from '@/engine/kernel/api';

/**
 * Deletes records of an entity one by one; a note offers to bring back what was deleted.
 * @returns the ids that are gone; what was refused (others point to it) stays and the note says why.
 */
export function useDelete(entity: EntityView): (records: readonly RecordView[]) => Promise<ReadonlySet<string>> {
  const t = useTranslations('record');
  const say = useSay();
  const client = useQueryClient();
  const notes = useNotes();
  const refresh = () => client.invalidateQueries({ queryKey: ['record.list'] });
  return async (records) => {
    const gone: RecordView[] = [];
    let failure: unknown = null;
    for (const record of records) {
      try {
        await call('record.delete', { entity: entity.name, id: record.id });
        gone.push(record);
      } catch (error) {
        failure = error;
      }
    }
    await refresh();
    if (failure !== null) notes.failed(failure);
    const [first] = gone;
    if (first) {
      const message =
        gone.length === 1
          ? t('deleted', { title: first.title || say(entity.label, entity.name) })
          : t('deletedMany', { count: gone.length });
      notes.undo(message, () => {
        const restored = gone.map((record) => call('record.restore', { entity: entity.name, id: record.id }));
        Promise.all(restored).then(refresh, notes.failed);
      });
    }
    return new Set(gone.map((record) => record.id));
  };
}
