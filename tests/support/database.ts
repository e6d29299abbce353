/** A database of its own for a test file, copied from a migrated template (≈ 0.1 s). */
import crypto from 'node:crypto';
import path from 'node:path';
import pg from 'pg';
import { migrate, migrations } from '../../engine/cli/migrate.mjs';

const root = path.resolve(import.meta.dirname, '../..');

/** The server tests run on: TEST_DATABASE_URL, which `npm test` sets; its database name must contain "test". */
function serverUrl(): URL {
  const url = process.env.TEST_DATABASE_URL;
  if (!url) throw new Error('Set TEST_DATABASE_URL, or run the tests by `npm test`, which starts a PostgreSQL.');
  return new URL(url);
}

const withName = (name: string): string => {
  const url = serverUrl();
  url.pathname = `/${name}`;
  return url.toString();
};

async function asAdmin<T>(run: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: withName('postgres') });
  await client.connect();
  try {
    return await run(client);
  } finally {
    await client.end();
  }
}

/** Makes the template for this checkout's migrations once; several test processes may ask at the same time. */
async function template(): Promise<string> {
  const fingerprint = crypto.createHash('sha256');
  for (const { name, checksum } of migrations(root)) fingerprint.update(`${name} ${checksum}\n`);
  const name = `trellis_test_template_${fingerprint.digest('hex').slice(0, 12)}`;
  await asAdmin(async (client) => {
    await client.query('select pg_advisory_lock(7341)');
    const { rowCount } = await client.query('select 1 from pg_database where datname = $1', [name]);
    if (rowCount) return;
    await client.query(`create database ${name}_new`);
    await migrate(withName(`${name}_new`), { root });
    await client.query(`alter database ${name}_new rename to ${name}`);
  });
  return name;
}

export interface TestDatabase {
  readonly url: string;
  readonly pool: pg.Pool;
  drop(): Promise<void>;
}

/** An empty, migrated database and a pool on it. Call `drop` in afterAll. */
export async function testDatabase(): Promise<TestDatabase> {
  const from = await template();
  const name = `trellis_test_${crypto.randomBytes(6).toString('hex')}`;
  await asAdmin(async (client) => {
    await client.query('select pg_advisory_lock(7341)');
    await client.query(`create database ${name} template ${from}`);
  });
  const url = withName(name);
  const pool = new pg.Pool({ connectionString: url, max: 8 });
  return {
    url,
    pool,
    async drop() {
      await pool.end();
      await asAdmin((client) => client.query(`drop database if exists ${name} with (force)`));
    },
  };
}
