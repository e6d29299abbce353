'use client';
import { Button, Modal, SegmentedControl, Skeleton, Stack, Text } from '@mantine/core';
import { IconHistory } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { useRead } from '@/components/lib/call';
import { ProblemList } from '@/components/ui/ProblemList';
import { useBuilding } from '../context';
import { Migrations } from './Migrations';
import { isUnderWay, MoveList } from './MoveList';
import { Preview } from './Preview';
import { VersionBars } from './VersionBars';

/** What becomes of records filled in with older versions of this form: opens a window of its own. */
export function OlderRecords() {
  const t = useTranslations('versions.panel');
  const [isOpen, setOpen] = useState(false);
  return (
    <Stack gap={2} align="flex-start">
      <Button size="xs" variant="default" leftSection={<IconHistory size={14} />} onClick={() => setOpen(true)}>
        {t('open')}
      </Button>
      <Text size="xs" c="dimmed">
        {t('openHelp')}
      </Text>
      <Modal opened={isOpen} onClose={() => setOpen(false)} title={t('title')} size="xl">
        <Panel />
      </Modal>
    </Stack>
  );
}

const POLL_MS = 2_000;

function Panel() {
  const t = useTranslations('versions.panel');
  const { form, publishedForm, run } = useBuilding();
  const versions = useRead(
    'form.versions',
    { form: publishedForm?.name ?? '' },
    {
      enabled: publishedForm !== null,
      gcTime: 0,
      refetchInterval: ({ state }) => (state.data?.moves.some(({ batch }) => isUnderWay(batch)) ? POLL_MS : false),
    },
  );
  const older = form.older ?? 'newest';
  if (!publishedForm) {
    return (
      <Text size="sm" c="dimmed">
        {t('unpublished')}
      </Text>
    );
  }
  return (
    <Stack gap="lg">
      <Text size="sm" c="dimmed">
        {t('intro')}
      </Text>
      <ProblemList error={versions.error} retry={() => void versions.refetch()} />
      {versions.isPending ? <Skeleton height={80} /> : null}
      {versions.data ? <VersionBars form={publishedForm} found={versions.data} /> : null}
      <Stack gap={4} role="group" aria-label={t('opens')}>
        <Text size="sm" fw={500}>
          {t('opens')}
        </Text>
        <SegmentedControl
          size="xs"
          fullWidth
          aria-label={t('opens')}
          value={older}
          data={[
            { value: 'newest', label: t('opensNewest') },
            { value: 'own', label: t('opensOwn') },
          ]}
          onChange={(next) =>
            run([{ do: 'changeForm', change: { older: next === 'own' ? 'own' : undefined } }], 'form.older')
          }
        />
        <Text size="xs" c="dimmed">
          {t(older === 'own' ? 'opensOwnHelp' : 'opensNewestHelp')}
        </Text>
      </Stack>
      <Migrations versions={versions.data?.versions ?? []} />
      <Preview />
      {versions.data ? <MoveList moves={versions.data.moves} refetch={() => void versions.refetch()} /> : null}
    </Stack>
  );
}
