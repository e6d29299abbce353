'use client';
import { Button, Group, Paper, Text } from '@mantine/core';
import { useTranslations } from 'use-intl';
import { RelativeTime } from '@/components/ui/RelativeTime';
import type { Draft } from './drafts';

/** "There is input from 5 minutes ago that was not saved." */
export function DraftOffer(props: { draft: Draft | null; onRestore: () => void; onForget: () => void }) {
  const t = useTranslations('form');
  if (!props.draft) return null;
  return (
    <Paper p="xs" px="sm" mb="sm" bg="var(--surface-sunken)" role="status">
      <Group justify="space-between" gap="xs">
        <Text size="sm">
          {t('draft.found')} <RelativeTime at={props.draft.at} span c="dimmed" />
        </Text>
        <Group gap="xs">
          <Button size="compact-sm" onClick={props.onRestore}>
            {t('draft.restore')}
          </Button>
          <Button size="compact-sm" variant="subtle" color="gray" onClick={props.onForget}>
            {t('draft.forget')}
          </Button>
        </Group>
      </Group>
    </Paper>
  );
}
