'use client';
import { createContext, useContext } from 'react';
import { useScope, type ScopeEntity } from '@/components/builder/properties/scope';
import { useRead } from '@/components/lib/call';
import type { FormDocument } from '@/engine/kernel/documents.generated';

/** The page whose properties are edited: its entity's name and its form's, if it names one. */
export const PageContext = createContext<{ readonly entity: string; readonly form: string | undefined } | null>(null);

export function usePageEntity(): ScopeEntity | undefined {
  const page = useContext(PageContext);
  const { find } = useScope();
  return find(page?.entity);
}

/** The sections of the page's form; none where the entity has only a generated one. */
export function usePageForm(): { readonly sections: FormDocument['sections'] } {
  const page = useContext(PageContext);
  const entity = page?.entity ?? '';
  const { data } = useRead(
    'form.open',
    { entity, ...(page?.form === undefined ? {} : { form: page.form }) },
    { enabled: entity !== '', staleTime: 30_000, retry: false },
  );
  return { sections: data?.form.sections ?? [] };
}
