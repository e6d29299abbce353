/** What an installation gets before it serves: its packages, an administrator and, in the demo, people and records. */
import { randomBytes } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { makeDemo } from './demo/demo';
import type { RunningHost } from './host';
import { installPackage } from './services/documents-install';
import { ADMINISTRATOR, savePerson } from './services/people-store';

/** Folders of schemas/ that hold no package. */
const NO_PACKAGE = new Set(['formats']);

/** Names of the package folders of this checkout; the platform's own comes first, for the others may build on it. */
function packageNames(root: string): readonly string[] {
  return fs
    .readdirSync(path.join(root, 'schemas'), { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && !NO_PACKAGE.has(entry.name))
    .map((entry) => entry.name)
    .sort((a, b) => Number(b === 'platform') - Number(a === 'platform') || a.localeCompare(b));
}

/** Publishes the packages that were never installed here; the others stay as their analysts have them since. */
export async function installPackages(host: RunningHost, root: string): Promise<void> {
  for (const name of packageNames(root)) await installPackage(host, path.join(root, 'schemas', name));
}

export interface SignIn {
  readonly email: string;
  readonly password: string;
  readonly role: string;
}

/**
 * The first administrator, from TRELLIS_ADMIN_EMAIL and TRELLIS_ADMIN_PASSWORD; without them one with a password made
 * up here. Nothing when there is one already.
 * @returns what was made up, to be told once
 */
async function ensureAdministrator(host: RunningHost): Promise<SignIn | undefined> {
  const { TRELLIS_ADMIN_EMAIL: email, TRELLIS_ADMIN_PASSWORD: password } = process.env;
  const { rows } = await host.pool.query<{ email: string }>(
    `select p.email from person p join person_role r on r.person_id = p.id
      where r.role = $1 and p.is_active and ($2 or not p.is_demo)`,
    [ADMINISTRATOR, host.isDemo],
  );
  const isThere = email ? rows.some((row) => row.email === email.toLowerCase()) : rows.length > 0;
  if (isThere) return undefined;
  const made = { email: email ?? 'admin@trellis.local', password: password ?? randomBytes(9).toString('base64url') };
  await host.transaction((tx) =>
    savePerson(host, tx, { ...made, name: 'Administrator', roles: [ADMINISTRATOR], active: true }),
  );
  return password ? undefined : { ...made, role: 'Administrator' };
}

/** Several processes may start at once: one sets up, the others wait for it. @returns sign-ins to tell the person who started */
export async function setUp(host: RunningHost, root: string): Promise<readonly SignIn[]> {
  const lock = await host.pool.connect();
  try {
    await lock.query(`select pg_advisory_lock(hashtext('trellis.setup'))`);
    await installPackages(host, root);
    if (host.isDemo) await makeDemo(host, root);
    const administrator = await ensureAdministrator(host);
    const demo = await host.people.demo();
    const shown = demo.map(({ email, password, role }) => ({ email, password, role: role.en }));
    return administrator ? [administrator, ...shown] : shown;
  } finally {
    await lock.query(`select pg_advisory_unlock(hashtext('trellis.setup'))`);
    lock.release();
  }
}
