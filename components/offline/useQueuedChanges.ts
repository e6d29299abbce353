'use client';
import { useMemo } from 'react';
import { useSession } from '@/components/shell/session';
import type { Output } from '@/engine/kernel/api';
import { useKeptFiles } from './files';
import { canKeep } from './here';
import { enqueue } from './queue';
import { sendInBackground } from './start';
import { deviceOf, type Values } from './device';

/** The one entry in which changes of a record wait: later changes replace earlier ones, for they hold them too. */
export const changeId = (entity: string, record: string): string => `${entity}:${record}`;

/** Of a record whose form works offline: puts changes that cannot be sent into the queue, where they outlive the page. */
export function useQueuedChanges({ entity, form, record }: Pick<Output<'form.open'>, 'entity' | 'form' | 'record'>) {
  const { viewer } = useSession();
  const isKept = form.offline === true && record !== null && canKeep();
  useKeptFiles(viewer.id, isKept);
  return useMemo(() => {
    if (!isKept || !record) return undefined;
    const { id, title } = record;
    return (change: { readonly rev: number; readonly values: Values; readonly shown: Values }) => {
      const base = Object.fromEntries(Object.keys(change.values).map((name) => [name, record[name] ?? null]));
      void deviceOf(viewer.id)
        .then((device) =>
          enqueue(device, {
            id: changeId(entity.name, id),
            kind: 'update',
            entity: entity.name,
            form: form.name,
            label: entity.label,
            title,
            values: change.values,
            shown: change.shown,
            record: { id, rev: change.rev },
            base,
          }),
        )
        .then(sendInBackground)
        // The draft on the device still holds it.
        .catch(() => undefined);
    };
  }, [entity, form.name, isKept, record, viewer.id]);
}
