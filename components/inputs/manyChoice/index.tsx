'use client';
import { Group, Text } from '@mantine/core';
import { lazy, Suspense } from 'react';
import { spreadOf } from '../choice';
import { useAppLocale, useSay } from '@/components/ui/say';
import { ChoiceBadge, choicesOf } from '../choice/choices';
import { lazyInput } from '../lazy';
import type { DisplayProps, InputProps, InputUnit } from '../types';

const listOf = (value: unknown): string[] =>
  Array.isArray(value) ? value.filter((item): item is string => typeof item === 'string') : [];

const OpenList = lazyInput(() => import('./OpenList').then((part) => part.OpenList));
const Spread = lazy(() => import('../choice/Spread').then((part) => ({ default: part.SpreadChoices })));

function Input(props: InputProps) {
  const spread = spreadOf(props);
  if (!spread) return <OpenList {...props} />;
  return (
    <Suspense>
      <Spread {...props} spread={spread} />
    </Suspense>
  );
}

function Display(props: DisplayProps) {
  const say = useSay();
  const locale = useAppLocale();
  const choices = choicesOf(props.field);
  if (choices.every((choice) => !choice.color)) {
    const labels = listOf(props.value).map((value) => say(choices.find((c) => c.value === value)?.label, value));
    return (
      <Text component="span" size="sm" truncate={props.isBrief ?? false}>
        {labels.join(locale === 'en' ? ', ' : '、')}
      </Text>
    );
  }
  return (
    <Group component="span" gap={4} wrap={props.isBrief ? 'nowrap' : 'wrap'}>
      {listOf(props.value).map((value) => (
        <ChoiceBadge key={value} field={props.field} value={value} />
      ))}
    </Group>
  );
}

export const manyChoice: InputUnit = { Input, Display };
