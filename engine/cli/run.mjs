// npm run demo | npm run dev | npm start: from a fresh clone to a served address. What is there already is left alone.
//   demo   built pages, sample data, demo sign-ins
//   dev    the same, pages compiled when they are asked for
//   start  built pages, no sample data, no demo sign-ins
// Only builtins may be imported up here: packages may not be installed yet.
import fs from 'node:fs';
import net from 'node:net';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { dataDir, installPackages, inWords, root, say, step } from './lib.mjs';

const mode = process.argv[2];
if (!['demo', 'dev', 'start'].includes(mode)) {
  say('Use: npm run demo | npm run dev | npm start');
  process.exit(2);
}
const [major, minor] = process.versions.node.split('.').map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  say(`Trellis needs Node.js 20.19 or newer; this is ${process.versions.node}.`);
  process.exit(1);
}
const isDev = mode === 'dev';
const isDemo = mode !== 'start';
const ROLES = (process.env.TRELLIS_ROLES ?? 'web,worker').split(',');
process.env.NODE_ENV = isDev ? 'development' : 'production';
process.env.NEXT_TELEMETRY_DISABLED = '1';

/** What is stopped at the end, last first. */
const stops = [];
let isStopping = false;
async function stop(code) {
  if (isStopping) return;
  isStopping = true;
  say('\nStopping …');
  for (const end of stops.reverse()) await end().catch((error) => say(error.message));
  process.exit(code);
}
process.on('SIGINT', () => void stop(0));
process.on('SIGTERM', () => void stop(0));

/** What would fail after minutes of building is looked at first. */
async function checkPlaces() {
  const port = Number(process.env.PORT ?? 3000);
  if (!Number.isInteger(port) || port < 0 || port > 65535) {
    throw new Error(`PORT must be a number up to 65535, not "${process.env.PORT}".`);
  }
  fs.mkdirSync(dataDir(), { recursive: true });
  fs.accessSync(dataDir(), fs.constants.W_OK);
  if (!ROLES.includes('web')) return;
  await new Promise((resolve, reject) => {
    const probe = net.createServer().once('error', reject);
    probe.listen(port, process.env.HOST ?? '127.0.0.1', () => probe.close(resolve));
  });
}

async function prepareDatabase() {
  const { databaseDown, databaseUp } = await import('./db.mjs');
  const { migrate } = await import('./migrate.mjs');
  let database;
  await step('database', async () => {
    database = await databaseUp();
    return database.isOurs ? 'embedded PostgreSQL 18' : 'DATABASE_URL';
  });
  if (database.wasStarted) stops.push(() => databaseDown());
  await step('tables', async () => `${await migrate(database.url, { root })} migrations applied`);
  return database.url;
}

/** @returns the folder of the bundled server */
async function prepareCode() {
  const { generateClient } = await import('./prisma.mjs');
  if (!isDev) {
    const { buildIfStale } = await import('./build.mjs');
    return buildIfStale();
  }
  generateClient();
  const { bundle } = await import('./bundle.mjs');
  const folder = `dist/dev-${process.env.PORT ?? 3000}`;
  await step('server code', () => bundle(folder));
  stops.push(async () => fs.rmSync(path.join(root, folder), { recursive: true, force: true }));
  return folder;
}

async function main() {
  say(`Trellis ${mode}`);
  await checkPlaces();
  await installPackages();
  const databaseUrl = await prepareDatabase();
  const folder = await prepareCode();
  const { serve } = await import(pathToFileURL(path.join(root, folder, 'main.js')).href);
  let running;
  await step('server', async () => {
    running = await serve({
      databaseUrl,
      dataDir: dataDir(),
      root,
      port: Number(process.env.PORT ?? 3000),
      roles: ROLES,
      isDemo,
      isDev,
    });
  });
  stops.push(() => running.stop());
  await welcome(running);
}

async function welcome({ port, signIns }) {
  say(`\n  Trellis is ready:  http://localhost:${port}\n`);
  if (signIns.length === 0) return;
  const width = Math.max(...signIns.map(({ email }) => email.length));
  for (const { email, password, role } of signIns) say(`  ${email.padEnd(width)}  ${password}  ${role}`);
  say('');
}

try {
  await main();
} catch (error) {
  say(`\n${inWords(error)}`);
  if (process.env.DEBUG) say(error.stack);
  await stop(1);
}
