'use client';
import { Button, Group, Progress, Text, UnstyledButton } from '@mantine/core';
import { useEffect, useRef, useState, type ReactNode } from 'react';
import { useTranslations } from 'use-intl';
import { useSay } from '@/components/ui/say';
import type { FormCore, SaidAt } from './formCore';
import { FormSections } from './FormSections';
import type { PlannedSection } from './plan';
import { Review } from './Review';
import { ErrorMark, namesIn, useParts } from './SectionTabs';
import classes from './form.module.css';

const REVIEW = 'review';

/**
 * A form page by page. “Next” checks the page; pages that rules hide are passed over; at the end everything is shown to
 * read once more where the form says so. `children` draws what stands below: the buttons, and on the last page to send.
 */
export function Wizard(props: {
  core: FormCore;
  sections: readonly PlannedSection[];
  onProblems: (problems: readonly SaidAt[]) => void;
  children: (buttons: ReactNode, isLast: boolean) => ReactNode;
}) {
  const { core, sections } = props;
  const t = useTranslations('formRules');
  const say = useSay();
  const isShown = useParts(
    core,
    core.pages.map(({ id }) => id),
  );
  const pages = core.pages
    .map((page) => ({ id: page.id, label: say(page.label), sections: sections.filter((one) => one.page === page.id) }))
    .filter((page) => page.sections.length > 0 && isShown(page.id));
  const steps = core.hasReview ? [...pages, { id: REVIEW, label: t('review'), sections: [] }] : pages;
  const [chosen, choose] = useState<string | null>(null);
  const [furthest, reach] = useState(0);
  const at = Math.max(
    0,
    steps.findIndex(({ id }) => id === chosen),
  );
  const step = steps[at];
  const head = useRef<HTMLDivElement>(null);
  const go = (index: number) => {
    choose(steps[index]?.id ?? null);
    reach((before) => Math.max(before, index));
    props.onProblems([]);
    head.current?.scrollIntoView({ block: 'nearest' });
    head.current?.focus({ preventScroll: true });
  };
  useEffect(
    () =>
      core.onReveal((name) => {
        const page = sections.find((section) => namesIn([section]).includes(name))?.page;
        if (page) choose(page);
      }),
    [core, sections],
  );
  const next = () => {
    const found = core.checkSome(namesIn(step?.sections ?? []));
    if (found.length === 0) go(at + 1);
    else props.onProblems(found);
  };
  const isLast = at === steps.length - 1;
  return (
    <>
      <div ref={head} tabIndex={-1} role="group" aria-label={t('progress', { at: at + 1, of: steps.length })}>
        <Text size="xs" c="dimmed" hiddenFrom="sm" mb={4}>
          {t('step', { at: at + 1, of: steps.length, label: step?.label ?? '' })}
        </Text>
        <ol className={classes.steps} data-desktop>
          {steps.map((one, index) => (
            <li key={one.id}>
              <UnstyledButton
                className={classes.step}
                aria-current={index === at ? 'step' : undefined}
                disabled={index > furthest && index > at}
                onClick={() => go(index)}
              >
                {index + 1}. {one.label} <ErrorMark core={core} sections={one.sections} />
              </UnstyledButton>
            </li>
          ))}
        </ol>
        <Progress value={((at + 1) / Math.max(1, steps.length)) * 100} size={4} mb="sm" aria-hidden />
      </div>
      {step?.id === REVIEW ? (
        <Review core={core} pages={pages} onEdit={(id) => go(steps.findIndex((one) => one.id === id))} />
      ) : (
        <FormSections core={core} sections={step?.sections ?? []} isTracked />
      )}
      {props.children(
        <Group gap="xs" wrap="nowrap">
          {at > 0 ? (
            <Button variant="default" onClick={() => go(at - 1)}>
              {t('back')}
            </Button>
          ) : null}
          {isLast ? null : (
            // A key of its own: React would make it the submit button in place, and the click would send the form.
            <Button key="next" onClick={next}>
              {t('next')}
            </Button>
          )}
        </Group>,
        isLast,
      )}
    </>
  );
}
