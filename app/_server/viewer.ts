import 'server-only';
import { headers } from 'next/headers';
import { redirect } from 'next/navigation';
import { cache } from 'react';
import type { Viewer } from '@/engine/kernel/viewer';
import { getHost } from './host';

/** Who asks for this page, or undefined when nobody is signed in. */
export const viewerIfAny = cache(async (): Promise<Viewer | undefined> => {
  // First: asking for the headers tells Next that no page can be made ahead of its request, when there is no host yet.
  const sent = await headers();
  return getHost().identify(sent);
});

/** Who asks for this page; sends those who are not signed in to the sign-in page. */
export async function currentViewer(): Promise<Viewer> {
  return (await viewerIfAny()) ?? redirect('/signin');
}

/** The nonce that scripts of this page must carry. */
export const scriptNonce = async (): Promise<string | undefined> => (await headers()).get('x-nonce') ?? undefined;
