'use client';
/**
 * The view a list shows: as it was saved, with what this person changed on top. What says which records (filter, order, groups,
 * search) stands in the address, so that it can be sent and gone back to; how they look (columns, widths, colours, heights) is
 * remembered on this device for each view. Either can be saved into the view, or as a view of one's own.
 */
import { useLocalStorage } from '@mantine/hooks';
import { useMemo } from 'react';
import { useSearchParams } from '@/components/lib/navigation';
import { useRead } from '@/components/lib/call';
import {
  defaultColumns,
  definitionOf,
  readListState,
  shownOf,
  viewOf,
  writeListState,
} from '@/components/record/listState';
import { ALL, EMPTY, listFields, type ListState } from '@/components/record/listState';
import { fromFilter, toFilter, type FilterTree } from '@/components/record/filterTree';
import { useSay } from '@/components/ui/say';
import type { EntityView, Output, SavedView } from '@/engine/kernel/api';
import type { ViewColumn, ViewDefinition } from '@/engine/kernel/documents.generated';
import { sameJson } from '@/engine/kernel/json';
import type { ShownColumn } from './contract';
import { useFields } from './paths';

type Look = Pick<ViewDefinition, 'columns' | 'colors' | 'rowHeight' | 'wrap' | 'options'>;
const LOOK: readonly (keyof Look)[] = ['columns', 'colors', 'rowHeight', 'wrap', 'options'];
const NO_LOOK: Look = {};

export interface ListView {
  readonly views: readonly SavedView[];
  readonly view: SavedView | undefined;
  readonly state: ListState;
  readonly definition: ViewDefinition;
  readonly tree: FilterTree;
  readonly columns: readonly ShownColumn[];
  /** What is shown is not what was saved. */
  readonly isChanged: boolean;
  change(change: Partial<ViewDefinition>): void;
  setTree(tree: FilterTree): void;
  setSearch(text: string): void;
  open(id: string | null): void;
  /** Goes to another place in the view: see ListState. */
  goTo(at: string | null): void;
  /** Shows a view as it was saved. */
  show(id: string): void;
  /** Takes back what was changed since the view was saved. */
  reset(): void;
}

const put = (state: ListState, how: 'push' | 'replace'): void => {
  const address = `${window.location.pathname}${writeListState(state)}`;
  // Next keeps useSearchParams in step; no page is asked of the server.
  if (how === 'push') window.history.pushState(null, '', address);
  else window.history.replaceState(null, '', address);
};

export function useView(entity: EntityView, first: Output<'view.list'>): ListView {
  const state = readListState(useSearchParams());
  const list = useRead('view.list', { entity: entity.name }, { initialData: first });
  const view = viewOf(list.data ?? first, state);
  const [look, setLook] = useLocalStorage<Look>({
    key: `trellis.view:${entity.name}:${view?.id ?? ALL}`,
    defaultValue: NO_LOOK,
  });
  const saved = definitionOf(view);
  const address = writeListState(state);
  const shown = useMemo(
    () => shownOf(saved, state, look),
    // eslint-disable-next-line react-hooks/exhaustive-deps -- the address says all of the state
    [saved, look, address],
  );
  const columns = useColumns(entity, shown.definition);
  const isChanged =
    state.sort !== null || state.filter !== null || state.group !== null || Object.keys(look).length > 0;

  return {
    views: (list.data ?? first).views,
    view,
    state,
    definition: shown.definition,
    tree: shown.tree,
    columns,
    isChanged,
    change(change) {
      const { sort, group, filter, ...rest } = change;
      const looks = Object.entries(rest).filter(([key]) => (LOOK as readonly string[]).includes(key));
      if (looks.length > 0) {
        setLook((before) => {
          const next = { ...before, ...Object.fromEntries(looks) };
          const differs = LOOK.filter((key) => next[key] !== undefined && !sameJson(next[key], saved[key]));
          return Object.fromEntries(differs.map((key) => [key, next[key]]));
        });
      }
      const next: ListState = {
        ...state,
        ...('sort' in change && { sort: sameJson(sort ?? [], saved.sort ?? []) ? null : (sort ?? []) }),
        ...('group' in change && { group: sameJson(group, saved.group) ? null : (group ?? 'none') }),
        ...('filter' in change && { filter: fromFilter(filter) }),
      };
      if (writeListState(next) !== writeListState(state)) put(next, 'push');
    },
    setTree(tree) {
      const isSaved = sameJson(toFilter(tree) ?? null, saved.filter ?? null);
      put({ ...state, filter: isSaved ? null : tree }, 'push');
    },
    setSearch: (search) => put({ ...state, search }, 'replace'),
    // Read when it is called: a memoized line of a table may hold an older one.
    open: openRecord,
    goTo: (at) => put({ ...state, at }, 'replace'),
    show: (id) => put({ ...EMPTY, view: id }, 'push'),
    reset() {
      setLook(NO_LOOK);
      put({ ...EMPTY, view: state.view, search: state.search }, 'push');
    },
  };
}

function openRecord(id: string | null): void {
  const state = readListState(new URLSearchParams(window.location.search));
  if (state.open === id) return;
  // From one record to the next is one step back.
  put({ ...state, open: id }, state.open === null || id === null ? 'push' : 'replace');
}

/** The columns of a view with their fields. Those that lead nowhere (any more) are left out. */
function useColumns(entity: EntityView, definition: ViewDefinition): readonly ShownColumn[] {
  const say = useSay();
  const fields = useFields(entity);
  const { columns } = definition;
  return useMemo(() => {
    const listed = new Set(listFields(entity).map(({ name }) => name));
    const wanted: readonly ViewColumn[] = columns ?? defaultColumns(entity).map((field) => ({ field }));
    return wanted.flatMap((column): ShownColumn[] => {
      const found = fields(column.field);
      if (!found || (!found.isFar && !listed.has(column.field))) return [];
      return [{ ...column, shown: found.field, label: say(found.label, column.field), isFar: found.isFar }];
    });
  }, [columns, entity, fields, say]);
}
