/** Which records of another entity belong to a record. Pure: browser and server share it. */
import type { Filter } from './documents.generated';
import { isObject, type Json } from './json';
import type { EntityModel, FieldModel, Model } from './model';
import type { Place } from './paths';

/**
 * Which records of `entity` belong to a record: those whose field at `via` is this record, or equals this record's own
 * field `match`; of these, those for which `where` holds.
 */
export interface Belonging {
  readonly entity: string;
  readonly via: string;
  readonly match?: string | undefined;
  readonly where?: string | undefined;
}

/** The filter of what belongs to `record`; undefined when nothing does, because the field matched with is empty. */
export function filterOfBelonging(
  { via, match, where }: Pick<Belonging, 'via' | 'match' | 'where'>,
  record: { readonly id: string; readonly [field: string]: Json },
): Filter | undefined {
  const value = match === undefined ? record.id : record[match];
  if (value === null || value === undefined || value === '') return undefined;
  const own: Filter = { field: via, op: 'eq', value: isObject(value) && 'id' in value ? value.id : value };
  return where ? { all: [own, { expression: where }] } : own;
}

/** The same for any record: compiled, never run, to see whether a viewer may ask it. */
export const anyBelonging = ({ via, where }: Pick<Belonging, 'via' | 'where'>): Filter => ({
  all: [{ field: via, op: 'notEmpty' }, ...(where ? [{ expression: where }] : [])],
});

/** Ways from one entity to another: relations of `from` (or of its line items) that point to `to`. */
export function waysTo(from: EntityModel, to: EntityModel, model: Model): readonly Place[] {
  const isThere = (field: FieldModel): boolean =>
    !field.system && field.kind === 'record' && field.target !== undefined && model.entity(field.target)?.id === to.id;
  return from.fields.filter(isThere).map((field) => ({ entity: from, field }));
}
