/** What a list shows, as it stands in the address: search, order, conditions. Pure; the server reads it too. */
import { isObject, type Json } from '@/engine/kernel/json';
import { fieldType } from '@/components/inputs/units';
import type { EntityView, FieldView, Input } from '@/engine/kernel/api';
import type { Filter } from '@/engine/kernel/documents.generated';
import type { FilterOperator } from '@/engine/kernel/contract';

export interface Condition {
  readonly field: string;
  readonly op: FilterOperator;
  readonly value: Json;
  /** The value in words where it is an id. */
  readonly said?: string;
}
export interface ListState {
  readonly search: string;
  readonly sort: { readonly field: string; readonly direction: 'asc' | 'desc' } | null;
  readonly conditions: readonly Condition[];
}

export const EMPTY: ListState = { search: '', sort: null, conditions: [] };
export const PAGE_SIZE = 50;
/** System fields people understand; the others are the machine's business. */
const SHOWN_SYSTEM = new Set(['created_at', 'created_by', 'updated_at', 'updated_by', 'owner_id']);

/** The fields a list may show, filter by and sort by. */
export const listFields = (entity: EntityView): readonly FieldView[] =>
  entity.fields.filter((field) => !field.fields && (!field.system || SHOWN_SYSTEM.has(field.name)));

const FIRST_COLUMNS = 7;
/** The choice that says what state a record is in: the last one whose values have colours. */
export const stateField = (entity: EntityView): FieldView | undefined =>
  entity.fields.findLast((field) => {
    const { choices } = field.options;
    return (
      fieldType(field.type)?.kind === 'text' &&
      Array.isArray(choices) &&
      choices.some((one) => isObject(one) && one.color)
    );
  });

/** What is shown until a person chooses: the title, the state, the first figure, and the first declared fields. */
export function defaultColumns(entity: EntityView): readonly string[] {
  const declared = listFields(entity).filter((field) => !field.system && field.name !== entity.titleField);
  const state = stateField(entity)?.name;
  const figure = declared.find((field) => fieldType(field.type)?.group === 'number')?.name;
  const always = [state, figure].filter((name) => name !== undefined);
  const others = declared.map((field) => field.name).filter((name) => !always.includes(name));
  const room = FIRST_COLUMNS - 1 - always.length;
  return [entity.titleField, ...(state ? [state] : []), ...others.slice(0, room), ...(figure ? [figure] : [])];
}

/** Reads the address. What is not understood is left out. */
export function readListState(params: { get(name: string): string | null }): ListState {
  const sort = params.get('sort') ?? '';
  return {
    search: params.get('q') ?? '',
    sort: sort ? { field: sort.replace(/^-/, ''), direction: sort.startsWith('-') ? 'desc' : 'asc' } : null,
    conditions: readConditions(params.get('f')),
  };
}

function readConditions(text: string | null): readonly Condition[] {
  try {
    const list: unknown = JSON.parse(text ?? '[]');
    if (!Array.isArray(list)) return [];
    return list.filter(
      (item): item is Condition => isObject(item) && typeof item.field === 'string' && typeof item.op === 'string',
    );
  } catch {
    return [];
  }
}

/** The address's query for a state; '' for the plain list. */
export function writeListState(state: ListState): string {
  const params = new URLSearchParams();
  if (state.search) params.set('q', state.search);
  if (state.sort) params.set('sort', `${state.sort.direction === 'desc' ? '-' : ''}${state.sort.field}`);
  if (state.conditions.length > 0) params.set('f', JSON.stringify(state.conditions));
  const query = params.toString();
  return query ? `?${query}` : '';
}

export function filterOf(conditions: readonly Condition[]): Filter | undefined {
  const parts: Filter[] = conditions.map(({ field, op, value }) =>
    value === null ? { field, op } : { field, op, value },
  );
  return parts.length > 1 ? { all: parts } : parts[0];
}

/** The first page of a list; following pages add `after`. Conditions on fields the viewer may not see are left out. */
export function listQuery(entity: EntityView, state: ListState): Input<'record.list'> {
  const names = new Set(listFields(entity).map((field) => field.name));
  const filter = filterOf(state.conditions.filter((condition) => names.has(condition.field)));
  return {
    entity: entity.name,
    fields: [...names],
    page: { size: PAGE_SIZE },
    count: true,
    ...(filter && { filter }),
    ...(state.search && { search: state.search }),
    ...(state.sort && names.has(state.sort.field) && { sort: [state.sort] }),
  };
}
