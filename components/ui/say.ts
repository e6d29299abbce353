'use client';
import { useCallback } from 'react';
import { useLocale } from 'use-intl';
import { say, type Locale, type Text } from '@/engine/kernel/text';

/** The reader's language. */
export const useAppLocale = (): Locale => useLocale() as Locale;

/** `say` in the reader's language: `const t = useSay(); t(field.label)`. */
export function useSay(): (text: Text | undefined, fallback?: string) => string {
  const locale = useAppLocale();
  return useCallback((text, fallback = '') => say(text, locale, fallback), [locale]);
}
