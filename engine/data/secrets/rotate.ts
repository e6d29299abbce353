/**
 * Encrypts again, by the current key, whatever another key encrypted. Batch by batch, each in a transaction of its own,
 * while people work: killed at any moment, the next run goes on with what is left. Neither revision nor history change,
 * for the values do not.
 */
import type { Pool, PoolClient } from 'pg';
import { quoteIdentifier, quoteTable } from '../../entity/identifiers';
import { isObject } from '../../kernel/json';
import { SEALED_PREFIX, type SecretService } from '../../kernel/secrets';
import { readPhysical } from '../documents/tables';

export interface RotationProgress {
  readonly done: number;
  readonly total: number;
  /** Values that no configured key can read; they stay as they are. */
  readonly unreadable: number;
}
const BATCH = 500;

interface Column {
  readonly entity: string;
  readonly field: string;
  readonly table: string;
  readonly column: string;
}

/** @returns what was done; `unreadable` above 0 means that a key is still needed, or values were damaged */
export async function rotateSecrets(
  pool: Pool,
  secrets: SecretService,
  options: {
    onProgress?(progress: RotationProgress): void;
    readonly signal?: AbortSignal;
    readonly batch?: number;
  } = {},
): Promise<RotationProgress> {
  // First: what is written from now on no longer needs the old key.
  await secrets.rewrap();
  const current = secrets.keys[0]!;
  const columns = await secretColumns(pool);
  let progress: RotationProgress = { done: 0, total: await countOld(pool, columns, current), unreadable: 0 };
  for (const column of columns) {
    let after = '00000000-0000-0000-0000-000000000000';
    for (;;) {
      options.signal?.throwIfAborted();
      const batch = await inTransaction(pool, (client) =>
        rotateBatch(client, secrets, { column, current, after, size: options.batch ?? BATCH }),
      );
      if (!batch) break;
      after = batch.last;
      progress = {
        ...progress,
        done: progress.done + batch.done,
        unreadable: progress.unreadable + batch.unreadable,
      };
      options.onProgress?.(progress);
    }
  }
  return progress;
}

const oldOnes = (column: string): string =>
  `${column} like '${SEALED_PREFIX}%' and split_part(${column}, ':', 2) <> $1`;

async function rotateBatch(
  client: PoolClient,
  secrets: SecretService,
  at: { readonly column: Column; readonly current: string; readonly after: string; readonly size: number },
): Promise<{ readonly last: string; readonly done: number; readonly unreadable: number } | undefined> {
  const { entity, field, table, column } = at.column;
  // Locked: a writer waits for this batch (some milliseconds) instead of being overwritten by it.
  const { rows } = await client.query<{ id: string; sealed: string }>(
    `select id, ${column} as sealed from ${table} where id > $2 and ${oldOnes(column)} order by id limit $3 for no key update`,
    [at.current, at.after, at.size],
  );
  if (rows.length === 0) return undefined;
  const fresh = rows.flatMap(({ id, sealed }) => {
    const place = { entity, field, record: id };
    const value = secrets.open(place, sealed);
    return typeof value === 'string' ? [{ id, sealed: secrets.seal(place, value) }] : [];
  });
  await client.query(
    `update ${table} t set ${column} = v.sealed from unnest($1::uuid[], $2::text[]) as v(id, sealed) where t.id = v.id`,
    [fresh.map(({ id }) => id), fresh.map(({ sealed }) => sealed)],
  );
  return { last: rows.at(-1)!.id, done: fresh.length, unreadable: rows.length - fresh.length };
}

async function countOld(pool: Pool, columns: readonly Column[], current: string): Promise<number> {
  let total = 0;
  for (const { table, column } of columns) {
    const { rows } = await pool.query<{ n: number }>(
      `select count(*)::int as n from ${table} where ${oldOnes(column)}`,
      [current],
    );
    total += rows[0]!.n;
  }
  return total;
}

/** Columns of every field that was ever published encrypted: a removed field keeps its values, and they their key. */
async function secretColumns(pool: Pool): Promise<readonly Column[]> {
  const { rows } = await pool.query<{ content: string }>(
    `select v.content from document_version v join document d on d.id = v.document_id where d.kind = 'entity'`,
  );
  const ever = new Set(rows.flatMap(({ content }) => secretFields(JSON.parse(content))));
  const { tables } = await readPhysical(pool);
  return tables.flatMap((table) =>
    table.columns
      .filter(({ id }) => ever.has(id))
      .map(({ id, name }) => ({
        entity: table.id,
        field: id,
        table: quoteTable({ schema: 'data', name: table.name }),
        column: quoteIdentifier(name),
      })),
  );
}

const secretFields = (document: unknown): string[] =>
  isObject(document) && Array.isArray(document.fields)
    ? document.fields.flatMap((use: unknown) => (isObject(use) && use.encrypted === true ? [String(use.id)] : []))
    : [];

async function inTransaction<T>(pool: Pool, run: (client: PoolClient) => Promise<T>): Promise<T> {
  const client = await pool.connect();
  try {
    await client.query('begin');
    const result = await run(client);
    await client.query('commit');
    return result;
  } catch (error) {
    await client.query('rollback').catch(() => undefined);
    throw error;
  } finally {
    client.release();
  }
}
