/** Fields and entities taken away, and columns as they were before a conversion: what is kept, since when, how long. */
import type { Queryable } from '../documents/rows';

export const KEPT_DAYS = 30;

export interface TrashRow {
  readonly id: string;
  readonly what: 'entity' | 'field' | 'values';
  readonly entity_id: string;
  readonly table_id: string;
  /** Comment of the column; null where a whole table is kept (an entity, line items). */
  readonly column_id: string | null;
  readonly field_id: string | null;
  readonly name: string;
  /** JSON of a Text. */
  readonly label: string;
  /** JSON: the FieldUse as it was; `{version}` of an entity. */
  readonly content: string;
  /** JSON: `{conversion, from, to}` that the values went through. */
  readonly conversion: string | null;
  readonly at: Date;
  readonly by_id: string | null;
  readonly until: Date;
}
export type NewTrash = Omit<TrashRow, 'at' | 'by_id' | 'until'>;

const COLUMNS =
  't.id, t.what, t.entity_id, t.table_id, t.column_id, t.field_id, t.name, t.label, t.content, t.conversion, t.at, t.by_id, t.until';

/** Oldest first. */
export async function readTrash(
  db: Queryable,
  which: { readonly entity?: string; readonly id?: string; readonly dueAt?: Date },
): Promise<readonly TrashRow[]> {
  const { rows } = await db.query<TrashRow>(
    `select ${COLUMNS} from schema_trash t
      where ($1::text is null or t.entity_id = $1) and ($2::uuid is null or t.id = $2) and ($3::timestamptz is null or t.until <= $3)
      order by t.at, t.id`,
    [which.entity ?? null, which.id ?? null, which.dueAt ?? null],
  );
  return rows;
}

export async function putInTrash(
  db: Queryable,
  items: readonly NewTrash[],
  by: string | null,
  at: Date,
): Promise<void> {
  if (items.length === 0) return;
  await db.query(
    `insert into schema_trash (id, what, entity_id, table_id, column_id, field_id, name, label, content, conversion, at, by_id, until)
     select i.id, i.what, i.entity_id, i.table_id, i.column_id, i.field_id, i.name, i.label, i.content, i.conversion,
            $2, $3, $2::timestamptz + make_interval(days => $4)
       from json_to_recordset($1::json) as i(id uuid, what text, entity_id text, table_id text, column_id text,
            field_id text, name text, label text, content text, conversion text)`,
    [JSON.stringify(items), at, by, KEPT_DAYS],
  );
}

/** What is published again is in the trash no more. */
export async function takeFromTrash(db: Queryable, what: 'entity' | 'field', ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return;
  const column = what === 'entity' ? 'entity_id' : 'field_id';
  await db.query(`delete from schema_trash where what = $1 and ${column} = any($2::text[])`, [what, ids]);
}

export async function dropTrash(db: Queryable, id: string): Promise<void> {
  await db.query('delete from schema_trash where id = $1', [id]);
}
