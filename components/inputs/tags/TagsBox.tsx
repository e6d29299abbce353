'use client';
import { TagsInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { useRead } from '@/components/lib/call';
import tags from '@/engine/form/fields/tags';
import type { InputProps } from '../types';
import { wrapperProps } from '../wrapper';

const listOf = (value: unknown): string[] =>
  Array.isArray(value) ? value.filter((item): item is string => typeof item === 'string') : [];

/** Tags typed one after the other; those used before are offered. */
export function TagsBox(props: InputProps) {
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
