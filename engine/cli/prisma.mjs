// `npm run prisma -- migrate dev --name x`: Prisma's CLI on the database of this project, without a download: the schema
// engine is schema-engine.mjs, Prisma's own WebAssembly build of it.
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { root } from './lib.mjs';

const WITHOUT_DATABASE = ['generate', 'format', 'validate', '-v', '--version'];

/**
 * Runs one Prisma command and throws when it fails.
 * @param {readonly string[]} args as on the command line
 * @param {{ env?: Record<string, string>, quiet?: boolean }} [options]
 */
export function prisma(args, { env = {}, quiet = false } = {}) {
  const cli = createRequire(import.meta.url).resolve('prisma/build/index.js');
  const result = spawnSync(process.execPath, [cli, ...args, '--config', 'prisma/prisma.config.ts'], {
    cwd: root,
    stdio: quiet ? 'pipe' : 'inherit',
    env: { ...engineOf(args[0]), CHECKPOINT_DISABLE: '1', PRISMA_HIDE_UPDATE_MESSAGE: '1', ...process.env, ...env },
  });
  if (result.status === 0) return;
  if (quiet) process.stderr.write(`\n${result.stdout}${result.stderr}`);
  throw new Error(`prisma ${args.join(' ')} failed (${result.status ?? result.error}).`);
}

/** `generate` never runs the engine: any file that exists keeps it from downloading one. Windows cannot run a script as a binary. */
function engineOf(command) {
  if (command === 'generate') return { PRISMA_SCHEMA_ENGINE_BINARY: process.execPath };
  if (process.platform === 'win32') return {};
  return { PRISMA_SCHEMA_ENGINE_BINARY: path.join(root, 'engine/cli/schema-engine.mjs') };
}

/** Writes the Prisma client, unless it is newer than the schema. */
export function generateClient() {
  const client = path.join(root, 'engine/data/generated/client.ts');
  const schema = path.join(root, 'prisma/schema.prisma');
  if (fs.existsSync(client) && fs.statSync(client).mtimeMs > fs.statSync(schema).mtimeMs) return false;
  prisma(['generate'], { quiet: true });
  return true;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const args = process.argv.slice(2);
  if (WITHOUT_DATABASE.includes(args[0])) prisma(args);
  else {
    const { databaseDown, databaseUp } = await import('./db.mjs');
    const database = await databaseUp();
    try {
      prisma(args, { env: { DATABASE_URL: database.url } });
    } finally {
      if (database.wasStarted) await databaseDown();
    }
  }
}
