/**
 * The indexes by which long lists are sorted and narrowed down, beside those every table is made with (ddl.ts). They are
 * built once a table is long enough to need them, while everybody writes (engine/host/services/list-indexes.ts), so that
 * small tables and first imports pay nothing for them.
 *
 * What they cost (PostgreSQL alone, 1,000,000 records, a busy machine): 20,000 changes all over the table took 4.74 s without
 * and 4.78 s with the one of `updated_at`; 15,000 changes of the same few records 2.5 s without and 4.4 s with both moments,
 * for PostgreSQL can then no longer change a row in place (HOT). What they save: a second for each list sorted so.
 */
import type { FieldType } from '../kernel/contract';
import type { EntityModel, FieldModel } from '../kernel/model';
import { quoteIdentifier, quoteTable } from './identifiers';
import { isOrdered, isPlainOrder, isTitleOrdered, titleOrder } from './ordered';
import { raw } from '../expression/sql';

/** Fewer are sorted within what nobody sees. */
export const MANY_FOR_LIST_INDEXES = 20_000;

export interface ListIndex {
  /** Made of ids, so that it outlives every rename. */
  readonly name: string;
  /** The column it is about; an index of this name on another one is out of date. */
  readonly column: string;
  /** ` on "data"."invoice" ("amount", id) where deleted_at is null` */
  readonly on: string;
}

const SORTED_MOMENTS = ['created_at', 'updated_at'];

/** What an entity is to have when it has many records. */
export function listIndexes(entity: EntityModel, types: ReadonlyMap<string, FieldType>): readonly ListIndex[] {
  if (entity.parent || entity.isPlatform) return [];
  const index = (name: string, column: string, key: string): ListIndex => ({
    name,
    column,
    on: ` on ${quoteTable(entity.table)} (${key}, id) where deleted_at is null`,
  });
  const ofField = (field: FieldModel): readonly ListIndex[] => {
    const type = types.get(field.type);
    const column = field.column === null ? '' : quoteIdentifier(field.column);
    if (isTitleOrdered(entity, field, type)) {
      return [index(`${TITLE}${field.id}`, field.column!, titleOrder(raw(column)).parts[0]!)];
    }
    // A number given once to each record has an order by its being unique.
    const isNeeded = isOrdered(entity, field, type) && !(field.isUnique && isPlainOrder(field, type));
    return isNeeded && !field.system ? [index(`ix_${field.id}`, field.column!, column)] : [];
  };
  return [
    ...SORTED_MOMENTS.map((moment) => index(`ix_${moment}_${entity.id}`, moment, moment)),
    ...entity.fields.flatMap(ofField),
  ];
}

/** Beginning of the names of indexes of titles: another field may become the title, and this one goes. */
export const TITLE = 'ix_title_';
