'use client';
import { Button, Group, Modal, ScrollArea, SimpleGrid, Stack, Text } from '@mantine/core';
import { useTranslations } from 'use-intl';
import { useSay } from '@/components/ui/say';
import { isObject, type Json } from '@/engine/kernel/json';
import { isText, labelled } from './labels';
import { valueAt } from './documents/merge';
import type { Conflict } from './documents/useAutosave';
import classes from './builder.module.css';

const SHOWN = 40;

/** Somebody changed the same places meanwhile. Both are shown; whichever is chosen, undo brings the other back. */
export function ConflictDialog({
  conflict,
  onChoose,
}: {
  readonly conflict: Conflict;
  readonly onChoose: (choice: 'mine' | 'theirs') => void;
}) {
  const t = useTranslations('builder.conflict');
  const say = useSay();
  /** An id is said by the label of what has it; what is called by a key only, as in the document. */
  const nameOf = (part: string | number): string => {
    const found =
      typeof part === 'string' ? (labelled(conflict.mine, part) ?? labelled(conflict.theirs.document, part)) : null;
    if (found) return say(found);
    return t.has(`part.${part}`) ? t(`part.${part}`) : String(part);
  };
  const shown = (value: Json | undefined): string => {
    if (value === undefined) return t('absent');
    const text = isObject(value) ? (isText(value) ? value : value['label']) : undefined;
    if (isText(text)) return say(text);
    return typeof value === 'string' ? value : JSON.stringify(value, null, 1);
  };
  const [mine, theirs] = [conflict.mine, conflict.theirs.document].map((document) => document as unknown as Json);
  const { clashes } = conflict;
  return (
    <Modal opened onClose={() => undefined} withCloseButton={false} size="lg" title={t('title')}>
      <Stack>
        <Text size="sm">{t('words', { who: conflict.by?.title ?? t('somebody'), count: clashes.length })}</Text>
        <ScrollArea.Autosize mah={320}>
          <Stack gap="sm">
            {clashes.slice(0, SHOWN).map((path) => (
              <div key={path.join('.')}>
                <Text size="xs" c="dimmed">
                  {path.map((part) => nameOf(part)).join(' › ')}
                </Text>
                <SimpleGrid cols={2} spacing="xs">
                  <pre className={classes.sql}>{shown(valueAt(mine!, path))}</pre>
                  <pre className={classes.sql}>{shown(valueAt(theirs!, path))}</pre>
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
