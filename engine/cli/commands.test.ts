import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { testDatabase, type TestDatabase } from '../../tests/support/database';
import { createHost, type RunningHost } from '../host/host';
import { commands, type Terminal } from './commands';
import { typesOf } from './types';

const root = path.resolve(import.meta.dirname, '../..');
const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'trellis-cli-'));
let database: TestDatabase;
let host: RunningHost;
let lines: string[] = [];

beforeAll(async () => {
  database = await testDatabase();
  host = await createHost({ databaseUrl: database.url, dataDir: folder, root });
});
afterAll(async () => {
  await host.close();
  await database.drop();
  fs.rmSync(folder, { recursive: true });
});

/** Runs a command and returns whether it did what was asked; what it said is in `lines`. */
async function run(name: string, names: string[] = [], options: { yes?: boolean; out?: string; user?: string } = {}) {
  lines = [];
  const print = (line: string): void => void lines.push(line);
  const terminal: Terminal = { host, root, locale: 'en', print, tell: print };
  const none = { user: undefined, label: undefined, days: undefined, out: undefined };
  return commands[name]!(terminal, names, { ...none, yes: false, ...options });
}
/** Every file of a folder with its text. */
const filesIn = (at: string): Record<string, string> =>
  Object.fromEntries(
    (fs.readdirSync(at, { recursive: true }) as string[])
      .filter((file) => file.endsWith('.json') && !file.startsWith('samples'))
      .sort()
      .map((file) => [file, fs.readFileSync(path.join(at, file), 'utf8')]),
  );
const crm = path.join(root, 'schemas/crm');

describe('a package on the command line', () => {
  it('has nothing wrong and is applied', async () => {
    expect(await run('check'), lines.join('\n')).toBe(true);
    expect(await run('apply', ['crm']), lines.join('\n')).toBe(true);
    expect(lines.join('\n')).toMatch(/S1 {2}Create .* with \d+ fields/);
  });

  it('has nothing to do when it is applied again', async () => {
    await run('apply', ['crm']);
    expect(lines.join('\n')).toContain('Nothing to do.');
  });

  it('is exported byte for byte as it was applied', async () => {
    const copy = path.join(folder, 'crm');
    expect(await run('export', ['crm', copy])).toBe(true);
    expect(filesIn(copy)).toEqual(filesIn(crm));
  });

  it('is not changed dangerously without --yes', async () => {
    const copy = path.join(folder, 'crm');
    const file = path.join(copy, 'entity', fs.readdirSync(path.join(copy, 'entity'))[0]!);
    const document = JSON.parse(fs.readFileSync(file, 'utf8')) as { fields: { name: string; help?: unknown }[] };
    const field = document.fields.findLast((use) => use.name !== 'status')!;
    Object.assign(field, { name: `${field.name}_renamed` });
    fs.writeFileSync(file, JSON.stringify(document));
    expect(await run('apply', [copy])).toBe(false);
    expect(lines.join('\n')).toContain('--yes');
    expect(await run('diff', [copy]), lines.join('\n')).toBe(true);
    expect(lines.join('\n')).toContain('S2  Rename the field');
    expect(await run('apply', [copy], { yes: true }), lines.join('\n')).toBe(true);
    expect(await run('apply', ['crm'], { yes: true }), lines.join('\n')).toBe(true);
  });

  it('leaves an empty platform when it is removed, and comes back when it is applied', async () => {
    expect(await run('remove', ['crm'])).toBe(false);
    expect(await run('remove', ['crm'], { yes: true }), lines.join('\n')).toBe(true);
    expect(host.model().entities.map((entity) => entity.name)).toEqual(['department', 'person']);
    expect(await run('apply', ['crm']), lines.join('\n')).toBe(true);
    expect(lines.join('\n')).toContain('Bring back');
    expect(host.model().entities.length).toBeGreaterThan(2);
  });
});

describe('types', () => {
  it('are called like the entities, for what is read, created and updated', () => {
    const text = typesOf(host);
    for (const entity of host.model().entities.filter((one) => !one.isPlatform)) {
      const name = entity.name.charAt(0).toUpperCase() + entity.name.slice(1);
      for (const kind of ['', 'Create', 'Update']) expect(text).toContain(`export type ${name}${kind} = {`);
    }
    expect(text).toContain('export type Person = {');
    const [one] = host.documents.list('entity').filter((entry) => entry.package === 'crm');
    const some = typesOf(host, [one!.document.name]);
    expect(some.length).toBeLessThan(text.length / 2);
  });
});

describe('key create', () => {
  it('says who is missing, and prints only the key', async () => {
    expect(await run('key', ['create'], { user: 'nobody@example.com' })).toBe(false);
    expect(lines[0]).toContain('nobody@example.com');
    await database.pool.query(
      `insert into person (id, name, email) values (gen_random_uuid(), 'Ann', 'ann@example.com')`,
    );
    expect(await run('key', ['create'], { user: 'Ann@example.com' })).toBe(true);
    expect(lines).toEqual([expect.stringMatching(/^trl_/)]);
  });
});
