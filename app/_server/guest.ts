import 'server-only';
import { headers } from 'next/headers';
import { cache } from 'react';
import type { GuestAnswer } from '@/components/guest/answer';
import { getHost } from './host';

/** Opens a link as whoever asks for its page: by the door of guests, from their address, in their language. */
export const openLink = cache(async (token: string): Promise<GuestAnswer> => {
  const sent = await headers();
  const passed = ['accept-language', 'x-trellis-client'].flatMap((name): [string, string][] => {
    const value = sent.get(name);
    return value === null ? [] : [[name, value]];
  });
  const own = { 'content-type': 'application/json', 'sec-fetch-site': 'same-origin', 'x-trellis-link': token };
  const request = { method: 'POST', headers: { ...Object.fromEntries(passed), ...own }, body: '{}' };
  const answer = await getHost().fetch(new Request('http://localhost/api/v1/link/open', request));
  const body: unknown = await answer.json();
  return answer.ok
    ? { opened: body as NonNullable<GuestAnswer['opened']>, problem: null }
    : { opened: null, problem: body as NonNullable<GuestAnswer['problem']> };
});
