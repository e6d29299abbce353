import type { ReactNode } from 'react';
import { BuilderShell } from '@/components/builder/BuilderShell';
import { AppFrame } from '@/components/shell/AppFrame';
import { mustHave, read } from '../_server/page';

export default async function BuilderLayout({ children }: { children: ReactNode }) {
  await mustHave('build');
  return (
    <AppFrame session={await read('session.get', {})}>
      <BuilderShell>{children}</BuilderShell>
    </AppFrame>
  );
}
