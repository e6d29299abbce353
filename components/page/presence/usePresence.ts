'use client';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { call, queryKey, type CallError } from '@/components/lib/call';
import { randomId } from '@/components/lib/id';
import type { Output, Place, Present } from '@/engine/kernel/api';

/** The server forgets a window that was silent for 25 s. */
const BEAT_MS = 10_000;

/**
 * Says that this person is here and learns who else is: every few seconds while the window is looked at, and at once
 * when the live stream tells that somebody came, left, or edits another field.
 * @param field API name of the field that has the focus here
 */
export function usePresence(place: Place, field: string | null, isOn = true): readonly Present[] {
  const [tab] = useState(randomId);
  const input = { place, tab, ...(field === null ? {} : { field }) };
  const read = useQuery<Output<'presence.beat'>, CallError>({
    queryKey: queryKey('presence.beat', input),
    queryFn: ({ signal }) => call('presence.beat', input, signal),
    enabled: isOn,
    refetchInterval: BEAT_MS,
    refetchOnWindowFocus: 'always',
    placeholderData: keepPreviousData,
    gcTime: 0,
    retry: false,
  });
  const key = JSON.stringify(place);
  useEffect(() => {
    if (!isOn) return;
    // A window that is closed cannot wait for an answer.
    const leave = () =>
      void fetch('/api/v1/operations/presence.leave', {
        method: 'POST',
        keepalive: true,
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ place: JSON.parse(key) as Place, tab }),
      }).catch(() => undefined);
    window.addEventListener('pagehide', leave);
    return () => {
      window.removeEventListener('pagehide', leave);
      leave();
    };
  }, [isOn, key, tab]);
  return read.error ? [] : (read.data?.people ?? []);
}
