'use client';
import { Badge, Button, CloseButton, Drawer, Group, TextInput } from '@mantine/core';
import { useDebouncedCallback, useMediaQuery } from '@mantine/hooks';
import { useMemo, useState } from 'react';
import { useFormatter, useTranslations } from 'use-intl';
import { useRead } from '@/components/lib/call';
import { Link } from '@/components/lib/navigation';
import { paths } from '@/components/lib/paths';
import { EmptyState } from '@/components/ui/EmptyState';
import { Icon } from '@/components/ui/icons';
import { PageHeader } from '@/components/ui/PageHeader';
import { useSay } from '@/components/ui/say';
import { BulkBar } from '@/components/views/bulk/BulkBar';
import { NOTHING_SELECTED, type ListQuestion, type Selection } from '@/components/views/contract';
import { useView, type ListView } from '@/components/views/useView';
import { ColumnMenu, GroupMenu, LookMenu } from '@/components/views/ViewTools';
import { ViewTabs } from '@/components/views/ViewTabs';
import { viewTypeOf } from '@/components/views/ViewTypes';
import type { EntityView, Output } from '@/engine/kernel/api';
import { ExportMenu } from './ExportMenu';
import { FilterBar } from './FilterBar';
import { NO_FILTER } from './filterTree';
import { NewButton } from './NewButton';
import { ImportButton } from './ImportButton';
import { questionOf } from './listState';
import { RecordPanel } from './RecordPanel';
import { ShownView } from './ShownView';

export interface ListProps {
  readonly entity: EntityView;
  readonly views: Output<'view.list'>;
  readonly first: Output<'record.list'>;
  /** The question `first` answers. */
  readonly asked: ListQuestion;
}

/** All records of an entity that the viewer may read, as a saved view shows them. What is shown stands in the address. */
export function RecordList(props: ListProps) {
  const say = useSay();
  const { entity } = props;
  const list = useView(entity, props.views);
  const { state, definition, columns } = list;
  const isPhone = useMediaQuery('(max-width: 48em)', false);
  const question = useQuestion(entity, list);
  const key = JSON.stringify(question);
  const first = key === JSON.stringify(props.asked) ? props.first : undefined;
  const [ticked, setTicked] = useState<{ of: string; selection: Selection }>({ of: key, selection: NOTHING_SELECTED });
  // Another question has other records: nothing of it is ticked.
  const selection = ticked.of === key ? ticked.selection : NOTHING_SELECTED;
  const select = (next: Selection) => setTicked({ of: key, selection: next });
  const { total, isExact } = useTotal(question);
  const isNarrowed = state.search !== '' || definition.filter !== undefined;
  const isEmpty = total === 0 || (first !== undefined && first.rows.length === 0 && total === null);
  return (
    <>
      <PageHeader
        title={say(entity.labelPlural, entity.name)}
        beside={<Total total={total} isExact={isExact} />}
        actions={
          <>
            <ImportButton entity={entity} />
            {entity.can.create ? <NewButton entity={entity} /> : null}
          </>
        }
      />
      <ViewTabs entity={entity} list={list} />
      <Group gap="xs" mb="xs" justify="space-between" align="flex-start">
        <Group gap="xs" style={{ flex: '1 1 300px' }}>
          <SearchBox key={state.view} value={state.search} onChange={list.setSearch} />
          <FilterBar entity={entity} tree={list.tree} onChange={list.setTree} />
        </Group>
        {isPhone ? null : <Tools entity={entity} list={list} question={question} />}
      </Group>
      {isEmpty ? (
        <Nothing
          entity={entity}
          isNarrowed={isNarrowed}
          onClear={() => {
            list.setTree(NO_FILTER);
            if (state.search) list.setSearch('');
          }}
        />
      ) : (
        <ShownView
          isPhone={isPhone}
          key={`${list.view?.id ?? ''} ${definition.type}`}
          entity={entity}
          definition={definition}
          columns={columns}
          question={question}
          first={first}
          change={list.change}
          openId={state.open}
          open={list.open}
          at={state.at}
          goTo={list.goTo}
          selection={selection}
          select={select}
        />
      )}
      <BulkBar entity={entity} question={question} total={total} selection={selection} onSelect={select} />
      <Panel entity={entity} list={list} isPhone={isPhone} />
    </>
  );
}

function Tools({ entity, list, question }: { entity: EntityView; list: ListView; question: ListQuestion }) {
  const hasGroups = viewTypeOf(list.definition.type)?.uses.includes('group') ?? true;
  return (
    <Group gap={4}>
      {hasGroups ? <GroupMenu entity={entity} list={list} /> : null}
      <ColumnMenu entity={entity} list={list} />
      <LookMenu entity={entity} list={list} />
      <ExportMenu question={question} columns={list.columns.map(({ field }) => field)} />
    </Group>
  );
}

function useQuestion(entity: EntityView, { definition, tree, state }: ListView): ListQuestion {
  const key = JSON.stringify(questionOf(entity, { definition, tree }, state.search));
  return useMemo(() => JSON.parse(key) as ListQuestion, [key]);
}

interface Counted {
  readonly total: number | null;
  readonly isExact: boolean;
}
/** How many there are; counted beside the first page, which does not wait for it. */
function useTotal({ sort: _sort, ...question }: ListQuestion): Counted {
  const count = useRead('record.list', { ...question, fields: [], page: { size: 1 }, count: true });
  const { total = null, isTotalExact = true } = count.data ?? {};
  return { total, isExact: isTotalExact };
}

function Total({ total, isExact }: Counted) {
  const t = useTranslations('record');
  const format = useFormatter();
  if (total === null) return null;
  return (
    <Badge variant="light" color="gray" radius="sm" tt="none">
      {isExact ? format.number(total) : t('about', { total })}
    </Badge>
  );
}

/** One record beside the list; "back" closes it. */
function Panel({ entity, list, isPhone }: { entity: EntityView; list: ListView; isPhone: boolean }) {
  const { open } = list.state;
  return (
    <Drawer
      opened={open !== null}
      onClose={() => list.open(null)}
      position="right"
      size={isPhone ? '100%' : 760}
      withCloseButton={false}
      overlayProps={{ backgroundOpacity: 0.15 }}
      keepMounted={false}
    >
      {open === null ? null : <RecordPanel entity={entity.name} id={open} onClose={() => list.open(null)} />}
    </Drawer>
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
      w={200}
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
        document.querySelector<HTMLElement>('[role="grid"]')?.focus();
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
