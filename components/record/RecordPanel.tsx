'use client';
import { ActionIcon, Box, Group, Tooltip } from '@mantine/core';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { useRead } from '@/components/lib/call';
import { Link } from '@/components/lib/navigation';
import { paths } from '@/components/lib/paths';
import { RecordSheet } from '@/components/page/RecordSheet';
import { Icon } from '@/components/ui/icons';
import { ProblemList } from '@/components/ui/ProblemList';
import { FormSkeleton } from '@/components/ui/Skeletons';

/**
 * One record beside the list it was opened from: what the caller puts into its drawer. It has its own head (open as a
 * page, close), so the drawer needs none. Another `id` opens another record in place.
 */
export function RecordPanel(props: { readonly entity: string; readonly id: string; readonly onClose: () => void }) {
  const t = useTranslations('record');
  const { entity, id } = props;
  const [page, setPage] = useState<string>();
  const [formVersion, setVersion] = useState<'newest'>();
  const opened = useRead(
    'page.open',
    { entity, record: id, ...(page === undefined ? {} : { page }), ...(formVersion && { formVersion }) },
    { staleTime: 0, gcTime: 0, refetchOnWindowFocus: false },
  );
  return (
    <Box>
      <Group justify="flex-end" gap={2} mb={4}>
        <Tooltip label={t('panel.open')}>
          <ActionIcon
            component={Link}
            href={paths.record(entity, id)}
            variant="subtle"
            color="gray"
            aria-label={t('panel.open')}
          >
            <Icon name="external-link" />
          </ActionIcon>
        </Tooltip>
        <ActionIcon variant="subtle" color="gray" aria-label={t('panel.close')} onClick={props.onClose}>
          <Icon name="x" />
        </ActionIcon>
      </Group>
      <ProblemList error={opened.error} retry={() => void opened.refetch()} />
      {opened.isLoading ? <FormSkeleton fields={5} /> : null}
      {opened.data ? (
        <RecordSheet
          key={`${id}.${opened.data.page.name}.${opened.data.opened.captured?.isOwn}`}
          opened={opened.data}
          isPanel
          onPage={setPage}
          onVersion={setVersion}
          onGone={props.onClose}
        />
      ) : null}
    </Box>
  );
}
