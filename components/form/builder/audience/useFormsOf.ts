'use client';
import { useQuery } from '@tanstack/react-query';
import { call } from '@/components/lib/call';
import type { FormDocument } from '@/engine/kernel/documents.generated';

/** The forms of an entity as their analysts last saved them. */
export function useFormsOf(entity: string): readonly FormDocument[] {
  const { data } = useQuery({
    queryKey: ['document.list', 'forms of', entity],
    queryFn: async ({ signal }) => {
      const { documents } = await call('document.list', { kind: 'form' }, signal);
      const all = await Promise.all(documents.map(({ name }) => call('document.get', { kind: 'form', name }, signal)));
      return all.map(({ document, draft }) => draft ?? document);
    },
  });
  return (data ?? []).filter((one): one is FormDocument => one.kind === 'form' && one.entity === entity);
}
