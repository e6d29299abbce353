'use client';
import { useQuery } from '@tanstack/react-query';
import { call, type CallError } from '@/components/lib/call';
import type { DocumentRef } from '@/engine/kernel/api';
import type { LoadedDocument } from './documents';

/** Reads one document: its draft if there is one, else what is published. */
export async function loadDocument(ref: DocumentRef, signal?: AbortSignal): Promise<LoadedDocument> {
  const { summary, document, draft } = await call('document.get', { kind: ref.kind, name: ref.name }, signal);
  return {
    document: draft ?? document,
    rev: summary.draft?.rev ?? 0,
    version: summary.version,
    package: summary.package,
  };
}

/**
 * Reads the documents of a bundle once. The builder owns them from then on: reading again behind the analyst's back
 * would replace what is being edited, so it never does.
 */
export function useLoadDocuments(key: string, load: (signal: AbortSignal) => Promise<readonly LoadedDocument[]>) {
  return useQuery<readonly LoadedDocument[], CallError>({
    queryKey: ['builder.load', key],
    queryFn: ({ signal }) => load(signal),
    staleTime: Infinity,
    gcTime: 0,
    refetchOnMount: 'always',
    retry: false,
  });
}
