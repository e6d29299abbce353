/**
 * The statements of a conversion. A column of the new type is made beside the old one, filled, and takes its place; the
 * old one is kept, hidden, for as long as the trash keeps things.
 */
import type { FieldModel } from '../kernel/model';
import {
  dropUniqueTogether,
  ensureField,
  fieldIndexes,
  foreignKey,
  indexName,
  indexesOf,
  uniqueTogether,
  type Ddl,
  type DdlContext,
} from './ddl';
import { quoteIdentifier, quoteTable } from './identifiers';
import { comingId, discardedId, formerId } from './physical';
import type { FieldConversion } from './conversions';

const comingName = (field: FieldModel): string => `new_${field.id}`;

/** Makes the column that is to be filled; nothing when it is there. A spare column of its type is taken before a new one. */
export function expand({ owner, field }: Pick<FieldConversion, 'owner' | 'field'>, { tables }: DdlContext): string[] {
  const id = comingId(field.id);
  if (tables.column(owner.id, id) || !field.columnType) return [];
  const spare = tables.spare(owner.id, field.columnType);
  if (spare) {
    return [...tables.renameColumn(owner.id, spare, comingName(field)), ...tables.handOver(owner.id, spare, id)];
  }
  const sql = tables.addColumn(owner.id, id, comingName(field), field.columnType);
  sql.push(
    `alter table ${tables.quoted(owner.id)} add column ${quoteIdentifier(comingName(field))} ${field.columnType}`,
  );
  return [...sql, ...tables.handOver(owner.id, id, id)];
}

const keep = (table: string, { id }: FieldModel, stamp: string, tables: DdlContext['tables']): string[] => [
  ...tables.renameColumn(table, id, `was_${id}_${stamp}`),
  ...tables.handOver(table, id, formerId(id, stamp)),
];

/** An empty column takes the place of the field's own, in the moment it takes to rename it, however many records there are. */
export function emptied(
  owner: FieldConversion['owner'],
  field: FieldModel,
  context: DdlContext,
  stamp: string,
): string[] {
  const { tables } = context;
  if (!tables.column(owner.id, field.id)) return ensureField(owner, field, context).sql.slice();
  const sql = discard(owner.id, field.id, `${field.id}_${stamp}`, tables);
  sql.push(...(['uq', 'ix'] as const).map((prefix) => `drop index if exists ${indexOf(prefix, field)}`));
  const spare = tables.spare(owner.id, field.columnType!);
  if (spare) sql.push(...tables.handOver(owner.id, spare, field.id));
  return [...sql, ...ensureField(owner, field, context).sql];
}

/** The column is nobody's from now on; it is emptied soon (`emptyDiscarded`) and then taken by the next field of its type. */
export const discard = (table: string, column: string, stamp: string, tables: DdlContext['tables']): string[] => [
  ...tables.renameColumn(table, column, `spare_${stamp}`),
  ...tables.handOver(table, column, discardedId(stamp)),
];

/** The filled column becomes the field's; the one it had is kept under `stamp`. */
export function swapIn({ owner, field, crypt }: FieldConversion, context: DdlContext, stamp: string): Ddl {
  const { tables } = context;
  const sql: string[] = [];
  if (tables.column(owner.id, field.id)) {
    // Plain values are not kept beside their cipher texts, nor cipher texts whose field is no longer encrypted.
    sql.push(
      ...(crypt ? discard(owner.id, field.id, `${field.id}_${stamp}`, tables) : keep(owner.id, field, stamp, tables)),
    );
    sql.push(
      `alter table ${tables.quoted(owner.id)} drop constraint if exists ${indexName('fk', field)}`,
      ...(['uq', 'ix'] as const).map((prefix) => `drop index if exists ${indexOf(prefix, field)}`),
    );
  }
  sql.push(...tables.handOver(owner.id, comingId(field.id), field.id));
  sql.push(...tables.renameColumn(owner.id, field.id, field.column!));
  for (const { prefix } of fieldIndexes(owner, field, context)) {
    sql.push(`alter index if exists ${indexOf(`n${prefix}`, field)} rename to ${indexName(prefix, field)}`);
  }
  const after = [...remadeTogether(owner, field, context), ...lateForeignKey(owner, field, context)];
  return { sql: [...sql, ...indexesOf(owner, field, context)], after };
}

/** An index over several fields went over to the kept column with it. */
const remadeTogether = (owner: FieldConversion['owner'], field: FieldModel, context: DdlContext): string[] =>
  (owner.uniques ?? [])
    .filter(({ fields }) => fields.some(({ id }) => id === field.id))
    .flatMap((unique) => [dropUniqueTogether(unique), uniqueTogether(owner, unique, context)]);

/** Holds for new values at once; that the old ones are right is looked at without keeping anybody waiting. */
function lateForeignKey(owner: FieldConversion['owner'], field: FieldModel, context: DdlContext): string[] {
  const statements = foreignKey(owner, field, context);
  const add = statements.pop();
  if (add === undefined) return [];
  const validate = `alter table ${quoteTable(owner.table)} validate constraint ${indexName('fk', field)}`;
  return [...statements, `${add} not valid`, validate];
}
/** Needs no place in the transaction of the publication. */
export const isValidation = (statement: string): boolean => statement.includes(' validate constraint ');

const indexOf = (prefix: string, field: FieldModel): string =>
  quoteTable({ schema: 'data', name: `${prefix}_${field.id}` });

/** An index that is built while everybody writes, before its column takes its place. */
export interface EarlyIndex {
  readonly name: string;
  /** Cannot run inside a transaction; a failed try leaves an invalid index behind, which is dropped first. */
  readonly sql: string;
  readonly drop: string;
}
export function earlyIndexes({ owner, field }: FieldConversion, context: DdlContext): EarlyIndex[] {
  const column = context.tables.column(owner.id, comingId(field.id))?.name ?? comingName(field);
  return fieldIndexes(owner, field, context, column).map((index) => earlyIndex(index, field));
}

/** A field that is there already and is to be unique. */
export function earlyUnique(owner: FieldConversion['owner'], field: FieldModel, context: DdlContext): EarlyIndex[] {
  const column = context.tables.column(owner.id, field.id)?.name;
  if (column === undefined) return [];
  return fieldIndexes(owner, { ...field, isUnique: true }, context, column)
    .filter(({ prefix }) => prefix === 'uq')
    .map((index) => earlyIndex(index, field));
}

const earlyIndex = (index: ReturnType<typeof fieldIndexes>[number], field: FieldModel): EarlyIndex => ({
  name: `n${index.prefix}_${field.id}`,
  sql: `${index.create.replace('index', 'index concurrently')} ${indexName(`n${index.prefix}`, field)}${index.on}`,
  drop: `drop index concurrently if exists ${indexOf(`n${index.prefix}`, field)}`,
});

export const takeEarlyUnique = (field: FieldModel): string =>
  `alter index if exists ${indexOf('nuq', field)} rename to ${indexName('uq', field)}`;
