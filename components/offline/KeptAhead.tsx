'use client';
import { Text } from '@mantine/core';
import { useTranslations } from 'use-intl';
import { useSession } from '@/components/shell/session';
import { RelativeTime } from '@/components/ui/RelativeTime';
import { useKeptAt } from './here';

/** “Available offline · refreshed 10 minutes ago”; nothing before it was kept for the first time. */
export function KeptAhead() {
  const t = useTranslations('offline.form');
  const at = useKeptAt(useSession().viewer.id);
  if (!at) return null;
  return (
    <Text size="xs" c="dimmed" mt={-8} mb="sm">
      {t('kept')} <RelativeTime at={at} span />
    </Text>
  );
}
