'use client';
import { Button, Chip, Group, Stack, Text } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { call, queryKey, type CallError } from '@/components/lib/call';
import { useSession } from '@/components/shell/session';
import { ProblemList } from '@/components/ui/ProblemList';
import { FormSkeleton } from '@/components/ui/Skeletons';
import type { EntityView, Output, TimelineShow } from '@/engine/kernel/api';
import { RevertTo } from './RevertTo';
import { TimelineActions, TimelineItem } from './TimelineItem';

const PAGE = 50;
type Page = Output<'record.timeline'>;

/** The pages of a timeline read so far. `field` narrows it to one field. */
export function useTimeline(entity: string, id: string, show: readonly TimelineShow[], field?: string) {
  const input = { entity, id, size: PAGE, ...(show.length > 0 && { show }), ...(field !== undefined && { field }) };
  return useInfiniteQuery<Page, CallError>({
    queryKey: queryKey('record.timeline', input),
    queryFn: ({ pageParam, signal }) =>
      call('record.timeline', { ...input, ...(pageParam ? { after: pageParam as string } : {}) }, signal),
    initialPageParam: null,
    getNextPageParam: (last) => last.next,
  });
}

/** Everything that touched the record, newest first; chips narrow it. */
export function Timeline(props: { readonly entity: EntityView; readonly record: string }) {
  const t = useTranslations('page.timeline');
  const { plugins } = useSession();
  const [show, setShow] = useState<readonly TimelineShow[]>([]);
  const { entity, record } = props;
  const read = useTimeline(entity.name, record, show);
  const entries = read.data?.pages.flatMap((page) => page.entries) ?? [];
  const chips: readonly TimelineShow[] = [
    'changes',
    'comments',
    ...(plugins.includes('workflow') ? (['flow'] as const) : []),
    'files',
    'shares',
    'imports',
  ];
  return (
    <Stack gap="md">
      <Chip.Group multiple value={[...show]} onChange={(next) => setShow(next as TimelineShow[])}>
        <Group gap={6} role="group" aria-label={t('narrow')} data-no-print>
          {chips.map((one) => (
            <Chip key={one} value={one} size="xs" variant="light">
              {t(`show.${one}`)}
            </Chip>
          ))}
        </Group>
      </Chip.Group>
      <ProblemList error={read.error} retry={() => void read.refetch()} />
      {read.isLoading ? <FormSkeleton fields={3} /> : null}
      {read.isSuccess && entries.length === 0 ? (
        <Text size="sm" c="dimmed">
          {t('nothing')}
        </Text>
      ) : null}
      <TimelineActions value={(entry) => <RevertTo entity={entity} record={record} entry={entry} />}>
        {entries.map((entry) => (
          <TimelineItem key={entry.id} entity={entity} entry={entry} />
        ))}
      </TimelineActions>
      {read.hasNextPage ? (
        <Button
          size="compact-sm"
          variant="subtle"
          loading={read.isFetchingNextPage}
          onClick={() => void read.fetchNextPage()}
        >
          {t('more')}
        </Button>
      ) : null}
    </Stack>
  );
}
