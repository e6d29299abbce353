'use client';
import { useQuery } from '@tanstack/react-query';
import { call, type CallError } from '@/components/lib/call';
import type { DocumentRef, Output } from '@/engine/kernel/api';
import type { LoadedDocument } from './documents';

/** What a builder holds of an answer of `document.get`: the draft if there is one, else what is published. */
export const loadedFrom = ({ summary, document, draft }: Output<'document.get'>): LoadedDocument => ({
  document: draft ?? document,
  rev: summary.draft?.rev ?? 0,
  version: summary.version,
  published: summary.version === null ? null : document,
  package: summary.package,
});

export const loadDocument = async (ref: DocumentRef, signal?: AbortSignal): Promise<LoadedDocument> =>
  loadedFrom(await call('document.get', { kind: ref.kind, name: ref.name }, signal));

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
