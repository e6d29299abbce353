'use client';
import { Badge, Group, TagsInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import type { DisplayProps, InputProps, InputUnit } from '@/components/inputs/types';
import { wrapperProps } from '@/components/inputs/wrapper';
import { useRead } from '@/components/lib/call';
import tags from '.';
import { tagColor } from './color';

const listOf = (value: unknown): string[] =>
  Array.isArray(value) ? value.filter((item): item is string => typeof item === 'string') : [];

function Input(props: InputProps) {
  const t = useTranslations('types');
  const [typed, setTyped] = useState('');
  const [isOpen, setOpen] = useState(false);
  const [search] = useDebouncedValue(typed.trim(), 200);
  const { field } = props;
  const known = useRead(
    'record.suggest',
    { field: field.id, ...(search ? { search } : {}) },
    { enabled: isOpen, staleTime: 30_000, placeholderData: (before) => before },
  );
  const max = typeof field.options.max === 'number' ? field.options.max : 20;
  return (
    <TagsInput
      {...wrapperProps(props)}
      value={listOf(props.value)}
      data={[...(known.data?.values ?? [])]}
      maxTags={max}
      maxLength={50}
      clearable
      splitChars={[',', '，', '、', ';', '；']}
      placeholder={listOf(props.value).length === 0 && !props.isBare ? t('tags.placeholder') : undefined}
      searchValue={typed}
      onSearchChange={setTyped}
      onFocus={() => setOpen(true)}
      onChange={(next) => {
        const clean = tags.normalize?.(next, {}) as string[];
        props.onChange(clean.length > 0 ? clean : null);
      }}
      onBlur={() => props.onBlur?.()}
    />
  );
}

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

const view: InputUnit = { Input, Display, filters: { in: Input, notIn: Input } };
export default view;
