import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { entityDocument, role, world, type World } from '../../../tests/support/records';

const client = entityDocument('client', { name: { type: 'text', required: true }, credit: { type: 'number' } });
const order = entityDocument('order', {
  number: { type: 'text', required: true },
  client: { type: 'relation', options: { entity: 'client' } },
  lines: { type: 'lines', options: { fields: { made_for: { type: 'relation', options: { entity: 'client' } } } } },
});
const everything = { create: true, read: 'all', update: 'all', delete: 'all' } as const;
const roles = [
  role('boss', { '*': everything }),
  role('sales', { client: { create: true, read: 'all', update: 'own', delete: 'own' } }),
];

describe('many records at once', () => {
  let w: World;
  let ids: string[];
  beforeAll(async () => void (w = await world({ entities: [client, order], roles })));
  afterAll(() => w.end());
  const boss = () => w.call('ann', 'boss');
  beforeEach(async () => {
    await w.host.pool.query('truncate data.client cascade');
    const rows = [1, 2, 3].map((n) => ({ name: `C${n}`, credit: String(n) }));
    ids = (await w.host.records.createMany(boss(), 'client', rows)).ids as string[];
  });
  const codes = ({ failed }: Awaited<ReturnType<typeof w.host.records.removeMany>>) =>
    failed.map(({ index, problems }) => [index, ...problems.map(({ code }) => code)]);
  const rowsOf = (list: readonly string[]) => list.map((id) => ({ id }));

  it('are deleted unless somebody points to them, and brought back', async () => {
    await w.host.records.create(boss(), { entity: 'order', values: { number: 'O1', client: ids[0]! } });
    const lines = [{ made_for: ids[1]! }];
    await w.host.records.create(boss(), { entity: 'order', values: { number: 'O2', lines } });
    const gone = await w.host.records.removeMany(boss(), 'client', 'delete', rowsOf(ids));
    expect(codes(gone)).toEqual([
      [0, 'record.inUse'],
      [1, 'record.inUse'],
    ]);
    await expect(w.host.records.get(boss(), 'client', ids[2]!)).rejects.toThrow();
    const back = await w.host.records.removeMany(boss(), 'client', 'restore', rowsOf(ids));
    expect(codes(back)).toEqual([
      [0, 'record.notFound'],
      [1, 'record.notFound'],
    ]);
    const { entries } = await w.host.records.history(boss(), 'client', ids[2]!);
    expect(entries.map(({ op }) => op)).toEqual(['restore', 'delete', 'create']);
  });

  it('are deleted only by those who may, and only as they were seen', async () => {
    const sales = w.call('bo', 'sales');
    const mine = await w.host.records.create(sales, { entity: 'client', values: { name: 'Mine' } });
    const unknown = '00000000-0000-7000-8000-000000000000';
    const gone = await w.host.records.removeMany(sales, 'client', 'delete', [
      { id: mine.id, rev: 7 },
      { id: ids[0]! },
      { id: unknown },
    ]);
    expect(codes(gone)).toEqual([
      [0, 'record.conflict'],
      [1, 'record.mayNotDelete'],
      [2, 'record.notFound'],
    ]);
  });

  it('are merged with what others changed since; what both changed is refused', async () => {
    const id = ids[0]!;
    await w.host.records.update(boss(), { entity: 'client', id, rev: 1, values: { name: 'Other' } });
    // As a table sends it: the name as it was seen, the credit changed.
    const merged = await w.host.records.changeMany(boss(), 'client', [
      { id, rev: 1, values: { name: 'C1', credit: '9' } },
    ]);
    expect(codes(merged)).toEqual([]);
    expect(await w.host.records.get(boss(), 'client', id)).toMatchObject({ name: 'Other', credit: '9', rev: 3 });
    const both = await w.host.records.changeMany(boss(), 'client', [{ id, rev: 1, values: { name: 'Mine' } }]);
    expect(codes(both)).toEqual([[0, 'record.conflict']]);
  });
});
