'use client';
import { Group } from '@mantine/core';
import { becomes } from '@/components/plans/becomes';
import { ChangeType } from '@/components/plans/ChangeType';
import type { FieldUse } from '@/engine/kernel/documents.generated';
import { useBuilding } from './context';
import { SplitMerge } from './SplitMerge';

/** What can be done with a field that holds values already. */
export function FieldChanges({ field }: { readonly field: FieldUse }) {
  const { run, publishedEntity } = useBuilding();
  const published = publishedEntity?.fields.find(({ id }) => id === field.id);
  if (!publishedEntity || !published) return null;
  return (
    <Group gap={4}>
      <ChangeType
        field={field}
        entity={publishedEntity.name}
        published={published}
        onChange={({ type, options }) =>
          run([{ do: 'changeField', field: field.id, change: { type, options, default: undefined } }])
        }
      />
      {becomes(published).length > 0 && <SplitMerge field={field} published={publishedEntity} />}
    </Group>
  );
}
