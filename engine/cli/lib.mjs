// Small things every script here needs. Node builtins only: this runs before packages are installed.
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** The project's folder. */
export const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');

/** Where the embedded database, files and secrets lie. */
export const dataDir = () => path.resolve(root, process.env.TRELLIS_DATA_DIR ?? '.data');

/** The file of a package's command: `bin('next', 'dist/bin/next')`. */
export const bin = (name, file) =>
  path.join(path.dirname(createRequire(import.meta.url).resolve(`${name}/package.json`)), file);

export const say = (line) => console.error(line);

/** What the errors of the system mean for whoever started this, by their code. */
const WORDS = {
  EADDRINUSE: (e) => `Port ${e.port} is in use. Stop what uses it, or choose another: PORT=${Number(e.port) + 1}.`,
  EACCES: (e) =>
    e.syscall === 'listen' ? `Port ${e.port} needs more rights. Choose one above 1023: PORT=3000.` : unwritable(e),
  EPERM: (e) => unwritable(e),
  EROFS: (e) => unwritable(e),
  ENOTDIR: (e) => unwritable(e),
  ENOSPC: () => 'The disk is full. Make room and start again.',
  ECONNREFUSED: () => 'No PostgreSQL answers at DATABASE_URL. Start it, or correct host and port.',
  ENOTFOUND: (e) => `The host "${e.hostname}" in DATABASE_URL is not known. Correct it.`,
  ETIMEDOUT: () => 'PostgreSQL does not answer at DATABASE_URL. Check host, port and firewall.',
  ERR_INVALID_URL: () => 'DATABASE_URL is no address. Write it like postgresql://user:password@host:5432/database.',
  '28P01': () => 'PostgreSQL refuses user or password of DATABASE_URL. Correct them.',
  28000: () => 'PostgreSQL refuses the user of DATABASE_URL. Correct it, or allow it in pg_hba.conf.',
  '3D000': (e) => `${e.message[0].toUpperCase()}${e.message.slice(1)}. Create it (createdb), or correct DATABASE_URL.`,
  42501: (e) => `PostgreSQL: ${e.message}. The user of DATABASE_URL must own the database.`,
};
const unwritable = (e) =>
  `${e.path ?? 'A folder'} cannot be written (${e.code}). Give the right to, or choose another folder: TRELLIS_DATA_DIR=….`;

/** An error in one sentence that says what to do; an unexpected one as it is. */
export function inWords(error) {
  // Both addresses of "localhost" failed: the first tells.
  const cause = error instanceof AggregateError && error.errors.length > 0 ? error.errors[0] : error;
  return WORDS[cause.code]?.(cause) ?? cause.message;
}

/** Says what is being done, does it, and says how long it took. */
export async function step(label, run) {
  const started = performance.now();
  process.stderr.write(`  ${label} … `);
  const note = await run();
  say(`${typeof note === 'string' ? `${note}, ` : ''}${((performance.now() - started) / 1000).toFixed(1)} s`);
  return note;
}

/**
 * Runs a command in the project's folder and throws when it fails.
 * @param {{ env?: Record<string, string | undefined>, quiet?: boolean, timeout?: number }} [options] quiet: its output is shown only when it fails; timeout: milliseconds
 */
export function run(command, args, { env = {}, quiet = false, timeout } = {}) {
  const result = spawnSync(command, args, {
    cwd: root,
    stdio: quiet ? 'pipe' : 'inherit',
    timeout,
    env: { ...process.env, NEXT_TELEMETRY_DISABLED: '1', ...env },
    shell: process.platform === 'win32' && command === 'npm',
    maxBuffer: 64 * 1024 * 1024,
  });
  if (result.status === 0) return;
  if (quiet) process.stderr.write(`\n${result.stdout ?? ''}${result.stderr ?? ''}`);
  throw new Error(
    `${path.basename(command)} ${args.join(' ')} failed (${result.status ?? result.signal ?? result.error}).`,
  );
}

const lockPackages = (file) => JSON.parse(fs.readFileSync(file, 'utf8')).packages;

/** Whether node_modules holds what package-lock.json says; packages of other platforms may be absent. */
export function arePackagesInstalled(project = root) {
  const installed = path.join(project, 'node_modules/.package-lock.json');
  if (!fs.existsSync(installed)) return false;
  const present = lockPackages(installed);
  return Object.entries(lockPackages(path.join(project, 'package-lock.json'))).every(
    ([name, { version, optional, devOptional, peer }]) =>
      name === '' || (present[name] ? present[name].version === version : Boolean(optional || devOptional || peer)),
  );
}

/** Brings node_modules to what package-lock.json says, unless it is there already. */
export async function installPackages() {
  if (arePackagesInstalled()) return;
  await step('installing packages (a few minutes the first time)', () =>
    run('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], { quiet: true }),
  );
}
