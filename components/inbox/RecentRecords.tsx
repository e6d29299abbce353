'use client';
import { Box, Text } from '@mantine/core';
import { useQueries } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { call, queryKey } from '@/components/lib/call';
import { Link } from '@/components/lib/navigation';
import { paths } from '@/components/lib/paths';
import { Icon } from '@/components/ui/icons';
import { RelativeTime } from '@/components/ui/RelativeTime';
import { useSay } from '@/components/ui/say';
import type { EntityView, Input } from '@/engine/kernel/api';
import classes from './inbox.module.css';

const ENTITIES = 8;
const RECORDS = 8;

/** The records this person changed last, over all entities. */
export function RecentRecords(props: { entities: readonly EntityView[]; empty: ReactNode }) {
  const say = useSay();
  const asked = props.entities
    .filter(
      (entity) =>
        !entity.isPlatform && ['updated_by', 'updated_at'].every((name) => entity.fields.some((f) => f.name === name)),
    )
    .slice(0, ENTITIES);
  const answers = useQueries({
    queries: asked.map((entity) => {
      const input: Input<'record.list'> = {
        entity: entity.name,
        filter: { field: 'updated_by', op: 'isMe' },
        sort: [{ field: 'updated_at', direction: 'desc' }],
        fields: ['updated_at'],
        page: { size: RECORDS },
      };
      return { queryKey: queryKey('record.list', input), queryFn: () => call('record.list', input) };
    }),
  });
  const recent = answers
    .flatMap((answer, index) => (answer.data?.rows ?? []).map((row) => ({ row, entity: asked[index]! })))
    .sort((a, b) => String(b.row.updated_at).localeCompare(String(a.row.updated_at)))
    .slice(0, RECORDS);
  if (recent.length === 0) return answers.some((answer) => answer.isLoading) ? null : props.empty;
  return recent.map(({ row, entity }) => (
    <Link key={row.id} href={paths.record(entity.name, row.id)} prefetch={false} className={classes.row}>
      <Box miw={0}>
        <Text size="sm" fw={500} truncate>
          {row.title}
        </Text>
        <Text size="xs" c="dimmed">
          <Icon name={entity.icon} fallback="table" size={12} /> {say(entity.label, entity.name)}
        </Text>
      </Box>
      <RelativeTime at={String(row.updated_at)} size="xs" c="dimmed" />
    </Link>
  ));
}
