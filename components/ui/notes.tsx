'use client';
import { Button, Group, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useTranslations } from 'use-intl';
import { warningsOf, type WrittenRecord } from '@/engine/kernel/api-shapes';
import { useProblemWords } from './ProblemList';

/** Short notes at the edge of the screen: what was done, with a way back; or what could not be done. */
export function useNotes() {
  const t = useTranslations('shell');
  const words = useProblemWords();
  const closeButtonProps = { 'aria-label': t('close') };
  return {
    done(message: string): void {
      notifications.show({ message, withBorder: true, closeButtonProps });
    },
    /** A thing that was done at once and can be taken back for 8 seconds. */
    undo(message: string, takeBack: () => void): void {
      const id = notifications.show({
        withBorder: true,
        autoClose: 8_000,
        closeButtonProps,
        message: (
          <Group justify="space-between" wrap="nowrap">
            <Text size="sm">{message}</Text>
            <Button
              size="compact-sm"
              variant="subtle"
              onClick={() => {
                notifications.hide(id);
                takeBack();
              }}
            >
              {t('undo')}
            </Button>
          </Group>
        ),
      });
    },
    /** What rules say of a record that was written all the same; nothing when they say nothing. */
    warned(record: WrittenRecord): void {
      const said = warningsOf(record).map((one) => one.message);
      if (said.length === 0) return;
      notifications.show({
        color: 'yellow',
        withBorder: true,
        autoClose: 8_000,
        closeButtonProps,
        title: t('savedBut'),
        message: said.join(' '),
      });
    },
    failed(error: unknown): void {
      notifications.show({
        color: 'red',
        withBorder: true,
        autoClose: 8_000,
        closeButtonProps,
        message: words(error).join(' '),
      });
    },
  };
}
