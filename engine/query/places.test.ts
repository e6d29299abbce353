/** Filters that field types bring themselves, on real tables: distances and regions, against the same done in JavaScript. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadRegions, regions } from '../form/fields/address/regions';
import { distanceKm, type Place } from '../form/fields/geo/place';
import { entityDocument, role, world, type World } from '../../tests/support/records';

/** More by `PLACES=200000 npx vitest run engine/query/places.test.ts`, which prints times and plans. */
const COUNT = Number(process.env.PLACES ?? 3000);

const SHOP = entityDocument('shop', {
  name: { type: 'text' },
  spot: { type: 'geo' },
  home: { type: 'address' },
});
let here: World;
let places: readonly { readonly name: string; readonly spot: Place; readonly region: string }[];

beforeAll(async () => {
  await loadRegions();
  here = await world({
    entities: [SHOP],
    roles: [role('boss', { shop: { create: true, read: 'all', update: 'all' } })],
  });
  const districts = ['370202', '370203', '370102', '110101', '440106'];
  places = Array.from({ length: COUNT }, (_, i) => ({
    name: String(i),
    // Spread over China by a fixed pattern; every tenth at the date line or a pole.
    spot:
      i % 10 === 0
        ? { lat: (i % 180) - 90, lng: i % 20 === 0 ? 179.9 : -179.9 }
        : { lat: 20 + ((i * 7919) % 30_000) / 1000, lng: 75 + ((i * 104_729) % 60_000) / 1000 },
    region: districts[i % districts.length]!,
  }));
  const rows = places.map(({ name, spot, region }) => ({
    name,
    spot: { ...spot },
    home: { region, street: `第 ${name} 号` },
  }));
  if (COUNT <= 10_000) await here.host.records.createMany(here.call('ann', 'boss', 'cli'), 'shop', rows);
  else {
    await here.database.pool.query(
      `insert into data.shop (id, created_at, updated_at, name, spot, home)
       select gen_random_uuid(), now(), now(), r->>'name', r->'spot', r->'home' from jsonb_array_elements($1::jsonb) r`,
      [JSON.stringify(rows)],
    );
  }
  await here.database.pool.query('analyze data.shop');
}, 120_000);
afterAll(() => here.end());

const names = async (filter: unknown): Promise<string[]> => {
  const { rows } = await here.host.records.list(here.call('ann', 'boss'), {
    entity: 'shop',
    filter: filter as never,
    fields: ['name'],
    page: { size: 1000 },
  });
  return rows.map((row) => String(row.name)).sort();
};
const near = (lat: number, lng: number, km: number) => ({ field: 'spot', op: 'near', value: { lat, lng, km } });

describe('a distance', () => {
  it.each([
    [36.0671, 120.3826, 60],
    [0, 180, 300],
    [-89.5, 10, 200],
    [35, 105, 400],
    [35, 105, 0.01],
  ])('from %s, %s within %s km finds what JavaScript finds', async (lat, lng, km) => {
    const wanted = places.filter(({ spot }) => distanceKm({ lat, lng }, spot) <= km).map(({ name }) => name);
    if (wanted.length <= 1000) expect(await names(near(lat, lng, km))).toEqual(wanted.sort());
  });

  it('is answered by the index', async () => {
    const plan = await here.database.pool.query<{ 'QUERY PLAN': string }>(
      `explain select id from data.shop where point((spot->>'lng')::float8, (spot->>'lat')::float8) <@ box(point(120, 35.9), point(120.8, 36.2))`,
    );
    expect(plan.rows.map((row) => row['QUERY PLAN']).join('\n')).toContain('ix_fld_shop_spot');
  });

  it.each([{ lat: 1, lng: 1 }, { lat: 91, lng: 0, km: 1 }, { lat: 1, lng: 1, km: -1 }, 'near', [1, 2, 3], null])(
    'from %j is refused with a sentence',
    async (value) => {
      await expect(names({ field: 'spot', op: 'near', value })).rejects.toThrow('query.value');
    },
  );
});

describe('a region', () => {
  it('finds all below it, and nothing beside it', async () => {
    const inside = (code: string): number => places.filter(({ region }) => region.startsWith(code)).length;
    if (COUNT > 1000) return;
    for (const code of ['37', '3702', '370202', '11']) {
      expect(await names({ field: 'home', op: 'inRegion', value: code })).toHaveLength(inside(code));
    }
  });

  it('is a place with a name in the filter, too, and a wrong one is refused', async () => {
    const filter = {
      all: [
        { field: 'home', op: 'inRegion', value: { region: '370203', name: '' } },
        { field: 'name', op: 'in', value: ['1', '2'] },
      ],
    };
    expect(await names(filter)).toEqual(['1']);
    for (const value of ['山东', '3', { region: 5 }, "37' or true"]) {
      await expect(names({ field: 'home', op: 'inRegion', value })).rejects.toThrow('query.value');
    }
  });

  it.skipIf(process.env.PLACES)('and street are found by any part of their words, % and _ as themselves', async () => {
    expect(regions()!.of('370202')!.name).toBe('市南区');
    expect(await names({ field: 'home', op: 'contains', value: '市北区第 1 号' })).toEqual(['1']);
    expect(await names({ field: 'home', op: 'contains', value: '%' })).toEqual([]);
  });
});

it.runIf(process.env.PLACES)('prints what it costs', async () => {
  const time = async (label: string, run: () => Promise<unknown>): Promise<void> => {
    await run();
    const started = performance.now();
    for (let i = 0; i < 10; i += 1) await run();
    console.log(label, `${((performance.now() - started) / 10).toFixed(1)} ms`);
  };
  await time('near, 10 km', () => names(near(36, 120, 10)));
  await time('in a district', () =>
    names({ all: [{ field: 'home', op: 'inRegion', value: '370202' }, near(36, 120, 10)] }),
  );
  await here.database.pool.query('drop index data.ix_fld_shop_spot');
  await time('near, 10 km, without the index', () => names(near(36, 120, 10)));
});
