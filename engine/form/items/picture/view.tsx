'use client';
import { Image, Text } from '@mantine/core';
import { ItemSketch } from '@/components/form/items/ItemSketch';
import type { ItemProps } from '@/components/form/runtime/items';

const WIDTHS: { readonly [width: string]: number | string } = { small: 120, medium: 320, full: '100%' };

export default function PictureItem({ item, options, words, mode }: ItemProps) {
  const { picture, width = 'medium' } = options;
  if (typeof picture !== 'string') {
    if (mode === 'build') return <ItemSketch type={item.type} name={words('alt')} of="" />;
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
