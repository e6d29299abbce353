'use client';
import { Button, Group, Text } from '@mantine/core';
import { useEffect, useState } from 'react';
import { LaterModal } from '@/components/ui/LaterModal';
import { useTranslations } from 'use-intl';
import { useRouter } from '@/components/lib/navigation';

/** Asks before a link or the browser leads away from input that is not saved. */
export function LeaveGuard(props: { hasUnsaved: () => boolean }) {
  const t = useTranslations('form');
  const router = useRouter();
  const [target, setTarget] = useState<string | null>(null);
  const { hasUnsaved } = props;
  useEffect(() => {
    const onUnload = (event: BeforeUnloadEvent) => hasUnsaved() && event.preventDefault();
    const onClick = (event: MouseEvent) => {
      const link = event.target instanceof Element ? event.target.closest('a[href]') : null;
      const isPlain = event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey;
      if (!link || !isPlain || link.getAttribute('target') || !hasUnsaved()) return;
      const url = new URL(link.getAttribute('href') ?? '', window.location.href);
      if (url.origin !== window.location.origin || url.pathname === window.location.pathname) return;
      event.preventDefault();
      event.stopPropagation();
      setTarget(url.pathname + url.search);
    };
    window.addEventListener('beforeunload', onUnload);
    document.addEventListener('click', onClick, true);
    return () => {
      window.removeEventListener('beforeunload', onUnload);
      document.removeEventListener('click', onClick, true);
    };
  }, [hasUnsaved]);
  return (
    <LaterModal opened={target !== null} onClose={() => setTarget(null)} title={t('leave.title')} size="sm">
      <Text size="sm" mb="md">
        {t('leave.text')}
      </Text>
      <Group justify="flex-end" gap="xs">
        <Button
          variant="default"
          onClick={() => {
            if (target) router.push(target);
            setTarget(null);
          }}
        >
          {t('leave.go')}
        </Button>
        <Button onClick={() => setTarget(null)} data-autofocus>
          {t('leave.stay')}
        </Button>
      </Group>
    </LaterModal>
  );
}
