'use client';
import { VisuallyHidden } from '@mantine/core';
import { createContext, useCallback, useContext, useState, type ReactNode } from 'react';

const AnnounceContext = createContext<(sentence: string) => void>(() => undefined);

/** One polite live region for a builder: what the eye sees happen, the ear is told. */
export function Announcer({ children }: { readonly children: ReactNode }) {
  const [sentence, setSentence] = useState({ text: '', count: 0 });
  // A no-break space makes the same sentence twice a change, so that it is spoken twice.
  const announce = useCallback(
    (text: string) => setSentence((last) => ({ text, count: last.text === text ? last.count + 1 : 0 })),
    [],
  );
  return (
    <AnnounceContext.Provider value={announce}>
      {children}
      <VisuallyHidden role="status" aria-live="polite" data-testid="announcer">
        {sentence.text}
        {sentence.count % 2 === 1 ? '\u00a0' : ''}
      </VisuallyHidden>
    </AnnounceContext.Provider>
  );
}
/** Tells a sentence to people who listen. */
export const useAnnounce = () => useContext(AnnounceContext);
