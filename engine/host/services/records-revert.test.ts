import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { testHost, type TestHost } from '../../../tests/support/host';

let world: TestHost;
beforeAll(async () => {
  world = await testHost();
});
afterAll(() => world.close());

const by = (name: 'keeper' | 'writer') => ({ viewer: world.viewers[name], door: 'api' as const });

async function saved(...steps: readonly { readonly [field: string]: string | null }[]) {
  const { host } = world;
  let record = await host.call('record.create', { entity: 'parcel', values: steps[0]! }, by('keeper'));
  for (const values of steps.slice(1)) {
    record = await host.call(
      'record.update',
      { entity: 'parcel', id: record.id, rev: record.rev, values },
      by('keeper'),
    );
  }
  return record;
}

describe('bringing a record back to a moment', () => {
  it('restores every value that changed since, as one more change', async () => {
    const { id, rev } = await saved(
      { name: 'a', weight: '1.5' },
      { weight: '2', note: 'n' },
      { name: 'b', sent: '2026-01-02' },
    );
    const result = await world.host.call('record.revert', { entity: 'parcel', id, rev, to: 1 }, by('keeper'));
    expect(result).toEqual({ rev: 4, kept: [] });
    const now = await world.host.call('record.get', { entity: 'parcel', id }, by('keeper'));
    expect(now).toMatchObject({ name: 'a', weight: '1.5', note: null, sent: null, rev: 4 });
  });

  it('leaves alone what the viewer may not even know of', async () => {
    const { id, rev } = await saved({ name: 'a', secret: 's1' }, { name: 'b', secret: 's2' });
    await world.host.call('record.revert', { entity: 'parcel', id, rev, to: 1 }, by('writer'));
    const now = await world.host.call('record.get', { entity: 'parcel', id }, by('keeper'));
    expect(now).toMatchObject({ name: 'a', secret: 's2' });
  });

  it('tells of somebody who saved in between instead of overwriting', async () => {
    const { id, rev } = await saved({ name: 'a' }, { name: 'b' });
    await world.host.call('record.update', { entity: 'parcel', id, rev, values: { name: 'c' } }, by('keeper'));
    const revert = world.host.call('record.revert', { entity: 'parcel', id, rev, to: 1 }, by('keeper'));
    await expect(revert).rejects.toMatchObject({ problems: [{ code: 'record.conflict' }] });
  });

  it('refuses a version that there never was', async () => {
    const { id, rev } = await saved({ name: 'a' });
    const revert = world.host.call('record.revert', { entity: 'parcel', id, rev, to: 7 }, by('keeper'));
    await expect(revert).rejects.toMatchObject({ problems: [{ code: 'record.noSuchRevision' }] });
  });
});

describe('the trash', () => {
  it('lists what was deleted, by whom, to those who may bring it back', async () => {
    const { id } = await saved({ name: 'thrown away' });
    await world.host.call('record.delete', { entity: 'parcel', id }, by('keeper'));
    const trash = await world.host.call('trash.list', {}, by('keeper'));
    expect(trash.records[0]).toMatchObject({ id, title: 'thrown away', deletedBy: { title: 'keeper' } });
    expect(trash.entities).toEqual([{ name: 'parcel', label: { 'zh-CN': 'Parcels', en: 'Parcels' }, count: 1 }]);
    const stranger = { viewer: world.viewers.stranger, door: 'api' as const };
    expect(await world.host.call('trash.list', { entity: 'parcel' }, stranger)).toEqual({
      entities: [],
      records: [],
      next: null,
    });
    await world.host.call('record.restore', { entity: 'parcel', id }, by('keeper'));
    expect((await world.host.call('trash.list', {}, by('keeper'))).records).toEqual([]);
  });
});
