'use client';
import { Badge, Box } from '@mantine/core';
import { IconCloudOff, IconCloudUp } from '@tabler/icons-react';
import { useTranslations } from 'use-intl';
import { Link } from '@/components/lib/navigation';
import { paths } from '@/components/lib/paths';
import { useSession } from '@/components/shell/session';
import { useEntries, useIsOffline } from './here';

/** In the bar: there is no network, and how much waits. Nothing while all is well. */
export function OfflineNote() {
  const t = useTranslations('offline.note');
  const isOffline = useIsOffline();
  const entries = useEntries(useSession().viewer.id) ?? [];
  const waiting = entries.filter(({ state }) => state === 'waiting').length;
  const stuck = entries.filter(({ state }) => state === 'refused' || state === 'conflict').length;
  if (!isOffline && waiting === 0 && stuck === 0) return null;
  const words = [
    isOffline ? t('offline') : '',
    waiting > 0 ? t('waiting', { count: waiting }) : '',
    stuck > 0 ? t('refused', { count: stuck }) : '',
  ].filter(Boolean);
  const Sign = isOffline ? IconCloudOff : IconCloudUp;
  return (
    <Box component="span" role="status" miw={0} display="inline-flex">
      <Badge
        component={Link}
        href={paths.outbox}
        variant="light"
        color={stuck > 0 ? 'orange' : 'gray'}
        size="lg"
        radius="sm"
        tt="none"
        fw={500}
        leftSection={<Sign size={14} stroke={1.6} aria-hidden />}
        style={{ cursor: 'pointer' }}
      >
        {words.join(' · ')}
      </Badge>
    </Box>
  );
}
