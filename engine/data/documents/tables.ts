/** The tables of entities as PostgreSQL has them, and the statements of a publication. */
import type { Physical, PhysicalTable } from '../../entity/physical';
import type { ColumnType } from '../../kernel/model';
import type { Queryable } from './rows';

/** One publication at a time, in whatever process. Held until the transaction ends. */
const PUBLISH_LOCK = 7_345_001;
/**
 * A statement that changes a table waits behind every reader, and every later reader waits behind it (measured: 3 s
 * behind a slow report). So it gives up soon, and the whole publication is tried again.
 */
const LOCK_TIMEOUT = '300ms';
const RETRIES = 20;
/** lock_not_available, deadlock_detected; unique_violation: a value came twice since the plan asked, and the next plan says so. */
const BUSY = new Set(['55P03', '40P01', '23505']);

export async function lockPublishing(db: Queryable): Promise<void> {
  await db.query('select pg_advisory_xact_lock($1)', [PUBLISH_LOCK]);
}

/** Nobody publishes until the transaction ends: names and computations stay what they are. Many may hold it at once. */
export async function sharePublishing(db: Queryable): Promise<void> {
  await db.query('select pg_advisory_xact_lock_shared($1)', [PUBLISH_LOCK]);
}

/** Runs the statements of a plan in the transaction of the publication. */
export async function runDdl(db: Queryable, statements: readonly string[]): Promise<void> {
  if (statements.length === 0) return;
  await keepVacuumOut(db, statements);
  await db.query(`set local lock_timeout = '${LOCK_TIMEOUT}'`);
  for (const statement of statements) await db.query(statement);
  await db.query('set local lock_timeout = default');
}

/** An autovacuum gives way to whoever waits for it longer than deadlock_timeout (1 s). */
const VACUUM_TIMEOUT = '5s';
/**
 * After many rows were written an autovacuum may hold the table for minutes, and gives way only to who waits longer than
 * LOCK_TIMEOUT. So it is waited for with a lock that keeps neither readers nor writers waiting, and kept out from then on. Called
 * for all statements of a transaction before it holds any lock for which others wait.
 */
export async function keepVacuumOut(db: Queryable, statements: readonly string[]): Promise<void> {
  const named = statements.flatMap((text) => [...text.matchAll(/\b(?:alter table|on) ("data"\."(?:[^"]|"")+")/g)]);
  const names = [...new Set(named.map(([, name]) => name!))].sort();
  if (names.length === 0) return;
  // Others are made, or called so, by the statements themselves.
  const { rows } = await db.query<{ name: string }>(
    'select name from unnest($1::text[]) name where to_regclass(name) is not null order by name',
    [names],
  );
  await db.query(`set local lock_timeout = '${VACUUM_TIMEOUT}'`);
  for (const { name } of rows) await db.query(`lock table ${name} in share update exclusive mode`);
  await db.query(`set local lock_timeout = '${LOCK_TIMEOUT}'`);
}

/** Tries a publication again while others hold the tables it changes; nothing of a failed try stays. */
export async function retryWhileBusy<T>(run: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await run();
    } catch (error) {
      const code = (error as { code?: string }).code ?? '';
      if (!BUSY.has(code) || attempt === RETRIES) throw error;
      await new Promise((resolve) => setTimeout(resolve, 50 + Math.random() * 200 * Math.min(attempt, 5)));
    }
  }
}

/** `format_type` of PostgreSQL → the column types entities use. */
const TYPES: ReadonlyMap<string, ColumnType> = new Map([
  ['timestamp with time zone', 'timestamptz'],
  ...(['text', 'bigint', 'numeric', 'boolean', 'date', 'uuid', 'text[]', 'uuid[]', 'jsonb'] as const).map(
    (type) => [type, type] as const,
  ),
]);

/** The tables of the schema "data" that bear the id of an entity or field as their comment. */
export async function readPhysical(db: Queryable): Promise<Physical> {
  const { rows } = await db.query<{
    table_id: string;
    table_name: string;
    rows: number;
    attributes: number;
    columns: PhysicalTable['columns'];
  }>(
    `select obj_description(t.oid, 'pg_class') as table_id, t.relname as table_name, t.reltuples::float8 as rows,
            (select max(x.attnum)::int from pg_attribute x where x.attrelid = t.oid) as attributes,
            coalesce(json_agg(json_build_object('id', col_description(t.oid, a.attnum), 'name', a.attname,
              'type', format_type(a.atttypid, a.atttypmod)) order by a.attnum)
              filter (where col_description(t.oid, a.attnum) is not null), '[]') as columns
       from pg_class t
       left join pg_attribute a on a.attrelid = t.oid and a.attnum > 0 and not a.attisdropped
      where t.relnamespace = 'data'::regnamespace and t.relkind = 'r' and obj_description(t.oid, 'pg_class') is not null
      group by t.oid, t.relname, t.reltuples order by t.relname`,
  );
  const indexes = await db.query<{ name: string }>(
    `select c.relname as name from pg_index i join pg_class c on c.oid = i.indexrelid
      where c.relnamespace = 'data'::regnamespace and i.indisvalid`,
  );
  return {
    indexes: new Set(indexes.rows.map(({ name }) => name)),
    tables: rows.map((row) => ({
      id: row.table_id,
      name: row.table_name,
      attributes: row.attributes,
      rows: row.rows,
      columns: row.columns.map((column) => ({ ...column, type: TYPES.get(column.type) ?? column.type })),
    })),
  };
}
