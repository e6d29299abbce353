import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { entityDocument, role, world, type World } from '../../../tests/support/records';

const entities = [
  entityDocument('region', { name: { type: 'text' }, rate: { type: 'number' }, boss: { type: 'person' } }, 'name'),
  entityDocument('client', {
    name: { type: 'text' },
    region: { type: 'relation', options: { entity: 'region' } },
    region_name: { type: 'lookup', options: { relation: 'region', field: 'name' } },
    orders: { type: 'rollup', options: { children: 'bill.client' } },
    paid: {
      type: 'rollup',
      options: { children: 'bill.client', aggregate: 'sum', field: 'total', where: 'state == "paid"' },
    },
    mean: { type: 'rollup', options: { children: 'bill.client', aggregate: 'avg', field: 'total' } },
    top: { type: 'rollup', options: { children: 'bill.client', aggregate: 'max', field: 'total' } },
    titles: { type: 'rollup', options: { children: 'bill.client', aggregate: 'list', field: 'title' } },
    doubled: { type: 'formula', options: { expression: 'paid * 2', decimals: 2 } },
  }),
  entityDocument('bill', {
    title: { type: 'text' },
    number: { type: 'auto_number', options: { pattern: 'B-{yyyy}{MM}-{000}', reset: 'month' } },
    strict: { type: 'auto_number', options: { pattern: 'G{0000}', gapless: true } },
    state: {
      type: 'choice',
      options: {
        choices: [
          { value: 'open', label: { 'zh-CN': '开', en: 'open' } },
          { value: 'paid', label: { 'zh-CN': '付', en: 'paid' } },
        ],
      },
    },
    client: { type: 'relation', options: { entity: 'client' } },
    items: {
      type: 'lines',
      options: {
        fields: {
          price: { type: 'number' },
          quantity: { type: 'number' },
          amount: { type: 'formula', options: { expression: 'price * quantity', decimals: 2 } },
        },
      },
    },
    net: { type: 'formula', options: { expression: 'SUM(items.amount)', decimals: 2 } },
    total: {
      type: 'formula',
      options: { expression: 'net * (1 + COALESCE(client.region.rate, 0) / 100)', decimals: 2 },
    },
    rows: { type: 'rollup', options: { children: 'items' } },
  }),
  {
    ...entityDocument('visit', { who: { type: 'text' }, day: { type: 'date' }, shift: { type: 'number' } }),
    unique: [{ id: 'unq_visit', fields: ['who', 'day', 'shift'] }],
  },
  entityDocument('place', {
    name: { type: 'text' },
    parent: { type: 'relation', options: { entity: 'place', tree: true } },
  }),
];
const boss = role('boss', { '*': { read: 'all', update: 'all', delete: 'all', create: true } });

let w: World;
beforeAll(async () => {
  w = await world({ entities, roles: [boss] });
});
afterAll(() => w.end());
const call = () => w.call('ann', 'boss');
const make = async (entity: string, values: { [field: string]: unknown }) =>
  (await w.host.records.create(call(), { entity, values: values as never })).id;
const get = (entity: string, id: string) => w.host.records.get(call(), entity, id);

describe('derived values', () => {
  it('follow line items, relations, children, moves, deletes and restores', async () => {
    const region = await make('region', { name: 'East', rate: '10' });
    const ann = await make('client', { name: 'Ann', region });
    const bo = await make('client', { name: 'Bo' });
    expect(await get('client', ann)).toMatchObject({
      region_name: 'East',
      orders: '0',
      paid: '0',
      mean: null,
      doubled: '0.00',
    });
    const bill = await make('bill', {
      title: 'b1',
      state: 'paid',
      client: ann,
      items: [
        { price: '2', quantity: '3' },
        { price: '1.5', quantity: '2' },
      ],
    });
    const first = await get('bill', bill);
    expect(first).toMatchObject({ net: '9.00', total: '9.90', rows: '2', number: 'B-202611-001', strict: 'G0001' });
    expect(await get('client', ann)).toMatchObject({
      orders: '1',
      paid: '9.90',
      mean: '9.90',
      top: '9.90',
      titles: 'b1',
      doubled: '19.80',
    });
    await w.host.records.update(call(), { entity: 'region', id: region, values: { rate: '20', name: 'Orient' } });
    expect(await get('bill', bill)).toMatchObject({ total: '10.80' });
    expect(await get('client', ann)).toMatchObject({ paid: '10.80', region_name: 'Orient' });
    await w.host.records.update(call(), { entity: 'bill', id: bill, values: { client: bo } });
    expect(await get('client', ann)).toMatchObject({
      orders: '0',
      paid: '0.00',
      mean: null,
      top: null,
      titles: null,
    });
    expect(await get('client', bo)).toMatchObject({ orders: '1', paid: '9.00' });
    await w.host.records.remove(call(), 'bill', bill);
    expect(await get('client', bo)).toMatchObject({ orders: '0', paid: '0.00' });
    await w.host.records.restore(call(), 'bill', bill);
    expect(await get('client', bo)).toMatchObject({ orders: '1', paid: '9.00' });
    const list = await w.host.records.list(call(), {
      entity: 'client',
      fields: ['name', 'region_name'],
      filter: { field: 'region_name', op: 'eq', value: 'Orient' },
      sort: [{ field: 'region_name', direction: 'asc' }],
    });
    expect(list.rows).toHaveLength(1);
  });

  it('number many records without repeating', async () => {
    const made = await w.host.records.createMany(
      call(),
      'bill',
      Array.from({ length: 20 }, (_, i) => ({ title: `m${i}` })),
    );
    const bills = await Promise.all(made.ids.map((id) => get('bill', id!)));
    expect(new Set(bills.map((b) => b.strict)).size).toBe(20);
    expect(new Set(bills.map((b) => b.number)).size).toBe(20);
  });

  it('refuse what several fields together say twice, in one record, in a batch and against the table', async () => {
    const visit = { who: 'Ann', day: '2026-11-22', shift: '1' };
    await make('visit', visit);
    await expect(make('visit', visit)).rejects.toThrow(/record.notUnique at values.shift/);
    await make('visit', { ...visit, shift: null });
    await make('visit', { ...visit, shift: null });
    const { failed, ids } = await w.host.records.createMany(call(), 'visit', [
      visit,
      { ...visit, shift: '2' },
      { ...visit, shift: '2.0' },
      { ...visit, who: 'Bo' },
    ]);
    expect(failed.map(({ index, problems }) => [index, problems[0]!.code])).toEqual([
      [0, 'record.notUnique'],
      [2, 'record.twiceInFile'],
    ]);
    await expect(
      w.host.records.update(call(), { entity: 'visit', id: ids[3]!, values: { who: 'Ann' } }),
    ).rejects.toThrow(/record.notUnique/);
  });

  it('keep a tree without circles', async () => {
    const a = await make('place', { name: 'a' });
    const b = await make('place', { name: 'b', parent: a });
    const c = await make('place', { name: 'c', parent: b });
    await expect(w.host.records.update(call(), { entity: 'place', id: a, values: { parent: c } })).rejects.toThrow(
      /treeCycle/,
    );
    const d = await make('place', { name: 'd' });
    await w.host.records.update(call(), { entity: 'place', id: b, values: { parent: d } });
    const below = async (id: string) => {
      const filter = { field: 'parent', op: 'below' as const, value: id };
      const found = await w.host.records.list(call(), { entity: 'place', fields: ['name'], filter });
      return found.rows.map((row) => row.name).sort();
    };
    expect(await below(d)).toEqual(['b', 'c', 'd']);
    expect(await below(a)).toEqual(['a']);
    const { rows } = await w.database.pool.query<{ p: string }>(
      `select tp_fld_place_parent p from data.place where id = '${c}'`,
    );
    expect(rows[0]!.p).toBe(`${d}/${b}/${c}/`);
  });
});
