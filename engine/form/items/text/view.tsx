'use client';
import { Alert } from '@mantine/core';
import type { ItemProps } from '@/components/form/runtime/items';
import { Paragraphs } from '@/components/ui/Paragraphs';

const COLOURS: { readonly [tone: string]: string } = { info: 'blue', warning: 'orange' };

export default function TextItem({ options, words }: ItemProps) {
  const colour = COLOURS[String(options.tone)];
  const text = <Paragraphs text={words('text')} />;
  return colour ? (
    <Alert color={colour} variant="light" p="xs">
      {text}
    </Alert>
  ) : (
    text
  );
}
