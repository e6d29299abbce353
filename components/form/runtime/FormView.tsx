'use client';
import { Button } from '@mantine/core';
import { useCallback, useEffect, useState, type ReactNode } from 'react';
import { useTranslations } from 'use-intl';
import { CallError } from '@/components/lib/call';
import { ProblemList } from '@/components/ui/ProblemList';
import { ErrorSummary } from './ErrorSummary';
import { FormSections } from './FormSections';
import { useFormCore, type FormCoreInput, type SaidAt } from './formCore';
import { LeaveGuard } from './LeaveGuard';
import { RecordMessages } from './Messages';
import type { Values } from './plan';
import type { ServerPlace } from './keeping';
import { KeptNotice, KeptWords } from './KeptNotice';
import { useKeeping } from './useKeeping';
import { Wizard } from './Wizard';
import classes from './form.module.css';

/** The place of a server's problem in the form: operations say `values.name`, forms say `name`. */
export const placeOf = (path: readonly (string | number)[]): readonly (string | number)[] =>
  path[0] === 'values' ? path.slice(1) : path;

/** The problems of a refused write, at their fields. */
export const saidAt = (error: CallError): readonly SaidAt[] =>
  error.problems.map((problem) => ({ path: placeOf(problem.path), message: problem.message }));

/**
 * A form to fill in and send as a whole. `onSubmit` gets the values ready to be written and may throw CallError: its
 * problems are shown at their fields. What is typed is kept until it was sent: here, and on the server where `keptAt` says so.
 */
export function FormView(
  props: FormCoreInput & {
    /** Key of the draft on this device (see draftKey). */
    draft: string;
    /** Where the server keeps it for the person's other devices. */
    keptAt?: ServerPlace;
    /** What the server said of these values before. */
    said?: readonly SaidAt[];
    submitLabel: string;
    /**
     * `key`: the same for every try, and for every device that goes on with the draft. `shown`: the values as the form
     * holds them, links with titles and files with names.
     */
    onSubmit: (values: Values, key: string, shown: Values) => Promise<void>;
    onCancel?: () => void;
  },
) {
  const t = useTranslations('form');
  const core = useFormCore(props);
  const { keeping, state: kept } = useKeeping(core, props.draft, props.keptAt ?? null);
  const [problems, setProblems] = useState<readonly SaidAt[]>(props.said ?? []);
  const [failure, setFailure] = useState<unknown>(null);
  const [isSending, setSending] = useState(false);
  // What others will fill in later is nothing to look at while the record does not exist.
  const sections = core.sections.filter(
    (section) =>
      !props.isNew ||
      section.items.some((item) => props.editable.includes(item.field.name)) ||
      // Words alone are for whoever fills in the form.
      section.items.length === 0,
  );
  const [saidBefore] = useState(props.said);
  useEffect(() => {
    if (saidBefore) core.showProblems(saidBefore);
  }, [core, saidBefore]);
  const hasUnsaved = useCallback(() => Object.keys(core.changed()).length > 0, [core]);

  const submit = async () => {
    await core.fills.settled();
    const found = core.checkAll();
    setProblems(found);
    setFailure(null);
    if (found.length > 0) return;
    setSending(true);
    try {
      const values = core.all();
      await props.onSubmit(values, keeping.id, core.form.getValues() as Values);
      core.accept(core.form.getValues() as Values);
      keeping.done();
    } catch (error) {
      // What is about no field in particular is told by itself: there is nothing to fill in.
      const said = error instanceof CallError ? saidAt(error).filter((problem) => problem.path.length > 0) : [];
      core.showProblems(said);
      setProblems(said);
      if (said.length === 0) setFailure(error);
    } finally {
      setSending(false);
    }
  };
  const submitBar = (steps: ReactNode, isLast: boolean) => (
    <div className={classes.submit}>
      <div className={classes.failure}>
        <ProblemList error={failure} />
      </div>
      {steps}
      {isLast ? (
        <Button key="submit" type="submit" loading={isSending}>
          {props.submitLabel}
        </Button>
      ) : null}
      {props.onCancel ? (
        <Button variant="default" onClick={props.onCancel}>
          {t('cancel')}
        </Button>
      ) : null}
      <KeptWords state={kept} isShared={props.keptAt !== undefined} />
    </div>
  );
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        // Enter in a field of an earlier page sends nothing.
        if (event.currentTarget.querySelector('button[type=submit]')) void submit();
      }}
    >
      <KeptNotice keeping={keeping} state={kept} fields={core.fields} />
      <ErrorSummary problems={problems} onReveal={core.reveal} />
      <RecordMessages core={core} />
      {core.pages.length > 0 && props.isNew ? (
        <Wizard core={core} sections={sections} onProblems={setProblems}>
          {(steps, isLast) => submitBar(steps, isLast)}
        </Wizard>
      ) : (
        <>
          <FormSections core={core} sections={sections} isTracked />
          {submitBar(null, true)}
        </>
      )}
      <LeaveGuard hasUnsaved={hasUnsaved} />
    </form>
  );
}
