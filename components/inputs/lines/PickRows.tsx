'use client';
import { Badge, Button, Checkbox, Group, Modal, Skeleton, Stack, Switch, Text, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { call, useRead } from '@/components/lib/call';
import { Icon } from '@/components/ui/icons';
import { ProblemList } from '@/components/ui/ProblemList';
import { useSay } from '@/components/ui/say';
import type { EntityView, FieldView, Link, RecordView } from '@/engine/kernel/api';
import type { Json } from '@/engine/kernel/json';
import { linkOf } from '../relation/LinkSelect';
import { formatValue, isEmptyValue } from '../units';
import { newRow, type Row } from './rows';
import type { LineGrid } from './types';
import classes from './lines.module.css';

const PAGE = 25;
/** So many values of a record stand beside its title. */
const FACTS = 3;

interface PickProps {
  readonly grid: LineGrid;
  readonly column: FieldView;
  readonly rows: readonly Row[];
  readonly maxRows: number;
  readonly isPhone: boolean;
  readonly reader: { readonly locale: 'zh-CN' | 'en'; readonly timeZone: string };
  onClose(): void;
  onAdded(count: number): void;
}

/** Many records at once: each chosen one becomes a row, and what follows from it is filled in. */
export function PickRows(props: PickProps) {
  const { grid, column, rows, maxRows } = props;
  const t = useTranslations('relations.pick');
  const say = useSay();
  const [typed, setTyped] = useState('');
  const [search] = useDebouncedValue(typed.trim(), 200);
  const [isFresh, setFresh] = useState(false);
  const [chosen, setChosen] = useState<ReadonlyMap<string, Link>>(new Map());
  const entity = useRead('entity.get', { entity: column.target ?? '' }, { staleTime: 300_000 }).data;
  const present = new Map<string, number>();
  for (const [index, row] of rows.entries()) {
    const id = linkOf(row[column.name] ?? null)?.id;
    if (id !== undefined && !present.has(id)) present.set(id, index + 1);
  }
  const found = useCandidates(props, entity, search);
  const listed = found.records.filter(({ id }) => !isFresh || !present.has(id));
  const room = maxRows - rows.length - chosen.size;
  const toggle = (record: RecordView) => {
    const next = new Map(chosen);
    if (!next.delete(record.id)) next.set(record.id, { id: record.id, title: record.title });
    setChosen(next);
  };
  const add = () => {
    const blank = grid.edits.blank();
    grid.edits.begin();
    grid.edits.change((all) => [
      ...all,
      ...[...chosen.values()].map((link) => {
        const { $key: _key, ...cells } = blank;
        return newRow({ ...cells, [column.name]: { id: link.id, title: link.title } });
      }),
    ]);
    props.onAdded(chosen.size);
  };
  const label = entity ? say(entity.labelPlural, entity.name) : grid.labelOf(column);
  return (
    <Modal
      opened
      onClose={props.onClose}
      size="lg"
      fullScreen={props.isPhone}
      title={t('title', { label })}
      closeButtonProps={{ 'aria-label': t('close') }}
    >
      <Stack gap="sm">
        <Group gap="sm">
          <TextInput
            data-autofocus
            flex={1}
            miw={180}
            aria-label={t('search', { label })}
            placeholder={t('search', { label })}
            leftSection={<Icon name="search" />}
            value={typed}
            onChange={(event) => setTyped(event.currentTarget.value)}
          />
          {present.size > 0 ? (
            <Switch
              size="xs"
              label={t('fresh')}
              checked={isFresh}
              onChange={(event) => setFresh(event.currentTarget.checked)}
            />
          ) : null}
        </Group>
        {found.isLimited ? (
          <Text size="xs" c="dimmed">
            {t('limited')}
          </Text>
        ) : null}
        <ProblemList error={found.error} />
        {found.isLoading ? <Skeleton height={160} /> : null}
        {listed.length === 0 && !found.isLoading ? (
          <Text size="sm" c="dimmed">
            {t('nothing')}
          </Text>
        ) : null}
        <ul className={classes.picks} aria-label={label}>
          {listed.map((record) => (
            <Candidate
              key={record.id}
              record={record}
              facts={found.facts}
              reader={props.reader}
              row={present.get(record.id)}
              isTaken={column.unique && present.has(record.id)}
              isChosen={chosen.has(record.id)}
              isFull={room <= 0}
              onToggle={toggle}
            />
          ))}
        </ul>
        {found.more ? (
          <Button variant="default" size="xs" loading={found.isReadingMore} onClick={found.more}>
            {t('more')}
          </Button>
        ) : null}
        <Group justify="flex-end" gap="xs" className={classes.pickFoot}>
          <Text size="sm" c="dimmed" mr="auto" role="status">
            {room <= 0 ? t('full', { max: maxRows }) : t('chosen', { count: chosen.size })}
          </Text>
          <Button variant="default" onClick={props.onClose}>
            {t('cancel')}
          </Button>
          <Button disabled={chosen.size === 0} onClick={add}>
            {t('add', { count: chosen.size })}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}

/** The records that may be chosen, page by page; answers are kept under their question, so a late one replaces nothing. */
function useCandidates({ grid, column, rows }: PickProps, entity: EntityView | undefined, search: string) {
  // As for a row that is to be added.
  const only = grid.rules.optionFilter(rows.length, column.name);
  const facts = (entity?.fields ?? [])
    .filter(({ name, system, fields, type }) => !system && !fields && name !== entity?.titleField && type !== 'file')
    .slice(0, FACTS);
  const question = {
    entity: column.target ?? '',
    fields: facts.map(({ name }) => name),
    ...(search ? { search } : {}),
    ...(only ? { filter: { expression: only } } : {}),
    ...(entity && !search ? { sort: [{ field: entity.titleField, direction: 'asc' as const }] } : {}),
  };
  const read = useInfiniteQuery({
    queryKey: ['record.list', 'pick', question],
    queryFn: ({ pageParam, signal }) =>
      call('record.list', { ...question, page: { size: PAGE, ...(pageParam ? { after: pageParam } : {}) } }, signal),
    initialPageParam: '',
    getNextPageParam: ({ next }) => next ?? undefined,
    enabled: entity !== undefined,
    placeholderData: keepPreviousData,
  });
  return {
    facts,
    isLimited: only !== undefined,
    records: read.data?.pages.flatMap((page) => page.rows) ?? [],
    error: read.error,
    isLoading: read.isPending,
    isReadingMore: read.isFetchingNextPage,
    more: read.hasNextPage ? () => void read.fetchNextPage() : undefined,
  };
}

function Candidate(props: {
  readonly record: RecordView;
  readonly facts: readonly FieldView[];
  readonly reader: PickProps['reader'];
  /** Where it is in already. */
  readonly row: number | undefined;
  /** It is in, and may be in once only. */
  readonly isTaken: boolean;
  readonly isChosen: boolean;
  readonly isFull: boolean;
  onToggle(record: RecordView): void;
}) {
  const t = useTranslations('relations.pick');
  const { record, reader } = props;
  const facts = props.facts
    .map((field) => ({ field, value: (record[field.name] ?? null) as Json }))
    .filter(({ value }) => !isEmptyValue(value))
    .map(({ field, value }) => formatValue(field, value, reader.locale, reader.timeZone));
  return (
    <li>
      <Checkbox
        size="sm"
        checked={props.isChosen}
        disabled={props.isTaken || (props.isFull && !props.isChosen)}
        onChange={() => props.onToggle(record)}
        label={
          <Group component="span" gap={8} wrap="wrap">
            <span>{record.title}</span>
            {props.row === undefined ? null : (
              <Badge component="span" size="xs" variant="light" color="gray" tt="none">
                {t('in', { row: props.row })}
              </Badge>
            )}
            {facts.length > 0 ? (
              <Text component="span" size="xs" c="dimmed">
                {facts.join(' · ')}
              </Text>
            ) : null}
          </Group>
        }
      />
    </li>
  );
}
