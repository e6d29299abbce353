'use client';
import { Button, Stack, Text } from '@mantine/core';
import { lazy, Suspense, useState } from 'react';
import { useTranslations } from 'use-intl';
import { Icon } from '@/components/ui/icons';

/** Only who lays out paper loads the window for it. */
const PrintDesigner = lazy(() => import('./PrintDesigner'));

/** The way to the print layout of the form. */
export function PrintControl() {
  const t = useTranslations('print.builder');
  const [isOpen, setOpen] = useState(false);
  return (
    <Stack gap={4} align="flex-start" data-property="print">
      <Button
        size="compact-xs"
        variant="default"
        leftSection={<Icon name="printer" size={13} />}
        onClick={() => setOpen(true)}
      >
        {t('open')}
      </Button>
      <Text size="xs" c="dimmed">
        {t('help')}
      </Text>
      {isOpen ? (
        <Suspense>
          <PrintDesigner onClose={() => setOpen(false)} />
        </Suspense>
      ) : null}
    </Stack>
  );
}
