'use client';
import { Alert, Button, Group, Progress, Stack, Text } from '@mantine/core';
import { useFormatter, useTranslations } from 'use-intl';
import type { ImportState } from '@/engine/kernel/api';
import { useRead, useWrite } from '@/components/lib/call';
import { FailedRows } from './FailedRows';

const OVER = new Set(['done', 'failed', 'cancelled']);
const isOver = (state: ImportState | undefined): boolean => state !== undefined && OVER.has(state.state);

/** The import while it runs and when it is over: how far, how many, which rows did not pass and why. */
export function ProgressStep({ job, onClose }: { job: string; onClose(): void }) {
  const t = useTranslations('import');
  // The live stream makes this fresh at once; the interval covers a lost connection.
  const { data: state } = useRead(
    'import.get',
    { job },
    { refetchInterval: (query) => (isOver(query.state.data) ? false : 1000) },
  );
  return (
    <Stack gap="sm">
      <HowFar state={state} />
      {isOver(state) && state ? <Outcome state={state} /> : <Running state={state} />}
      {isOver(state) && state && state.failed > 0 && <FailedRows job={job} />}
      <Group justify="flex-end">
        {isOver(state) ? <Button onClick={onClose}>{t('openList')}</Button> : <Stop job={job} onClose={onClose} />}
      </Group>
    </Stack>
  );
}

function HowFar({ state }: { state: ImportState | undefined }) {
  const t = useTranslations('import');
  const format = useFormatter();
  const done = state?.done ?? 0;
  const total = state?.total ?? 0;
  const seconds =
    state?.startedAt && state.endedAt ? (Date.parse(state.endedAt) - Date.parse(state.startedAt)) / 1000 : 0;
  const percent = total > 0 ? (done / total) * 100 : 0;
  return (
    <>
      <Progress value={isOver(state) ? 100 : percent} animated={!isOver(state)} aria-label={t('steps.run')} />
      <Group justify="space-between" aria-live="polite">
        <Text size="sm">{t('progress', { done: format.number(done), total: format.number(total) })}</Text>
        {seconds > 0.5 && (
          <Text size="xs" c="dimmed">
            {t('speed', { speed: format.number(Math.round(done / seconds)) })}
          </Text>
        )}
      </Group>
    </>
  );
}

function Running({ state }: { state: ImportState | undefined }) {
  const t = useTranslations('import');
  return (
    <Text size="sm" c="dimmed">
      {state?.state === 'running' ? t('running') : t('waiting')}
    </Text>
  );
}

function Outcome({ state }: { state: ImportState }) {
  const t = useTranslations('import');
  const isGood = state.state === 'done' && state.failed === 0;
  const failed = state.failed > 0 ? ` · ${t('failed', { count: state.failed })}` : '';
  return (
    <Alert color={isGood ? 'green' : 'orange'} title={t(`state.${state.state as 'done' | 'failed' | 'cancelled'}`)}>
      {t('inserted', { count: state.inserted })}
      {failed}
    </Alert>
  );
}

function Stop({ job, onClose }: { job: string; onClose(): void }) {
  const t = useTranslations('import');
  const cancel = useWrite('import.cancel', ['import.get']);
  return (
    <>
      <Button variant="default" loading={cancel.isPending} onClick={() => cancel.mutate({ job })}>
        {t('cancel')}
      </Button>
      <Button variant="default" onClick={onClose}>
        {t('close')}
      </Button>
    </>
  );
}
