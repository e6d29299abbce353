'use client';
import { Anchor, Group, Text, Title } from '@mantine/core';
import { useTranslations } from 'use-intl';
import { useRead } from '@/components/lib/call';
import { Link } from '@/components/lib/navigation';
import { paths } from '@/components/lib/paths';
import { ProblemList } from '@/components/ui/ProblemList';
import { RelativeTime } from '@/components/ui/RelativeTime';
import { useSay } from '@/components/ui/say';
import { FormSkeleton } from '@/components/ui/Skeletons';
import type { TaskView } from '@/engine/kernel/api';
import { Decision } from './Decision';
import { DueTime } from './DueTime';

/** One decision: what it is about, the record with the fields of this step open, approve or reject. */
export function TaskDetail(props: { task: TaskView; onDecided: () => void }) {
  const t = useTranslations('record.inbox');
  const say = useSay();
  const { task } = props;
  // Read once: what the person decides on does not change under their eyes; a stale decision is refused and said.
  const opened = useRead(
    'form.open',
    { entity: task.entity, record: task.record.id, task: task.id },
    { staleTime: Infinity, gcTime: 0 },
  );
  return (
    <article aria-label={task.record.title}>
      <Group gap="xs" align="baseline">
        <Title order={2} fz="lg">
          {task.record.title || say(task.record.entityLabel)}
        </Title>
        <Anchor component={Link} href={paths.record(task.entity, task.record.id)} size="sm">
          {t('openRecord')}
        </Anchor>
      </Group>
      <Group gap={6} mb="xs">
        <Text size="sm" c="dimmed">
          {say(task.flow)} · {say(task.label)} · {t('from', { name: task.submitter.title })}
        </Text>
        <RelativeTime at={task.createdAt} c="dimmed" />
        <DueTime at={task.dueAt} />
      </Group>
      <ProblemList error={opened.error} retry={() => void opened.refetch()} />
      {opened.isLoading ? <FormSkeleton /> : null}
      {opened.data?.record ? (
        <Decision
          key={opened.data.record.rev}
          task={task}
          opened={{ ...opened.data, record: opened.data.record }}
          onDecided={props.onDecided}
          onReload={() => void opened.refetch()}
        />
      ) : null}
    </article>
  );
}
