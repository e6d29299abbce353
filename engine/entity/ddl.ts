import type { FieldType } from '../kernel/contract';
import type { EntityModel, FieldModel, Model, UniqueModel } from '../kernel/model';
import type { Registry } from '../kernel/registry';
import { BLIND_PART } from '../kernel/secrets';
import { quoteIdentifier, quoteTable, quoteText } from './identifiers';
import { isOrderedAtOnce } from './ordered';
import type { Tables } from './physical';
import { searchTableDdl, searchTriggers } from './search-ddl';

/** What the statements are written with: the model after the publication, and the tables as of the statement before. */
export interface DdlContext {
  readonly model: Model;
  readonly registry: Pick<Registry, 'fieldTypes'>;
  readonly tables: Tables;
}
/** `sql` in order; `after` once every table of the publication exists (foreign keys). */
export interface Ddl {
  readonly sql: readonly string[];
  readonly after: readonly string[];
}

/** Columns of every record. No foreign keys on who and when: each insert would lock the person's row for everybody. */
const RECORD_COLUMNS = [
  'id uuid primary key',
  'rev bigint not null default 1',
  'created_at timestamptz not null',
  'created_by uuid',
  'updated_at timestamptz not null',
  'updated_by uuid',
  'deleted_at timestamptz',
  'deleted_by uuid',
  'owner_id uuid',
  "owner_path text not null default ''",
  'captured_form text',
  'captured_version bigint',
];

/** Makes the table of an entity (or of line items) with all its columns, or completes the one that an earlier life left. */
export function ensureTable(entity: EntityModel, context: DdlContext): Ddl {
  const { tables } = context;
  const isNew = !tables.has(entity.id);
  const sql = isNew ? createTable(entity, context) : tables.renameTable(entity.id, entity.table.name);
  const fields = declaredFields(entity).map((field) => ensureField(entity, field, context));
  const unique = (entity.uniques ?? []).map((one) => uniqueTogether(entity, one, context));
  return { sql: [...sql, ...fields.flatMap((f) => f.sql), ...unique], after: fields.flatMap((f) => f.after) };
}

function createTable(entity: EntityModel, { tables }: DdlContext): string[] {
  const sql = tables.addTable(entity.id, entity.table.name);
  const table = tables.quoted(entity.id);
  const columns = entity.parent ? rowColumns(tables.quoted(entity.parent.entity.id)) : [...RECORD_COLUMNS];
  const comments = [`comment on table ${table} is ${quoteText(entity.id)}`];
  for (const field of declaredFields(entity)) {
    if (field.column === null || field.columnType === null) continue;
    tables.addColumn(entity.id, field.id, field.column, field.columnType);
    columns.push(`${quoteIdentifier(field.column)} ${field.columnType}`);
    comments.push(columnComment(table, field));
  }
  sql.push(`create table ${table} (\n  ${columns.join(',\n  ')}\n)`, ...comments, ...systemIndexes(entity, table));
  if (!entity.parent) sql.push(...searchTableDdl(entity));
  return sql;
}

/** Makes the column of a field (or the child table of line items), or brings back the one it had before it was removed. */
export function ensureField(entity: EntityModel, field: FieldModel, context: DdlContext): Ddl {
  if (field.child) return ensureTable(field.child, context);
  const { column, columnType } = field;
  if (column === null || columnType === null) return { sql: [], after: [] };
  const { tables } = context;
  const sql: string[] = [];
  if (tables.column(entity.id, field.id)) sql.push(...tables.renameColumn(entity.id, field.id, column));
  else {
    sql.push(...tables.addColumn(entity.id, field.id, column, columnType));
    const table = tables.quoted(entity.id);
    sql.push(`alter table ${table} add column ${quoteIdentifier(column)} ${columnType}`);
    sql.push(columnComment(table, field));
  }
  sql.push(...indexesOf(entity, field, context));
  sql.push(...searchTriggers(entity, field, tables.quoted(entity.id)));
  return { sql, after: foreignKey(entity, field, context) };
}

export const uniqueIndex = (entity: EntityModel, field: FieldModel, context: DdlContext): string =>
  createIndex(fieldIndexes(entity, { ...field, isUnique: true }, context)[0]!, field);
/** What is equal for equal values: of an encrypted one its blind index. */
const comparedColumn = (field: FieldModel, name = field.column!): string => {
  const column = quoteIdentifier(name);
  return field.isEncrypted ? `split_part(${column}, ':', ${BLIND_PART})` : column;
};
/** Several fields together; a record in which one of them is empty is not compared. */
export function uniqueTogether(entity: EntityModel, unique: UniqueModel, { tables }: DdlContext): string {
  const columns = unique.fields.map((field) => quoteIdentifier(field.column!)).join(', ');
  return `create unique index if not exists ${indexName('uq', unique)} on ${tables.quoted(entity.id)} (${columns}) where deleted_at is null`;
}
export const dropUniqueTogether = (unique: { readonly id: string }): string =>
  `drop index if exists ${quoteTable({ schema: 'data', name: `uq_${unique.id}` })}`;
export const dropUniqueIndex = (field: FieldModel): string =>
  `drop index if exists ${quoteTable({ schema: 'data', name: `uq_${field.id}` })}`;

export const declaredFields = (entity: EntityModel): FieldModel[] => entity.fields.filter((field) => !field.system);

/** Names of indexes and constraints are made of ids, so that they outlive every rename. */
export const indexName = (prefix: string, of: { readonly id: string }): string => quoteIdentifier(`${prefix}_${of.id}`);

const rowColumns = (parent: string): string[] => [
  'id uuid primary key',
  `parent_id uuid not null references ${parent} (id) on delete cascade`,
  'position bigint not null',
];

export const columnComment = (table: string, field: FieldModel): string =>
  `comment on column ${table}.${quoteIdentifier(field.column!)} is ${quoteText(field.id)}`;

function systemIndexes(entity: EntityModel, table: string): string[] {
  if (entity.parent) return [`create index ${indexName('ix', entity)} on ${table} (parent_id, position)`];
  return [
    `create index ${indexName('ix_owner', entity)} on ${table} (owner_id)`,
    // Row scope "my department and below" asks for a prefix of the path.
    `create index ${indexName('ix_path', entity)} on ${table} (owner_path text_pattern_ops)`,
  ];
}

/** An index of a field as it is to be: everything but its name and how it is made. */
export interface FieldIndex {
  readonly prefix: 'uq' | 'ix';
  readonly create: 'create index' | 'create unique index';
  /** ` on "data"."invoice" using gin ("tags")` */
  readonly on: string;
}

/** @param column the name of the column now; not the field's own while its values are being carried over */
export function fieldIndexes(
  entity: EntityModel,
  field: FieldModel,
  { tables, registry }: DdlContext,
  column = field.column!,
): FieldIndex[] {
  const list: FieldIndex[] = [];
  const [table, quoted] = [tables.quoted(entity.id), quoteIdentifier(column)];
  const add = (on: string): void => void list.push({ prefix: 'ix', create: 'create index', on: ` on ${table} ${on}` });
  if (field.isUnique) {
    const value = comparedColumn(field, column);
    const columns = entity.parent ? `parent_id, ${value}` : value;
    // What lies in the trash is left out: a deleted record does not hold its number for ever.
    const where = entity.parent ? '' : ' where deleted_at is null';
    list.push({ prefix: 'uq', create: 'create unique index', on: ` on ${table} (${columns})${where}` });
  }
  if (field.isEncrypted) {
    if (!field.isUnique) add(`(${comparedColumn(field, column)})`);
    return list;
  }
  const type = registry.fieldTypes.get(field.type);
  const method = indexMethod(field, type);
  // Lists are narrowed down by it and walk along it (engine/query/order.ts); what was made before follows (list-indexes.ts).
  if (isOrderedAtOnce(entity, field, type)) add(`(${quoted}, id) where deleted_at is null`);
  else if (method) add(`using ${method} (${quoted})`);
  const own = type?.index?.(quoted);
  if (own) add(`using ${own.method} (${own.on})`);
  return list;
}

const createIndex = ({ prefix, create, on }: FieldIndex, field: FieldModel): string =>
  `${create} if not exists ${indexName(prefix, field)}${on}`;

export const indexesOf = (entity: EntityModel, field: FieldModel, context: DdlContext): string[] =>
  fieldIndexes(entity, field, context).map((index) => createIndex(index, field));

/** What lists and reports narrow down by: relations, people, dates and choices; lists of values by GIN. */
function indexMethod(field: FieldModel, type: FieldType | undefined): 'btree' | 'gin' | undefined {
  if (field.columnType === 'text[]' || field.columnType === 'uuid[]') return 'gin';
  if (field.kind === 'record' || field.kind === 'date' || field.kind === 'datetime') return 'btree';
  return type?.group === 'choice' && field.kind === 'text' ? 'btree' : undefined;
}

/** Written with the names after the whole publication. */
export function foreignKey(entity: EntityModel, field: FieldModel, { model }: DdlContext): string[] {
  const target = field.target && field.columnType === 'uuid' ? model.entity(field.target) : undefined;
  if (!target) return [];
  const name = indexName('fk', field);
  const [table, column] = [quoteTable(entity.table), quoteIdentifier(field.column!)];
  return [
    `alter table ${table} drop constraint if exists ${name}`,
    `alter table ${table} add constraint ${name} foreign key (${column}) references ${quoteTable(target.table)} (id)`,
  ];
}
