'use client';
import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { call, type CallError } from '@/components/lib/call';
import type { SaidProblem } from '@/engine/kernel/api';
import type { AnyDocument } from '@/engine/kernel/documents.generated';

const CHECK_AFTER_MS = 500;
const NONE: readonly SaidProblem[] = [];

/** All problems of the documents, as if they were published now together with everything else. */
export const checkDocuments = async (documents: readonly AnyDocument[], signal?: AbortSignal) =>
  (await call('document.check', { documents }, signal)).problems;

/** Checks what stands still for half a second. */
export function useProblems(documents: readonly AnyDocument[]) {
  const [settled] = useDebouncedValue(documents, CHECK_AFTER_MS);
  const check = useQuery<readonly SaidProblem[], CallError>({
    queryKey: ['document.check', settled],
    queryFn: ({ signal }) => checkDocuments(settled, signal),
    placeholderData: keepPreviousData,
    staleTime: 60_000,
    gcTime: 60_000,
    retry: 1,
  });
  return { problems: check.data ?? NONE, isChecking: settled !== documents || check.isFetching };
}
