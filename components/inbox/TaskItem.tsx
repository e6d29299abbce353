'use client';
import { Group, Text } from '@mantine/core';
import { useTranslations } from 'use-intl';
import { useSay } from '@/components/ui/say';
import type { TaskView } from '@/engine/kernel/api';
import { DueTime } from './DueTime';

/** A decision in a list: about what, which step, from whom, until when. */
export function TaskItem(props: { task: TaskView }) {
  const t = useTranslations('record.inbox');
  const say = useSay();
  const { task } = props;
  return (
    <>
      <Text size="sm" fw={600} truncate>
        {task.record.title || say(task.record.entityLabel)}
      </Text>
      <Text size="xs" c="dimmed" truncate>
        {say(task.flow)} · {say(task.label)}
      </Text>
      <Group gap={8}>
        <Text size="xs" c="dimmed">
          {t('from', { name: task.submitter.title })}
        </Text>
        <DueTime at={task.dueAt} />
        {task.escalated ? (
          <Text size="xs" c="dimmed">
            {t('escalated')}
          </Text>
        ) : null}
      </Group>
    </>
  );
}
