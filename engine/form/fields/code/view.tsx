'use client';
import { Code, Text } from '@mantine/core';
import { lazyInput } from '@/components/inputs/lazy';
import type { DisplayProps, InputUnit } from '@/components/inputs/types';

function Display(props: DisplayProps) {
  const text = String(props.value);
  if (props.isBrief) {
    return (
      <Text component="span" size="xs" ff="monospace" truncate>
        {text.split('\n', 1)[0]}
      </Text>
    );
  }
  return (
    <Code block style={{ maxHeight: 420, overflow: 'auto', whiteSpace: 'pre' }} tabIndex={0}>
      {text}
    </Code>
  );
}

const view: InputUnit = {
  Input: lazyInput(() => import('@/components/inputs/code/CodeInput').then((part) => part.CodeInput), 120),
  Display,
  isWide: true,
};
export default view;
