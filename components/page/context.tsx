'use client';
import { createContext, useContext } from 'react';
import type { FormCore } from '@/components/form/runtime/formCore';
import type { EntityView, Output, RecordView } from '@/engine/kernel/api';
import type { PageDocument } from '@/engine/kernel/documents.generated';

export type PageTab = PageDocument['tabs'][number];
export type PageRow = PageTab['rows'][number];
export type PageColumn = PageRow['columns'][number];
export type PageBlock = PageColumn['blocks'][number];
export type PageFigure = NonNullable<NonNullable<PageDocument['header']>['figures']>[number];

/** What every block of a page knows: the record, its entity as the viewer sees it, and the form that is being edited. */
export interface PageScope {
  readonly entity: EntityView;
  readonly record: RecordView;
  readonly core: FormCore;
  /** A field was left: save soon. */
  readonly onLeave: (name: string) => void;
  readonly reports: Output<'page.open'>['reports'];
  /** On the canvas of the builder: to look at, not to use. */
  readonly isPreview: boolean;
}
const Scope = createContext<PageScope | null>(null);
export const PageScopeProvider = Scope.Provider;

export function usePageScope(): PageScope {
  const scope = useContext(Scope);
  if (!scope) throw new Error('A block is drawn outside of a page.');
  return scope;
}

export interface BlockProps {
  readonly block: PageBlock;
  readonly options: { readonly [key: string]: unknown };
  /** What stands above it: its own title, in the viewer's language; '' when something else says it (a tab). */
  readonly title: string;
}
