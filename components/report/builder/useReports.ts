'use client';
import { useQueries } from '@tanstack/react-query';
import type { Draft } from '@/components/builder/documents/useDraft';
import { call, queryKey } from '@/components/lib/call';
import type { ReportDocument } from '@/engine/kernel/documents.generated';

/** The reports on a board, by name: those made here, else as published, else as drafted. A name that leads nowhere is null. */
export function useReports(names: readonly string[], draft: Draft): ReadonlyMap<string, ReportDocument | null> {
  const own = new Map(draft.documents.flatMap((one) => (one.kind === 'report' ? [[one.name, one] as const] : [])));
  const others = [...new Set(names)].filter((name) => !own.has(name));
  const reads = useQueries({
    queries: others.map((name) => ({
      queryKey: queryKey('document.get', { kind: 'report' as const, name }),
      queryFn: ({ signal }: { signal: AbortSignal }) => call('document.get', { kind: 'report', name }, signal),
      staleTime: 30_000,
      retry: false,
    })),
  });
  const read = others.flatMap((name, index): [string, ReportDocument | null][] => {
    const { data, error } = reads[index]!;
    const document = data?.summary.version === null ? data.draft : data?.document;
    if (document?.kind === 'report') return [[name, document]];
    return error ? [[name, null]] : [];
  });
  return new Map<string, ReportDocument | null>([...own, ...read]);
}
