'use client';
import { Button, Group, Text } from '@mantine/core';
import { useState } from 'react';
import { LaterModal } from '@/components/ui/LaterModal';
import { useTranslations } from 'use-intl';
import { useRead, useWrite } from '@/components/lib/call';
import { useSession } from '@/components/shell/session';
import { Icon } from '@/components/ui/icons';
import { useNotes } from '@/components/ui/notes';
import { ProblemList } from '@/components/ui/ProblemList';
import { useSay } from '@/components/ui/say';
import type { RecordView } from '@/engine/kernel/api';

const STALE = ['flow.of', 'record.get', 'record.timeline', 'session.get', 'task.list'] as const;

/** Starts one flow on a record, after a question. Shown only while the server says that this person may start it now. */
export function FlowButton(props: {
  readonly entity: string;
  readonly record: RecordView;
  readonly flow: string;
  readonly isPreview: boolean;
  /** `label`, `confirm` and `done` as the analyst wrote them; '' where nothing is written. */
  readonly words: (option: string) => string;
}) {
  const t = useTranslations('layout.flow');
  const say = useSay();
  const notes = useNotes();
  const { plugins } = useSession();
  const { entity, record, words, isPreview } = props;
  const [isAsking, setAsking] = useState(false);
  const flows = useRead('flow.of', { entity, record: record.id }, { enabled: plugins.includes('workflow') });
  const start = useWrite('flow.start', STALE);
  const startable = flows.data?.startable.find(({ flow }) => flow === props.flow);
  if (!startable) return null;
  const name = say(startable.label, startable.flow);
  const go = () =>
    start.mutate(
      { flow: startable.flow, record: record.id },
      {
        onSuccess: () => {
          setAsking(false);
          notes.done(words('done') || t('done', { flow: name }));
        },
      },
    );
  return (
    <>
      <Button
        variant="default"
        disabled={isPreview}
        leftSection={<Icon name="player-play" size={14} />}
        onClick={() => {
          start.reset();
          setAsking(true);
        }}
      >
        {words('label') || name}
      </Button>
      <LaterModal
        opened={isAsking}
        onClose={() => setAsking(false)}
        title={name}
        closeButtonProps={{ 'aria-label': t('cancel') }}
      >
        <Text size="sm">{words('confirm') || t('confirm', { flow: name, title: record.title || t('untitled') })}</Text>
        <ProblemList error={start.error} />
        <Group justify="flex-end" mt="md">
          <Button variant="default" onClick={() => setAsking(false)}>
            {t('cancel')}
          </Button>
          <Button data-autofocus loading={start.isPending} onClick={go}>
            {t('start')}
          </Button>
        </Group>
      </LaterModal>
    </>
  );
}
