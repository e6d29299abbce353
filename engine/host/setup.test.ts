import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { testDatabase, type TestDatabase } from '@/tests/support/database';
import { createHost } from './host';
import { setUp } from './setup';

const checkout = path.resolve(import.meta.dirname, '../..');
let database: TestDatabase;
let folder: string;

beforeEach(async () => {
  database = await testDatabase();
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'trellis-setup-'));
});
afterEach(async () => {
  await database.drop();
  fs.rmSync(folder, { recursive: true });
});

/** The first start of a checkout whose schemas/ holds only these folders. @returns sign-ins and names of the entities */
async function firstStart(packages: readonly string[], isDemo: boolean) {
  for (const name of ['formats', ...packages]) {
    fs.cpSync(path.join(checkout, 'schemas', name), path.join(folder, 'schemas', name), { recursive: true });
  }
  const host = await createHost({ databaseUrl: database.url, dataDir: folder, root: folder, isDemo });
  try {
    const signIns = await setUp(host, folder);
    return { roles: signIns.map(({ role }) => role), entities: host.model().entities.map((entity) => entity.name) };
  } finally {
    await host.close();
  }
}

describe('the first start', () => {
  it('is an empty platform with an administrator when no package is there, in the demo too', async () => {
    const { roles, entities } = await firstStart(['platform'], true);
    expect(roles).toEqual(['Administrator']);
    expect(new Set(entities)).toEqual(new Set(['person', 'department']));
  });

  it('makes no administrator up where the demonstration brings one', async () => {
    const { roles, entities } = await firstStart(['platform', 'crm'], true);
    expect(roles.filter((role) => role === 'Administrator')).toHaveLength(1);
    expect(entities.length).toBeGreaterThan(2);
  });
});
