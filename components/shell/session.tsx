'use client';
import { createContext, useContext, type ReactNode } from 'react';
import { useRead } from '@/components/lib/call';
import { useLive } from '@/components/lib/live';
import type { Output } from '@/engine/kernel/api';
import type { PlatformPermission } from '@/engine/kernel/viewer';

export type Session = Output<'session.get'>;
const SessionContext = createContext<Session | null>(null);

/** Who is signed in, with menus and counts; the server gives the first answer, the live stream keeps it true. */
export function SessionProvider(props: { session: Session; children: ReactNode }) {
  const read = useRead('session.get', {}, { initialData: props.session });
  useLive();
  return <SessionContext value={read.data ?? props.session}>{props.children}</SessionContext>;
}

/** A session that is given and never read anew: of a guest, or of paper. */
export const GivenSession = (props: { session: Session; children: ReactNode }) => (
  <SessionContext value={props.session}>{props.children}</SessionContext>
);

export function useSession(): Session {
  const session = useContext(SessionContext);
  if (!session) throw new Error('useSession is used outside of SessionProvider.');
  return session;
}

export const useMay = (permission: PlatformPermission): boolean => useSession().viewer.permissions.includes(permission);
