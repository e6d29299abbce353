'use client';
import { Anchor, Button, Group, Modal, Skeleton, Stack, Text } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import Link from 'next/link';
import { useTranslations } from 'use-intl';
import { call } from '@/components/lib/call';
import { paths } from '@/components/lib/paths';
import { EmptyState } from '@/components/ui/EmptyState';
import { ProblemList } from '@/components/ui/ProblemList';
import { useSay } from '@/components/ui/say';
import classes from './plans.module.css';

/** Every value of an entity that was set aside, each with the record it belongs to. */
export function QuarantineList({ entity, onClose }: { readonly entity: string; readonly onClose: () => void }) {
  const t = useTranslations('plans.quarantine');
  const say = useSay();
  const read = useInfiniteQuery({
    queryKey: ['quarantine.list', entity],
    initialPageParam: '',
    queryFn: ({ pageParam, signal }) =>
      call('quarantine.list', { entity, ...(pageParam ? { after: pageParam } : {}) }, signal),
    getNextPageParam: ({ next }) => next,
  });
  const values = read.data?.pages.flatMap((page) => page.values) ?? [];
  return (
    <Modal opened onClose={onClose} size="lg" title={t('listTitle')} closeButtonProps={{ 'aria-label': t('back') }}>
      <Stack gap="sm">
        <Text size="sm" c="dimmed">
          {t('words')}
        </Text>
        <ProblemList error={read.error} />
        {read.isPending && <Skeleton height={60} />}
        {read.data && values.length === 0 && <EmptyState icon="circle-check" title={t('none')} />}
        <ul className={classes.values}>
          {values.map((value) => (
            <li key={value.id} className={classes.value}>
              <Anchor component={Link} size="sm" href={paths.record(entity, value.record.id)} target="_blank">
                {value.record.title || value.record.id}
              </Anchor>
              <Text span size="sm" c="dimmed">
                {say(value.label, value.field)}
              </Text>
              <span className={classes.word}>{value.value}</span>
              <Text span size="xs" c="dimmed">
                {value.why}
              </Text>
            </li>
          ))}
        </ul>
        {read.hasNextPage && (
          <Group justify="center">
            <Button variant="default" size="compact-sm" onClick={() => void read.fetchNextPage()}>
              {t('more')}
            </Button>
          </Group>
        )}
      </Stack>
    </Modal>
  );
}
