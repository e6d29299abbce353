'use client';
import { Alert, Button, Group, Loader, Modal, Stack, Text, TextInput } from '@mantine/core';
import { IconCircleCheck } from '@tabler/icons-react';
import Link from 'next/link';
import { useEffect, useRef, useState, type ReactNode } from 'react';
import { useTranslations } from 'use-intl';
import { PlanSteps } from '@/components/plans/PlanSteps';
import { RunProgress } from '@/components/plans/RunProgress';
import { usePublishing, type Publishing } from '@/components/plans/usePublishing';
import type { SaidProblem } from '@/engine/kernel/api';
import { ProblemList } from './BottomStrip';
import type { Draft } from './documents/useDraft';

/** What to do with what was published. */
export interface NextStep {
  readonly label: string;
  readonly href: string;
}
interface PublishDialogProps {
  readonly draft: Draft;
  readonly next: readonly NextStep[];
  /** What to think of before publishing; shown with the plan. */
  readonly notice?: ReactNode;
  readonly onProblem: (problem: SaidProblem) => void;
  readonly onClose: () => void;
}
/** Values to decide about are shown with their step, where they are decided. */
const DECIDED_IN_STEPS = new Set(['plan.badValues']);

/** Saves, shows in sentences what publishing will do, and does it. Problems stop it, each with a link to its place. */
export function PublishDialog({ draft, next, notice, onProblem, onClose }: PublishDialogProps) {
  const t = useTranslations('builder.publish');
  const publishing = usePublishing(draft);
  if (publishing.isDone) return <Published next={next} onClose={onClose} />;
  return (
    <Modal opened onClose={onClose} size="xl" title={t('title')} closeButtonProps={{ 'aria-label': t('close') }}>
      {publishing.run ? (
        <RunProgress
          id={publishing.run}
          onDone={() => void publishing.done()}
          onCancelled={() => void publishing.lookAgain()}
        />
      ) : (
        <Planned publishing={publishing} draft={draft} notice={notice} onProblem={onProblem} onClose={onClose} />
      )}
    </Modal>
  );
}

function Planned(props: Omit<PublishDialogProps, 'next'> & { readonly publishing: Publishing }) {
  const { publishing, draft, notice, onProblem, onClose } = props;
  const t = useTranslations('builder.publish');
  const plans = useTranslations('plans');
  const [note, setNote] = useState('');
  const { plan, isReady } = publishing;
  const button = useRef<HTMLButtonElement>(null);
  const hadFocus = useRef(false);
  // The button cannot take the focus before the plan is there; later the focus stays where values are decided.
  useEffect(() => {
    if (!isReady || hadFocus.current) return;
    hadFocus.current = true;
    button.current?.focus();
  }, [isReady]);
  useEffect(() => {
    if (plan && !plan.canPublish) hadFocus.current = true;
  }, [plan]);
  return (
    <Stack>
      <Obstacles publishing={publishing} onProblem={onProblem} />
      {plan && (
        <PlanSteps
          plan={plan}
          draft={draft}
          refs={publishing.look.data?.refs ?? []}
          conversions={publishing.conversions}
        />
      )}
      {plan?.isBackground && <Text size="sm">{plans('behind')}</Text>}
      {plan?.canPublish && notice}
      {plan?.canPublish && (
        <TextInput
          size="sm"
          label={t('note')}
          placeholder={t('notePlaceholder')}
          value={note}
          onChange={(event) => setNote(event.currentTarget.value)}
        />
      )}
      <Group justify="flex-end">
        <Button variant="default" data-autofocus onClick={onClose}>
          {t('cancel')}
        </Button>
        <Button
          ref={button}
          loading={publishing.isSending}
          disabled={!isReady}
          onClick={() => void publishing.publish(note)}
        >
          {t('publish')}
        </Button>
      </Group>
    </Stack>
  );
}

/** What has to be waited for or solved before. */
function Obstacles(props: { readonly publishing: Publishing; readonly onProblem: (problem: SaidProblem) => void }) {
  const { look, failure, problems, hasMoved, plan } = props.publishing;
  const t = useTranslations('builder.publish');
  const plans = useTranslations('plans');
  const shown = problems.filter((p) => !(DECIDED_IN_STEPS.has(p.code) && plan?.steps.some((s) => s.conversion)));
  const blocking = shown.filter((p) => p.level !== 'warning');
  const warnings = shown.filter((p) => p.level === 'warning');
  return (
    <>
      {hasMoved && (
        <Alert color="orange" title={plans('movedTitle')}>
          {plans('moved')}
        </Alert>
      )}
      {look.isFetching && (
        <Group gap="xs">
          <Loader size="xs" />
          <Text size="sm">{t('planning')}</Text>
        </Group>
      )}
      {look.error && <Alert color="red">{look.error.message}</Alert>}
      {failure && failure.problems.length === 0 && <Alert color="red">{failure.message}</Alert>}
      {look.data?.plan === null && <Text size="sm">{t('nothing')}</Text>}
      {blocking.length > 0 && (
        <Alert color="red" title={t('problems', { count: blocking.length })}>
          <ProblemList problems={blocking} onProblem={props.onProblem} />
        </Alert>
      )}
      {warnings.length > 0 && (
        <Alert color="orange" title={t('warnings')}>
          <ProblemList problems={warnings} onProblem={props.onProblem} />
        </Alert>
      )}
    </>
  );
}

function Published({ next, onClose }: { readonly next: readonly NextStep[]; readonly onClose: () => void }) {
  const t = useTranslations('builder.publish');
  return (
    <Modal opened onClose={onClose} title={t('doneTitle')} closeButtonProps={{ 'aria-label': t('close') }}>
      <Stack>
        <Group gap="xs" wrap="nowrap">
          <IconCircleCheck color="var(--mantine-color-green-text)" style={{ flex: 'none' }} />
          <Text size="sm">{t('done')}</Text>
        </Group>
        <Group gap="xs">
          {next.map((step, index) => (
            <Button
              key={step.href}
              component={Link}
              href={step.href}
              size="sm"
              variant={index === 0 ? 'filled' : 'default'}
              data-autofocus={index === 0 ? true : undefined}
            >
              {step.label}
            </Button>
          ))}
          <Button size="sm" variant="subtle" onClick={onClose}>
            {t('goOn')}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
