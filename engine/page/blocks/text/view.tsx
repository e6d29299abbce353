'use client';
import { Alert } from '@mantine/core';
import type { BlockProps } from '@/components/page/context';
import { Markdown } from '@/components/page/Markdown';
import { Section } from '@/components/page/Section';
import { useSay } from '@/components/ui/say';
import type { Text } from '@/engine/kernel/text';

const COLOURS: { readonly [tone: string]: string } = { info: 'blue', warning: 'orange' };

/** A note of whoever built the page. */
export default function TextBlock({ options, title }: BlockProps) {
  const say = useSay();
  const words = <Markdown text={say(options.text as Text | undefined)} />;
  const colour = COLOURS[String(options.tone)];
  if (!colour) return <Section title={title}>{words}</Section>;
  return (
    <Alert color={colour} variant="light" mb="md" {...(title ? { title } : {})}>
      {words}
    </Alert>
  );
}
