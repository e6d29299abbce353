'use client';
import { Affix, Button, Group, Paper, Text } from '@mantine/core';
import { useEffect, useState } from 'react';
import { useTranslations } from 'use-intl';
import { useAppLocale } from '@/components/ui/say';

const LOCALE = 'trellis.offline.locale';

/** Registers the service worker of a built product, and says when a new version waits: it takes over on a click only. */
export function UpdateNote() {
  const t = useTranslations('offline.update');
  const locale = useAppLocale();
  const [waiting, setWaiting] = useState<ServiceWorker | null>(null);
  useEffect(() => {
    // While pages are developed they change under the worker's feet.
    if (process.env.NODE_ENV !== 'production' || !('serviceWorker' in navigator)) return;
    const look = (registration: ServiceWorkerRegistration) => {
      const found = registration.installing;
      if (registration.waiting && navigator.serviceWorker.controller) setWaiting(registration.waiting);
      found?.addEventListener('statechange', () => {
        if (found.state === 'installed' && navigator.serviceWorker.controller) setWaiting(found);
      });
    };
    navigator.serviceWorker
      .register('/sw.js', { updateViaCache: 'none' })
      .then((registration) => {
        look(registration);
        registration.addEventListener('updatefound', () => look(registration));
      })
      // Without it everything but opening pages without a network works.
      .catch(() => undefined);
  }, []);
  useEffect(() => {
    // The page for no network was kept in the language of that day.
    if (localStorage.getItem(LOCALE) === locale) return;
    localStorage.setItem(LOCALE, locale);
    navigator.serviceWorker?.controller?.postMessage('refresh');
  }, [locale]);
  if (!waiting) return null;
  const reload = () => {
    navigator.serviceWorker.addEventListener('controllerchange', () => window.location.reload(), { once: true });
    waiting.postMessage('skip');
  };
  return (
    <Affix position={{ bottom: 72, right: 16 }}>
      <Paper shadow="md" withBorder p="xs" pl="sm" role="status">
        <Group gap="sm">
          <Text size="sm">{t('text')}</Text>
          <Button size="compact-sm" onClick={reload}>
            {t('reload')}
          </Button>
        </Group>
      </Paper>
    </Affix>
  );
}
