import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { testDatabase } from '../../tests/support/database';
import { testHost, type TestHost } from '../../tests/support/host';
import { buildRegistry } from '../kernel/registry';
import { createHost } from './host';
import { heard } from './http/events';
import { core, plugins } from './plugins';

describe('a host', () => {
  it.each(['form', 'workflow', 'report'])(
    'starts without the plugin %s, whose operations do not exist then',
    async (id) => {
      const all = await Promise.all(plugins.map((plugin) => plugin.id));
      expect(all).toContain(id);
      // Only the ground can be without fields: an entity needs the form engine's types.
      const rest = plugins.filter((plugin) => plugin.id !== id && !plugin.needs?.includes(id));
      const database = await testDatabase();
      const host = await createHost({
        databaseUrl: database.url,
        root: process.cwd(),
        dataDir: '/nonexistent',
        plugins: rest,
      });
      try {
        expect(host.registry.plugins.has(id)).toBe(false);
        expect(host.registry.plugins.has(core.id)).toBe(true);
        if (id === 'workflow') expect(host.flows).toBeUndefined();
        const health = await host.fetch(new Request('http://trellis.test/api/health'));
        expect(health.status).toBe(200);
      } finally {
        await host.close();
        await database.drop();
      }
    },
  );

  it('says both owners when two plugins bring one name', async () => {
    const twin = { ...plugins[1]!, id: 'twin' };
    expect(() => buildRegistry([...plugins, twin])).toThrow(/Both "form" and "twin" contribute/);
  });
});

describe('what a viewer is shown', () => {
  let test: TestHost;
  beforeAll(async () => {
    test = await testHost();
  });
  afterAll(() => test.close());

  it('menus hold what the viewer may read, and nothing else', async () => {
    const menusOf = async (name: 'writer' | 'stranger') =>
      (await test.host.call('session.get', {}, { viewer: test.viewers[name], door: 'screen' })).menus;
    expect((await menusOf('writer')).flatMap(({ items }) => items.map((item) => item.name))).toEqual(['parcel']);
    expect(await menusOf('stranger')).toEqual([]);
  });

  it('live events tell of records only to those who may read them', () => {
    const told = { topic: 'records' as const, entity: 'parcel', id: '1' };
    expect(heard(test.host, test.viewers.writer, told)).toEqual(told);
    expect(heard(test.host, test.viewers.stranger, told)).toBeUndefined();
    const task = { topic: 'tasks' as const, people: [test.viewers.keeper.id] };
    expect(heard(test.host, test.viewers.writer, task)).toBeUndefined();
    expect(heard(test.host, test.viewers.keeper, task)).toEqual({ topic: 'tasks' });
  });

  it('a change reaches an open stream within a second', async () => {
    const stream = await test.ask('GET', 'events', { as: 'writer' });
    expect(stream.headers.get('content-type')).toContain('text/event-stream');
    const reader = stream.body!.getReader();
    const decoder = new TextDecoder();
    expect(decoder.decode((await reader.read()).value)).toContain('retry');
    const started = performance.now();
    await test.ask('POST', 'v1/records/parcel', { as: 'keeper', body: { values: { name: 'seen' } } });
    const event = decoder.decode((await reader.read()).value);
    expect(JSON.parse(event.replace('data: ', ''))).toMatchObject({ topic: 'records', entity: 'parcel' });
    expect(event).not.toContain('seen');
    expect(performance.now() - started).toBeLessThan(1_000);
    await reader.cancel();
  });

  it('openapi.json names no field the viewer may not read', async () => {
    const text = await (await test.ask('GET', 'v1/openapi.json', { as: 'writer' })).text();
    expect(text).toContain('/api/v1/records/parcel');
    expect(text).not.toContain('secret');
  });

  it('search finds records by their words', async () => {
    await test.ask('POST', 'v1/records/parcel', { as: 'keeper', body: { values: { name: '青岛原浆礼盒' } } });
    const find = (name: 'writer' | 'stranger') =>
      test.host.call('search.all', { text: '原浆' }, { viewer: test.viewers[name], door: 'screen' });
    expect((await find('writer')).records.map(({ title }) => title)).toEqual(['青岛原浆礼盒']);
    expect((await find('stranger')).records).toEqual([]);
  });
});
