/** What a field becomes in a row of an answer: which SQL it needs, and how its JSON is made of what comes back. */
import { maskValue } from '../access/mask';
import type { FieldType, Sql } from '../kernel/contract';
import type { Json } from '../kernel/json';
import type { EntityModel, FieldModel } from '../kernel/model';
import type { Secrets } from '../kernel/secrets';
import { titleOf } from './names';
import type { Source } from './source';
import { identifier, join, raw, sql } from './sql';

export interface Cell {
  readonly name: string;
  readonly columns: readonly Sql[];
  /** `at` is where this cell's columns begin in the row. undefined: not for this viewer on this row. */
  read(row: readonly unknown[], at: number): Json | undefined;
}

/** A field of a row, with the viewer's right to it on that row: the value, its mask, or nothing at all. */
export function cell(name: string, source: Source, field: FieldModel): Cell {
  const plain = openCell(name, source, field);
  const masked = source.masked(field);
  const [mayRead, maySee] = [source.may(field), source.may(field, 'masked')];
  if (!mayRead) return plain;
  const type = source.schema.fieldTypes.get(field.type);
  const { columns } = plain;
  const flags = [mayRead, ...(maySee ? [maySee] : [])];
  const all = [...columns, ...flags, ...(masked ? [masked] : [])];
  const seenAt = columns.length + 1;
  const maskAt = columns.length + flags.length;
  return {
    name,
    columns: all,
    read(row, at) {
      const isOpen = row[at + columns.length];
      // Unknown where there is no row at all: a relation that leads nowhere has nothing to hide.
      if (isOpen === true || isOpen === null) return plain.read(row, at);
      if (maySee && row[at + seenAt] !== true) return undefined;
      const value = masked ? row[at + maskAt] : null;
      if (field.isEncrypted && typeof value === 'string') {
        return new Sealed(source.entity, field, row[at + 1] as string, value, type) as unknown as Json;
      }
      return value === null || value === undefined ? null : (maskValue(type, field, value) as unknown as Json);
    },
  };
}

/** A value that still has to be decrypted: the statement is kept for everybody, the keys are not. */
export class Sealed {
  constructor(
    readonly entity: EntityModel,
    readonly field: FieldModel,
    readonly record: string,
    readonly text: string,
    /** Set where the viewer may see the value masked only. */
    readonly mask?: FieldType,
  ) {}

  open(secrets: Secrets | undefined): Json {
    const { entity, field, record, text, mask } = this;
    const value = secrets?.open({ entity: entity.id, field: field.id, record }, text) ?? { unreadable: true as const };
    if (typeof value !== 'string') return value as unknown as Json;
    return mask ? (maskValue(mask, field, value) as unknown as Json) : value;
  }
}
const secretAt =
  (source: Source, field: FieldModel) =>
  (row: readonly unknown[], at: number): Json =>
    typeof row[at] === 'string'
      ? (new Sealed(source.entity, field, row[at + 1] as string, row[at]) as unknown as Json)
      : null;

/** The title of a row; masked where it is a field the viewer may see masked only, else empty where they may not read it. */
export function titleCell(name: string, source: Source): Cell {
  const { titleField } = source.entity;
  if (titleField.column === null) return { name, columns: [], read: () => '' };
  const type = source.schema.fieldTypes.get(titleField.type);
  const masked = source.masked(titleField);
  const title = sql`${source.column(titleField)}::text`;
  return {
    name,
    columns: masked ? [title, sql`${masked}::text`] : [title],
    read(row, at) {
      if (typeof row[at] === 'string') return row[at];
      const hidden = masked ? row[at + 1] : null;
      return hidden === null ? '' : maskValue(type, titleField, hidden).masked;
    },
  };
}

function openCell(name: string, source: Source, field: FieldModel): Cell {
  if (field.kind === 'lines') return { name, columns: [linesSql(source, field)], read: (row, at) => row[at] as Json };
  if (field.kind === 'idList') return { name, columns: [linksSql(source, field)], read: (row, at) => row[at] as Json };
  const column = source.column(field);
  if (field.isEncrypted) return { name, columns: [column, source.named('id')], read: secretAt(source, field) };
  if (field.kind === 'record' && source.schema.model.entity(field.target ?? '')) {
    const title = titleCell('', source.to(field));
    return { name, columns: [column, ...title.columns], read: (row, at) => readLink(row, at, title) };
  }
  if (field.system && field.columnType === 'bigint') {
    return { name, columns: [column], read: (row, at) => (row[at] === null ? null : Number(row[at])) };
  }
  if (field.columnType === 'timestamptz') return { name, columns: [column], read: readInstant };
  return { name, columns: [column], read: (row, at) => (row[at] ?? null) as Json };
}

const readInstant = (row: readonly unknown[], at: number): Json => {
  const value = row[at];
  return value instanceof Date ? value.toISOString() : ((value ?? null) as Json);
};

/**
 * A relation. The id of a record the viewer may not read stays, with an empty title: it tells nothing, and without it a
 * form would save the relation away without anybody having seen it.
 */
function readLink(row: readonly unknown[], at: number, title: Cell): Json {
  const id = row[at] as string | null;
  return id === null ? null : { id, title: title.read(row, at + 1) ?? '' };
}

/** Rows of line items in their order, as a JSON list of `{id, …}`. */
function linesSql(source: Source, field: FieldModel): Sql {
  const child = field.child!;
  const rows = source.beside(child, `${source.alias}_l`);
  const columns = child.fields.filter((f) => !f.system).map((f) => sql`${jsonValue(rows, f)} as ${identifier(f.name)}`);
  const list = join([sql`${rows.named('id')} as "id"`, ...columns], ', ');
  const where = source.holds(rows, field);
  const order = rows.named('position');
  // Sorted by the position, which itself is not part of a row. `from` last: it brings what was named before.
  const inOrder = sql`select ${list} from ${rows.from()} where ${where} order by ${order}`;
  return sql`(select coalesce(json_agg(row_to_json(q)), '[]') from (${inOrder}) q)`;
}

/** As it must look inside JSON: decimals as text, instants with Z, relations as links. */
function jsonValue(source: Source, field: FieldModel): Sql {
  if (field.kind === 'idList') return linksSql(source, field);
  const column = source.column(field);
  if (field.kind === 'record') {
    return sql`case when ${column} is null then null else json_build_object('id', ${column}, 'title', coalesce(${titleOf(source, field)}, '')) end`;
  }
  if (field.columnType === 'numeric' || field.columnType === 'bigint') return sql`${column}::text`;
  if (field.columnType === 'timestamptz') {
    return sql`to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;
  }
  return column;
}

/** A list of ids as links, in its order. Files are links with size and type. */
function linksSql(source: Source, field: FieldModel): Sql {
  const column = source.column(field);
  const target = source.schema.model.entity(field.target ?? '');
  const ids = sql`unnest(${column}) with ordinality as u(id, n)`;
  if (!target) {
    return sql`(select json_agg(json_build_object('id', f.id, 'name', f.name, 'size', f.size, 'mime', f.mime) order by u.n) from ${ids} join public.file f on f.id = u.id)`;
  }
  const records = source.beside(target, `${source.alias}_m`);
  const { titleField } = target;
  const title = titleField.column === null ? raw("''") : sql`coalesce(${records.column(titleField)}::text, '')`;
  return sql`(select json_agg(json_build_object('id', u.id, 'title', ${title}) order by u.n) from ${ids} left join ${records.table()} on ${records.named('id')} = u.id)`;
}
