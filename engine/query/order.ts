/** The order of a page, the place it goes on from, and whether it can be read along an index. */
import { isOrdered, isPlainOrder, isTitleOrdered, LIST_COLLATION, titleOrder } from '../entity/ordered';
import type { Sql } from '../kernel/contract';
import { refuse } from '../kernel/problems';
import { join, raw, Slot, sql } from './sql';
import type { Lifted } from './lift';
import { columnOf, resolvePath, sourceOf, titleOf, type Path, type Place } from './names';
import type { RowsQuestion } from './question';
import type { RowsShape } from './rows';
import type { Schema, Source } from './source';

export interface SortKey {
  readonly sql: Sql;
  readonly type: string;
  readonly direction: 'asc' | 'desc';
  readonly isNullable: boolean;
  /** An index gives the records with a value in this order: of their own table, or by way of the record they point to. */
  readonly along?: 'own' | 'relation' | undefined;
}
const NEVER_NULL = new Set(['id', 'rev', 'created_at', 'updated_at', 'position']);

/** The order asked for; without one the newest first. The id always decides last, so that pages never overlap. */
export function sortKeys(schema: Schema, root: Source, sort: RowsShape['sort']): SortKey[] {
  const keys = sort.map((one, i) => sortKey(schema, root, one, i));
  // Ids are made in the order of time (UUID version 7): the newest first without another index.
  const last = keys.at(-1)?.direction ?? 'desc';
  return [...keys, { sql: root.named('id'), type: 'uuid', direction: last, isNullable: false }];
}

function sortKey(
  schema: Schema,
  root: Source,
  { field: name, direction }: RowsShape['sort'][number],
  i: number,
): SortKey {
  const path = resolvePath(schema, root.entity, name, ['sort', i, 'field']);
  refuseUnsortable(schema, path, ['sort', i, 'field']);
  const { field, entity, steps } = path;
  if (field.kind === 'record') return titleKey(root, path, direction);
  const type = schema.fieldTypes.get(field.type);
  const column = columnOf(root, path);
  const isNullable = steps.length > 0 || !NEVER_NULL.has(field.name) || root.entity.isPlatform;
  const key = { type: field.columnType ?? 'text', direction, isNullable };
  // A value that some may not read on some records is no column: it is sorted as it is seen.
  const isOwn = steps.length === 0 && root.may(field) === undefined;
  if (isTitleOrdered(entity, field, type)) return { ...key, sql: titleOrder(column), along: isOwn ? 'own' : undefined };
  const along = isOwn && isOrdered(entity, field, type) ? 'own' : undefined;
  const isWords = field.columnType === 'text' && !isPlainOrder(field, type);
  return { ...key, along, sql: isWords ? sql`(${column}${raw(LIST_COLLATION)})` : column };
}

function refuseUnsortable({ fieldTypes }: Schema, { field, lines }: Path, place: Place): void {
  if (field.isEncrypted) refuse('query.encrypted', place, { label: field.label });
  const isSortable = field.system !== undefined || (fieldTypes.get(field.type)?.canSort ?? false);
  if (lines || field.kind === 'lines' || !isSortable) refuse('query.sort', place, { label: field.label });
}

/** A relation is sorted by the title of its record, as far as the viewer may read it. */
function titleKey(root: Source, path: Path, direction: SortKey['direction']): SortKey {
  const { schema } = root;
  const source = sourceOf(root, path);
  const target = source.to(path.field);
  const { titleField } = target.entity;
  const common = { type: 'text', direction, isNullable: true } as const;
  if (!isTitleOrdered(target.entity, titleField, schema.fieldTypes.get(titleField.type))) {
    return { ...common, sql: sql`(${titleOf(source, path.field)})${raw(LIST_COLLATION)}` };
  }
  const isOpen = path.steps.length === 0 && !root.may(path.field) && !target.may(titleField);
  return { ...common, sql: titleOrder(target.column(titleField)), along: isOpen ? 'relation' : undefined };
}

/**
 * How a page is read: its part, what its rows must meet, and their order.
 *
 * A sorted page is read along the index of its first field where there is one. Empty values come last in both directions,
 * which no index gives for both: so the records with a value are one statement, and those without are another one that
 * is asked only where the first does not fill the page. The other fields of the order decide among equal values
 * (PostgreSQL sorts only those: "incremental sort").
 *
 * Measured with 1,000,000 records, PostgreSQL's execution time: 50 sorted by a number 870 → 0.4 ms, with two filters 2 ms,
 * from half way by cursor 0.5 ms; where all of it is one statement, planning it alone takes 0.5 ms more.
 */
export interface PageOrder {
  readonly conditions: readonly Sql[];
  readonly order: Sql;
  /** The records without a value are not among them and come next. */
  readonly hasRest: boolean;
}

export function pageOrder(
  keys: readonly SortKey[],
  shape: Pick<RowsShape, 'after' | 'isRest'>,
  mayWalk: boolean,
): PageOrder {
  const first = keys[0]!;
  const after = shape.isRest ? null : shape.after;
  if (!mayWalk || !first.along || !first.isNullable) return inOne(keys, after);
  if (shape.isRest || (after && !after[0])) return ofEmpty(keys, after);
  // The order of an index, as it is: in ascending order it ends with the empty values.
  if (!after && first.along === 'own' && first.direction === 'asc') return inOne(keys, after);
  const filled = [{ ...first, isNullable: false }, ...keys.slice(1)];
  const page = inOne(filled, after);
  return {
    ...page,
    conditions: after ? page.conditions : [sql`${first.sql} is not null`],
    hasRest: true,
  };
}

function inOne(keys: readonly SortKey[], after: RowsShape['after']): PageOrder {
  const [first] = keys;
  const bound = first?.along && !first.isNullable && after?.[0] ? [from(first, after[0])] : [];
  return { conditions: after ? [...bound, afterSql(keys, after)] : [], order: orderSql(keys), hasRest: false };
}

function ofEmpty([first, ...others]: readonly SortKey[], after: RowsShape['after']): PageOrder {
  const beyond = after ? [afterSql(others, after.slice(1))] : [];
  // By the same columns as before: an index on (value, id) holds the empty values in the order of the id.
  const order = first!.along === 'own' ? orderSql([{ ...first!, isNullable: false }, ...others]) : orderSql(others);
  return { conditions: [sql`${first!.sql} is null`, ...beyond], order, hasRest: false };
}

/** Where the index is entered; the rows up to the last one are left out by `afterSql`. */
const from = (key: SortKey, value: NonNullable<Lifted>): Sql =>
  sql`${key.sql} ${raw(key.direction === 'asc' ? '>=' : '<=')} ${valueOf(key, value)}`;

const valueOf = (key: SortKey, value: NonNullable<Lifted>): Sql =>
  sql`${new Slot(({ inputs }) => inputs[value.input], { hasOnePlan: true })}::text::${raw(key.type)}`;

const orderSql = (keys: readonly SortKey[]): Sql =>
  join(
    keys.map((key) => sql`${key.sql}${raw(` ${key.direction}${key.isNullable ? ' nulls last' : ''}`)}`),
    ', ',
  );

/** Rows after a row, by the same order: `(a > $1) or (a = $1 and b > $2) …`, nulls last. */
function afterSql(keys: readonly SortKey[], after: readonly Lifted[]): Sql {
  const same = (i: number): Sql =>
    after[i] ? sql`${keys[i]!.sql} = ${valueOf(keys[i]!, after[i])}` : sql`${keys[i]!.sql} is null`;
  const beyond = (i: number): Sql => {
    const [key, value] = [keys[i]!, after[i]];
    if (!value) return raw('false');
    const past = sql`${key.sql} ${raw(key.direction === 'asc' ? '>' : '<')} ${valueOf(key, value)}`;
    return key.isNullable ? sql`(${past} or ${key.sql} is null)` : past;
  };
  const cases = keys.map((_, i) => join([...keys.slice(0, i).map((_k, j) => same(j)), beyond(i)], ' and '));
  return sql`(${join(
    cases.map((c) => sql`(${c})`),
    ' or ',
  )})`;
}

export const writeCursor = (values: readonly unknown[]): string =>
  Buffer.from(JSON.stringify(values)).toString('base64url');

/** What a cursor belongs to: after another order its place means nothing. */
export const orderName = ({ entity, sort = [] }: Pick<RowsQuestion, 'entity' | 'sort'>): string =>
  [entity, ...sort.map((s) => `${s.field} ${s.direction}`)].join();

/** The order a cursor was made for comes first; a cursor is never trusted, its values are parameters. */
export function readCursor(text: string, order: string): readonly unknown[] {
  try {
    const values: unknown = JSON.parse(Buffer.from(text, 'base64url').toString('utf8'));
    const isList = Array.isArray(values) && values.length <= 12 && values[0] === order;
    if (isList && values.every((v) => v === null || typeof v === 'string')) {
      return (values as unknown[]).slice(1);
    }
  } catch {
    // told below
  }
  return refuse('query.cursor', ['page', 'after']);
}
