'use client';
/** Where an input stands: the form around it, for inputs that look at other fields (a watermark, a distance). */
import { createContext, useContext } from 'react';
import type { Control } from 'react-hook-form';

export interface FillPlace {
  readonly control: Control<Record<string, unknown>> | undefined;
  /** What the record is called so far; '' where it has no title yet. */
  title(): string;
}
const NOWHERE: FillPlace = { control: undefined, title: () => '' };

const FillPlaceContext = createContext<FillPlace>(NOWHERE);
export const FillPlaceProvider = FillPlaceContext.Provider;
export const useFillPlace = (): FillPlace => useContext(FillPlaceContext);
