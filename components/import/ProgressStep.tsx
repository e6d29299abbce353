'use client';
import { Button, Group, Progress, Stack, Text } from '@mantine/core';
import { useFormatter, useTranslations } from 'use-intl';
import type { ImportState } from '@/engine/kernel/api';
import { useRead, useWrite } from '@/components/lib/call';
import { useNotes } from '@/components/ui/notes';
import { FailedRows } from './FailedRows';
import { Outcome } from './Outcome';

const OVER = new Set(['done', 'failed', 'cancelled']);
const isOver = (state: ImportState | undefined): boolean => state !== undefined && OVER.has(state.state);
const isResting = (state: ImportState | undefined): boolean =>
  state !== undefined && (isOver(state) || state.state === 'paused') && state.undo?.state !== 'running';

/** An import or its trial run while it runs and when it is over: how far, what became of the rows, which did not pass. */
export function ProgressStep(props: { job: string; onClose(): void; onBack?(): void; onImport?(): Promise<void> }) {
  const { job, onClose, onBack, onImport } = props;
  const t = useTranslations('import');
  // The live stream makes this fresh at once; the interval covers a lost connection.
  const { data: state } = useRead(
    'import.get',
    { job },
    { refetchInterval: (query) => (isResting(query.state.data) ? false : 1000) },
  );
  if (!state || !isOver(state)) {
    return (
      <Stack gap="sm">
        <HowFar state={state} />
        <Running state={state} />
        <Group justify="flex-end" gap="sm">
          <Steering state={state} onClose={onClose} />
        </Group>
      </Stack>
    );
  }
  return (
    <Stack gap="sm">
      <Outcome state={state} />
      <FailedRows job={job} />
      <Group justify="space-between">
        {state.kind === 'check' && onBack ? (
          <Button variant="default" onClick={onBack}>
            {t('change')}
          </Button>
        ) : (
          <span />
        )}
        {state.kind === 'import' && <Button onClick={onClose}>{t('openList')}</Button>}
        {state.kind === 'check' && onImport && <Go state={state} onImport={onImport} />}
      </Group>
    </Stack>
  );
}

function HowFar({ state }: { state: ImportState | undefined }) {
  const t = useTranslations('import');
  const format = useFormatter();
  const done = state?.done ?? 0;
  const total = state?.total ?? 0;
  return (
    <>
      <Progress
        value={total > 0 ? (done / total) * 100 : 0}
        animated={state?.state !== 'paused'}
        aria-label={t('steps.run')}
      />
      <Group justify="space-between" aria-live="polite">
        <Text size="sm">
          {total === 0
            ? state?.state === 'running' && t('counting')
            : t('progress', { done: format.number(done), total: format.number(total) })}
        </Text>
        {state && <Pace state={state} />}
      </Group>
    </>
  );
}

/** A time shorter than this is not worth reading. */
const SOON = 5;

function Pace({ state: { rate, secondsLeft } }: { state: ImportState }) {
  const t = useTranslations('import');
  const format = useFormatter();
  if (rate === null) return null;
  const seconds = secondsLeft ?? 0;
  const left = seconds > SOON ? t('left', { minutes: Math.floor(seconds / 60), seconds: seconds % 60 }) : '';
  return (
    <Text size="xs" c="dimmed">
      {[t('speed', { speed: format.number(rate) }), left].filter(Boolean).join(' · ')}
    </Text>
  );
}

function Running({ state }: { state: ImportState | undefined }) {
  const t = useTranslations('import');
  const words =
    state?.state === 'paused'
      ? t('paused')
      : state?.state !== 'running'
        ? t('waiting')
        : t(state.kind === 'check' ? 'checking' : 'running');
  return (
    <Text size="sm" c="dimmed">
      {words}
    </Text>
  );
}

/** Pause, go on, or stop: and then keep what is in, or take it back. */
function Steering({ state, onClose }: { state: ImportState | undefined; onClose(): void }) {
  const t = useTranslations('import');
  const notes = useNotes();
  const pause = useWrite('import.pause', ['import.get']);
  const resume = useWrite('import.resume', ['import.get']);
  const cancel = useWrite('import.cancel', ['import.get', 'import.list']);
  if (!state) return null;
  const job = { job: state.id };
  const told = { onError: notes.failed };
  const isWritten = state.kind === 'import' && state.inserted + state.updated > 0;
  return (
    <>
      {state.state === 'paused' ? (
        <Button loading={resume.isPending} onClick={() => resume.mutate(job, told)}>
          {t('resume')}
        </Button>
      ) : (
        <Button variant="default" loading={pause.isPending} onClick={() => pause.mutate(job, told)}>
          {t('pause')}
        </Button>
      )}
      <Button variant="default" loading={cancel.isPending} onClick={() => cancel.mutate(job, told)}>
        {t(isWritten ? 'cancelKeep' : 'cancel')}
      </Button>
      {isWritten && (
        <Button
          variant="default"
          color="red"
          loading={cancel.isPending}
          onClick={() => cancel.mutate({ ...job, undo: true }, told)}
        >
          {t('cancelUndo')}
        </Button>
      )}
      <Button variant="subtle" onClick={onClose}>
        {t('close')}
      </Button>
    </>
  );
}

function Go({ state, onImport }: { state: ImportState; onImport(): Promise<void> }) {
  const t = useTranslations('import');
  const count = state.inserted + state.updated;
  return (
    <Button disabled={state.state !== 'done' || count === 0} onClick={() => void onImport()}>
      {t('startCount', { count })}
    </Button>
  );
}
