/** Rows of a table → values of another column, batch by batch. What a value becomes is said by entity/convert. */
import { convert, idsToName, isSame, textOf, textsToFind, type Converter, type Known } from '../../entity/convert';
import { quoteIdentifier as q } from '../../entity/identifiers';
import type { ColumnType } from '../../kernel/model';
import { problem, type Problem } from '../../kernel/problems';
import type { Queryable } from '../documents/rows';
import type { Lookup } from './lookup';

export interface Column {
  /** Name in the database, not quoted. */
  readonly name: string;
  readonly type: ColumnType;
}
/** How values were carried before: the column as it was, and every conversion since, oldest first. */
export interface Former {
  readonly column: Column;
  readonly chain: readonly {
    readonly converter: Converter;
    readonly lookup: Lookup;
    /** Under which values were set aside then. */
    readonly run: string | undefined;
  }[];
}
/** One column to be filled. */
export interface Carry {
  /** Quoted, with its schema. */
  readonly table: string;
  /** Rows of line items: the record is their parent. */
  readonly isLines: boolean;
  readonly sources: readonly Column[];
  readonly converter: Converter;
  readonly lookup: Lookup;
  /** The field's own values, which stay where there are some. */
  readonly own: Column | undefined;
  /** Values as they were before the field had its present type: they come back where nobody changed them since. */
  readonly former: Former | undefined;
  /** Encrypts or decrypts the value of a record; nothing else becomes of it. */
  readonly crypt?: Crypt | undefined;
}
export type Crypt = (record: string, value: string) => { readonly value: unknown; readonly bad?: Problem };
export interface Row {
  readonly id: string;
  readonly record: string;
  readonly values: readonly unknown[];
  readonly own: unknown;
  readonly former: unknown;
  /** Not in the trash. */
  readonly isAlive: boolean;
  /** Of all the columns read: a row is only written while it still is the one that was read. */
  readonly hash: string;
}
export interface Carried {
  readonly row: Row;
  readonly value: unknown;
  readonly bad?: Problem;
  readonly create?: string;
}

/** Canonical values: decimals and days as text, instants as ISO text with Z. */
function read(alias: string, { name, type }: Column): string {
  const column = `${alias}.${q(name)}`;
  if (type === 'timestamptz') return `to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;
  if (type === 'numeric' || type === 'bigint' || type === 'date' || type === 'uuid') return `${column}::text`;
  return type === 'uuid[]' ? `${column}::text[]` : column;
}

const columnsOf = ({ sources, own, former }: Carry): Column[] => [
  ...sources,
  ...(own ? [own] : []),
  ...(former ? [former.column] : []),
];
const hashOf = (alias: string, carry: Carry): string =>
  `md5(row(${columnsOf(carry)
    .map(({ name }) => `${alias}.${q(name)}`)
    .join(', ')})::text)`;

/** The next rows by id that hold something, or exactly these. Deleted records are carried too. */
export async function readRows(
  db: Queryable,
  carry: Carry,
  which: { readonly after: string | null; readonly limit: number } | { readonly ids: readonly string[] },
): Promise<readonly Row[]> {
  const { table, isLines, sources, own, former } = carry;
  const columns = columnsOf(carry);
  const record = isLines ? 't.parent_id' : 't.id';
  const alive = isLines ? 'true' : 't.deleted_at is null';
  const select = columns.map((column, i) => `${read('t', column)} as c${i}`);
  const holds = columns.map(({ name }) => `t.${q(name)} is not null`).join(' or ');
  const where =
    'ids' in which
      ? 't.id = any($1::uuid[])'
      : `($1::uuid is null or t.id > $1::uuid) and (${holds}) order by t.id limit ${which.limit}`;
  const { rows } = await db.query<{ [column: string]: unknown }>(
    `select t.id, ${record} as record, ${alive} as alive, ${hashOf('t', carry)} as hash, ${select.join(', ')} from ${table} t where ${where}`,
    ['ids' in which ? which.ids : which.after],
  );
  const ownAt = sources.length;
  const formerAt = ownAt + (own ? 1 : 0);
  return rows.map((row) => ({
    id: row.id as string,
    record: row.record as string,
    hash: row.hash as string,
    isAlive: row.alive as boolean,
    values: sources.map((_, i) => row[`c${i}`]),
    own: own ? row[`c${ownAt}`] : null,
    former: former ? row[`c${formerAt}`] : null,
  }));
}

/** What becomes of each row. Titles and records of other tables are looked up for all rows together. */
export async function carryRows(db: Queryable, carry: Carry, rows: readonly Row[]): Promise<readonly Carried[]> {
  const { converter, lookup, former, crypt } = carry;
  if (crypt) return rows.map((row) => crypted(crypt, row));
  await learn(
    db,
    converter,
    lookup,
    rows.map((row) => row.values),
  );
  if (former) await learnChain(db, former, rows);
  return rows.map((row) => carryRow(carry, row));
}

const crypted = (crypt: Crypt, row: Row): Carried => {
  const [value] = row.values;
  return value === null || value === undefined ? { row, value: null } : { row, ...crypt(row.record, String(value)) };
};

async function learn(
  db: Queryable,
  converter: Converter,
  lookup: Lookup,
  values: readonly (readonly unknown[])[],
): Promise<void> {
  await lookup.name(
    db,
    values.flatMap((own) => idsToName(converter, own)),
  );
  await lookup.search(
    db,
    values.flatMap((own) => textsToFind(converter, own, lookup)),
  );
}

async function learnChain(db: Queryable, { chain }: Former, rows: readonly Row[]): Promise<void> {
  let values = rows.map((row) => row.former);
  for (const { converter, lookup } of chain) {
    await learn(
      db,
      converter,
      lookup,
      values.map((value) => [value]),
    );
    values = values.map((value) => convert(converter, [value], lookup).value);
  }
}

function carryRow(carry: Carry, row: Row): Carried {
  const { converter, former, own } = carry;
  if (former && isUnchanged(former, row)) {
    const { type, options } = converter.to;
    if (type.check(row.former, options).length === 0) return { row, value: row.former };
  }
  const { value, bad, create } = convert(converter, row.values, carry.lookup);
  const made = { row, value, ...(bad ? { bad } : {}), ...(create === undefined ? {} : { create }) };
  if (!own || row.own === null) return made;
  // The field keeps what it holds; another value that would take its place is told, not dropped.
  if (value === null && !bad) return { row, value: row.own };
  if (value !== null && isSame(converter.to, value, row.own)) return { row, value: row.own };
  return { row, value: row.own, bad: bad ?? problem('plan.occupied') };
}

/** The present value is what the former one became: nobody changed it since. */
function isUnchanged({ chain }: Former, row: Row): boolean {
  if (row.former === null) return false;
  let value: unknown = row.former;
  for (const { converter, lookup } of chain) value = convert(converter, [value], lookup).value;
  return isSame(chain.at(-1)!.converter.to, value, row.values[0]);
}

/** The value that did not convert, as text. */
export const badText = ({ converter, lookup, crypt }: Carry, { row }: Carried): string =>
  // Neither plain nor cipher text of a secret is shown to whoever publishes.
  crypt ? '***' : (textOf(converter, row.values, lookup as Pick<Known, 'title'>) ?? '');

/**
 * Writes the values of rows that still are as they were read; a row that somebody changed meanwhile is written when its
 * own turn comes (it was noted by the trigger). @param withEmpty also those that hold nothing now
 */
export async function writeRows(
  db: Queryable,
  carry: Carry,
  coming: Column,
  carried: readonly Carried[],
  withEmpty: boolean,
): Promise<void> {
  const list = carried
    .filter(({ value }) => withEmpty || value !== null)
    .map(({ row, value }) => ({ id: row.id, hash: row.hash, value }));
  if (list.length === 0) return;
  await db.query(
    `update ${carry.table} t set ${q(coming.name)} = v.value
       from json_to_recordset($1::json) as v(id uuid, hash text, value ${coming.type})
      where t.id = v.id and ${hashOf('t', carry)} = v.hash`,
    [JSON.stringify(list)],
  );
}
