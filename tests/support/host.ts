/** A whole host on a database of its own, with one entity, one role and people to try it with. */
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { createHost, type HostOptions, type RunningHost } from '../../engine/host/host';
import { installPackage } from '../../engine/host/services/documents-install';
import { savePerson } from '../../engine/host/services/people-store';
import type { AnyDocument, EntityDocument, RoleDocument } from '../../engine/kernel/documents.generated';
import type { Viewer } from '../../engine/kernel/viewer';
import { testDatabase } from './database';

const root = path.resolve(import.meta.dirname, '../..');
const text = (en: string) => ({ 'zh-CN': en, en });

/** A field of each simple kind, and lines. */
export const PARCEL: EntityDocument = {
  kind: 'entity',
  id: 'ent_testparcel',
  name: 'parcel',
  label: text('Parcel'),
  labelPlural: text('Parcels'),
  titleField: 'name',
  fields: [
    {
      id: 'fld_parcelname',
      name: 'name',
      type: 'text',
      label: text('Name'),
      required: true,
      options: { maxLength: 100 },
    },
    { id: 'fld_parcelnote', name: 'note', type: 'long_text', label: text('Note') },
    { id: 'fld_parcelweight', name: 'weight', type: 'number', label: text('Weight') },
    { id: 'fld_parcelprice', name: 'price', type: 'money', label: text('Price'), options: { currency: 'CNY' } },
    { id: 'fld_parcelsent', name: 'sent', type: 'date', label: text('Sent') },
    { id: 'fld_parcelseen', name: 'seen', type: 'date_time', label: text('Seen') },
    { id: 'fld_parcelsecret', name: 'secret', type: 'text', label: text('Secret') },
    { id: 'fld_parcelpapers', name: 'papers', type: 'file', label: text('Papers') },
  ],
};

const role = (
  name: string,
  rights: RoleDocument['entities'][string],
  permissions: RoleDocument['permissions'] = [],
) => ({
  kind: 'role' as const,
  id: `rol_test${name}`,
  name,
  label: text(name),
  permissions,
  entities: { parcel: rights },
});
const ROLES: readonly AnyDocument[] = [
  role('writer', { create: true, read: 'all', update: 'all', delete: 'all', fields: { secret: 'none' } }, ['import']),
  role('keeper', { create: true, read: 'all', update: 'all', delete: 'all' }, ['keys', 'import']),
  role('stranger', { read: 'none' }),
];

export type PersonName = 'writer' | 'keeper' | 'stranger' | 'admin';
export const PASSWORD = 'a test password';

export interface TestHost {
  readonly host: RunningHost;
  readonly databaseUrl: string;
  /** Where uploaded files lie. */
  readonly dataDir: string;
  readonly viewers: { readonly [name in PersonName]: Viewer };
  /** API keys by person. */
  readonly keys: { readonly [name in PersonName]: string };
  /** Asks the door as a person (by key) or as nobody. */
  ask(method: string, path: string, options?: Ask): Promise<Response>;
  close(): Promise<void>;
}
export interface Ask {
  readonly as?: PersonName;
  readonly body?: unknown;
  /** Sent as it is. */
  readonly raw?: string | Uint8Array | ReadableStream<Uint8Array>;
  readonly headers?: { readonly [name: string]: string };
}

export async function testHost(options: Partial<HostOptions> = {}): Promise<TestHost> {
  const database = await testDatabase();
  const dataDir = fs.mkdtempSync(path.join(os.tmpdir(), 'trellis-test-'));
  const host = await createHost({
    databaseUrl: database.url,
    dataDir,
    root,
    secret: 'only for tests, 32 characters',
    ...options,
  });
  await installPackage(host, path.join(root, 'schemas/platform'));
  await host.documents.publish({ person: null, isAdmin: true }, { documents: [PARCEL, ...ROLES] });

  const viewers: Partial<Record<PersonName, Viewer>> = {};
  const keys: Partial<Record<PersonName, string>> = {};
  for (const name of ['admin', 'writer', 'keeper', 'stranger'] as const) {
    const roles = [name === 'admin' ? 'administrator' : name];
    const person = {
      name,
      email: `${name}@test.example`,
      password: PASSWORD,
      roles,
      active: true,
      locale: 'en' as const,
    };
    const { id } = await host.transaction((tx) => savePerson(host, tx, person));
    viewers[name] = (await host.people.viewer(id))!;
  }
  const admin = { viewer: viewers.admin!, door: 'cli' as const };
  for (const [name, { id }] of Object.entries(viewers)) {
    keys[name as PersonName] = (await host.call('key.create', { label: 'test', person: id }, admin)).key;
  }

  return {
    host,
    databaseUrl: database.url,
    dataDir,
    viewers: viewers as TestHost['viewers'],
    keys: keys as TestHost['keys'],
    ask(method, at, { as, body, raw, headers } = {}) {
      const payload = raw ?? (body === undefined ? undefined : JSON.stringify(body));
      return host.fetch(
        new Request(`http://trellis.test/api/${at}`, {
          method,
          headers: {
            ...(as ? { authorization: `Bearer ${keys[as]}` } : {}),
            ...(body === undefined ? {} : { 'content-type': 'application/json' }),
            ...headers,
          },
          ...(payload === undefined ? {} : { body: payload, duplex: 'half' }),
        } as RequestInit),
      );
    },
    async close() {
      await host.close();
      await database.drop();
      fs.rmSync(dataDir, { recursive: true, force: true });
    },
  };
}
