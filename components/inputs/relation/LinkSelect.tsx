'use client';
import { Loader, Select } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { useRead } from '@/components/lib/call';
import type { Link } from '@/engine/kernel/api';
import type { Json } from '@/engine/kernel/json';
import { useRecent } from '../recent';
import type { InputProps } from '../types';
import { wrapperProps } from '../wrapper';
import { ADD, useAdding } from './useAdding';

const SIZE = 20;
const MOST = 100;
/** An item of the list that is no record. */
const NARROW = '$narrow';
const isAside = (value: string): boolean => value === ADD || value === NARROW;

/** A link as values hold it; a bare id stands for a record whose title is not known here. */
export function linkOf(value: Json | undefined): Link | null {
  if (typeof value === 'string' && value) return { id: value, title: '' };
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return null;
  const { id, title } = value as { id?: Json; title?: Json };
  return typeof id === 'string' ? { id, title: typeof title === 'string' ? title : '' } : null;
}

/**
 * Finds a record of `entity` while typing. Answers are cached under their question, so a late answer to an earlier
 * question can never replace the present list. Emits {id, title}.
 */
export function LinkSelect(
  props: InputProps & { entity: string; /** Those chosen last on this device stand first. */ hasRecent?: boolean },
) {
  const t = useTranslations('form');
  const says = useTranslations('fields.department');
  const recent = useRecent(props.entity);
  const last = useRecentLinks(props.entity, props.hasRecent ? recent.ids : []);
  const more = useTranslations('relations.picker');
  const { here, listed, found, search, isSearching, isReading, isOpen, isFull, typed, open, type, next } = useLinks(
    props.entity,
    linkOf(props.value),
    props.optionFilter,
  );
  const adding = useAdding(props, isOpen, typed === here?.title ? '' : typed);
  const data = grouped(listed, search ? [] : last, [says('recent'), says('all')]);
  return (
    <>
      <Select
        {...wrapperProps(props)}
        data={[
          ...data,
          ...(isFull ? [{ value: NARROW, label: more('narrow'), disabled: true }] : []),
          ...(adding.label ? [{ value: ADD, label: adding.label }] : []),
        ]}
        // The server has filtered already.
        filter={({ options: all }) =>
          search
            ? all.filter(
                (option) =>
                  'value' in option && (isAside(option.value) || found.some((link) => link.id === option.value)),
              )
            : all
        }
        value={here?.id ?? null}
        onChange={(id) => {
          if (id === ADD) return adding.begin();
          if (id && props.hasRecent) recent.add(id);
          props.onChange(toValue([...listed, ...last].find((link) => link.id === id)));
        }}
        onSearchChange={(text) => type(text === here?.title ? '' : text)}
        onDropdownOpen={() => {
          open();
          recent.refresh();
        }}
        onBlur={() => props.onBlur?.()}
        searchable
        clearable={!props.isRequired}
        scrollAreaProps={{ onBottomReached: next }}
        placeholder={props.isBare ? undefined : t('relation.placeholder')}
        nothingFoundMessage={isSearching ? t('relation.searching') : t('relation.none')}
        rightSection={isReading ? <Loader size={14} /> : undefined}
      />
      {adding.dialog}
    </>
  );
}

/** The picked record with its title, and those that fit what is typed. */
function useLinks(entity: string, picked: Link | null, only: string | undefined) {
  const [isOpen, setOpen] = useState(false);
  const [typed, type] = useState('');
  const [size, setSize] = useState(SIZE);
  const [search] = useDebouncedValue(typed, 150);
  const options = useRead(
    'record.options',
    { entity, size, ...(search ? { search } : {}), ...(only ? { filter: { expression: only } } : {}) },
    { enabled: isOpen, placeholderData: keepPreviousData },
  );
  const named = useRead(
    'record.options',
    { entity, ids: picked ? [picked.id] : [] },
    { enabled: picked !== null && picked.title === '', staleTime: 60_000 },
  );
  const found = options.data?.options ?? [];
  const here = picked && { id: picked.id, title: picked.title || titleIn(named.data?.options) };
  const listed = here && !found.some((link) => link.id === here.id) ? [here, ...found] : found;
  const isReading = options.isFetching;
  const hasMore = found.length >= size;
  return {
    here,
    listed,
    found,
    search,
    type,
    isReading,
    isOpen,
    typed,
    /** More than a list can show: only words help. */
    isFull: hasMore && size >= MOST,
    /** The next ones, when the end of the list is in sight. */
    next: () => !isReading && hasMore && setSize(Math.min(size + SIZE, MOST)),
    isSearching: isReading || typed !== search,
    open: () => {
      setOpen(true);
      setSize(SIZE);
    },
  };
}

const titleIn = (links: readonly Link[] | undefined): string => links?.[0]?.title ?? '…';
const toValue = (link: Link | undefined): Json => (link ? { id: link.id, title: link.title } : null);

/** The names of those chosen last, as far as they may still be chosen. */
function useRecentLinks(entity: string, ids: readonly string[]): readonly Link[] {
  const { data } = useRead('record.options', { entity, ids }, { enabled: ids.length > 0, staleTime: 60_000 });
  const found = data?.options ?? [];
  return ids.length === 0 ? [] : ids.flatMap((id) => found.find((link) => link.id === id) ?? []);
}

const itemOf = (link: Link) => ({ value: link.id, label: link.title || '…' });
function grouped(listed: readonly Link[], last: readonly Link[], [recent, all]: readonly [string, string]) {
  if (last.length === 0) return listed.map(itemOf);
  const rest = listed.filter((link) => !last.some((one) => one.id === link.id));
  return [
    { group: recent, items: last.map(itemOf) },
    { group: all, items: rest.map(itemOf) },
  ];
}
