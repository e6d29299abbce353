'use client';
import { Title } from '@mantine/core';
import type { ItemProps } from '@/components/form/runtime/items';

export default function HeadingItem({ options, words }: ItemProps) {
  return (
    <Title order={3} fz={options.size === 'large' ? 'lg' : 'sm'} mt="xs">
      {words('text')}
    </Title>
  );
}
