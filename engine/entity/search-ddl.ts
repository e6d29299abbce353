/** The table of an entity's texts as they are searched (engine/query/search.ts reads it, engine/data/search writes it). */
import { quoteIdentifier, quoteTable } from './identifiers';

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
