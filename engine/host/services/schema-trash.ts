/** The trash of fields and entities: what lies there, bringing it back, and deleting it for ever. */
import crypto from 'node:crypto';
import { onPool } from '../../data/documents/rows';
import { lockPublishing, readPhysical, retryWhileBusy, runDdl } from '../../data/documents/tables';
import { discard } from '../../entity/ddl-convert';
import { dropTrash, readTrash, type TrashRow } from '../../data/plans/trash';
import { unsearch } from '../../data/search/publish';
import { quoteIdentifier as q, quoteTable } from '../../entity/identifiers';
import { lineFields } from '../../entity/model';
import { dropSearchTable } from '../../entity/search-ddl';
import { formerId, Tables, type Physical } from '../../entity/physical';
import type { Output, TrashItem } from '../../kernel/api';
import type { EntityDocument, FieldUse } from '../../kernel/documents.generated';
import { Refusal, refuse } from '../../kernel/problems';
import { say, type Text } from '../../kernel/text';
import type { Call, Host, Tx } from '../contract';
import { authorOf } from './documents-said';

type TrashHost = Pick<Host, 'pool' | 'documents' | 'clock' | 'transaction'>;
/** Up to so many rows values are counted; beyond, the database's own estimate does. */
const COUNTED_ROWS = 100_000;

export async function listSchemaTrash(call: Call, entity: string | undefined): Promise<Output<'document.trash'>> {
  const { host } = call;
  const wanted = entity === undefined ? undefined : (host.model().entity(entity)?.id ?? entity);
  const db = onPool(host.pool);
  const rows = await readTrash(db, wanted === undefined ? {} : { entity: wanted });
  const physical = await readPhysical(db);
  const people = await host.pool.query<{ id: string; name: string }>(
    'select id, name from person where id = any($1::uuid[])',
    [rows.flatMap(({ by_id: by }) => by ?? [])],
  );
  const names = new Map(people.rows.map(({ id, name }) => [id, name]));
  const items: TrashItem[] = [];
  for (const row of rows.toReversed()) {
    const use = row.what === 'entity' ? undefined : (JSON.parse(row.content) as FieldUse);
    items.push({
      id: row.id,
      what: row.what,
      entity: host.model().entity(row.entity_id)?.name ?? row.name,
      name: row.name,
      label: JSON.parse(row.label) as Text,
      ...(use ? { type: use.type } : {}),
      at: row.at.toISOString(),
      by: row.by_id === null ? null : { id: row.by_id, title: names.get(row.by_id) ?? '' },
      until: row.until.toISOString(),
      rows: await countHeld(host, row, physical),
    });
  }
  return { items };
}

async function countHeld({ pool }: TrashHost, row: TrashRow, physical: Physical): Promise<number> {
  const table = physical.tables.find(
    ({ id }) => id === (isTable(row, physical) ? (row.field_id ?? row.table_id) : row.table_id),
  );
  if (!table) return 0;
  const column = table.columns.find(({ id }) => id === row.column_id);
  const rows = table.rows ?? -1;
  if (rows > COUNTED_ROWS && !column) return Math.round(rows);
  const what = column ? `count(${q(column.name)})` : 'count(*)';
  const sample = rows > COUNTED_ROWS ? ` tablesample system (${((COUNTED_ROWS / rows) * 100).toFixed(3)})` : '';
  const { rows: counted } = await pool.query<{ n: string }>(
    `select ${what} as n from ${quoteTable({ schema: 'data', name: table.name })}${sample}`,
  );
  const n = Number(counted[0]!.n);
  return sample ? Math.round((n * rows) / COUNTED_ROWS) : n;
}

/** Line items lie in a table of their own. */
const isTable = (row: TrashRow, physical: Physical): boolean =>
  row.what === 'field' && physical.tables.some(({ id }) => id === row.field_id);

const itemOf = async (host: TrashHost, id: string): Promise<TrashRow> =>
  (await readTrash(onPool(host.pool), { id }))[0] ?? refuse('trash.unknown', ['id']);

/** A publication like any other: with its checks, its plan and a version of its own. */
export async function restoreFromTrash(call: Call, id: string): Promise<Output<'document.restore'>> {
  const { documents } = call.host;
  const row = await itemOf(call.host, id);
  const label = JSON.parse(row.label) as Text;
  if (row.what === 'values') refuse('trash.values', ['id'], { label });
  const document = row.what === 'entity' ? await entityOf(call.host, row) : withField(call.host, row, label);
  const note = `↩ ${say(label, call.viewer.locale, row.name)}`;
  return { versions: (await documents.publish(authorOf(call), { documents: [document] }, note)).versions };
}

async function entityOf({ documents }: TrashHost, row: TrashRow): Promise<EntityDocument> {
  const { version } = JSON.parse(row.content) as { version: number };
  return (
    ((await documents.version(row.entity_id, version)) as EntityDocument | undefined) ?? refuse('trash.unknown', ['id'])
  );
}

/** The entity as it is published, with the field as it last was behind the others. */
function withField({ documents }: TrashHost, row: TrashRow, label: Text): EntityDocument {
  const entry = documents.list('entity').find(({ document }) => document.id === row.entity_id);
  if (!entry) return refuse('trash.entityGone', ['id'], { label });
  const entity = entry.document as EntityDocument;
  const use = JSON.parse(row.content) as FieldUse;
  if (row.table_id === entity.id) return { ...entity, fields: [...entity.fields, use] };
  const fields = entity.fields.map((lines) =>
    lines.id === row.table_id
      ? { ...lines, options: { ...lines.options, fields: [...lineFields(lines.options), use] } }
      : lines,
  );
  return { ...entity, fields };
}

/** @param name typed by the person who asks */
export async function purgeFromTrash(call: Call, id: string, name: string): Promise<{ readonly ok: true }> {
  const row = await itemOf(call.host, id);
  if (name.trim() !== row.name) refuse('trash.name', ['name'], { name: row.name });
  await purge(call.host, row);
  return { ok: true };
}

/** What has lain there for thirty days goes by itself, unless something still refers to it. @returns how many went */
export async function purgeDue(host: TrashHost): Promise<number> {
  let gone = 0;
  for (const row of await readTrash(onPool(host.pool), { dueAt: host.clock.now() })) {
    try {
      await purge(host, row);
      gone += 1;
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
    }
  }
  return gone;
}

async function purge(host: TrashHost, row: TrashRow): Promise<void> {
  await retryWhileBusy(() =>
    host.transaction(async (tx) => {
      await lockPublishing(tx);
      if ((await readTrash(tx, { id: row.id })).length === 0) refuse('trash.unknown', ['id']);
      const physical = await readPhysical(tx);
      const users = await usersOf(tx, row, physical);
      if (users.length > 0) {
        refuse('trash.inUse', ['id'], { label: JSON.parse(row.label) as Text, users: users.slice(0, 5).join(', ') });
      }
      await runDdl(tx, [...(await dropLines(tx, row, physical)), ...purgeSql(row, physical)]);
      if (row.what === 'entity') await tx.query(dropSearchTable({ id: row.entity_id }));
      else if (row.what !== 'values' && row.field_id) await unsearch(tx, { id: row.entity_id }, [row.field_id]);
      await dropTrash(tx, row.id);
      if (row.what === 'values') return;
      const which = row.what === 'entity' ? 'entity_id' : 'field_id';
      const of = row.what === 'entity' ? row.entity_id : row.field_id;
      await tx.query(`delete from schema_trash where ${which} = $1`, [of]);
      await tx.query(`delete from quarantine where ${which} = $1`, [of]);
      if (row.what === 'entity') await dropAround(tx, row.entity_id);
      // Files that nothing holds are swept by the worker.
      await tx.query(`update file set record_id = null, entity_id = null, field_id = null where ${which} = $1`, [of]);
    }),
  );
}

/** What people kept around the records of an entity: with them it means nothing. The history stays: it is sealed. */
const AROUND = [
  'record_share',
  'record_comment',
  'record_batch',
  'personal_view',
  'view_arrangement',
  'import_memory',
] as const;

async function dropAround(tx: Pick<Tx, 'query'>, entity: string): Promise<void> {
  for (const table of AROUND) await tx.query(`delete from ${table} where entity_id = $1`, [entity]);
}

/** Rows of line items go with the records they belong to. */
async function dropLines(db: ReturnType<typeof onPool>, row: TrashRow, physical: Physical): Promise<string[]> {
  const table = physical.tables.find(({ id }) => id === row.table_id);
  if (row.what !== 'entity' || !table) return [];
  const { rows } = await db.query<{ name: string }>(
    `select c.conrelid::regclass::text as name from pg_constraint c
       join pg_attribute a on a.attrelid = c.conrelid and a.attnum = any(c.conkey) and a.attname = 'parent_id'
      where c.contype = 'f' and c.confrelid = $1::regclass`,
    [quoteTable({ schema: 'data', name: table.name })],
  );
  return rows.map(({ name }) => `drop table ${name}`);
}

/** Columns are let go of and used again; tables are dropped. */
function purgeSql(row: TrashRow, physical: Physical): string[] {
  const tables = new Tables(physical);
  const stamp = (): string => crypto.randomBytes(4).toString('hex');
  if (row.what === 'entity') {
    const own = physical.tables.filter(({ id }) => id === row.table_id);
    return own.map(({ id }) => `drop table ${tables.quoted(id)} cascade`);
  }
  if (isTable(row, physical)) return [`drop table ${tables.quoted(row.field_id!)}`];
  if (!tables.has(row.table_id) || row.column_id === null) return [];
  const columns = row.what === 'values' ? [row.column_id] : columnsOf(tables, row);
  return columns
    .filter((id) => tables.column(row.table_id, id) !== undefined)
    .flatMap((id) => [
      ...(id === row.field_id ? dropOfField(tables.quoted(row.table_id), id) : []),
      ...discard(row.table_id, id, stamp(), tables),
    ]);
}

/** The field's column and those it had before conversions. */
const columnsOf = (tables: Tables, { table_id: table, field_id: field }: TrashRow): string[] =>
  tables.columnIds(table).filter((id) => id === field || id.startsWith(formerId(field!, '')));

const dropOfField = (table: string, field: string): string[] => [
  `alter table ${table} drop constraint if exists ${q(`fk_${field}`)}`,
  ...['uq', 'ix'].map((prefix) => `drop index if exists ${quoteTable({ schema: 'data', name: `${prefix}_${field}` })}`),
];

/** What still refers to it: columns of other tables (hidden ones too), and flows that are under way. */
async function usersOf(db: ReturnType<typeof onPool>, row: TrashRow, physical: Physical): Promise<readonly string[]> {
  if (row.what === 'values') return [];
  const users: string[] = [];
  const table = physical.tables.find(({ id }) => id === (row.what === 'entity' ? row.table_id : row.field_id));
  if (table) {
    const { rows } = await db.query<{ name: string }>(
      `select distinct c.conrelid::regclass::text as name from pg_constraint c
        where c.contype = 'f' and c.confrelid = $1::regclass and c.conrelid <> c.confrelid
          and not exists (select 1 from pg_attribute a where a.attrelid = c.conrelid and a.attnum = any(c.conkey) and a.attname = 'parent_id')`,
      [quoteTable({ schema: 'data', name: table.name })],
    );
    users.push(...rows.map(({ name }) => name));
  }
  const mentions = row.what === 'entity' ? '' : `and v.content like '%"' || $2 || '"%'`;
  const { rows } = await db.query<{ name: string; n: number }>(
    `select d.name, count(*)::int as n from flow_instance f
       join document_version v on v.document_id = f.flow_id and v.version = f.version
       join document d on d.id = f.flow_id
      where f.entity_id = $1 and f.status = 'active' ${mentions} group by d.name`,
    row.what === 'entity' ? [row.entity_id] : [row.entity_id, row.name],
  );
  return [...users, ...rows.map(({ name, n }) => `${name} (${n})`)];
}
