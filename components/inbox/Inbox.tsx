'use client';
import { Button, Text, UnstyledButton } from '@mantine/core';
import { useHotkeys } from '@mantine/hooks';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { useRead } from '@/components/lib/call';
import { paths } from '@/components/lib/paths';
import { EmptyState } from '@/components/ui/EmptyState';
import { Icon } from '@/components/ui/icons';
import { PageHeader } from '@/components/ui/PageHeader';
import type { Output } from '@/engine/kernel/api';
import { TaskDetail } from './TaskDetail';
import { TaskItem } from './TaskItem';
import classes from './inbox.module.css';

/** What waits for my decision: the list at the left, the record at the right; J and K move, the next opens by itself. */
export function Inbox(props: { tasks: Output<'task.list'>; open?: string }) {
  const t = useTranslations('record.inbox');
  const input = { state: 'open', size: 100 } as const;
  const { tasks } = useRead('task.list', input, { initialData: props.tasks }).data ?? props.tasks;
  /** On a phone the list is shown until a task is opened; elsewhere the first one is open. */
  const [opened, setOpened] = useState<string | null>(props.open ?? null);
  const at = Math.max(
    0,
    tasks.findIndex((task) => task.id === opened),
  );
  const task = tasks[at];

  const open = (id: string | null) => {
    setOpened(id);
    window.history.replaceState(null, '', id ? paths.task(id) : paths.inbox);
  };
  const move = (step: number) => {
    const next = tasks[Math.min(tasks.length - 1, Math.max(0, at + step))];
    if (next) open(next.id);
  };
  useHotkeys([
    ['j', () => move(1)],
    ['k', () => move(-1)],
  ]);
  if (!task) {
    return (
      <>
        <PageHeader title={t('title')} />
        <EmptyState icon="circle-check" title={t('empty')} text={t('emptyText')} />
      </>
    );
  }
  const following = tasks[at + 1] ?? tasks[at - 1];
  return (
    <>
      <PageHeader
        title={t('title')}
        beside={
          <Text size="sm" c="dimmed">
            {t('count', { count: tasks.length })}
          </Text>
        }
        note={
          <Text span size="xs" visibleFrom="sm">
            {t('keys')}
          </Text>
        }
      />
      <div className={classes.inbox} data-open={opened ?? undefined}>
        <nav className={classes.list} aria-label={t('title')} tabIndex={-1}>
          {tasks.map((item) => (
            <UnstyledButton
              key={item.id}
              className={classes.item}
              aria-current={item.id === task.id}
              onClick={() => open(item.id)}
            >
              <TaskItem task={item} />
            </UnstyledButton>
          ))}
        </nav>
        <div className={classes.detail}>
          <Button
            className={classes.back}
            variant="subtle"
            color="gray"
            size="compact-md"
            mb="xs"
            leftSection={<Icon name="arrow-back-up" />}
            onClick={() => open(null)}
          >
            {t('back')}
          </Button>
          <TaskDetail key={task.id} task={task} onDecided={() => open(opened && following ? following.id : null)} />
        </div>
      </div>
    </>
  );
}
