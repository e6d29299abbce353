'use client';
import { ActionIcon, Box, Button, Group, Indicator, Popover, ScrollArea, Text, UnstyledButton } from '@mantine/core';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { useRead, useWrite } from '@/components/lib/call';
import { useRouter } from '@/components/lib/navigation';
import { Icon } from '@/components/ui/icons';
import { RelativeTime } from '@/components/ui/RelativeTime';
import { useSay } from '@/components/ui/say';
import type { NotificationView } from '@/engine/kernel/api';
import { useSession } from './session';
import classes from './shell.module.css';

/** The notes to me: how many are unread, the latest in a list; opening one leads to its place. */
export function Bell() {
  const t = useTranslations('shell');
  const { counts } = useSession();
  const [isOpen, setOpen] = useState(false);
  const notes = useRead('notification.list', { size: 30 }, { enabled: isOpen });
  const read = useWrite('notification.read', ['notification.list', 'session.get']);
  const list = notes.data?.notifications ?? [];
  return (
    <Popover opened={isOpen} onChange={setOpen} position="bottom-end" width={360} shadow="md">
      <Indicator disabled={counts.notifications === 0} size={8} offset={6} color="red">
        <Popover.Target>
          <ActionIcon
            variant="subtle"
            color="gray"
            aria-label={t('notifications.open', { count: counts.notifications })}
            onClick={() => setOpen((was) => !was)}
          >
            <Icon name="bell" size={18} />
          </ActionIcon>
        </Popover.Target>
      </Indicator>
      <Popover.Dropdown p={0}>
        <Group justify="space-between" px="sm" py={8}>
          <Text fw={600} size="sm">
            {t('notifications.title')}
          </Text>
          {counts.notifications > 0 ? (
            <Button size="compact-xs" variant="subtle" onClick={() => read.mutate({ ids: 'all' })}>
              {t('notifications.readAll')}
            </Button>
          ) : null}
        </Group>
        <ScrollArea.Autosize mah={420}>
          {list.map((note) => (
            <Note
              key={note.id}
              note={note}
              onOpen={() => {
                setOpen(false);
                if (!note.read) read.mutate({ ids: [note.id] });
              }}
            />
          ))}
          {list.length === 0 ? (
            <Text c="dimmed" size="sm" px="sm" pb="md">
              {notes.isLoading ? t('loading') : t('notifications.none')}
            </Text>
          ) : null}
        </ScrollArea.Autosize>
      </Popover.Dropdown>
    </Popover>
  );
}

function Note(props: { note: NotificationView; onOpen: () => void }) {
  const say = useSay();
  const router = useRouter();
  const { note } = props;
  return (
    <UnstyledButton
      className={classes.option}
      w="100%"
      onClick={() => {
        props.onOpen();
        if (note.link) router.push(note.link);
      }}
    >
      <Box miw={0} flex={1}>
        <Text size="sm" fw={note.read ? 400 : 600}>
          {say(note.title)}
        </Text>
        <Text size="xs" c="dimmed" lineClamp={2}>
          {say(note.body)}
        </Text>
        <RelativeTime at={note.at} size="xs" c="dimmed" />
      </Box>
      {note.read ? null : <Box w={8} h={8} bg="var(--mantine-primary-color-filled)" bdrs="xl" />}
    </UnstyledButton>
  );
}
