'use client';
import { ActionIcon, Tooltip } from '@mantine/core';
import { lazy, Suspense, useState } from 'react';
import { useTranslations } from 'use-intl';
import { Icon } from '@/components/ui/icons';

const SharePanel = lazy(() => import('./SharePanel').then((m) => ({ default: m.SharePanel })));

/** Opens the links by which people without a sign-in fill in this form. */
export function ShareButton() {
  const t = useTranslations('links');
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Tooltip label={t('share')} openDelay={400}>
        <ActionIcon variant="subtle" color="gray" aria-label={t('share')} onClick={() => setOpen(true)}>
          <Icon name="link" size={18} />
        </ActionIcon>
      </Tooltip>
      {isOpen ? (
        <Suspense fallback={null}>
          <SharePanel onClose={() => setOpen(false)} />
        </Suspense>
      ) : null}
    </>
  );
}
