/** The table of an entity's texts as they are searched (engine/query/search.ts reads it, engine/data/search writes it). */
import type { EntityModel, FieldModel } from '../kernel/model';
import { quoteIdentifier, quoteTable, quoteText } from './identifiers';

/** Named by the id, so that it outlives every rename. */
export const searchTable = (entity: { readonly id: string }): string =>
  quoteTable({ schema: 'search', name: entity.id });

/**
 * A row for each record and text field. No foreign key: a record is looked for through its own table anyway, and each
 * write would pay for it. What waits in the index to be sorted in is kept short (512 kB), for every search reads through it.
 */
export const searchTableDdl = (entity: { readonly id: string }): string[] => {
  const table = searchTable(entity);
  return [
    `create table if not exists ${table} (\n  id uuid not null,\n  field text not null,\n  text text not null,\n  sound text,\n  grams int[] not null,\n  primary key (id, field)\n)`,
    `create index if not exists ${quoteIdentifier(`gr_${entity.id}`)} on ${table} using gin (grams) with (gin_pending_list_limit = 512)`,
  ];
};

/** When an entity is purged with its records. */
export const dropSearchTable = (entity: { readonly id: string }): string =>
  `drop table if exists ${searchTable(entity)}`;

/**
 * A text that PostgreSQL computes (a formula, an auto-number, a look-up) is not known to whoever writes the record: a
 * trigger notes the record, and a worker prepares its texts. Other fields need none.
 * @param table the entity's table, quoted
 */
export function searchTriggers(entity: EntityModel, field: FieldModel, table: string): string[] {
  if (!field.derived || field.columnType !== 'text' || field.column === null || entity.parent) return [];
  const column = quoteIdentifier(field.column);
  const make = (event: 'insert' | 'update', when: string): string =>
    `create or replace trigger ${quoteIdentifier(`sd_${event}_${field.id}`)} after ${event} on ${table} for each row when (${when}) execute function public.search_dirty(${quoteText(entity.id)})`;
  return [make('insert', `new.${column} is not null`), make('update', `new.${column} is distinct from old.${column}`)];
}
