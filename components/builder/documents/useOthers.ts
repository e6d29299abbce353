'use client';
/** Analysts who have the same document open: who they are, where they work, and what they save, as they save it. */
import { useQueries } from '@tanstack/react-query';
import { createContext, useContext, useMemo } from 'react';
import { queryKey } from '@/components/lib/call';
import { usePresence } from '@/components/page/presence/usePresence';
import type { Present } from '@/engine/kernel/api';
import { refOf } from './documents';
import type { Draft } from './useDraft';

/**
 * @param part id of what is selected here; the others see it
 * @returns everybody who is here, this person included
 */
export function useOthers(draft: Draft, part: string | null): readonly Present[] {
  const first = draft.documents[0];
  const place = useMemo(
    () => ({ kind: first?.kind ?? 'entity', document: first?.name ?? '' }),
    [first?.kind, first?.name],
  );
  const people = usePresence(place, part, first !== undefined);
  const isShared = people.some(({ isMe }) => !isMe);
  // The live stream marks `document.get` as stale when somebody saves; alone, nothing is read.
  useQueries({
    queries: draft.documents.map((document) => ({
      queryKey: queryKey('document.get', refOf(document)),
      queryFn: async () => {
        await draft.lookAgain(document.id);
        return true;
      },
      enabled: isShared,
      staleTime: 0,
      gcTime: 0,
      retry: false,
    })),
  });
  return people;
}

const People = createContext<readonly Present[]>([]);
export const PeopleHere = People.Provider;

/** The others who have a part of the document selected. */
export function useWorkingOn(part: string): readonly Present[] {
  const people = useContext(People);
  return useMemo(() => people.filter((one) => !one.isMe && one.field === part), [people, part]);
}
