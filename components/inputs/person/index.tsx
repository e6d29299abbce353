'use client';
import { Group, Text } from '@mantine/core';
import { PersonAvatar } from '@/components/ui/PersonAvatar';
import { linkOf, LinkSelect } from '../relation/LinkSelect';
import type { DisplayProps, InputProps, InputUnit } from '../types';

function Input(props: InputProps) {
  return <LinkSelect {...props} entity={props.field.target ?? 'person'} hasRecent />;
}

function Display(props: DisplayProps) {
  const link = linkOf(props.value);
  if (!link) return null;
  return (
    <Group component="span" gap={6} wrap="nowrap" display="inline-flex">
      <PersonAvatar size={20} name={link.title} />
      <Text component="span" size="sm" truncate>
        {link.title}
      </Text>
    </Group>
  );
}

export const person: InputUnit = { Input, Display };
