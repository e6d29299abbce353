'use client';
import { Image, Text } from '@mantine/core';
import type { ItemProps } from '@/components/form/runtime/items';

const WIDTHS: { readonly [width: string]: number | string } = { small: 120, medium: 320, full: '100%' };

export default function PictureItem({ options, words }: ItemProps) {
  const { picture, width = 'medium' } = options;
  if (typeof picture !== 'string') {
    return (
      <Text size="sm" c="dimmed">
        {words('alt')}
      </Text>
    );
  }
  return (
    <Image
      radius="sm"
      w={WIDTHS[String(width)]}
      src={picture}
      alt={words('alt')}
      style={{ maxWidth: '100%', height: 'auto' }}
    />
  );
}
