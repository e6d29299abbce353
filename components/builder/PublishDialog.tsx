'use client';
import { Alert, Button, Group, Loader, Modal, Stack, Text, TextInput } from '@mantine/core';
import { IconCircleCheck } from '@tabler/icons-react';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import Link from 'next/link';
import { useEffect, useRef, useState, type ReactNode } from 'react';
import { useTranslations } from 'use-intl';
import { call, CallError } from '@/components/lib/call';
import type { DocumentRef, PublishPlan, SaidProblem } from '@/engine/kernel/api';
import { ProblemList } from './BottomStrip';
import type { Draft } from './documents/useDraft';
import { PlanView } from './PlanView';

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
type Looked = { readonly refs: readonly DocumentRef[]; readonly plan: PublishPlan | null };

/** Saves, works out what publishing would do, and does it. */
function usePublishing(draft: Draft) {
  const t = useTranslations('builder.publish');
  const client = useQueryClient();
  const [isRunning, setRunning] = useState(false);
  const [failure, setFailure] = useState<CallError | null>(null);
  const [isDone, setDone] = useState(false);
  const look = useQuery<Looked, Error>({
    queryKey: ['document.plan', draft.documents],
    queryFn: async () => {
      if (!(await draft.save())) throw new Error(t('notSaved'));
      const refs = draft.refs();
      return { refs, plan: refs.length > 0 ? await call('document.plan', { refs }) : null };
    },
    gcTime: 0,
    retry: false,
    enabled: !isDone,
  });
  const publish = async (note: string) => {
    if (!look.data) return;
    setRunning(true);
    setFailure(null);
    try {
      await call('document.publish', { refs: look.data.refs, ...(note ? { note } : {}) });
      setDone(true);
      await draft.reload();
      await client.invalidateQueries({ predicate: (query) => query.queryKey[0] !== 'document.plan' });
    } catch (error) {
      setFailure(error instanceof CallError ? error : null);
      if (!(error instanceof CallError)) throw error;
    } finally {
      setRunning(false);
    }
  };
  const plan = look.data?.plan ?? null;
  const problems = failure?.problems.length ? failure.problems : (plan?.problems ?? []);
  const isReady = (plan?.canPublish ?? false) && !look.isFetching;
  return { look, plan, problems, failure, isReady, isRunning, isDone, publish };
}
type Publishing = ReturnType<typeof usePublishing>;

/** Saves, shows in sentences what publishing will do, and does it. Problems stop it, each with a link to its place. */
export function PublishDialog({ draft, next, notice, onProblem, onClose }: PublishDialogProps) {
  const t = useTranslations('builder.publish');
  const [note, setNote] = useState('');
  const publishing = usePublishing(draft);
  const { plan, isReady } = publishing;
  const button = useRef<HTMLButtonElement>(null);
  // The button cannot take the focus before the plan is there.
  useEffect(() => {
    if (isReady) button.current?.focus();
  }, [isReady]);
  if (publishing.isDone) return <Published next={next} onClose={onClose} />;
  return (
    <Modal opened onClose={onClose} size="lg" title={t('title')} closeButtonProps={{ 'aria-label': t('close') }}>
      <Stack>
        <Obstacles publishing={publishing} onProblem={onProblem} />
        {plan && <PlanView plan={plan} draft={draft} />}
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
            loading={publishing.isRunning}
            disabled={!isReady}
            onClick={() => void publishing.publish(note)}
          >
            {t('publish')}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}

/** What has to be waited for or solved before. */
function Obstacles(props: { readonly publishing: Publishing; readonly onProblem: (problem: SaidProblem) => void }) {
  const { look, failure, problems } = props.publishing;
  const t = useTranslations('builder.publish');
  const blocking = problems.filter((p) => p.level !== 'warning');
  const warnings = problems.filter((p) => p.level === 'warning');
  return (
    <>
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
