import type { ReactNode } from 'react';
import { AppFrame } from '@/components/shell/AppFrame';
import { read } from '../_server/page';

export default async function RunLayout({ children }: { children: ReactNode }) {
  return <AppFrame session={await read('session.get', {})}>{children}</AppFrame>;
}
