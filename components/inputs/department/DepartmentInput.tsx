import { Group, Loader, Select, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { inTreeOrder } from '@/components/admin/tree';
import { useRecent } from '@/components/inputs/recent';
import { linkOf } from '@/components/inputs/relation/LinkSelect';
import type { InputProps } from '@/components/inputs/types';
import { wrapperProps } from '@/components/inputs/wrapper';
import { useRead } from '@/components/lib/call';

/** The tree of departments, each below its parent; what was chosen last stands first. Typing finds at any depth. */
export function DepartmentInput(props: InputProps) {
  const t = useTranslations('fields.department');
  const recent = useRecent('department');
  const [isOpen, setOpen] = useState(false);
  const { data, isFetching } = useRead('department.list', {}, { enabled: isOpen, staleTime: 60_000 });
  const picked = linkOf(props.value);
  const tree = inTreeOrder(data?.departments ?? []);
  const depths = new Map(tree.map(({ department, depth }) => [department.id, depth]));
  const pathOf = (id: string): string => {
    const parent = tree.find(({ department }) => department.id === id)?.department.parent;
    return parent ? [pathOf(parent.id), parent.title].filter(Boolean).join(' / ') : '';
  };
  const items = tree.map(({ department }) => ({ value: department.id, label: department.name }));
  const last = recent.ids.flatMap((id) => items.find((item) => item.value === id) ?? []);
  const rest = items.filter((item) => !last.includes(item));
  const known =
    picked && !items.some((item) => item.value === picked.id) ? [{ value: picked.id, label: picked.title }] : [];
  return (
    <Select
      {...wrapperProps(props)}
      data={
        last.length > 0
          ? [
              { group: t('recent'), items: last },
              { group: t('all'), items: [...known, ...rest] },
            ]
          : [...known, ...items]
      }
      value={picked?.id ?? null}
      onChange={(id) => {
        if (id) recent.add(id);
        const found = items.find((item) => item.value === id);
        props.onChange(id ? { id, title: found?.label ?? picked?.title ?? '' } : null);
      }}
      onDropdownOpen={() => {
        setOpen(true);
        recent.refresh();
      }}
      onBlur={() => props.onBlur?.()}
      searchable
      clearable={!props.isRequired}
      nothingFoundMessage={isFetching ? t('loading') : t('none')}
      rightSection={isFetching ? <Loader size={14} /> : undefined}
      renderOption={({ option }) => (
        <Group
          gap={6}
          wrap="nowrap"
          pl={last.some((item) => item.value === option.value) ? 0 : (depths.get(option.value) ?? 0) * 16}
        >
          <Text size="sm">{option.label}</Text>
          {last.some((item) => item.value === option.value) ? (
            <Text size="xs" c="dimmed" truncate>
              {pathOf(option.value)}
            </Text>
          ) : null}
        </Group>
      )}
    />
  );
}
