'use client';
import { Anchor, Box, Button, Group, Text, Title } from '@mantine/core';
import { useTranslations } from 'use-intl';
import { useRead } from '@/components/lib/call';
import { Link } from '@/components/lib/navigation';
import { paths } from '@/components/lib/paths';
import { useSession } from '@/components/shell/session';
import { EmptyState } from '@/components/ui/EmptyState';
import { Icon } from '@/components/ui/icons';
import { PageHeader } from '@/components/ui/PageHeader';
import { useSay } from '@/components/ui/say';
import type { Output } from '@/engine/kernel/api';
import { MyDrafts } from './MyDrafts';
import { RecentRecords } from './RecentRecords';
import { TaskItem } from './TaskItem';
import classes from './inbox.module.css';

/** My work: what waits for me, what I worked on last, what I may add. */
export function Home(props: { tasks: Output<'task.list'> }) {
  const t = useTranslations('shell.work');
  const say = useSay();
  const { viewer, counts } = useSession();
  const { tasks } = useRead('task.list', { state: 'open', size: 8 }, { initialData: props.tasks }).data ?? props.tasks;
  const entities = useRead('entity.list', {}).data?.entities ?? [];
  const creatable = entities.filter((entity) => entity.can.create && !entity.isPlatform);
  return (
    <>
      <PageHeader title={t('hello', { name: viewer.name })} note={t('waiting', { count: counts.tasks })} />
      {creatable.length > 0 ? (
        <Group gap="xs" mb="xl" mih={36}>
          {creatable.slice(0, 6).map((entity) => (
            <Button
              key={entity.name}
              component={Link}
              href={paths.create(entity.name)}
              variant="default"
              leftSection={<Icon name="plus" size={14} />}
            >
              {say(entity.label, entity.name)}
            </Button>
          ))}
        </Group>
      ) : null}
      <div className={classes.home}>
        <Box component="section" miw={0}>
          <Group justify="space-between" mb="xs">
            <Title order={2}>{t('tasks')}</Title>
            <Anchor component={Link} href={paths.inbox} size="sm">
              {t('allTasks')}
            </Anchor>
          </Group>
          {tasks.map((task) => (
            <Link key={task.id} href={paths.task(task.id)} className={classes.row}>
              <Box miw={0}>
                <TaskItem task={task} />
              </Box>
              <Icon name="chevron-right" />
            </Link>
          ))}
          {tasks.length === 0 ? <EmptyState icon="circle-check" title={t('noTasks')} text={t('noTasksText')} /> : null}
        </Box>
        <Box component="section" miw={0}>
          <MyDrafts />
          <Title order={2} mb="xs">
            {t('recent')}
          </Title>
          <RecentRecords
            entities={entities}
            empty={
              <Text size="sm" c="dimmed">
                {t('noRecent')}
              </Text>
            }
          />
        </Box>
      </div>
    </>
  );
}
