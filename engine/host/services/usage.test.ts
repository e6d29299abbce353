/** Who uses an entity or a field, keys through the real door included. */
import path from 'node:path';
import { fieldsNamed } from './key-fields';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { testHost, type TestHost } from '../../../tests/support/host';
import { createHost } from '../host';

let test: TestHost;
beforeAll(async () => {
  test = await testHost();
});
afterAll(() => test?.close());

const usage = (field?: string) =>
  test.host.call(
    'document.usage',
    { entity: 'parcel', ...(field ? { field } : {}) },
    { viewer: test.viewers.admin, door: 'screen' },
  );

describe('where an entity is used', () => {
  it('tells the roles that have a right to it', async () => {
    const { documents, keys } = await usage();
    expect(documents.map(({ kind, name }) => `${kind}/${name}`)).toContain('role/keeper');
    expect(keys).toEqual([]);
  });

  it('tells the API keys that asked for its records, once the counts are written at the end of a process', async () => {
    const other = await createHost({
      databaseUrl: test.databaseUrl,
      dataDir: test.dataDir,
      root: path.resolve(import.meta.dirname, '../../..'),
      secret: 'only for tests, 32 characters',
    });
    const ask = (as: 'keeper' | 'writer', at: string, init: RequestInit = {}) =>
      other.fetch(
        new Request(`http://trellis.test/api/v1/${at}`, {
          ...init,
          headers: { authorization: `Bearer ${test.keys[as]}`, 'content-type': 'application/json' },
        }),
      );
    await ask('keeper', 'records/parcel');
    await ask('keeper', 'records/parcel');
    await ask('keeper', 'records/no_such_entity');
    await ask('writer', 'operations/session.get', { method: 'POST', body: '{}' });
    expect((await usage()).keys).toEqual([]);
    await other.close();
    const { keys } = await usage();
    expect(keys.map(({ person, calls }) => [person.title, calls])).toEqual([['keeper', 2]]);
  });

  it('tells of a field only the keys whose calls named it, or asked for everything', async () => {
    const model = test.host.model();
    const parcel = model.entity('parcel')!;
    const named = (input: unknown) => [...(fieldsNamed(model, parcel, input).get(parcel.id) ?? [])].sort();
    expect(named({ entity: 'parcel' })).toEqual(['*']);
    const filter = { all: [{ field: 'weight', op: 'gt', value: '1' }, { not: { field: 'note', op: 'isEmpty' } }] };
    expect(named({ entity: 'parcel', fields: ['name'], filter })).toEqual([
      'fld_parcelname',
      'fld_parcelnote',
      'fld_parcelweight',
    ]);
    expect(named({ entity: 'parcel', values: { price: '1', no_such: 2 } })).toEqual(['fld_parcelprice']);
    expect(named({ entity: 'parcel', filter: { field: 'sent', op: 'notEmpty' } })).toEqual(['*', 'fld_parcelsent']);
    await test.host.pool.query("update key_usage set fields = array['fld_parcelname', 'fld_parcelweight']");
    expect((await usage('weight')).keys).toHaveLength(1);
    expect((await usage('note')).keys).toEqual([]);
    await test.host.pool.query("update key_usage set fields = array['*']");
    expect((await usage('note')).keys).toHaveLength(1);
  });

  it('tells who would break without a field, and refuses a field that is none', async () => {
    expect(await usage('name')).toMatchObject({ views: 0 });
    await expect(usage('no_such')).rejects.toMatchObject({ problems: [{ code: 'plan.unknownField' }] });
  });
});
