'use client';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { call, queryKey, useRead } from '@/components/lib/call';
import type { EntityView, FieldView, RecordView } from '@/engine/kernel/api';
import type { Json } from '@/engine/kernel/json';

/**
 * Values of a record along paths (`dealer.region`), with the fields they end in. Own fields come from the record at
 * hand; what lies further away is asked for at once.
 */
export function useValuesAlong(entity: EntityView, record: RecordView, paths: readonly string[]) {
  const client = useQueryClient();
  const far = paths.filter((path) => path.includes('.'));
  const values = useRead(
    'record.get',
    { entity: entity.name, id: record.id, fields: far },
    { enabled: far.length > 0 },
  ).data;
  const fields = useQuery({
    queryKey: ['entity.get', 'along', entity.name, far],
    enabled: far.length > 0,
    staleTime: 60_000,
    queryFn: async () => {
      const read = (name: string) =>
        client.fetchQuery({
          queryKey: queryKey('entity.get', { entity: name }),
          queryFn: () => call('entity.get', { entity: name }),
          staleTime: 60_000,
        });
      const ends = await Promise.all(far.map(async (path) => [path, await endOf(entity, path, read)] as const));
      return new Map(ends);
    },
  }).data;
  const own = (path: string): FieldView | undefined => entity.fields.find((field) => field.name === path);
  return {
    fieldOf: (path: string): FieldView | undefined => own(path) ?? fields?.get(path),
    valueOf: (path: string): Json => (own(path) ? record[path] : values?.[path]) ?? null,
  };
}

async function endOf(
  entity: EntityView,
  path: string,
  read: (name: string) => Promise<EntityView>,
): Promise<FieldView | undefined> {
  let at: EntityView | undefined = entity;
  let field: FieldView | undefined;
  for (const name of path.split('.')) {
    field = at?.fields.find((one) => one.name === name);
    if (!field) return undefined;
    at = field.target === undefined ? undefined : await read(field.target).catch(() => undefined);
  }
  return field;
}
