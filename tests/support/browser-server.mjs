// The product for the journeys: built, with sample data, on a database that is made for them and dropped after them.
import { spawn } from 'node:child_process';
import crypto from 'node:crypto';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { root } from '../../engine/cli/lib.mjs';

if (!process.env.TEST_DATABASE_URL) {
  throw new Error('Set TEST_DATABASE_URL, or run the tests by `npm test`, which starts a PostgreSQL.');
}
const name = `trellis_test_journeys_${crypto.randomBytes(4).toString('hex')}`;
const addressOf = (database) => {
  const url = new URL(process.env.TEST_DATABASE_URL);
  url.pathname = `/${database}`;
  return url.toString();
};
async function asAdmin(statement) {
  const client = new pg.Client({ connectionString: addressOf('postgres') });
  await client.connect();
  await client.query(statement).finally(() => client.end());
}

await asAdmin(`create database ${name}`);
const dataDir = fs.mkdtempSync(path.join(os.tmpdir(), 'trellis-journeys-'));
const server = spawn(process.execPath, ['engine/cli/run.mjs', 'demo'], {
  cwd: root,
  stdio: 'inherit',
  env: { ...process.env, DATABASE_URL: addressOf(name), TRELLIS_DATA_DIR: dataDir },
});
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => server.kill('SIGTERM'));
server.on('exit', async (code) => {
  fs.rmSync(dataDir, { recursive: true, force: true });
  await asAdmin(`drop database if exists ${name} with (force)`);
  process.exit(code ?? 0);
});
