'use client';
import { Button, Group, Modal, ScrollArea, SimpleGrid, Stack, Text } from '@mantine/core';
import { useTranslations } from 'use-intl';
import type { Json } from '@/engine/kernel/json';
import { differences } from './differences';
import type { Conflict } from './documents/useAutosave';
import classes from './builder.module.css';

const shown = (value: Json | undefined): string =>
  value === undefined ? '—' : typeof value === 'string' ? value : JSON.stringify(value, null, 1);

/** Somebody saved the same document meanwhile. Both are shown; whichever is chosen, undo brings the other back. */
export function ConflictDialog({
  conflict,
  onChoose,
}: {
  readonly conflict: Conflict;
  readonly onChoose: (choice: 'mine' | 'theirs') => void;
}) {
  const t = useTranslations('builder.conflict');
  const all = differences(conflict.mine as unknown as Json, conflict.theirs.document as unknown as Json);
  return (
    <Modal opened onClose={() => undefined} withCloseButton={false} size="lg" title={t('title')}>
      <Stack>
        <Text size="sm">{t('words', { who: conflict.by?.title ?? t('somebody'), count: all.length })}</Text>
        <ScrollArea.Autosize mah={320}>
          <Stack gap="sm">
            {all.slice(0, 40).map((one) => (
              <div key={one.path.join('.')}>
                <Text size="xs" c="dimmed">
                  {one.path.join(' › ')}
                </Text>
                <SimpleGrid cols={2} spacing="xs">
                  <pre className={classes.sql}>{shown(one.before)}</pre>
                  <pre className={classes.sql}>{shown(one.after)}</pre>
                </SimpleGrid>
              </div>
            ))}
          </Stack>
        </ScrollArea.Autosize>
        <Group justify="flex-end">
          <Button variant="default" onClick={() => onChoose('theirs')}>
            {t('theirs')}
          </Button>
          <Button onClick={() => onChoose('mine')}>{t('mine')}</Button>
        </Group>
      </Stack>
    </Modal>
  );
}
