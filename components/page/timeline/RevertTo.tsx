'use client';
import { Button, Group, Modal, Stack, Text } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useFormatter, useTranslations } from 'use-intl';
import { call, useRead } from '@/components/lib/call';
import { useNotes } from '@/components/ui/notes';
import { useSay } from '@/components/ui/say';
import { useAttempt } from '@/components/ui/useAttempt';
import type { EntityView, TimelineEntry } from '@/engine/kernel/api';

/** Beside a change of before: brings the record back to what it was then. Asked first; one more change, so it can be taken back. */
export function RevertTo(props: { entity: EntityView; record: string; entry: TimelineEntry }) {
  const t = useTranslations('audit.revert');
  const say = useSay();
  const notes = useNotes();
  const format = useFormatter();
  const client = useQueryClient();
  const [isOpen, setOpen] = useState(false);
  const { isBusy, attempt } = useAttempt(notes.failed);
  const { entity, record, entry } = props;
  const present = useRead('record.get', { entity: entity.name, id: record, fields: [] });
  const rev = present.data?.rev;
  const to = entry.rev;
  if (!entity.can.update || to === undefined || rev === undefined || to >= rev) return null;
  if (entry.what !== 'create' && entry.what !== 'update') return null;

  const revert = () =>
    attempt(async () => {
      const done = await call('record.revert', { entity: entity.name, id: record, rev, to });
      const kept = done.kept.map((one) => say(one.label, one.field)).join('、');
      const undo = () =>
        void call('record.revert', { entity: entity.name, id: record, rev: done.rev, to: rev })
          .then(() => client.invalidateQueries())
          .catch(notes.failed);
      notes.undo(kept ? t('doneExcept', { kept }) : t('done'), undo);
      await client.invalidateQueries();
      setOpen(false);
    });
  return (
    <>
      <Button size="compact-xs" variant="subtle" color="gray" onClick={() => setOpen(true)}>
        {t('action')}
      </Button>
      <Modal opened={isOpen} onClose={() => setOpen(false)} title={t('title')} size="sm">
        <Stack gap="md">
          <Text size="sm">
            {t('text', { at: format.dateTime(new Date(entry.at), { dateStyle: 'medium', timeStyle: 'short' }) })}
          </Text>
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={() => setOpen(false)} data-autofocus>
              {t('cancel')}
            </Button>
            <Button loading={isBusy} onClick={() => void revert()}>
              {t('action')}
            </Button>
          </Group>
        </Stack>
      </Modal>
    </>
  );
}
