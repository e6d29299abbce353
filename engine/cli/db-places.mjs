// Where PostgreSQL's programs and its cluster lie. PostgreSQL does not run as root; the user it runs as instead may be
// unable to enter the project's folder (a checkout below /root, a private temporary folder). Then programs and cluster
// are kept where that user may go.
import { spawnSync } from 'node:child_process';
import crypto from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';

/** For root only, who may write there. */
const SHELTER = '/var/lib/trellis';

const succeeds = (command, args, user) =>
  spawnSync(command, args, { ...user, cwd: '/', stdio: 'ignore', timeout: 10_000 }).status === 0;

/** The files of one embedded cluster. `state` stays in the project's folder, so that the cluster is found again. */
export function placesIn(folder, user = {}) {
  fs.mkdirSync(folder, { recursive: true });
  const isOpen = user.uid === undefined || succeeds('/bin/sh', ['-c', 'cd "$1"', 'sh', folder], user);
  const base = isOpen
    ? folder
    : path.join(SHELTER, crypto.createHash('sha256').update(folder).digest('hex').slice(0, 16));
  fs.mkdirSync(base, { recursive: true });
  return {
    state: path.join(folder, 'pg18.json'),
    cluster: path.join(base, 'pg18'),
    log: path.join(base, 'pg18.log'),
    pid: path.join(base, 'pg18', 'postmaster.pid'),
  };
}

/**
 * PostgreSQL's programs, such that `user` may run them: those of the package, or a copy (60 MB, made once).
 * @param {{ initdb: string, pg_ctl: string, postgres: string }} tools as the package names them
 */
export function runnable(tools, user) {
  if (user.uid === undefined || succeeds(tools.postgres, ['--version'], user)) return tools;
  const native = path.dirname(path.dirname(tools.postgres));
  const size = String(fs.statSync(tools.postgres).size);
  const copy = path.join(SHELTER, `postgresql-${size}`);
  if (!fs.existsSync(copy)) {
    const unfinished = `${copy}-${process.pid}`;
    fs.cpSync(native, unfinished, { recursive: true, verbatimSymlinks: true });
    fs.renameSync(unfinished, copy);
  }
  const moved = Object.fromEntries(
    ['initdb', 'pg_ctl', 'postgres'].map((name) => [name, path.join(copy, path.relative(native, tools[name]))]),
  );
  if (!succeeds(moved.postgres, ['--version'], user)) {
    throw new Error(`PostgreSQL (uid ${user.uid}) may enter neither this project nor ${SHELTER}. Set DATABASE_URL.`);
  }
  return moved;
}
