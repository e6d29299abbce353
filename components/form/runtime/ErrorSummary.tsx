'use client';
import { Alert, Anchor, List, Text } from '@mantine/core';
import { useEffect, useEffectEvent, useRef } from 'react';
import { useTranslations } from 'use-intl';
import { reveal } from '@/components/inputs/reveal';
import { Icon } from '@/components/ui/icons';
import { inputId } from './FormField';
import type { SaidAt } from './formCore';

/** Brings the field of a problem into view and puts the focus there. */
export function focusProblem(problem: SaidAt): void {
  const [field, ...rest] = problem.path.map(String);
  const id = inputId(field ?? '');
  const target = document.getElementById(id);
  target?.scrollIntoView({ block: 'center' });
  if (rest.length === 0 || !reveal(id, rest)) target?.focus({ preventScroll: true });
}

/** All that keeps the form from being saved, each a way to its field. It takes the focus to the first one. */
export function ErrorSummary(props: {
  problems: readonly SaidAt[];
  /** Brings the page or tab of a field to the front. */
  onReveal?: (name: string) => void;
}) {
  const t = useTranslations('form');
  const { onReveal } = props;
  const go = (problem: SaidAt) => {
    onReveal?.(String(problem.path[0]));
    // Once its page is drawn.
    if (onReveal) setTimeout(() => focusProblem(problem), 60);
    else focusProblem(problem);
  };
  const goFirst = useEffectEvent(go);
  const first = useRef<readonly SaidAt[]>([]);
  useEffect(() => {
    if (first.current === props.problems) return;
    first.current = props.problems;
    const one = props.problems.find((problem) => problem.path.length > 0);
    if (one) goFirst(one);
  }, [props.problems]);
  if (props.problems.length === 0) return null;
  return (
    <Alert
      role="alert"
      color="red"
      variant="light"
      mb="sm"
      icon={<Icon name="alert-triangle" size={18} />}
      title={t('summary', { count: props.problems.length })}
    >
      <List size="sm">
        {props.problems.map((problem, index) => (
          <List.Item key={index}>
            {problem.path.length > 0 ? (
              <Anchor
                component="button"
                type="button"
                size="sm"
                c="inherit"
                mih={24}
                ta="left"
                onClick={() => go(problem)}
              >
                {problem.message}
              </Anchor>
            ) : (
              <Text size="sm">{problem.message}</Text>
            )}
          </List.Item>
        ))}
      </List>
    </Alert>
  );
}
