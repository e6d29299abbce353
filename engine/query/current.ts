/**
 * A process may not have heard of a publication yet. A column that is gone is refused by PostgreSQL; one whose name went
 * over to another field would be read as that field. So each statement says of which versions of its entities it speaks,
 * and PostgreSQL refuses others (42703, as for a column that is gone; the host reads the documents again and asks anew).
 * The check is a one-time filter before the first row, after the tables are locked and with the statement's own snapshot:
 * a publication is seen whole or not at all.
 */
import { quoteText } from '../entity/identifiers';
import type { Sql } from '../kernel/contract';
import type { EntityModel } from '../kernel/model';
import type { Schema } from './source';
import { join, raw, sql } from './sql';

/** A schema that keeps in mind whose tables are named. */
export const noting = (schema: Schema): Schema => ({ ...schema, named: new Set<EntityModel>() });

const ownerOf = (entity: EntityModel): EntityModel => (entity.parent ? ownerOf(entity.parent.entity) : entity);

/** The statement, refused where an entity it speaks of has been published again. Complete: all its sources are known. */
export function current({ named = new Set() }: Schema, statement: Sql): Sql {
  const owners = [...new Set([...named].map(ownerOf))].filter(({ isPlatform }) => !isPlatform);
  if (owners.length === 0) return statement;
  const checks = owners
    .sort((a, b) => (a.id < b.id ? -1 : 1))
    .map(({ id, version }) => raw(`public.expect_version(${quoteText(id)}, ${version})`));
  return sql`select s.* from (${statement}) as s where ${join(checks, ' and ')}`;
}
