import 'server-only';
import { cookies, headers } from 'next/headers';
import { notFound } from 'next/navigation';
import { cache } from 'react';
import type { DemoPerson } from '@/components/shell/DemoPeople';
import type { Input, OperationName, Output } from '@/engine/kernel/api';
import { isLocale, type Locale } from '@/engine/kernel/text';
import type { PlatformPermission } from '@/engine/kernel/viewer';
import { getHost } from './host';
import { currentViewer, viewerIfAny } from './viewer';

/** An operation's answer for a page, in the name of whoever is signed in. What may not be seen is not found. */
export async function read<N extends OperationName>(name: N, input: Input<N>): Promise<Output<N>> {
  const viewer = await currentViewer();
  try {
    return await getHost().call(name, input, { viewer, door: 'screen' });
  } catch (error) {
    // The host's class is not this bundle's, whose own is called otherwise when it is minified: only the name is sure.
    if (error instanceof Error && error.name === 'Refusal') notFound();
    throw error;
  }
}

/** A page for holders of a permission; others find nothing there. */
export async function mustHave(...permissions: readonly PlatformPermission[]): Promise<void> {
  const viewer = await currentViewer();
  if (!permissions.some((permission) => viewer.permissions.includes(permission))) notFound();
}

/** Language and time zone of the page: the person's own, before sign-in the cookie's or the browser's. */
export const pageLocale = cache(async (): Promise<{ locale: Locale; timeZone: string }> => {
  const viewer = await viewerIfAny();
  if (viewer) return { locale: viewer.locale, timeZone: viewer.timeZone };
  const chosen = (await cookies()).get('locale')?.value;
  const isEnglish = /^\s*en\b/i.test((await headers()).get('accept-language') ?? '');
  return { locale: isLocale(chosen) ? chosen : isEnglish ? 'en' : 'zh-CN', timeZone: 'Asia/Shanghai' };
});

/** A page opened by a link, by people without a sign-in; the web server says so. */
export const isForGuests = async (): Promise<boolean> => (await headers()).get('x-trellis-page') === 'link';

/** The people of the demonstration for the sign-in page; none outside of demo mode. */
export async function demoPeople(): Promise<readonly DemoPerson[]> {
  const host = getHost();
  if (!host.isDemo) return [];
  const answer = await host.fetch(new Request('http://localhost/api/v1/demo'));
  return answer.ok ? ((await answer.json()) as { people: readonly DemoPerson[] }).people : [];
}
