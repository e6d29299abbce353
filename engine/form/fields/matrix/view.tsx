'use client';
import { Stack, Text } from '@mantine/core';
import { lazyInput } from '@/components/inputs/lazy';
import type { DisplayProps, InputUnit } from '@/components/inputs/types';
import { useAppLocale, useSay } from '@/components/ui/say';
import { isObject } from '@/engine/kernel/json';
import matrix, { columnsOf, rowsOf, type Answers, type Options } from '.';

function Display(props: DisplayProps) {
  const say = useSay();
  const locale = useAppLocale();
  const options = props.field.options as unknown as Options;
  if (!isObject(props.value)) return null;
  const answers = props.value as Answers;
  if (props.isBrief) {
    return (
      <Text component="span" size="sm" truncate>
        {matrix.format(answers, options, locale)}
      </Text>
    );
  }
  const nameOf = (value: string) => say(columnsOf(options).find((column) => column.value === value)?.label, value);
  return (
    <Stack gap={2}>
      {rowsOf(options)
        .filter((row) => Object.hasOwn(answers, row.value))
        .map((row) => (
          <Text key={row.value} size="sm">
            <Text component="span" c="dimmed" size="sm">
              {say(row.label, row.value)}
              {locale === 'en' ? ': ' : '：'}
            </Text>
            {[answers[row.value]!]
              .flat()
              .map(nameOf)
              .join(locale === 'en' ? ', ' : '、')}
          </Text>
        ))}
    </Stack>
  );
}

const view: InputUnit = {
  Input: lazyInput(() => import('@/components/inputs/matrix/MatrixInput').then((part) => part.MatrixInput), 160),
  Display,
  isWide: true,
};
export default view;
