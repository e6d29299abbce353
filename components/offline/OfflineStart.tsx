'use client';
import { useEffect } from 'react';
import { useSession } from '@/components/shell/session';
import { beginOffline, endSession, hasLeft, keepSending } from './start';
import { UpdateNote } from './UpdateNote';

/** What a signed-in page does for the time without a network: keeps ahead, sends what waits, and renews itself. */
export function OfflineStart() {
  const session = useSession();
  const { id } = session.viewer;
  useEffect(() => {
    // After the page itself: nothing on it waits for this.
    if (hasLeft()) {
      void endSession().then(() => hasLeft() || window.location.assign('/signin'));
      return undefined;
    }
    const handle = setTimeout(() => void beginOffline(session).catch(() => undefined), 400);
    return () => clearTimeout(handle);
    // eslint-disable-next-line react-hooks/exhaustive-deps -- once for a person; counts in the session change all the time
  }, [id]);
  useEffect(() => keepSending(id), [id]);
  return <UpdateNote />;
}
