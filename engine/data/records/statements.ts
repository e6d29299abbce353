/** The statements of the write path. Each writes record, line items, history and outbox together, in one round trip. */
import { quoteIdentifier as q, quoteTable, quoteText } from '../../entity/identifiers';
import { searchTable } from '../../entity/search-ddl';
import { isWritten } from '../../kernel/fields';
import type { EntityModel, FieldModel } from '../../kernel/model';
import { Lru } from '../../query/lru';
import { planName } from '../../query/compile';
import { SEARCH_COLUMNS } from '../search/rows';

export interface Template {
  readonly text: string;
  readonly name?: string;
}
const templates = new Lru<Template>(2000);

/** Fields that lie in a column of the entity's own table; derived ones are among them, for reading. */
export const columnFields = (entity: EntityModel): FieldModel[] =>
  entity.fields.filter((field) => !field.system && field.column !== null);
/** Those the write path fills in; the database computes the others itself. */
export const writtenFields = (entity: EntityModel): FieldModel[] => entity.fields.filter(isWritten);
export const lineFields = (entity: EntityModel): FieldModel[] => entity.fields.filter((field) => field.child);

const typed = (fields: readonly FieldModel[]): string =>
  fields.map((field) => `, ${q(field.column!)} ${field.columnType}`).join('');
const columns = (fields: readonly FieldModel[], prefix = ''): string =>
  fields.map((field) => `, ${prefix}${q(field.column!)}`).join('');

/** Refuses (42703, as for a column that is gone) when another version of the entity was published since. */
const isCurrent = (entity: EntityModel): string => `public.expect_version(${quoteText(entity.id)}, ${entity.version})`;

/**
 * What goes with records written by COPY (bulk.ts): the event, and the texts that are searched. $1 now, $2 the event, and
 * where the entity has texts that are searched, $3 their rows. Run it behind them: their tables cannot change by then.
 */
export const bulkTailTemplate = (version: string, entity: EntityModel, isSearched: boolean): Template =>
  templates.get(`${version} bulk ${entity.id} ${isSearched}`, () => {
    const searched = isSearched ? insertSearch(entity, '$3') : '';
    const text = `with outbox as (
  insert into public.outbox (at, topic, payload) values ($1::timestamptz, 'record.createMany', $2::jsonb)
)${searched}
select 1 where ${isCurrent(entity)}`;
    return { text, name: planName(version, text) };
  });

/**
 * Makes records from a JSON list. $1 records `[{id, #history, #changes, …columns}]`, $2 now, $3 by, $4 owner's path,
 * $5 door, $6 entity id, $7 the caller's address, $8 and $9 the form and its version they were made by, $10… rows of line
 * items `[{id, parent_id, position, …}]` in the order of `lineFields`, and last, where the entity has texts that are
 * searched, their rows (engine/data/search/rows.ts).
 */
export const insertTemplate = (version: string, entity: EntityModel, isSearched: boolean): Template =>
  templates.get(`${version} insert ${entity.id} ${isSearched}`, () => {
    const fields = writtenFields(entity);
    const input = `select id, "#history", "#changes"${columns(fields)} from json_to_recordset($1::json) as r(id uuid, "#history" uuid, "#changes" json${typed(fields)})`;
    const text = insertText(entity, input, isSearched);
    return { text, name: planName(version, text) };
  });

function insertText(entity: EntityModel, input: string, isSearched: boolean): string {
  const fields = writtenFields(entity);
  const searched = isSearched ? insertSearch(entity, `$${10 + lineFields(entity).length}`) : '';
  const children = lineFields(entity).map((field, i) => insertRows(field.child!, `$${10 + i}`, `line${i}`));
  return `with input as (
  ${input}
), record as (
  insert into ${quoteTable(entity.table)} (id, rev, created_at, created_by, updated_at, updated_by, owner_id, owner_path, captured_form, captured_version${columns(fields)})
  select id, 1, $2::timestamptz, $3::uuid, $2::timestamptz, $3::uuid, $3::uuid, $4, $8::text, $9::bigint${columns(fields)} from input
), history as (
  insert into public.record_history (id, entity_id, record_id, rev, at, by_id, door, source, op, changes)
  select "#history", $6, id, 1, $2::timestamptz, $3::uuid, $5, $7, 'create', "#changes" from input
), outbox as (
  insert into public.outbox (at, topic, payload)
  select $2::timestamptz, 'record.create', jsonb_build_object('entity', $6::text, 'id', id, 'rev', 1) from input
)${children.join('')}${searched}
select 1 where ${isCurrent(entity)}`;
}

function insertRows(child: EntityModel, parameter: string, name: string, guard = ''): string {
  const fields = writtenFields(child);
  return `, ${name} as (
  insert into ${quoteTable(child.table)} (id, parent_id, position${columns(fields)})
  select r.id, r.parent_id, r.position${columns(fields, 'r.')}
  from json_to_recordset(${parameter}::json) as r(id uuid, parent_id uuid, position bigint${typed(fields)})${guard}
  on conflict (id) do update set position = excluded.position${fields
    .map((field) => `, ${q(field.column!)} = excluded.${q(field.column!)}`)
    .join('')}
)`;
}

function insertSearch(entity: EntityModel, parameter: string, guard = ''): string {
  const rest = guard
    ? ' on conflict (id, field) do update set text = excluded.text, sound = excluded.sound, grams = excluded.grams'
    : '';
  return `, searched as (
  insert into ${searchTable(entity)} (id, field, text, sound, grams)
  select s.id, s.field, s.text, s.sound, s.grams from json_to_recordset(${parameter}::json) as s(${SEARCH_COLUMNS})${guard}${rest}
)`;
}

export type ChangeOp = 'update' | 'delete' | 'restore';

/**
 * Changes one record if its revision still is $2; gives its new revision, or no row. $1 id, $2 rev, $3 now, $4 by,
 * $5 door, $6 entity id, $7 history id, $8 changes, $9 the caller's address, then a value for each of `fields`, then for
 * each of `lines` the rows written and the ids of rows deleted.
 */
export const updateTemplate = (
  version: string,
  entity: EntityModel,
  op: ChangeOp,
  fields: readonly FieldModel[],
  lines: readonly FieldModel[],
  isSearched: boolean,
): Template =>
  templates.get(`${version} ${op} ${entity.id} ${[...fields, ...lines].map((f) => f.id).join()}`, () => {
    const sets = fields.map((field, i) => `, ${q(field.column!)} = $${10 + i}::${field.columnType}`);
    if (op === 'delete') sets.push(', deleted_at = $3::timestamptz, deleted_by = $4::uuid');
    if (op === 'restore') sets.push(', deleted_at = null, deleted_by = null');
    const children = lines.map((field, i) => {
      const at = 10 + fields.length + 2 * i;
      const table = quoteTable(field.child!.table);
      return `, gone${i} as (
  delete from ${table} x using record where x.parent_id = record.id and x.id = any($${at + 1}::uuid[])
)${insertRows(field.child!, `$${at}`, `line${i}`, ' cross join record')}`;
    });
    const last = 10 + fields.length + 2 * lines.length;
    const searched = isSearched
      ? `${insertSearch(entity, `$${last}`, ' cross join record')}, unsearched as (
  delete from ${searchTable(entity)} s using record where s.id = record.id and s.field = any($${last + 1}::text[])
)`
      : '';
    return {
      text: `with record as (
  update ${quoteTable(entity.table)} set rev = rev + 1, updated_at = $3::timestamptz, updated_by = $4::uuid${sets.join('')}
  where id = $1::uuid and rev = $2::bigint and deleted_at is ${op === 'restore' ? 'not null' : 'null'}
  returning id, rev
), history as (
  insert into public.record_history (id, entity_id, record_id, rev, at, by_id, door, source, op, changes)
  select $7::uuid, $6, id, rev, $3::timestamptz, $4::uuid, $5, $9, '${op}', $8::json from record
), outbox as (
  insert into public.outbox (at, topic, payload)
  select $3::timestamptz, 'record.${op}', jsonb_build_object('entity', $6::text, 'id', id, 'rev', rev) from record
)${children.join('')}${searched}
select rev from record where ${isCurrent(entity)}`,
    };
  });

/**
 * Changes many records, each only if its revision still is the one given; gives `[id, revision reached]` of those that
 * were changed. $1 records `[{id, rev, #history, #changes, …columns}]`, $2 now, $3 by, $4 door, $5 entity id, $6 the
 * caller's address, then for each of `lines` the rows written and the ids of rows deleted, of all records together, and
 * last, where `isSearched`, the rows of searched texts written and `[{id, field}]` of those that are empty now.
 */
export const updateManyTemplate = (
  version: string,
  entity: EntityModel,
  op: ChangeOp,
  fields: readonly FieldModel[],
  lines: readonly FieldModel[],
  isSearched: boolean,
): Template =>
  templates.get(`${version} many ${op} ${entity.id} ${[...fields, ...lines].map((f) => f.id).join()}`, () => {
    const sets = fields.map((field) => `, ${q(field.column!)} = i.${q(field.column!)}`);
    if (op === 'delete') sets.push(', deleted_at = $2::timestamptz, deleted_by = $3::uuid');
    if (op === 'restore') sets.push(', deleted_at = null, deleted_by = null');
    const children = lines.map((field, n) => {
      const at = 7 + 2 * n;
      return `, gone${n} as (
  delete from ${quoteTable(field.child!.table)} x using record where x.parent_id = record.id and x.id = any($${at + 1}::uuid[])
)${insertRows(field.child!, `$${at}`, `line${n}`, ' join record on record.id = r.parent_id')}`;
    });
    const last = 7 + 2 * lines.length;
    const searched = isSearched
      ? `${insertSearch(entity, `$${last}`, ' join record on record.id = s.id')}, unsearched as (
  delete from ${searchTable(entity)} s using record, json_to_recordset($${last + 1}::json) as e(id uuid, field text)
  where s.id = record.id and s.id = e.id and s.field = e.field
)`
      : '';
    const text = `with input as (
  select id, rev, "#history", "#changes"${columns(fields)} from json_to_recordset($1::json) as r(id uuid, rev bigint, "#history" uuid, "#changes" json${typed(fields)})
), record as (
  update ${quoteTable(entity.table)} t set rev = t.rev + 1, updated_at = $2::timestamptz, updated_by = $3::uuid${sets.join('')}
  from input i where t.id = i.id and t.rev = i.rev and t.deleted_at is ${op === 'restore' ? 'not null' : 'null'}
  returning t.id, t.rev
), history as (
  insert into public.record_history (id, entity_id, record_id, rev, at, by_id, door, source, op, changes)
  select i."#history", $5, r.id, r.rev, $2::timestamptz, $3::uuid, $4, $6, '${op}', i."#changes" from record r join input i on i.id = r.id
), outbox as (
  insert into public.outbox (at, topic, payload)
  select $2::timestamptz, 'record.${op}Many', jsonb_build_object('entity', $5::text, 'ids', jsonb_agg(id), 'revs', jsonb_agg(rev)) from record having count(*) > 0
)${children.join('')}${searched}
select id, rev from record where ${isCurrent(entity)}`;
    return { text, name: planName(version, text) };
  });
