/** However a page of what is found is read, it holds the same records in the same order. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { entityDocument, role, world, type World } from '../../tests/support/records';
import { schemaOf } from '../host/services/records-context';
import { howToSearch } from '../host/services/search';
import { rowsStatement, runRows } from './compile';
import type { RowsOptions } from './rows';

const SHOP = entityDocument('shop', {
  name: { type: 'text' },
  note: { type: 'text' },
  secret: { type: 'text' },
  size: { type: 'number' },
});
const ROLES = [
  role('all', { shop: { create: true, read: 'all', update: 'all', delete: 'all' } }),
  role('blind', { shop: { read: 'all', fields: { secret: 'none' } } }),
  role('foreign', { shop: { read: 'all', fields: { secret: 'none' } } }),
  role('own', { shop: { create: true, read: 'own', update: 'own' } }),
];
const COUNT = 30;
let w: World;
beforeAll(async () => {
  w = await world({ entities: [SHOP], roles: ROLES });
  for (const who of ['ann', 'bo'] as const) {
    const rows = Array.from({ length: COUNT }, (_, i) => ({
      name: `${['青岛', '重庆', '上海'][i % 3]!}${['啤酒', '茶叶'][i % 2]!}${i}`,
      note: i % 4 === 0 ? `batch ${i % 7} 青岛` : null,
      secret: i % 5 === 0 ? 'canary' : null,
      size: i % 3 === 0 ? null : String(i % 11),
    }));
    await w.host.records.createMany(w.call(who, 'all', 'cli'), 'shop', rows);
  }
  // The same two every time: what is looked for below must not be among them.
  const { rows } = await w.host.records.list(w.call('ann', 'all'), {
    entity: 'shop',
    filter: { field: 'name', op: 'eq', value: '青岛啤酒0' },
  });
  for (const { id } of rows) await w.host.records.remove(w.call('ann', 'all'), 'shop', id);
}, 60_000);
afterAll(() => w.end());

const WORDS = ['青岛', '啤酒 青岛', 'qd', 'batch 3', 'qdpj 重', '茶叶77', 'canary', 'batch 青岛 1', 'nothing'];
const FILTERS = [undefined, { field: 'size', op: 'gt', value: '4' } as const];

async function pages(
  how: RowsOptions['search'],
  search: string,
  as: string | readonly string[],
  filter: (typeof FILTERS)[number],
) {
  const call = w.call('ann', as as string);
  const asking = { viewer: call.viewer, now: new Date() };
  const titles: string[] = [];
  for (let after: string | undefined, n = 0; n < 2 * COUNT; n += 1) {
    const page = { size: 6, ...(after === undefined ? {} : { after }) };
    const question = { entity: 'shop', search, fields: [], page, ...(filter ? { filter } : {}) };
    const ready = rowsStatement(schemaOf(call), question, asking, how ? { search: how } : {});
    const rows = await runRows(ready, async ({ text, values }) => {
      const { rows: found } = await w.database.pool.query({ text, values, rowMode: 'array' });
      return found as unknown[][];
    });
    titles.push(...rows.slice(0, 6).map((row) => String(ready.compiled.present(row).title)));
    if (rows.length <= 6) break;
    after = ready.compiled.cursor(rows[5]!);
  }
  return titles;
}

describe('a page of what is found', () => {
  it.each(WORDS)(
    'by “%s” is the same among the newest, by the rarest word, and as PostgreSQL likes',
    async (search) => {
      const words = search.split(' ').length;
      for (const as of ['all', 'blind', ['foreign', 'own']]) {
        for (const filter of FILTERS) {
          const free = await pages(undefined, search, as, filter);
          for (const newest of [null, 3, 40]) {
            for (const rarest of [null, words - 1]) {
              expect(await pages({ newest, rarest }, search, as, filter)).toEqual(free);
            }
          }
        }
      }
    },
  );

  it('is found at all', async () => {
    expect((await pages(undefined, 'batch 3', 'all', undefined)).length).toBeGreaterThan(1);
    expect(await pages({ newest: 10, rarest: 0 }, 'canary', 'blind', undefined)).toEqual([]);
  });
});

describe('how words are looked for', () => {
  it('follows from how often their pieces stand in the texts, once there are many', async () => {
    const entity = w.host.model().entity('shop')!;
    const asked = (statistics: readonly unknown[]) => (typed: string) => {
      const pool = { query: ({ text }: { text: string }) => ({ rows: /pg_stats/.test(text) ? [statistics] : [] }) };
      return howToSearch({ ...w.host, pool } as never, entity, typed);
    };
    const { rows } = await w.database.pool.query<{ grams: number[] }>(
      `select grams from search."${entity.id}" where text like '青岛%' limit 1`,
    );
    const many = asked([1_000_000, [...rows[0]!.grams, 1], [...rows[0]!.grams.map(() => 0.3), 0.001, 0.001, 0.3, 0]]);
    expect(await many('青岛')).toEqual({ by: 'index', newest: 20_000, rarest: null });
    expect((await many('青岛 zebra')).rarest).toBe(1);
    expect((await asked([1000, null, null])('青岛')).newest).toBeNull();
  });
});
