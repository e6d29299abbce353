'use client';
import { Alert, Badge, Button, Group, Loader, Modal, Stack, Text, TextInput, UnstyledButton } from '@mantine/core';
import { IconCircleCheck } from '@tabler/icons-react';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import Link from 'next/link';
import { useEffect, useRef, useState } from 'react';
import { useTranslations } from 'use-intl';
import { call, CallError } from '@/components/lib/call';
import type { DocumentRef, PlanStep, PublishPlan, SaidProblem } from '@/engine/kernel/api';
import { ProblemList } from './BottomStrip';
import { isSameRef, refOf } from './documents/documents';
import type { Draft } from './documents/useDraft';
import { useSay } from '@/components/ui/say';
import classes from './builder.module.css';

/** What to do with what was published. */
export interface NextStep {
  readonly label: string;
  readonly href: string;
}
interface PublishDialogProps {
  readonly draft: Draft;
  readonly next: readonly NextStep[];
  readonly onProblem: (problem: SaidProblem) => void;
  readonly onClose: () => void;
}
type Looked = { readonly refs: readonly DocumentRef[]; readonly plan: PublishPlan | null };

/** Saves, shows in sentences what publishing will do, and does it. Problems stop it, each with a link to its place. */
export function PublishDialog({ draft, next, onProblem, onClose }: PublishDialogProps) {
  const t = useTranslations('builder.publish');
  const client = useQueryClient();
  const [note, setNote] = useState('');
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
  const publish = async (refs: readonly DocumentRef[]) => {
    setRunning(true);
    setFailure(null);
    try {
      await call('document.publish', { refs, ...(note ? { note } : {}) });
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
  const button = useRef<HTMLButtonElement>(null);
  const isReady = (plan?.canPublish ?? false) && !look.isFetching;
  // The button cannot take the focus before the plan is there.
  useEffect(() => {
    if (isReady) button.current?.focus();
  }, [isReady]);
  const problems = failure?.problems.length ? failure.problems : (plan?.problems ?? []);
  const blocking = problems.filter((p) => p.level !== 'warning');
  if (isDone) return <Published next={next} onClose={onClose} />;
  return (
    <Modal opened onClose={onClose} size="lg" title={t('title')} closeButtonProps={{ 'aria-label': t('close') }}>
      <Stack>
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
            <ProblemList problems={blocking} onProblem={onProblem} />
          </Alert>
        )}
        {plan && <PlanView plan={plan} draft={draft} />}
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
            loading={isRunning}
            disabled={!isReady}
            onClick={() => look.data && void publish(look.data.refs)}
          >
            {t('publish')}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}

const DANGER: { readonly [C in PlanStep['class']]: string } = {
  S0: 'gray',
  S1: 'green',
  S2: 'blue',
  S3: 'orange',
  S4: 'red',
};

function PlanView({ plan, draft }: { readonly plan: PublishPlan; readonly draft: Draft }) {
  const t = useTranslations('builder.publish');
  const kinds = useTranslations('builder.kind');
  const say = useSay();
  const [isSqlShown, setSqlShown] = useState(false);
  const refs = plan.steps
    .map((step) => step.document)
    .filter((ref, i, all) => all.findIndex((r) => isSameRef(r, ref)) === i);
  const sql = plan.steps.flatMap((step) => step.sql);
  const labelOf = (ref: DocumentRef) => say(draft.documents.find((d) => isSameRef(refOf(d), ref))?.label, ref.name);
  return (
    <Stack gap="sm">
      {refs.map((ref) => (
        <section key={`${ref.kind}/${ref.name}`}>
          <Text size="sm" fw={600}>
            {kinds(ref.kind)} · {labelOf(ref)}
          </Text>
          {plan.steps
            .filter((step) => isSameRef(step.document, ref))
            .map((step, index) => (
              <div key={index} className={classes.planStep}>
                <Badge size="sm" variant="light" color={DANGER[step.class]} style={{ flex: 'none' }}>
                  {t(`danger.${step.class}`)}
                </Badge>
                <span>{say(step.words)}</span>
              </div>
            ))}
        </section>
      ))}
      {sql.length > 0 && (
        <div>
          <UnstyledButton
            className={classes.stripTab}
            aria-expanded={isSqlShown}
            onClick={() => setSqlShown(!isSqlShown)}
          >
            {t('sql', { count: sql.length })}
          </UnstyledButton>
          {isSqlShown && <pre className={classes.sql}>{sql.join(';\n')};</pre>}
        </div>
      )}
    </Stack>
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
