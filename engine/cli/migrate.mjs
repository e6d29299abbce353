// Applies prisma/migrations/*/migration.sql, keeping the bookkeeping of `prisma migrate deploy` (same table, checksum and
// advisory lock), so that both can be mixed. Needs only `pg`: a user's machine runs no Prisma CLI.
import crypto from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import pg from 'pg';

const PRISMA_LOCK = 72707369;
const BOOKKEEPING = `create table if not exists _prisma_migrations (
  id varchar(36) primary key not null, checksum varchar(64) not null, finished_at timestamptz,
  migration_name varchar(255) not null, logs text, rolled_back_at timestamptz,
  started_at timestamptz not null default now(), applied_steps_count integer not null default 0)`;

/** The migrations of this checkout, oldest first: `{ name, sql, checksum }`. */
export function migrations(root) {
  const folder = path.join(root, 'prisma/migrations');
  return fs
    .readdirSync(folder)
    .filter((name) => fs.existsSync(path.join(folder, name, 'migration.sql')))
    .sort()
    .map((name) => {
      const sql = fs.readFileSync(path.join(folder, name, 'migration.sql'), 'utf8');
      return { name, sql, checksum: crypto.createHash('sha256').update(sql).digest('hex') };
    });
}

/**
 * Brings a database up to this checkout. Several processes may call it at once; each migration runs once.
 * @param {string} url PostgreSQL address
 * @param {{ root: string, log?: (line: string) => void }} options
 * @returns {Promise<number>} how many were applied
 * @throws when an earlier migration failed, or the database is newer than this code
 */
export async function migrate(url, { root, log = () => {} }) {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query('select pg_advisory_lock($1)', [PRISMA_LOCK]);
    await client.query(BOOKKEEPING);
    const { rows } = await client.query('select * from _prisma_migrations where rolled_back_at is null');
    const failed = rows.find((row) => !row.finished_at);
    if (failed) {
      throw new Error(`The migration ${failed.migration_name} failed earlier. Mend it, then mark it as resolved.`);
    }
    const done = new Set(rows.map((row) => row.migration_name));
    const known = migrations(root);
    const unknown = [...done].filter((name) => !known.some((migration) => migration.name === name));
    if (unknown.length > 0) throw new Error(`The database is newer than this code: it has ${unknown.join(', ')}.`);
    let applied = 0;
    for (const { name, sql, checksum } of known) {
      if (done.has(name)) continue;
      const id = crypto.randomUUID();
      await client.query('insert into _prisma_migrations (id, checksum, migration_name) values ($1, $2, $3)', [
        id,
        checksum,
        name,
      ]);
      try {
        await client.query(sql);
      } catch (error) {
        await client.query('update _prisma_migrations set logs = $2 where id = $1', [id, String(error.message)]);
        throw new Error(`The migration ${name} failed: ${error.message}`, { cause: error });
      }
      await client.query('update _prisma_migrations set finished_at = now(), applied_steps_count = 1 where id = $1', [
        id,
      ]);
      log(`migration ${name} applied`);
      applied += 1;
    }
    return applied;
  } finally {
    await client.end();
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');
  await migrate(process.env.DATABASE_URL, { root, log: console.error });
}
