'use client';
import { useEffect } from 'react';
import type { Draft } from '@/components/builder/documents/useDraft';
import { paths } from '@/components/lib/paths';
import type { AnyDocument } from '@/engine/kernel/documents.generated';
import { NEW } from './newDocuments';

/** Once a new document is saved, the address is its own: reloading opens it instead of beginning another. */
export function useOwnAddress(opened: string, document: AnyDocument, draft: Draft): void {
  const isSaved = draft.state.is === 'saved';
  const { kind, name } = document;
  useEffect(() => {
    if (opened === NEW && isSaved) window.history.replaceState(null, '', paths.document(kind, name));
  }, [opened, isSaved, kind, name]);
}
