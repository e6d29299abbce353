/** Which records point to a record. */
import type { EntityModel } from '../../kernel/model';
import type { Asking } from '../../query/compile';
import { Source, type Schema } from '../../query/source';
import { bind, join, raw, render, sql } from '../../query/sql';
import type { Sql } from '../../kernel/contract';
import { quoteTable, quoteIdentifier } from '../../entity/identifiers';
import type { Runner } from '../run';

export interface Users {
  readonly entity: EntityModel;
  /** How many there are, and how many of them the viewer may read. */
  readonly total: number;
  readonly visible: number;
  /** Titles of a few the viewer may read. */
  readonly titles: readonly string[];
}
const NAMED = 3;

export async function usersOf(
  runner: Runner,
  schema: Schema,
  entity: EntityModel,
  id: string,
  asking: Asking,
): Promise<Users[]> {
  const owners: EntityModel[] = [];
  const parts: Sql[] = [];
  for (const owner of schema.model.entities) {
    if (owner.isPlatform) continue;
    const pointing = pointers(schema, owner, entity, id);
    if (pointing.length === 0) continue;
    const seen = new Source(schema, owner, 'v');
    const isTitled = owner.titleField.column !== null;
    const title = isTitled ? sql`${seen.column(owner.titleField)}::text` : raw("''");
    const all = sql`select o.id from ${raw(quoteTable(owner.table))} o where o.deleted_at is null and (${join(pointing, ' or ')})`;
    parts.push(
      sql`select ${raw(String(owners.length))} as n, count(*) as total, count(s.id) as visible, (array_agg(s.title) filter (where s.id is not null))[1:${raw(String(NAMED))}] as titles from (${all}) a left join (select ${seen.named('id')} as id, ${title} as title from ${seen.from()}) s on s.id = a.id`,
    );
    owners.push(owner);
  }
  if (parts.length === 0) return [];
  const compiled = render(join(parts, ' union all '));
  const rows = await runner.run({ text: compiled.text, values: bind(compiled, { ...asking, inputs: [] }) });
  return rows
    .map(([n, total, visible, titles]) => ({
      entity: owners[n as number]!,
      total: Number(total),
      visible: Number(visible),
      titles: ((titles as (string | null)[] | null) ?? []).map((title) => title ?? ''),
    }))
    .filter((users) => users.total > 0);
}

/** Conditions on `o`: its relations to the record, and those of its line items. */
function pointers(schema: Schema, owner: EntityModel, entity: EntityModel, id: string): Sql[] {
  return owner.fields.flatMap((field): Sql[] => {
    if (field.child) {
      const inside = pointers(schema, field.child, entity, id);
      if (inside.length === 0) return [];
      // The child's columns are written for `o`; inside the sub-query that alias is the child.
      return [
        sql`o.id in (select o.parent_id from ${raw(quoteTable(field.child.table))} o where ${join(inside, ' or ')})`,
      ];
    }
    if (field.system || field.target === undefined || field.column === null) return [];
    if (schema.model.entity(field.target)?.id !== entity.id) return [];
    const column = raw(`o.${quoteIdentifier(field.column)}`);
    return [field.kind === 'idList' ? sql`${column} @> array[${id}::uuid]` : sql`${column} = ${id}::uuid`];
  });
}

/** Those of the ids that any record which is not in the trash points to. One question for all. */
export async function usedAmong(
  runner: Runner,
  schema: Schema,
  entity: EntityModel,
  ids: readonly string[],
  asking: Asking,
): Promise<readonly string[]> {
  const parts: Sql[] = [];
  const owners = schema.model.entities.filter((owner) => !owner.isPlatform);
  for (const owner of owners.flatMap((one) => [one, ...one.fields.flatMap(({ child }) => child ?? [])])) {
    // Rows of line items live as long as their record, whose trash is looked at by usersOf.
    const isAlive = owner.parent ? raw('true') : raw('o.deleted_at is null');
    for (const field of owner.fields) {
      const isPointer = !field.system && field.target !== undefined && field.column !== null;
      if (!isPointer || schema.model.entity(field.target!)?.id !== entity.id) continue;
      const column = raw(`o.${quoteIdentifier(field.column!)}`);
      const from = raw(quoteTable(owner.table));
      parts.push(
        field.kind === 'idList'
          ? sql`select w.id from unnest(${ids}::uuid[]) w(id) where exists (select 1 from ${from} o where ${column} @> array[w.id] and ${isAlive})`
          : sql`select ${column} as id from ${from} o where ${column} = any(${ids}::uuid[]) and ${isAlive}`,
      );
    }
  }
  if (parts.length === 0 || ids.length === 0) return [];
  const compiled = render(sql`select distinct id from (${join(parts, ' union all ')}) u`);
  const rows = await runner.run({ text: compiled.text, values: bind(compiled, { ...asking, inputs: [] }) });
  return rows.map(([id]) => id as string);
}
