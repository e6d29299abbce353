import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  DEPARTMENTS,
  entityDocument,
  PEOPLE,
  refusalOf,
  role,
  world,
  type World,
} from '../../../tests/support/records';

const client = entityDocument('client', {
  name: { type: 'text', required: true },
  code: { type: 'text', unique: true },
  region: { type: 'relation', options: { entity: 'department' } },
  manager: { type: 'person' },
  credit: { type: 'number' },
  secret: { type: 'text' },
  tags: {
    type: 'many_choice',
    options: { choices: ['a', 'b', 'c'].map((value) => ({ value, label: { 'zh-CN': value, en: value } })) },
  },
  since: { type: 'date' },
  seen_at: { type: 'date_time' },
  is_key: { type: 'yes_no', default: false as never },
});
const order = entityDocument('order', {
  number: { type: 'text', required: true },
  client: { type: 'relation', options: { entity: 'client' } },
  lines: {
    type: 'lines',
    options: {
      fields: {
        product: { type: 'text', required: true },
        quantity: { type: 'number' },
        made_for: { type: 'relation', options: { entity: 'client' } },
      },
    },
  },
});
const everything = { create: true, read: 'all', update: 'all', delete: 'all' } as const;
const roles = [
  role('boss', { '*': everything }),
  role('sales', {
    client: {
      create: true,
      read: 'own',
      update: 'own',
      delete: 'none',
      fields: { secret: 'none', credit: 'read' },
    },
    order: { create: true, read: 'below', update: 'own' },
  }),
  role('region', {
    client: { create: true, read: 'below', update: 'department', delete: 'below' },
    order: everything,
  }),
  role('guest', {}),
];

describe('records', () => {
  let w: World;
  beforeAll(async () => void (w = await world({ entities: [client, order], roles })));
  afterAll(() => w.end());
  const create = (who: Parameters<World['call']>[0], as: string, entity: string, values: object) =>
    w.host.records.create(w.call(who, as), { entity, values: values as never });

  it('come back as they were written, canonical and with titles', async () => {
    const made = await create('ann', 'boss', 'client', {
      name: '  青岛啤酒 ',
      code: 'C-1',
      region: DEPARTMENTS.east,
      manager: { id: PEOPLE.bo, title: 'x' },
      credit: '１，０００.50',
      tags: ['b', 'a'],
      since: '2026/3/5',
      seen_at: '2026-03-05T01:30:00Z',
    });
    expect(made).toMatchObject({
      rev: 1,
      title: '青岛啤酒',
      name: '青岛啤酒',
      region: { id: DEPARTMENTS.east, title: 'east' },
      manager: { id: PEOPLE.bo, title: 'bo' },
      credit: '1000.5',
      tags: ['b', 'a'],
      since: '2026-03-05',
      seen_at: '2026-03-05T01:30:00.000Z',
      is_key: false,
      created_at: '2026-11-22T04:00:00.000Z',
      created_by: { id: PEOPLE.ann, title: 'ann' },
      owner_id: { id: PEOPLE.ann, title: 'ann' },
    });
  });

  it('keep line items with stable ids and their order', async () => {
    const c = await create('ann', 'boss', 'client', { name: 'Harbour Bar' });
    const made = await create('ann', 'boss', 'order', {
      number: 'O-1',
      client: c.id,
      lines: [{ product: 'Beer', quantity: '2', made_for: c.id }, { product: 'Wine' }],
    });
    const lines = made.lines as unknown as { id: string; product: string }[];
    expect(lines).toMatchObject([
      { product: 'Beer', quantity: '2', made_for: { id: c.id, title: 'Harbour Bar' } },
      { product: 'Wine', quantity: null, made_for: null },
    ]);
    const updated = await w.host.records.update(w.call('ann', 'boss'), {
      entity: 'order',
      id: made.id,
      rev: 1,
      values: {
        lines: [
          { id: lines[1]!.id, product: 'Wine' },
          { product: 'Gin' },
          { id: lines[0]!.id, product: 'Beer', quantity: '3', made_for: c.id },
        ],
      },
    });
    expect(updated.rev).toBe(2);
    expect(
      (updated.lines as unknown as { id: string; product: string; quantity: string }[]).map((l) => [
        l.product,
        l.quantity,
      ]),
    ).toEqual([
      ['Wine', null],
      ['Gin', null],
      ['Beer', '3'],
    ]);
    expect((updated.lines as unknown as { id: string }[])[2]!.id).toBe(lines[0]!.id);
    const history = await w.host.records.history(w.call('ann', 'boss'), 'order', made.id);
    expect(history.entries.map((e) => e.op)).toEqual(['update', 'create']);
    expect(history.entries[1]!.changes.map((c) => c.field)).toEqual(['number', 'client', 'lines']);
    const emptied = await w.host.records.update(w.call('ann', 'boss'), {
      entity: 'order',
      id: made.id,
      rev: 2,
      values: { lines: [] },
    });
    expect(emptied.lines).toEqual([]);
  });

  it('tell all that is wrong at once, each at its place, and write nothing', async () => {
    const before = await w.host.pool.query('select count(*) from data.client');
    expect(
      await refusalOf(
        create('ann', 'boss', 'client', {
          credit: 'lots',
          since: '2026-02-30',
          nonsense: 1,
          ['constructor']: 1,
          tags: ['z'],
          region: 'abc',
          id: 'x',
        }),
      ),
    ).toEqual([
      'record.unknownField values.nonsense',
      'record.unknownField values.constructor',
      'record.notEditable values.id',
      'record.required values.name',
      expect.stringContaining('values.region'),
      'field.number values.credit',
      'field.choice values.tags.0',
      'field.date values.since',
    ]);
    expect(await w.host.pool.query('select count(*) from data.client').then((r) => r.rows)).toEqual(before.rows);
  });

  it('refuse a value somebody may not write, and hide what they may not read', async () => {
    expect(
      await refusalOf(create('bo', 'sales', 'client', { name: 'a', credit: '5', secret: 's', missing: 1 })),
    ).toEqual([
      'record.notEditable values.credit',
      'record.unknownField values.secret',
      'record.unknownField values.missing',
    ]);
    const made = await create('bo', 'sales', 'client', { name: 'Mine' });
    expect(made).not.toHaveProperty('secret');
    expect(made).toHaveProperty('credit', null);
    // An unchanged value of a field one may only read is fine: forms send it back.
    const same = await w.host.records.update(w.call('bo', 'sales'), {
      entity: 'client',
      id: made.id,
      rev: 1,
      values: { credit: null, name: 'Mine 2' },
    });
    expect(same.rev).toBe(2);
  });

  it('refuse a relation to a record the writer may not read', async () => {
    const hidden = await create('cai', 'sales', 'client', { name: "Cai's" });
    expect(await refusalOf(create('bo', 'sales', 'order', { number: '1', client: hidden.id }))).toEqual([
      'record.unknownTarget values.client',
    ]);
    expect(
      await refusalOf(create('bo', 'sales', 'order', { number: '1', lines: [{ product: 'x', made_for: hidden.id }] })),
    ).toEqual(['record.unknownTarget values.lines.0.made_for']);
    const order = await create('ann', 'boss', 'order', { number: '7', client: hidden.id });
    expect(order.client).toEqual({ id: hidden.id, title: "Cai's" });
  });

  it('show no title of a related record outside the row scope, yet keep the relation', async () => {
    const hidden = await create('cai', 'sales', 'client', { name: "Cai's secret" });
    const made = await create('bo', 'sales', 'order', { number: '8' });
    await w.host.records.update(w.call('ann', 'boss'), {
      entity: 'order',
      id: made.id,
      values: { client: hidden.id },
    });
    const seen = await w.host.records.get(w.call('bo', 'sales'), 'order', made.id);
    expect(seen.client).toEqual({ id: hidden.id, title: '' });
    const kept = await w.host.records
      .update(w.call('bo', 'sales'), {
        entity: 'order',
        id: made.id,
        rev: 2,
        values: { ...seen, title: undefined, number: '8b', client: seen.client } as never,
      })
      .catch((e) => e);
    expect(kept.problems ?? kept.client).toBeDefined();
  });

  it('are seen within the row scope only', async () => {
    const own = await create('dan', 'sales', 'client', { name: 'Scope test' });
    const sees = async (who: Parameters<World['call']>[0], as: string) =>
      (
        await w.host.records.list(w.call(who, as), {
          entity: 'client',
          filter: { field: 'name', op: 'eq', value: 'Scope test' },
        })
      ).rows.length;
    expect(await sees('dan', 'sales')).toBe(1);
    expect(await sees('bo', 'sales')).toBe(0);
    expect(await sees('ann', 'region')).toBe(1);
    expect(await sees('cai', 'region')).toBe(0);
    expect(await sees('eve', 'region')).toBe(0);
    expect(await refusalOf(w.host.records.get(w.call('bo', 'sales'), 'client', own.id))).toEqual([
      'record.notFound id',
    ]);
    expect(await refusalOf(w.host.records.list(w.call('bo', 'guest'), { entity: 'client' }))).toEqual([
      'query.unknownEntity entity',
    ]);
    // Ann may read what is below her department, but change only what is in it.
    expect(
      await refusalOf(
        w.host.records.update(w.call('ann', 'region'), {
          entity: 'client',
          id: own.id,
          rev: 1,
          values: { name: 'x' },
        }),
      ),
    ).toEqual(['record.mayNotUpdate id']);
    expect(
      await refusalOf(
        w.host.records.update(w.call('cai', 'region'), {
          entity: 'client',
          id: own.id,
          rev: 1,
          values: { name: 'x' },
        }),
      ),
    ).toEqual(['record.notFound id']);
  });

  it('merge changes of different fields and refuse two changes of one', async () => {
    const made = await create('ann', 'boss', 'client', { name: 'Merge', credit: '1' });
    const update = (rev: number, values: object) =>
      w.host.records.update(w.call('ann', 'boss'), { entity: 'client', id: made.id, rev, values: values as never });
    await update(1, { credit: '2' });
    // The whole form comes back with the old credit, and a new name: the credit was not touched here.
    expect(await update(1, { name: 'Merged', credit: '1' })).toMatchObject({ rev: 3, name: 'Merged', credit: '2' });
    const refused = await update(1, { credit: '9' }).catch((error) => error);
    expect(refused.problems[0]).toMatchObject({
      code: 'record.conflict',
      path: ['values', 'credit'],
      data: { current: { rev: 3, credit: '2' } },
    });
    // The same value twice is a conflict too: two who add one to 1 both write 2.
    expect(await refusalOf(update(1, { credit: '2' }))).toEqual(['record.conflict values.credit']);
  });

  it('lose none of fifty increments at once', async () => {
    const made = await create('ann', 'boss', 'client', { name: 'Counter', credit: '0' });
    let conflicts = 0;
    const increment = async (): Promise<void> => {
      for (;;) {
        const now = await w.host.records.get(w.call('ann', 'boss'), 'client', made.id);
        try {
          await w.host.records.update(w.call('ann', 'boss'), {
            entity: 'client',
            id: made.id,
            rev: now.rev,
            values: { credit: String(Number(now.credit) + 1) },
          });
          return;
        } catch {
          conflicts += 1;
        }
      }
    };
    await Promise.all(Array.from({ length: 50 }, increment));
    const end = await w.host.records.get(w.call('ann', 'boss'), 'client', made.id);
    expect(end).toMatchObject({ credit: '50', rev: 51 });
    const history = await w.host.records.history(w.call('ann', 'boss'), 'client', made.id);
    expect(history.entries.length).toBe(51);
    expect(conflicts).toBeGreaterThan(0);
  });

  it('are unique where the entity says so, trash not counted', async () => {
    const a = await create('ann', 'boss', 'client', { name: 'U', code: 'U-1' });
    expect(await refusalOf(create('ann', 'boss', 'client', { name: 'V', code: 'U-1' }))).toEqual([
      'record.notUnique values.code',
    ]);
    await w.host.records.remove(w.call('ann', 'boss'), 'client', a.id, 1);
    expect(await refusalOf(w.host.records.get(w.call('ann', 'boss'), 'client', a.id))).toEqual(['record.notFound id']);
    await create('ann', 'boss', 'client', { name: 'W', code: 'U-1' });
    expect(await refusalOf(w.host.records.restore(w.call('ann', 'boss'), 'client', a.id))).toEqual([
      'record.notUnique values.code',
    ]);
    const trash = await w.host.records.list(w.call('ann', 'boss'), {
      entity: 'client',
      trash: true,
      filter: { field: 'name', op: 'eq', value: 'U' },
    });
    expect(trash.rows).toMatchObject([{ id: a.id, deleted_by: { title: 'ann' } }]);
  });

  it('stay while others point to them', async () => {
    const c = await create('ann', 'boss', 'client', { name: 'Pointed' });
    const o = await create('ann', 'boss', 'order', { number: 'P-1', lines: [{ product: 'x', made_for: c.id }] });
    const refused = await w.host.records.remove(w.call('ann', 'boss'), 'client', c.id).catch((error) => error);
    expect(refused.problems[0]).toMatchObject({ code: 'record.inUse', data: { users: { en: 'Entity order “P-1”' } } });
    await w.host.records.remove(w.call('ann', 'boss'), 'order', o.id);
    await w.host.records.remove(w.call('ann', 'boss'), 'client', c.id);
    const back = await w.host.records.restore(w.call('ann', 'boss'), 'client', c.id);
    expect(back).toMatchObject({ rev: 3, name: 'Pointed' });
  });

  it('are made once for one idempotency key', async () => {
    const ask = () =>
      w.host.records.create(w.call('ann', 'boss'), { entity: 'client', values: { name: 'Once' }, key: 'k1' });
    const made = await Promise.all([ask(), ask(), ask()]);
    expect(new Set(made.map((m) => m.id)).size).toBe(1);
  });

  it('are imported in batches: good rows in, each bad row with its reasons', async () => {
    const result = await w.host.records.createMany(w.call('ann', 'boss', 'import'), 'client', [
      { name: 'Row 1', code: 'R-1' },
      { name: 'Row 2', code: 'R-1' },
      { code: 'R-3', credit: 'x' },
      { name: 'Row 4', code: 'U-1' },
      { name: 'Row 5', region: DEPARTMENTS.west, tags: ['a', 'c'] },
      { name: 'Row 6', region: PEOPLE.ann },
    ]);
    expect(result.ids.map((id) => id !== null)).toEqual([true, false, false, false, true, false]);
    expect(
      result.failed.map(({ index, problems }) => [index, problems.map((p) => `${p.code} ${p.path.join('.')}`)]),
    ).toEqual([
      [1, ['record.twiceInFile values.code']],
      [2, ['record.required values.name', 'field.number values.credit']],
      [3, ['record.notUnique values.code']],
      [5, ['record.unknownTarget values.region']],
    ]);
    const row = await w.host.records.get(w.call('ann', 'boss'), 'client', result.ids[4]!);
    expect(row).toMatchObject({ tags: ['a', 'c'], region: { title: 'west' } });
  });
});
