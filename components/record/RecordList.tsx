'use client';
import { Badge, Button, CloseButton, Group, Text, TextInput } from '@mantine/core';
import { useDebouncedCallback, useMediaQuery } from '@mantine/hooks';
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useFormatter, useTranslations } from 'use-intl';
import type { CallError } from '@/components/lib/call';
import { call, queryKey } from '@/components/lib/call';
import { Link, useSearchParams } from '@/components/lib/navigation';
import { paths } from '@/components/lib/paths';
import { EmptyState } from '@/components/ui/EmptyState';
import { Icon } from '@/components/ui/icons';
import { PageHeader } from '@/components/ui/PageHeader';
import { ProblemList } from '@/components/ui/ProblemList';
import { useSay } from '@/components/ui/say';
import { RowsSkeleton } from '@/components/ui/Skeletons';
import type { EntityView, Output } from '@/engine/kernel/api';
import { ColumnMenu } from './ColumnMenu';
import { ExportMenu } from './ExportMenu';
import { FilterBar } from './FilterBar';
import { ImportButton } from './ImportButton';
import { EMPTY, listQuery, readListState, writeListState, type ListState } from './listState';
import { RecordCards } from './RecordCards';
import { focusFirstRow, RecordTable } from './RecordTable';
import { SelectionBar } from './SelectionBar';
import { useKeepTrail } from './trail';
import { useColumns } from './useColumns';

type Page = Output<'record.list'>;

/** All records of an entity that the viewer may read. What is shown stands in the address. */
export function RecordList(props: { entity: EntityView; first: Page; firstState: ListState }) {
  const t = useTranslations('record');
  const say = useSay();
  const format = useFormatter();
  const { entity } = props;
  const state = readListState(useSearchParams());
  const columns = useColumns(entity);
  const isPhone = useMediaQuery('(max-width: 48em)', false);
  const [ticked, setTicked] = useState<ReadonlySet<string>>(new Set());
  const setState = (change: Partial<ListState>) =>
    // Next keeps useSearchParams in step; no page is asked of the server.
    window.history.replaceState(null, '', `${window.location.pathname}${writeListState({ ...state, ...change })}`);

  const { list, rows, total, isTotalExact } = usePages(entity, state, props.first, props.firstState);
  useKeepTrail(
    entity.name,
    rows.map((row) => row.id),
    total,
  );
  // Rows that are no longer shown are not ticked either.
  const selected = new Set(rows.map((row) => row.id).filter((id) => ticked.has(id)));
  const isNarrowed = state.search !== '' || state.conditions.length > 0;
  const label = say(entity.labelPlural, entity.name);
  return (
    <>
      <PageHeader
        title={label}
        beside={
          total === null ? null : (
            <Badge variant="light" color="gray" radius="sm" tt="none">
              {isTotalExact ? format.number(total) : t('about', { total })}
            </Badge>
          )
        }
        actions={
          <>
            <ImportButton entity={entity} />
            {entity.can.create ? (
              <Button component={Link} href={paths.create(entity.name)} leftSection={<Icon name="plus" />}>
                {t('add')}
              </Button>
            ) : null}
          </>
        }
      />
      <Group gap="xs" mb="xs" justify="space-between">
        <Group gap="xs">
          <SearchBox value={state.search} onChange={(search) => setState({ search })} />
          <FilterBar
            entity={entity}
            conditions={state.conditions}
            onChange={(conditions) => setState({ conditions })}
          />
        </Group>
        {isPhone ? null : (
          <Group gap={4}>
            <ExportMenu entity={entity} state={state} columns={columns.shown.map((field) => field.name)} />
            <ColumnMenu columns={columns} titleField={entity.titleField} />
          </Group>
        )}
      </Group>
      <ProblemList error={list.error} retry={() => void list.refetch()} />
      {list.isLoading ? <RowsSkeleton /> : null}
      {rows.length > 0 && isPhone ? <RecordCards entity={entity} fields={columns.shown} rows={rows} /> : null}
      {rows.length > 0 && !isPhone ? (
        <RecordTable
          entity={entity}
          fields={columns.shown}
          rows={rows}
          sort={state.sort}
          sizes={columns.sizes}
          onSort={(sort) => setState({ sort })}
          onSizes={columns.setSizes}
          selected={entity.can.delete ? selected : null}
          onSelect={setTicked}
        />
      ) : null}
      <SelectionBar entity={entity} records={rows.filter((row) => selected.has(row.id))} onChange={setTicked} />
      {list.isSuccess && rows.length === 0 ? (
        <Nothing entity={entity} isNarrowed={isNarrowed} onClear={() => setState(EMPTY)} />
      ) : null}
      <Footer
        shown={rows.length}
        total={total}
        isTotalExact={isTotalExact}
        isReading={list.isFetchingNextPage}
        onMore={list.hasNextPage ? () => void list.fetchNextPage() : null}
      />
    </>
  );
}

/** The pages read so far; the first one came with the page. */
function usePages(entity: EntityView, state: ListState, first: Page, firstState: ListState) {
  const input = listQuery(entity, state);
  const isFirst = JSON.stringify(state) === JSON.stringify(firstState);
  const list = useInfiniteQuery<Page, CallError>({
    queryKey: queryKey('record.list', input),
    queryFn: ({ pageParam, signal }) =>
      call(
        'record.list',
        { ...input, page: { ...input.page, ...(pageParam ? { after: pageParam as string } : {}) } },
        signal,
      ),
    initialPageParam: null,
    getNextPageParam: (last) => last.next,
    placeholderData: keepPreviousData,
    ...(isFirst && { initialData: { pages: [first], pageParams: [null] } }),
  });
  const rows = list.data?.pages.flatMap((page) => page.rows) ?? [];
  const { total = null, isTotalExact = true } = list.data?.pages[0] ?? {};
  return { list, rows, total, isTotalExact };
}

function Footer(props: {
  shown: number;
  total: number | null;
  isTotalExact: boolean;
  isReading: boolean;
  onMore: (() => void) | null;
}) {
  const t = useTranslations('record');
  return (
    <Group justify="center" py="md" gap="sm" aria-live="polite">
      {props.total !== null && props.shown > 0 ? (
        <Text size="xs" c="dimmed">
          {t(props.isTotalExact ? 'shown' : 'shownAbout', { shown: props.shown, total: props.total })}
        </Text>
      ) : null}
      {props.onMore ? (
        <Button size="compact-sm" variant="default" loading={props.isReading} onClick={props.onMore}>
          {t('more')}
        </Button>
      ) : null}
    </Group>
  );
}

function SearchBox(props: { value: string; onChange: (text: string) => void }) {
  const t = useTranslations('record');
  const [text, setText] = useState(props.value);
  const tell = useDebouncedCallback(props.onChange, 250);
  const set = (next: string) => {
    setText(next);
    tell(next.trim());
  };
  return (
    <TextInput
      size="xs"
      w={220}
      type="search"
      aria-label={t('search')}
      placeholder={t('search')}
      value={text}
      leftSection={<Icon name="search" size={14} />}
      rightSection={text ? <CloseButton size="xs" aria-label={t('searchClear')} onClick={() => set('')} /> : null}
      onChange={(event) => set(event.currentTarget.value)}
      onKeyDown={(event) => {
        if (event.key !== 'ArrowDown') return;
        event.preventDefault();
        focusFirstRow();
      }}
    />
  );
}

function Nothing(props: { entity: EntityView; isNarrowed: boolean; onClear: () => void }) {
  const t = useTranslations('record');
  const say = useSay();
  const { entity } = props;
  const label = say(entity.label, entity.name);
  if (props.isNarrowed) {
    return (
      <EmptyState
        icon="search"
        title={t('empty.noMatch')}
        action={
          <Button variant="default" onClick={props.onClear}>
            {t('empty.clear')}
          </Button>
        }
      />
    );
  }
  return (
    <EmptyState
      icon={entity.icon}
      title={t('empty.title', { label })}
      text={entity.can.create ? t('empty.text', { label }) : t('empty.textReadOnly')}
      action={
        entity.can.create ? (
          <Button component={Link} href={paths.create(entity.name)}>
            {t('empty.action', { label })}
          </Button>
        ) : null
      }
      link={<ImportButton entity={entity} isLink />}
    />
  );
}
