'use client';
import { Button } from '@mantine/core';
import { useTranslations } from 'use-intl';
import { useRead, useWrite } from '@/components/lib/call';
import { Link } from '@/components/lib/navigation';
import { paths } from '@/components/lib/paths';
import { useNotes } from '@/components/ui/notes';
import { useSay } from '@/components/ui/say';

/** The one main action of a record, from its flows: decide what waits for me, or start what may be started. */
export function FlowAction(props: { entity: string; record: string }) {
  const t = useTranslations('record');
  const say = useSay();
  const notes = useNotes();
  const flows = useRead('flow.of', props);
  const start = useWrite('flow.start', ['flow.of', 'record.get', 'session.get']);
  const task = flows.data?.flows.find((flow) => flow.myTask)?.myTask;
  if (task) {
    return (
      <Button component={Link} href={paths.task(task.id)}>
        {t('decide')}
      </Button>
    );
  }
  const startable = flows.data?.startable[0];
  if (!startable) return null;
  return (
    <Button
      loading={start.isPending}
      onClick={() => start.mutate({ flow: startable.flow, record: props.record }, { onError: notes.failed })}
    >
      {t('start', { flow: say(startable.label, startable.flow) })}
    </Button>
  );
}
