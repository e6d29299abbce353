/** Builds the indexes that long lists need (engine/entity/list-indexes.ts), while everybody reads and writes. */
import type { PoolClient } from 'pg';
import { buildEarly } from '../../data/plans/columns';
import { quoteIdentifier, quoteTable } from '../../entity/identifiers';
import { listIndexes, MANY_FOR_LIST_INDEXES, TITLE, type ListIndex } from '../../entity/list-indexes';
import type { EntityModel } from '../../kernel/model';
import type { RunningHost } from '../host';

const LOCK = 7_345_021;

interface Present {
  readonly name: string;
  readonly definition: string;
  readonly keys: number;
  readonly isPartial: boolean;
}

type Building = Pick<RunningHost, 'pool' | 'model' | 'registry' | 'audit'>;

/**
 * Compares what is there with what is wanted, and builds what is missing, one after the other and without a lock that a
 * writer would wait for (`concurrently`). What a killed try left behind is built again. Each index leaves a line in the
 * audit log. Called every now and then by each worker; one of them does it.
 * @param many from how many records on (as PostgreSQL last counted them)
 * @returns names of the indexes it built
 */
export async function keepListIndexes(host: Building, many = MANY_FOR_LIST_INDEXES): Promise<readonly string[]> {
  const long = await longEntities(host, many);
  if (long.length === 0) return [];
  const client = await host.pool.connect();
  try {
    const { rows } = await client.query<{ got: boolean }>('select pg_try_advisory_lock($1) as got', [LOCK]);
    if (!rows[0]!.got) return [];
    try {
      const built: string[] = [];
      for (const entity of long) built.push(...(await keepIndexesOf(host, client, entity)));
      return built;
    } finally {
      await client.query('select pg_advisory_unlock($1)', [LOCK]);
    }
  } finally {
    client.release();
  }
}

async function longEntities({ pool, model }: Building, many: number): Promise<readonly EntityModel[]> {
  const { rows } = await pool.query<{ name: string }>(
    `select relname as name from pg_class
      where relnamespace = 'data'::regnamespace and relkind = 'r' and reltuples >= $1`,
    [many],
  );
  const names = new Set(rows.map(({ name }) => name));
  return model().entities.filter(({ table }) => table.schema === 'data' && names.has(table.name));
}

async function keepIndexesOf(host: Building, client: PoolClient, entity: EntityModel): Promise<readonly string[]> {
  const wanted = listIndexes(entity, host.registry.fieldTypes);
  const present = await indexesOf(client, entity);
  const built: string[] = [];
  for (const index of wanted) {
    const known = present.find(({ name }) => name === index.name);
    if (known && isAsWanted(known, index)) continue;
    const start = performance.now();
    await replace(client, index);
    built.push(index.name);
    const details = { entity: entity.name, index: index.name, ms: Math.round(performance.now() - start) };
    await note(host, 'index.build', details);
  }
  const names = new Set(wanted.map(({ name }) => name));
  for (const { name } of present.filter((one) => one.name.startsWith(TITLE) && !names.has(one.name))) {
    await client.query(`drop index concurrently if exists ${qualified(name)}`);
    await note(host, 'index.drop', { entity: entity.name, index: name });
  }
  return built;
}

async function indexesOf(client: PoolClient, { table }: EntityModel): Promise<readonly Present[]> {
  const { rows } = await client.query<Present>(
    `select c.relname as name, pg_get_indexdef(i.indexrelid) as definition, i.indnkeyatts::int as keys,
        i.indpred is not null as "isPartial"
      from pg_index i join pg_class c on c.oid = i.indexrelid
      where i.indisvalid and i.indrelid = $1::regclass`,
    [quoteTable(table)],
  );
  return rows;
}

/** Of (value, id), of what is not in the trash, and of the column that bears the field now. */
const isAsWanted = ({ definition, keys, isPartial }: Present, { column }: ListIndex): boolean =>
  keys === 2 && isPartial && new RegExp(`\\b${column}\\b`).test(definition.slice(definition.indexOf('(')));

/** Built beside the one that is there, which serves until then. */
async function replace(client: PoolClient, { name, on }: ListIndex): Promise<void> {
  const early = `n${name}`;
  const drop = (which: string): string => `drop index concurrently if exists ${qualified(which)}`;
  await buildEarly(client, {
    name: early,
    sql: `create index concurrently ${quoteIdentifier(early)}${on}`,
    drop: drop(early),
  });
  // Out of date, or what a try of before left behind.
  await client.query(drop(name));
  await client.query(`alter index ${qualified(early)} rename to ${quoteIdentifier(name)}`);
}

const qualified = (name: string): string => quoteTable({ schema: 'data', name });

const note = ({ audit }: Building, action: string, details: { readonly [key: string]: unknown }): Promise<void> =>
  audit.note({
    by: null,
    door: 'job',
    source: null,
    action,
    outcome: 'done',
    subject: null,
    details: JSON.stringify(details),
  });
