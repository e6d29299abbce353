'use client';
import { Anchor, Text } from '@mantine/core';
import { Link } from '@/components/lib/navigation';
import { paths } from '@/components/lib/paths';
import type { DisplayProps, InputProps, InputUnit } from '../types';
import { linkOf, LinkSelect } from './LinkSelect';

function Input(props: InputProps) {
  return <LinkSelect {...props} entity={props.field.target ?? ''} />;
}

function Display(props: DisplayProps) {
  const link = linkOf(props.value);
  if (!link) return null;
  if (props.isBrief || !props.field.target) {
    return (
      <Text component="span" size="sm" truncate>
        {link.title}
      </Text>
    );
  }
  return (
    <Anchor component={Link} href={paths.record(props.field.target, link.id)} size="sm">
      {link.title}
    </Anchor>
  );
}

export const relation: InputUnit = { Input, Display };
