/** What is kept of a record so that it is found by its words. Written in the transaction of the record itself. */
import type { FieldType } from '../../kernel/contract';
import type { EntityModel, FieldModel } from '../../kernel/model';
import { isSearchable } from '../../query/search';
import { folded, gramsOf } from '../../query/search-text';
import { soundOf } from './sound';

/** One text of one record, ready for the table `search."<entity id>"`. */
export interface SearchRow {
  readonly id: string;
  /** Field id. */
  readonly field: string;
  readonly text: string;
  readonly sound: string | null;
  readonly grams: readonly number[];
}

/** The columns, for `json_to_recordset`. */
export const SEARCH_COLUMNS = 'id uuid, field text, text text, sound text, grams int[]';

export const searchableFields = (entity: EntityModel, types: ReadonlyMap<string, FieldType>): FieldModel[] =>
  entity.isPlatform || !entity.parent ? entity.fields.filter((field) => isSearchable(field, types)) : [];

/** @param values by field name; a text that is empty has no row */
export function searchRows(
  id: string,
  fields: readonly FieldModel[],
  values: { readonly [field: string]: unknown },
): SearchRow[] {
  return fields.flatMap((field) => {
    const value = values[field.name];
    if (typeof value !== 'string' || value === '') return [];
    const text = folded(value);
    const sound = soundOf(text);
    return [{ id, field: field.id, text, sound, grams: gramsOf(text, sound) }];
  });
}
