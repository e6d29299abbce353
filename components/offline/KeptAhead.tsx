'use client';
import { Text } from '@mantine/core';
import { useEffect } from 'react';
import { useTranslations } from 'use-intl';
import { useSession } from '@/components/shell/session';
import { RelativeTime } from '@/components/ui/RelativeTime';
import { useKeptAt } from './here';
import type { OpenedForm } from './names';
import { keepForm } from './start';

/** “Available offline · refreshed 10 minutes ago”; nothing before it was kept for the first time. */
export function KeptAhead({ opened }: { readonly opened: OpenedForm }) {
  const t = useTranslations('offline.form');
  const session = useSession();
  const at = useKeptAt(session.viewer.id);
  useEffect(() => {
    void keepThisPage();
    void keepForm(session, opened).catch(() => undefined);
    // eslint-disable-next-line react-hooks/exhaustive-deps -- once for a form; counts in the session change all the time
  }, [opened]);
  if (!at) return null;
  return (
    <Text size="xs" c="dimmed" mt={-8} mb="sm">
      {t('kept')} <RelativeTime at={at} span />
    </Text>
  );
}

/** The worker keeps what this page has loaded and may still load: a camera, a signature, a window for a row. */
async function keepThisPage(): Promise<void> {
  if (!('serviceWorker' in navigator)) return;
  const found = document.querySelectorAll<HTMLScriptElement | HTMLLinkElement>('script[src], link[rel=stylesheet]');
  const addresses = [...found].map((one) => new URL('src' in one ? one.src : one.href).pathname);
  const worker = await navigator.serviceWorker.ready;
  worker.active?.postMessage(addresses);
}
