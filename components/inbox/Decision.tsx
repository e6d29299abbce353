'use client';
import { Button, Group, Kbd, Textarea } from '@mantine/core';
import { useHotkeys } from '@mantine/hooks';
import { useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { useTranslations } from 'use-intl';
import { ErrorSummary } from '@/components/form/runtime/ErrorSummary';
import { RecordMessages } from '@/components/form/runtime/Messages';
import { FormSections } from '@/components/form/runtime/FormSections';
import { saidAt } from '@/components/form/runtime/FormView';
import { useFormCore, type SaidAt } from '@/components/form/runtime/formCore';
import type { PlannedSection } from '@/components/form/runtime/plan';
import { useMe } from '@/components/form/runtime/useMe';
import { call, CallError } from '@/components/lib/call';
import { CapturedNote } from '@/components/record/versions/CapturedNote';
import { Icon } from '@/components/ui/icons';
import { useNotes } from '@/components/ui/notes';
import { ProblemList } from '@/components/ui/ProblemList';
import type { Output, RecordView, TaskView } from '@/engine/kernel/api';
import classes from './inbox.module.css';

type Verdict = 'approve' | 'reject';
const STALE = ['task.list', 'session.get', 'flow.of', 'record.list', 'record.get', 'record.history'];

/** The record with the fields of this step open, a comment, and the two buttons. */
export function Decision(props: {
  task: TaskView;
  opened: Output<'form.open'> & { record: RecordView };
  onDecided: () => void;
  onReload: () => void;
}) {
  const t = useTranslations('record.inbox');
  const client = useQueryClient();
  const notes = useNotes();
  const { task, opened } = props;
  const core = useFormCore({ ...opened, document: opened.form, me: useMe(), isNew: false });
  // What this step fills in comes first; nobody has to look for it at the end of a long form.
  const isOpen = (section: PlannedSection) => section.items.some((item) => opened.editable.includes(item.field.name));
  const sections = [...core.sections.filter(isOpen), ...core.sections.filter((section) => !isOpen(section))];
  const [comment, setComment] = useState('');
  const [isCommentMissing, setCommentMissing] = useState(false);
  const [problems, setProblems] = useState<readonly SaidAt[]>([]);
  const [failure, setFailure] = useState<unknown>(null);
  const [busy, setBusy] = useState<Verdict | null>(null);
  const commentBox = useRef<HTMLTextAreaElement>(null);

  const needsComment = (verdict: Verdict): boolean =>
    task.commentRequired === 'always' || (task.commentRequired === 'reject' && verdict === 'reject');

  const decide = async (decision: Verdict) => {
    if (busy) return;
    setFailure(null);
    // A rejection needs no complete form.
    const found = decision === 'approve' ? core.checkAll() : [];
    setProblems(found);
    if (found.length > 0) return;
    if (needsComment(decision) && !comment.trim()) {
      setCommentMissing(true);
      commentBox.current?.focus();
      return;
    }
    setBusy(decision);
    const values = core.changed();
    try {
      await call('task.decide', {
        task: task.id,
        decision,
        rev: opened.record.rev,
        ...(comment.trim() ? { comment: comment.trim() } : {}),
        ...(Object.keys(values).length > 0 ? { values } : {}),
      });
      notes.done(t(decision === 'approve' ? 'approved' : 'rejected', { title: task.record.title }));
      props.onDecided();
      await Promise.all(STALE.map((name) => client.invalidateQueries({ queryKey: [name] })));
    } catch (error) {
      const said = error instanceof CallError ? saidAt(error).filter((problem) => problem.path.length > 0) : [];
      core.showProblems(said);
      setProblems(said);
      if (said.length === 0) setFailure(error);
      setBusy(null);
    }
  };
  useHotkeys([
    ['a', () => void decide('approve')],
    ['r', () => void decide('reject')],
  ]);
  return (
    <>
      <ErrorSummary problems={problems} onReveal={core.reveal} />
      {opened.captured ? <CapturedNote captured={opened.captured} /> : null}
      <RecordMessages core={core} />
      <ProblemList error={failure} retry={props.onReload} />
      <FormSections core={core} sections={sections} />
      <div className={classes.decide}>
        <Textarea
          ref={commentBox}
          label={t('comment')}
          description={task.commentRequired === 'never' ? undefined : t(`commentRequired.${task.commentRequired}`)}
          autosize
          minRows={1}
          maxRows={6}
          value={comment}
          error={isCommentMissing && !comment.trim() ? t('commentMissing') : undefined}
          onChange={(event) => setComment(event.currentTarget.value)}
        />
        <Group gap="xs" mt="sm">
          <Button
            leftSection={<Icon name="check" />}
            rightSection={<Shortcut>A</Shortcut>}
            loading={busy === 'approve'}
            onClick={() => void decide('approve')}
          >
            {t('approve')}
          </Button>
          <Button
            variant="default"
            leftSection={<Icon name="x" />}
            rightSection={<Shortcut>R</Shortcut>}
            loading={busy === 'reject'}
            onClick={() => void decide('reject')}
          >
            {t('reject')}
          </Button>
        </Group>
      </div>
    </>
  );
}

/** A key that does the same; of no use on a phone. */
function Shortcut(props: { children: string }) {
  return (
    <Kbd size="xs" visibleFrom="sm" aria-hidden>
      {props.children}
    </Kbd>
  );
}
