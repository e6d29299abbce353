'use client';
import type { ReactNode } from 'react';
import { Announcer } from './announce';
import { PaneProvider } from './panes';

/** What every builder page stands in: the live region and the three parts of the screen. */
export function BuilderShell({ children }: { readonly children: ReactNode }) {
  return (
    <Announcer>
      <PaneProvider>{children}</PaneProvider>
    </Announcer>
  );
}
