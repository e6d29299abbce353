/** What a list shows, as it stands in the address: view, search, order, filter, groups, open record. Pure; the server reads it too. */
import { isObject } from '@/engine/kernel/json';
import { fieldType } from '@/components/inputs/units';
import type { ListQuestion } from '@/components/views/contract';
import type { EntityView, FieldView, Input, Output, SavedView } from '@/engine/kernel/api';
import type { ViewDefinition, ViewGroup } from '@/engine/kernel/documents.generated';
import { fromFilter, pathsOf, readTree, toFilter, writeTree, type FilterTree } from './filterTree';

export type { Condition } from './filterTree';
export type Sort = readonly { readonly field: string; readonly direction: 'asc' | 'desc' }[];

/** null: as the view says. */
export interface ListState {
  /** Id of a saved view, or ALL. */
  readonly view: string | null;
  readonly search: string;
  readonly sort: Sort | null;
  readonly filter: FilterTree | null;
  /** `none`: no groups, whatever the view says. */
  readonly group: ViewGroup | 'none' | null;
  /** The record in the side panel. */
  readonly open: string | null;
  /** Where in the view one stands, in the words of its type: a month of a calendar. */
  readonly at: string | null;
}

export const EMPTY: ListState = { view: null, search: '', sort: null, filter: null, group: null, open: null, at: null };
/** The view that is always there: all records. Not a name a document can have. */
export const ALL = '-';
export const PAGE_SIZE = 100;
/** System fields people understand; the others are the machine's business. */
const SHOWN_SYSTEM = new Set(['created_at', 'created_by', 'updated_at', 'updated_by', 'owner_id', 'captured_version']);

/** The fields a list may show, filter by and sort by. */
export const listFields = (entity: EntityView): readonly FieldView[] =>
  entity.fields.filter((field) => !field.fields && (!field.system || SHOWN_SYSTEM.has(field.name)));

const FIRST_COLUMNS = 7;
/** The choice that says what state a record is in: the last one whose values have colours. */
export const stateField = (entity: EntityView): FieldView | undefined =>
  entity.fields.findLast((field) => {
    const { choices } = field.options;
    const type = fieldType(field.type);
    // What is looked up is the state of something else.
    return (
      type?.kind === 'text' &&
      type.group !== 'computed' &&
      Array.isArray(choices) &&
      choices.some((one) => isObject(one) && one.color)
    );
  });

/** What is shown until a person chooses: the title, the state, the first figure, and the first declared fields. */
export function defaultColumns(entity: EntityView): readonly string[] {
  const declared = listFields(entity).filter((field) => !field.system && field.name !== entity.titleField);
  const state = stateField(entity)?.name;
  const figures = declared.filter((field) => fieldType(field.type)?.group === 'number');
  // An amount says more than a number that happens to come first, such as a longitude.
  const figure = (figures.find((field) => field.options['currency'] !== undefined) ?? figures[0])?.name;
  const always = [state, figure].filter((name) => name !== undefined);
  const others = declared.map((field) => field.name).filter((name) => !always.includes(name));
  const room = FIRST_COLUMNS - 1 - always.length;
  return [entity.titleField, ...(state ? [state] : []), ...others.slice(0, room), ...(figure ? [figure] : [])];
}

/** Reads the address. What is not understood is left out. */
export function readListState(params: { get(name: string): string | null }): ListState {
  const filter = readTree(params.get('f'));
  return {
    view: params.get('view'),
    search: params.get('q') ?? '',
    sort: readSort(params.get('sort')),
    filter: filter ?? null,
    group: readGroup(params.get('group')),
    open: params.get('r'),
    at: params.get('at'),
  };
}

function readSort(text: string | null): Sort | null {
  if (text === null) return null;
  const parts = text.split(',').filter((part) => part !== '' && part !== NONE);
  return parts.map((part) => ({ field: part.replace(/^-/, ''), direction: part.startsWith('-') ? 'desc' : 'asc' }));
}

const GRAINS = ['day', 'week', 'month', 'quarter', 'year'] as const;
const NONE = 'none';

function readGroup(text: string | null): ListState['group'] {
  if (text === null || text === '') return null;
  if (text === NONE) return NONE;
  const [field = '', grain] = text.replace(/^-/, '').split(':');
  const known = GRAINS.find((one) => one === grain);
  return { field, ...(known && { grain: known }), ...(text.startsWith('-') && { direction: 'desc' }) };
}

const signed = ({ field, direction }: { field: string; direction?: 'asc' | 'desc' }): string =>
  `${direction === 'desc' ? '-' : ''}${field}`;

/** The address's query for a state; '' for the plain list. */
export function writeListState(state: ListState): string {
  const params = new URLSearchParams();
  const { view, search, sort, filter, group, open, at } = state;
  if (view !== null) params.set('view', view);
  if (search) params.set('q', search);
  if (sort) params.set('sort', sort.map(signed).join() || NONE);
  if (filter) params.set('f', writeTree(filter));
  if (group) params.set('group', group === NONE ? NONE : `${signed(group)}${group.grain ? `:${group.grain}` : ''}`);
  if (open !== null) params.set('r', open);
  if (at) params.set('at', at);
  const query = params.toString();
  return query ? `?${query}` : '';
}

/** A view with what the person changed on top. */
export interface Shown {
  readonly definition: ViewDefinition;
  readonly tree: FilterTree;
}
export function shownOf(saved: ViewDefinition, state: ListState, own: Partial<ViewDefinition> = {}): Shown {
  const tree = state.filter ?? fromFilter(saved.filter);
  const filter = state.filter ? toFilter(state.filter) : saved.filter;
  const { filter: _filter, group: before, ...rest } = { ...saved, ...own };
  const group = state.group === NONE ? undefined : (state.group ?? before);
  const sort = state.sort ?? saved.sort;
  return {
    tree,
    definition: {
      ...rest,
      ...(filter && { filter }),
      ...(group && { group }),
      ...(sort && { sort: [...sort] }),
    },
  };
}

/** The question of a list. Names the viewer may not see were cut out of the view by the server; others it refuses. */
export function questionOf(entity: EntityView, { definition }: Shown, search: string): ListQuestion {
  const { filter, sort } = definition;
  return {
    entity: entity.name,
    ...(filter && { filter }),
    ...(search && { search }),
    ...(sort && sort.length > 0 && { sort }),
  };
}

/** Fields a page of a list asks for: all of the record's own that may be shown, and those along relations. */
export function fieldsOf(entity: EntityView, definition: ViewDefinition): readonly string[] {
  const own = listFields(entity).map(({ name }) => name);
  const far = [
    ...(definition.columns ?? []).map(({ field }) => field),
    ...(definition.colors ?? []).flatMap(({ when }) => pathsOf(fromFilter(when))),
  ].filter((path) => path.includes('.'));
  return [...new Set([...own, ...far])];
}

/** The first page of a list. */
export const firstPage = (entity: EntityView, shown: Shown, search: string): Input<'record.list'> => ({
  ...questionOf(entity, shown, search),
  fields: fieldsOf(entity, shown.definition),
  page: { size: PAGE_SIZE },
});

const PLAIN: ViewDefinition = { type: 'table' };
/** The view that is shown, of those offered. */
export function viewOf(list: Output<'view.list'>, state: ListState): SavedView | undefined {
  return list.views.find(({ id }) => id === (state.view ?? list.default));
}
export const definitionOf = (view: SavedView | undefined): ViewDefinition => view?.definition ?? PLAIN;
