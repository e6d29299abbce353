import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { entityDocument, role, world, type World } from '../../../tests/support/records';
import type { FormDocument } from '../../kernel/documents.generated';
import { prepareByForm, prepareManyByForm } from './records-form';

const region = entityDocument('region', { name: { type: 'text' }, code: { type: 'text' } });
const client = entityDocument('client', {
  name: { type: 'text' },
  phone: { type: 'text' },
  limit: { type: 'money' },
  region: { type: 'relation', options: { entity: 'region' } },
});
const part = entityDocument('part', { name: { type: 'text' }, price: { type: 'money' } });
const order = entityDocument('order', {
  title: { type: 'text' },
  client: { type: 'relation', options: { entity: 'client' } },
  phone: { type: 'text' },
  limit: { type: 'money' },
  region_code: { type: 'text', default: 'none' as never },
  items: {
    type: 'lines',
    options: {
      fields: {
        part: { type: 'relation', options: { entity: 'part' } },
        price: { type: 'money', default: '1' as never },
        quantity: { type: 'number' },
      },
    },
  },
});
const form: FormDocument = {
  kind: 'form',
  id: 'frm_order',
  name: 'order',
  label: { 'zh-CN': '订单', en: 'Order' },
  entity: 'order',
  sections: [{ id: 'sec_main', items: ['title', 'client', 'phone', 'items'].map((name) => ({ field: name })) }],
  fills: [
    { id: 'fil_phone', relation: 'client', from: 'phone', to: 'phone', mode: 'snapshot' },
    { id: 'fil_limit', relation: 'client', from: 'limit', to: 'limit', mode: 'ask' },
    { id: 'fil_code', relation: 'client', from: 'region.code', to: 'region_code', mode: 'snapshot' },
    { id: 'fil_price', scope: 'items', relation: 'part', from: 'price', to: 'price', mode: 'snapshot' },
  ],
};
const everything = { create: true, read: 'all', update: 'all', delete: 'all' } as const;
const roles = [
  role('boss', { '*': everything }),
  // May choose clients, but not read what they may owe, nor where they belong.
  role('clerk', { order: everything, part: everything, client: { read: 'all', fields: { limit: 'none' } } }),
];

describe('What chosen records fill in, on every door of the server', () => {
  let w: World;
  let ids: { readonly [name: string]: string };
  beforeAll(async () => {
    w = await world({
      entities: [region, client, part, order],
      roles,
      deps: { prepare: prepareByForm, prepareMany: prepareManyByForm },
    });
    Object.assign(w.host, {
      documents: {
        edition: () => form,
        list: (kind: string) => (kind === 'form' ? [{ document: form, version: 1 }] : []),
        published: (kind: string) => (kind === 'form' ? { document: form, version: 1 } : undefined),
      },
    });
    const make = async (entity: string, values: object): Promise<string> =>
      (await w.host.records.create(w.call('ann', 'boss'), { entity, values: values as never })).id;
    const east = await make('region', { name: 'East', code: 'E1' });
    ids = {
      qingdao: await make('client', { name: 'Qingdao', phone: '111', limit: '500', region: east }),
      jinan: await make('client', { name: 'Jinan', phone: '222', limit: '900' }),
      keg: await make('part', { name: 'Keg', price: '35.00' }),
      can: await make('part', { name: 'Can', price: '3.80' }),
    };
  });
  afterAll(() => w.end());
  const boss = () => w.call('ann', 'boss', 'api');
  const create = (call: ReturnType<World['call']>, values: object) =>
    w.host.records.create(call, { entity: 'order', values: values as never });

  it('fills what was not sent, instead of defaults, in fields and rows, one relation further too', async () => {
    const made = await create(boss(), { client: ids.qingdao, items: [{ part: ids.keg, quantity: '2' }] });
    expect(made).toMatchObject({ phone: '111', limit: '500', region_code: 'E1' });
    expect(made.items).toMatchObject([{ price: '35', quantity: '2' }]);
  });

  it('leaves what was sent, also where it was sent as nothing', async () => {
    const made = await create(boss(), {
      client: ids.qingdao,
      phone: 'own',
      limit: null,
      items: [{ part: ids.keg, price: '30' }],
    });
    expect(made).toMatchObject({ phone: 'own', limit: null });
    expect(made.items).toMatchObject([{ price: '30' }]);
  });

  it('follows another choice: a snapshot is taken anew, what is asked for is filled only where it is empty', async () => {
    const { id } = await create(boss(), { client: ids.qingdao });
    const update = (values: object) =>
      w.host.records.update(w.call('ann', 'boss', 'flow'), { entity: 'order', id, values: values as never });
    expect(await update({ client: ids.jinan })).toMatchObject({ phone: '222', limit: '500', region_code: null });
    // Sent as it is: it was settled by whoever chose.
    expect(await update({ client: ids.qingdao, phone: '222' })).toMatchObject({ phone: '222' });
    expect(await update({ title: 'later' })).toMatchObject({ phone: '222' });
  });

  it('never fills in what the writer may not read', async () => {
    const clerk = w.call('bo', 'clerk');
    const made = await create(clerk, { client: ids.qingdao });
    expect(made).toMatchObject({ phone: '111', limit: null, region_code: 'none' });
    const seen = await w.host.records.get(boss(), 'order', made.id);
    expect(seen).toMatchObject({ limit: null, region_code: 'none' });
  });

  it('fills many at once', async () => {
    const rows = Array.from({ length: 60 }, (_, i) => ({
      client: i % 2 ? ids.qingdao : ids.jinan,
      items: [{ part: i % 3 ? ids.keg : ids.can }],
    }));
    const made = await w.host.records.createMany(w.call('ann', 'boss', 'import'), 'order', rows as never);
    expect(made.failed).toEqual([]);
    const { rows: kept } = await w.host.records.list(boss(), {
      entity: 'order',
      filter: { field: 'id', op: 'in', value: made.ids as string[] },
      fields: ['phone', 'region_code'],
      page: { size: 100 },
    });
    expect(kept.filter(({ phone }) => phone === '111')).toHaveLength(30);
    expect(kept.filter((one) => one.region_code === 'E1')).toHaveLength(30);
  });
});
