'use client';
import { Text } from '@mantine/core';
import { choicesOf } from '@/components/inputs/choice/choices';
import { lazyInput } from '@/components/inputs/lazy';
import type { DisplayProps, InputUnit } from '@/components/inputs/types';
import { useAppLocale, useSay } from '@/components/ui/say';

function Display(props: DisplayProps) {
  const say = useSay();
  const locale = useAppLocale();
  const names = (Array.isArray(props.value) ? (props.value as readonly string[]) : []).map((value) =>
    say(choicesOf(props.field).find((choice) => choice.value === value)?.label, value),
  );
  if (props.isBrief) {
    return (
      <Text component="span" size="sm" truncate>
        {names.join(locale === 'en' ? ' > ' : ' ＞ ')}
      </Text>
    );
  }
  return (
    <ol style={{ margin: 0, paddingInlineStart: '1.4em', fontSize: 'var(--mantine-font-size-sm)' }}>
      {names.map((name) => (
        <li key={name}>{name}</li>
      ))}
    </ol>
  );
}

const view: InputUnit = {
  Input: lazyInput(() => import('@/components/inputs/ranking/RankingInput').then((part) => part.RankingInput), 120),
  Display,
};
export default view;
