'use client';
import { Badge, Group } from '@mantine/core';
import { lazyInput } from '@/components/inputs/lazy';
import type { DisplayProps, InputUnit } from '@/components/inputs/types';
import { tagColor } from './color';

const listOf = (value: unknown): string[] =>
  Array.isArray(value) ? value.filter((item): item is string => typeof item === 'string') : [];

function Display(props: DisplayProps) {
  return (
    <Group component="span" gap={4} wrap={props.isBrief ? 'nowrap' : 'wrap'}>
      {listOf(props.value).map((tag) => (
        <Badge
          key={tag}
          component="span"
          variant="light"
          color={tagColor(tag)}
          // As the badges of choices: Mantine's own text is too faint on a light ground (WCAG 1.4.3).
          c={`light-dark(color-mix(in srgb, var(--mantine-color-${tagColor(tag)}-9) 60%, black), var(--mantine-color-${tagColor(tag)}-1))`}
          tt="none"
          fw={400}
          fz={12}
          radius="sm"
        >
          {tag}
        </Badge>
      ))}
    </Group>
  );
}

const Input = lazyInput(() => import('@/components/inputs/tags/TagsBox').then((part) => part.TagsBox));
const view: InputUnit = { Input, Display, filters: { in: Input, notIn: Input } };
export default view;
