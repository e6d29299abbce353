'use client';
import { Badge, Button, Group, Text } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Suspense, useContext, useState } from 'react';
import { useFormatter, useTranslations } from 'use-intl';
import { call, queryKey, useRead, type CallError } from '@/components/lib/call';
import { Link } from '@/components/lib/navigation';
import { defaultColumns } from '@/components/record/listState';
import { RecordAddContext } from '@/components/record/recordAdd';
import { listAddress } from '@/components/report/listAddress';
import { Icon } from '@/components/ui/icons';
import { ProblemList } from '@/components/ui/ProblemList';
import { useSay } from '@/components/ui/say';
import { RowsSkeleton } from '@/components/ui/Skeletons';
import type { EntityView, Input, Output, RecordView } from '@/engine/kernel/api';
import type { Json } from '@/engine/kernel/json';
import { filterOfBelonging, type Belonging } from '@/engine/kernel/belonging';
import { RelatedTable } from './RelatedTable';
import { Section } from './Section';

export interface RelatedOptions extends Belonging {
  readonly columns?: readonly string[];
  readonly sortBy?: string;
  readonly isDescending?: boolean;
  readonly size?: number;
  readonly canAdd?: boolean;
}
const ROWS = 8;
const COLUMNS = 5;
type Page = Output<'record.list'>;

/** Records of another entity that belong to this one: how many, the first of them, and a new one in place. */
export function RelatedList(props: {
  readonly options: RelatedOptions;
  readonly title: string;
  /** Names the drafts of what is added here. */
  readonly id: string;
  /** The record they belong to. */
  readonly record: RecordView;
  /** To look at, not to use. */
  readonly isPreview: boolean;
}) {
  const t = useTranslations('page.related');
  const say = useSay();
  const format = useFormatter();
  const { options, record, isPreview } = props;
  const entity = useRead('entity.get', { entity: options.entity }, { staleTime: 60_000 }).data;
  const filter = filterOfBelonging(options, record);
  const list = useRelated(options, filter, entity);
  const { rows, total } = list;
  const isCut = total !== null && total > rows.length;
  return (
    <Section
      title={props.title || say(entity?.labelPlural, options.entity)}
      beside={
        total === null ? null : (
          <Badge variant="light" color="gray" size="sm">
            {format.number(total)}
          </Badge>
        )
      }
      actions={
        entity && !isPreview ? (
          <Actions
            options={options}
            entity={entity}
            record={record}
            place={`${record.id}.${props.id}`}
            all={isCut && filter ? listAddress(options.entity, filter) : undefined}
          />
        ) : null
      }
    >
      <ProblemList error={list.error} retry={() => void list.refetch()} />
      {list.isReading ? <RowsSkeleton rows={3} /> : null}
      {entity && rows.length > 0 ? (
        <RelatedTable entity={entity} columns={columnsOf(options, entity)} rows={rows} isFixed={isPreview} />
      ) : null}
      {total === 0 ? (
        <Text size="sm" c="dimmed" py={6}>
          {t('none', { label: say(entity?.labelPlural, options.entity) })}
        </Text>
      ) : null}
      <More list={list} />
    </Section>
  );
}

function More({ list }: { readonly list: Related }) {
  const t = useTranslations('page.related');
  if (!list.hasNextPage) return null;
  return (
    <Button
      mt={6}
      size="compact-xs"
      variant="subtle"
      color="gray"
      loading={list.isFetchingNextPage}
      onClick={() => void list.fetchNextPage()}
    >
      {t('more')}
    </Button>
  );
}

/** The way to all of them, and a new one. */
function Actions(props: {
  readonly options: RelatedOptions;
  readonly entity: EntityView;
  readonly record: RecordView;
  readonly place: string;
  readonly all: string | undefined;
}) {
  const t = useTranslations('page.related');
  const say = useSay();
  const addRecord = useContext(RecordAddContext);
  const { options, entity, record } = props;
  const [isAdding, setAdding] = useState(false);
  const prefilled = options.canAdd === false || !addRecord ? null : prefilledOf(options, entity, record);
  return (
    <Group gap={4} wrap="nowrap" data-no-print>
      {props.all ? (
        <Button component={Link} href={props.all} size="compact-xs" variant="subtle" color="gray">
          {t('all')}
        </Button>
      ) : null}
      {prefilled ? (
        <Button
          size="compact-xs"
          variant="default"
          leftSection={<Icon name="plus" size={13} />}
          onClick={() => setAdding(true)}
        >
          {t('add', { label: say(entity.label, entity.name) })}
        </Button>
      ) : null}
      {isAdding && prefilled && addRecord ? (
        <Suspense>
          {addRecord({
            entity: options.entity,
            prefilled,
            place: props.place,
            onClose: () => setAdding(false),
          })}
        </Suspense>
      ) : null}
    </Group>
  );
}

type Related = ReturnType<typeof useRelated>;

function columnsOf({ columns = [], via }: RelatedOptions, entity: EntityView): readonly string[] {
  if (columns.length > 0) return columns;
  // What they have in common with this record says nothing in its list.
  return defaultColumns(entity)
    .filter((name) => name !== via)
    .slice(0, COLUMNS);
}

function useRelated(
  options: RelatedOptions,
  filter: ReturnType<typeof filterOfBelonging>,
  entity: EntityView | undefined,
) {
  const columns = entity ? columnsOf(options, entity) : [];
  const input: Input<'record.list'> = {
    entity: options.entity,
    fields: columns,
    count: true,
    page: { size: options.size ?? ROWS },
    ...(filter && { filter }),
    ...(options.sortBy !== undefined && {
      sort: [{ field: options.sortBy, direction: options.isDescending ? 'desc' : 'asc' }],
    }),
  };
  const read = useInfiniteQuery<Page, CallError>({
    queryKey: queryKey('record.list', input),
    enabled: filter !== undefined && entity !== undefined,
    queryFn: ({ pageParam, signal }) =>
      call(
        'record.list',
        { ...input, page: { ...input.page, ...(pageParam ? { after: pageParam as string } : {}) } },
        signal,
      ),
    initialPageParam: null,
    getNextPageParam: (last) => last.next,
  });
  const { error, hasNextPage, isFetchingNextPage, fetchNextPage, refetch } = read;
  return {
    rows: read.data?.pages.flatMap((page) => page.rows) ?? [],
    /** null: not known yet. */
    total: filter ? (read.data?.pages[0]?.total ?? null) : 0,
    isReading: read.isLoading && filter !== undefined,
    error,
    hasNextPage,
    isFetchingNextPage,
    fetchNextPage,
    refetch,
  };
}

/** What a new one begins with, so that it belongs here; null where the viewer cannot make one that does. */
function prefilledOf(
  { via, match }: RelatedOptions,
  entity: EntityView,
  record: { readonly id: string; readonly title: string; readonly [field: string]: Json },
): { readonly [field: string]: Json } | null {
  const field = entity.fields.find((one) => one.name === via);
  if (!entity.can.create || field?.right !== 'edit' || field.system) return null;
  const value = match === undefined ? { id: record.id, title: record.title } : record[match];
  return value === null || value === undefined ? null : { [via]: value };
}
