'use client';
import { createContext, useContext } from 'react';
import type { Draft } from '@/components/builder/documents/useDraft';
import type { PageDocument } from '@/engine/kernel/documents.generated';

/** What is selected on the canvas; null: the page as a whole. */
export type Selected = { readonly is: 'block' | 'tab' | 'row'; readonly id: string } | { readonly is: 'header' } | null;

export interface Building {
  readonly draft: Draft;
  readonly page: PageDocument;
  readonly put: (page: PageDocument, merge?: string) => void;
  /** The tab whose blocks stand on the canvas. */
  readonly tab: PageDocument['tabs'][number];
  readonly openTab: (id: string) => void;
  readonly selected: Selected;
  readonly select: (selected: Selected) => void;
}
const BuildingContext = createContext<Building | null>(null);
export const BuildingProvider = BuildingContext.Provider;

export function useBuilding(): Building {
  const building = useContext(BuildingContext);
  if (!building) throw new Error('useBuilding is used outside of the page builder.');
  return building;
}
