'use client';
import { Alert, Button, Group, Progress, Stack, Text } from '@mantine/core';
import { useEffect, useEffectEvent, useState } from 'react';
import { useTranslations } from 'use-intl';
import { call, useRead } from '@/components/lib/call';
import { useNotes } from '@/components/ui/notes';
import { ProblemList } from '@/components/ui/ProblemList';
import { useSay } from '@/components/ui/say';
import { useAttempt } from '@/components/ui/useAttempt';
import type { PlanRunView } from '@/engine/kernel/api';

const POLL_MS = 1_000;
/** Nothing moved for so long: its worker may be gone. */
const STILL_MS = 20_000;

/** A publication that goes on behind: how far it is, and stopping it or going on. */
export function RunProgress(props: {
  readonly id: string;
  readonly onDone: () => void;
  /** Cancelled: everything is as it was before. */
  readonly onCancelled: () => void;
}) {
  const t = useTranslations('plans');
  const say = useSay();
  const { isBusy, attempt } = useAttempt(useNotes().failed);
  const read = useRead(
    'plan.get',
    { id: props.id },
    { gcTime: 0, refetchInterval: ({ state }) => (isUnderWay(state.data) ? POLL_MS : 5 * POLL_MS) },
  );
  const run = read.data;
  const isStill = useStill(run);
  const { onDone, onCancelled } = props;
  const state = run?.state;
  const isComputing = state === 'done' && isUnderWay(run);
  const tell = useEffectEvent(() => {
    if (state === 'done' && !isComputing) onDone();
    if (state === 'cancelled') onCancelled();
  });
  // Once, when it ends.
  useEffect(() => tell(), [state, isComputing]);
  const act = async (what: () => Promise<unknown>) => {
    await attempt(what);
    await read.refetch();
  };
  const resume = (setAside: boolean) =>
    act(() =>
      call('plan.resume', {
        id: props.id,
        ...(setAside && run ? { conversions: setAsideAll(run) } : {}),
      }),
    );
  if (!run) return <ProblemList error={read.error} retry={() => void read.refetch()} />;
  const hasBad = run.problems.some(({ code }) => code === BAD);
  return (
    <Stack gap="sm">
      <Text size="sm">{t(isComputing ? 'run.computing' : `run.${run.state}`)}</Text>
      <Stack gap={10} aria-live="polite">
        {run.steps.map((step, index) => (
          <div key={index}>
            <Group justify="space-between" wrap="nowrap" gap="xs">
              <Text size="sm" c={step.state === 'waiting' ? 'dimmed' : undefined}>
                {say(step.words)}
              </Text>
              <Text size="xs" c="dimmed" style={{ flex: 'none' }}>
                {step.total > 0 ? t('run.of', { done: step.done, total: step.total }) : t(`run.step.${step.state}`)}
              </Text>
            </Group>
            {step.total > 0 && (
              <Progress
                size="sm"
                mt={4}
                aria-label={say(step.words)}
                value={step.state === 'done' ? 100 : Math.min(100, (100 * step.done) / step.total)}
              />
            )}
          </div>
        ))}
      </Stack>
      {run.problems.length > 0 && (
        <Alert color="orange" title={t('run.why')}>
          {run.problems.map((problem, index) => (
            <Text key={index} size="sm">
              {problem.message}
            </Text>
          ))}
        </Alert>
      )}
      <Group justify="flex-end" gap="xs">
        {isComputing && (
          <Button variant="default" onClick={onDone}>
            {t('run.goOn')}
          </Button>
        )}
        {run.canCancel && (
          <Button
            variant="default"
            loading={isBusy}
            onClick={() => void act(() => call('plan.cancel', { id: run.id }))}
          >
            {t('run.cancel')}
          </Button>
        )}
        {run.state === 'stuck' && hasBad && (
          <Button variant="default" loading={isBusy} onClick={() => void resume(true)}>
            {t('run.setAside')}
          </Button>
        )}
        {(run.state === 'stuck' || (run.state === 'running' && isStill)) && (
          <Button loading={isBusy} onClick={() => void resume(false)}>
            {t('run.resume')}
          </Button>
        )}
      </Group>
    </Stack>
  );
}

/** Also when it is published already and values are computed still. */
const isUnderWay = (run: PlanRunView | undefined): boolean =>
  run?.state === 'running' || (run?.state === 'done' && run.steps.some((step) => step.state !== 'done'));

const BAD = 'plan.badValues';
const setAsideAll = (run: PlanRunView): PlanRunView['conversions'] =>
  run.conversions.map((conversion) => ({ ...conversion, quarantine: true }));

/** True when nothing about it changed for a while. */
function useStill(run: PlanRunView | undefined): boolean {
  const [still, setStill] = useState<PlanRunView | undefined>();
  useEffect(() => {
    // The same answer is the same object: what was read again and did not change starts no new time.
    const timer = setTimeout(() => setStill(run), STILL_MS);
    return () => clearTimeout(timer);
  }, [run]);
  return run !== undefined && still === run;
}
