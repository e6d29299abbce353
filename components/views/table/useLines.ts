'use client';
/** The lines of a table: records, heads of groups, and places where more is to be read. */
import { useQuery } from '@tanstack/react-query';
import { useEffect, useMemo, useRef, useState, useSyncExternalStore } from 'react';
import { useRead, queryKey } from '@/components/lib/call';
import { fieldsOf } from '@/components/record/listState';
import { useKeepTrail } from '@/components/record/trail';
import { fieldType } from '@/components/inputs/units';
import type { RecordView } from '@/engine/kernel/api';
import type { Answer } from '@/engine/kernel/contract';
import type { Filter, Question, ViewGroup } from '@/engine/kernel/documents.generated';
import { isObject, type Json } from '@/engine/kernel/json';
import { addUnits } from '@/engine/query/dates';
import type { ListQuestion, ShownColumn, ViewProps } from '../contract';
import { RowStore } from './rows';

export interface GroupHead {
  readonly key: string;
  readonly value: Json;
  readonly count: number;
  /** Measures by column path. */
  readonly totals: { readonly [path: string]: Json };
}
export type Line =
  | { readonly kind: 'record'; readonly key: string; readonly row: RecordView; readonly store: RowStore }
  | { readonly kind: 'group'; readonly key: string; readonly group: GroupHead; readonly isOpen: boolean }
  | { readonly kind: 'more'; readonly key: string; readonly store: RowStore };

/** All stores behind a table; gives the same list of lines until one of them changes. */
class Lines {
  #lines: readonly Line[] | null = null;
  readonly #stores = new Map<string, RowStore>();
  readonly #listeners = new Set<() => void>();
  readonly #closed = new Set<string>();
  groups: readonly GroupHead[] | null = null;

  constructor(
    private readonly question: ListQuestion,
    private readonly fields: readonly string[],
    private readonly group: ViewGroup | undefined,
    private readonly column: ShownColumn | undefined,
    first: ViewProps['first'],
  ) {
    if (!group) this.#keep('', new RowStore(question, fields, first));
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };
  readonly #changed = (): void => {
    this.#lines = null;
    for (const listener of this.#listeners) listener();
  };
  #keep(key: string, store: RowStore): RowStore {
    this.#stores.set(key, store);
    store.subscribe(this.#changed);
    return store;
  }
  get stores(): readonly RowStore[] {
    return [...this.#stores.values()];
  }

  setGroups(groups: readonly GroupHead[]): void {
    this.groups = groups;
    this.#changed();
  }
  toggle(key: string): void {
    if (!this.#closed.delete(key)) this.#closed.add(key);
    this.#changed();
  }

  readonly get = (): readonly Line[] => (this.#lines ??= this.#build());
  #build(): readonly Line[] {
    if (!this.group) return linesOf('', this.#stores.get('')!);
    return (this.groups ?? []).flatMap((group): Line[] => {
      const isOpen = !this.#closed.has(group.key);
      const head: Line = { kind: 'group', key: `g${group.key}`, group, isOpen };
      if (!isOpen) return [head];
      const store = this.#stores.get(group.key) ?? this.#keep(group.key, this.#storeOf(group));
      return [head, ...linesOf(group.key, store)];
    });
  }
  #storeOf({ value }: GroupHead): RowStore {
    const narrowed = groupFilter(this.group!, this.column, value);
    const filter: Filter = { all: [...(this.question.filter ? [this.question.filter] : []), ...narrowed] };
    return new RowStore({ ...this.question, filter }, this.fields);
  }
}

function linesOf(key: string, store: RowStore): Line[] {
  const { rows, next } = store.get();
  const lines: Line[] = rows.map((row) => ({ kind: 'record', key: row.id, row, store }));
  return next === null ? lines : [...lines, { kind: 'more', key: `m${key}`, store }];
}

/** The records of one group, as engine/query/drill.ts narrows them. */
function groupFilter(group: ViewGroup, column: ShownColumn | undefined, value: Json): Filter[] {
  const { field } = group;
  if (value === null) return [{ field, op: 'isEmpty' }];
  const isInstant = column !== undefined && fieldType(column.shown.type)?.kind === 'datetime';
  const grain = group.grain ?? (isInstant ? 'day' : undefined);
  if (!grain || typeof value !== 'string') {
    return [{ field, op: 'eq', value: isObject(value) ? (value as { id: Json }).id : value }];
  }
  return [
    { field, op: 'gte', value },
    { field, op: 'lt', value: addUnits(value.slice(0, 10), grain, 1) },
  ];
}

export const totalsOf = (columns: readonly ShownColumn[]): readonly (ShownColumn & { total: string })[] =>
  columns.filter((column): column is ShownColumn & { total: NonNullable<ShownColumn['total']> } => !!column.total);

/** Count and totals, of all records or of each group. */
function measuring(question: ListQuestion, columns: readonly ShownColumn[], group: ViewGroup | undefined): Question {
  return {
    entity: question.entity,
    ...(question.filter && { filter: question.filter }),
    ...(group && {
      dimensions: [{ field: group.field, ...(group.grain && { grain: group.grain }) }],
      sort: [{ by: 'd0', direction: group.direction ?? 'asc' }],
    }),
    measures: [
      { agg: 'count' as const },
      ...columns.flatMap(({ field, total }) => (total ? [{ agg: total, field }] : [])),
    ].slice(0, 10),
    limit: 1000,
  };
}
function headsOf(answer: Answer, columns: readonly ShownColumn[]): readonly GroupHead[] {
  const measured = totalsOf(columns);
  return answer.rows.map((row) => ({
    key: JSON.stringify(row.d0 ?? null),
    value: row.d0 ?? null,
    count: Number(row.m0 ?? 0),
    totals: Object.fromEntries(measured.map(({ field }, i) => [field, row[`m${i + 1}`] ?? null])),
  }));
}

/** Searching shows the plain list: words are looked for in records, not in groups of them. */
export function useLines(props: ViewProps) {
  const { entity, definition, columns, question, first } = props;
  const group = question.search ? undefined : definition.group;
  const fields = fieldsOf(entity, definition);
  const groupColumn = columns.find(({ field }) => field === group?.field);
  const key = JSON.stringify([question, fields, group]);
  // The page the server read belongs to the question it was read for, not to later ones.
  const [firstKey] = useState(key);

  const source = useMemo(
    () => new Lines(question, fields, group, groupColumn, key === firstKey ? first : undefined),
    // eslint-disable-next-line react-hooks/exhaustive-deps -- the key says all of it
    [key],
  );
  const lines = useSyncExternalStore(source.subscribe, source.get, source.get);

  const groups = useRead(
    'query.run',
    { question: measuring(question, columns, group) },
    { enabled: group !== undefined },
  );
  useEffect(() => {
    if (group && groups.data) source.setGroups(headsOf(groups.data, columns));
    // eslint-disable-next-line react-hooks/exhaustive-deps -- columns only name the measures
  }, [groups.data, source]);

  useKeepTrail(entity.name, useTrail(lines), null);
  const visible = useRef({ first: 0, last: 0 });
  useRefresh(entity.name, source, visible);
  useEffect(() => () => source.stores.forEach((store) => store.stop()), [source]);
  return { lines, source, visible, groups, isGrouped: group !== undefined };
}

/** The records the page of one of them goes through by "previous" and "next". */
const useTrail = (lines: readonly Line[]): readonly string[] =>
  useMemo(() => lines.flatMap((line) => (line.kind === 'record' ? [line.row.id] : [])).slice(0, 1000), [lines]);

/** What somebody else changed is read again: the live stream and every write invalidate this query. */
function useRefresh(
  entity: string,
  source: Lines,
  visible: { readonly current: { first: number; last: number } },
): void {
  const [watch] = useState(() => Math.random().toString(36).slice(2));
  useQuery({
    queryKey: [...queryKey('record.list', { entity }), watch],
    queryFn: async () => {
      // `first` counts lines; without groups those are the records.
      const { first, last } = visible.current;
      const stores = source.stores;
      await Promise.all(
        stores.map((store) => store.refresh(stores.length > 1 ? { first: 0, last: 0 } : { first, last })),
      );
      return Date.now();
    },
    initialData: 0,
    staleTime: Infinity,
  });
}

/** Totals of all records, for the last row. Not while searching: see useLines. */
export function useTotals({ columns, question }: ViewProps): GroupHead | undefined {
  const isAsked = totalsOf(columns).length > 0 && !question.search;
  const answer = useRead('query.run', { question: measuring(question, columns, undefined) }, { enabled: isAsked });
  return isAsked && answer.data ? headsOf(answer.data, columns)[0] : undefined;
}
