'use client';
import { useRead } from '@/components/lib/call';
import { isUuid } from '@/engine/kernel/ids';

/** Title of the record a condition names by its id; undefined for other values, and the bare id until it is known. */
export function useLink(entity: string | undefined, id: unknown): { id: string; title: string } | undefined {
  const isLink = entity !== undefined && isUuid(id);
  const { data } = useRead(
    'record.options',
    { entity: entity ?? '', ids: isLink ? [id] : [] },
    { enabled: isLink, staleTime: 60_000 },
  );
  if (!isLink) return undefined;
  return { id, title: data?.options.find((option) => option.id === id)?.title ?? '…' };
}
