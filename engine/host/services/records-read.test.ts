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
import { systemIds } from '../../kernel/ids';
import { exportRecords } from './records-export';
import { answer } from './records-query';

const client = entityDocument('client', {
  name: { type: 'text' },
  region: { type: 'relation', options: { entity: 'department' } },
  keeper: { type: 'person' },
  papers: { type: 'file' },
  parent: { type: 'relation', options: { entity: 'client' } },
  credit: { type: 'money', options: { currency: 'CNY' } },
});
const order = entityDocument('order', {
  number: { type: 'text' },
  client: { type: 'relation', options: { entity: 'client' } },
  at: { type: 'date_time' },
  on: { type: 'date' },
  lines: {
    type: 'lines',
    options: { fields: { item: { type: 'relation', options: { entity: 'client' } }, count: { type: 'number' } } },
  },
});
const everything = { create: true, read: 'all', update: 'all', delete: 'all' } as const;
const roles = [
  role('boss', { '*': everything }),
  role('own', { client: { ...everything, read: 'own' }, order: everything }),
];

describe('reading', () => {
  let w: World;
  let hers: string;
  let his: string;
  const boss = () => w.call('ann', 'boss');
  const create = async (who: 'ann' | 'bo' | 'cai', entity: string, values: object) =>
    (await w.host.records.create(w.call(who, 'boss'), { entity, values: values as never })).id;
  const find = async (as: string, entity: string, filter: object) =>
    (
      await w.host.records.list(w.call('ann', as), {
        entity,
        filter: filter as never,
        sort: [{ field: entity === 'order' ? 'number' : 'name', direction: 'asc' }],
      })
    ).rows.map(({ title }) => title);

  beforeAll(async () => {
    w = await world({ entities: [client, order], roles });
    hers = await create('ann', 'client', {
      name: 'Hers',
      region: DEPARTMENTS.east,
      keeper: PEOPLE.ann,
      credit: '10.5',
    });
    his = await create('bo', 'client', { name: 'His', region: DEPARTMENTS.qingdao, keeper: PEOPLE.bo, parent: hers });
    await create('ann', 'order', {
      number: '1',
      client: hers,
      at: '2026-11-21T15:59:00Z',
      on: '2026-11-21',
      lines: [{ item: hers, count: '1' }],
    });
    await create('ann', 'order', {
      number: '2',
      client: his,
      at: '2026-11-21T16:01:00Z',
      on: '2026-11-22',
      lines: [
        { item: his, count: '5' },
        { item: hers, count: '9' },
      ],
    });
    await create('ann', 'order', { number: '3' });
  });
  afterAll(() => w.end());

  it('goes along relations, and stops at records outside the row scope', async () => {
    const fields = ['client.name', 'client.region.name', 'client.keeper.department.name', 'client.parent.name'];
    const read = async (as: string) =>
      (
        await w.host.records.list(w.call('ann', as), {
          entity: 'order',
          fields,
          sort: [{ field: 'number', direction: 'asc' }],
        })
      ).rows.map((row) => fields.map((field) => row[field]));
    expect(await read('boss')).toEqual([
      ['Hers', 'east', 'east', null],
      ['His', 'qingdao', 'qingdao', 'Hers'],
      [null, null, null, null],
    ]);
    expect(await read('own')).toEqual([
      ['Hers', 'east', 'east', null],
      [null, null, null, null],
      [null, null, null, null],
    ]);
  });

  it('finds nothing by what lies outside the row scope, in joins, line items and expressions', async () => {
    for (const filter of [
      { field: 'client.name', op: 'eq', value: 'His' },
      { field: 'lines.item.name', op: 'eq', value: 'His' },
      { expression: 'client.name == "His"' },
      { expression: 'lines.exists(l, l.item.name == "His")' },
    ]) {
      expect([filter, await find('boss', 'order', filter)]).toEqual([filter, ['2']]);
      expect([filter, await find('own', 'order', filter)]).toEqual([filter, []]);
    }
    expect(await find('own', 'order', { expression: 'client.name == null' })).toEqual(['2', '3']);
    const { rows } = await answer(w.call('ann', 'own'), {
      entity: 'order',
      dimensions: [{ field: 'client.name' }],
      measures: [{ agg: 'count' }],
    });
    expect(rows).toEqual([
      { d0: 'Hers', m0: '1' },
      { d0: null, m0: '2' },
    ]);
  });

  it('asks of line items about one row at a time', async () => {
    const both = (a: object, b: object) => find('boss', 'order', { all: [a, b] });
    const small = { field: 'lines.count', op: 'lte', value: '5' };
    expect(await both({ field: 'lines.item', op: 'eq', value: hers }, small)).toEqual(['1']);
    expect(await both({ field: 'lines.item', op: 'eq', value: his }, small)).toEqual(['2']);
    expect(await find('boss', 'order', { field: 'lines', op: 'isEmpty' })).toEqual(['3']);
    expect(await find('boss', 'order', { not: { field: 'lines.item', op: 'eq', value: his } })).toEqual(['1', '3']);
  });

  it('knows me, my department and the day it is here', async () => {
    expect(await find('boss', 'client', { field: 'keeper', op: 'isMe' })).toEqual(['Hers']);
    expect(await find('boss', 'client', { field: 'region', op: 'myDepartment' })).toEqual(['Hers']);
    expect(await find('boss', 'client', { field: 'keeper', op: 'myDepartment' })).toEqual(['Hers']);
    const today = { unit: 'day', from: 0, to: 0 };
    const yesterday = { unit: 'day', from: -1, to: -1 };
    // It is noon of the 22nd in Shanghai; midnight there was 16:00 UTC.
    expect(await find('boss', 'order', { field: 'at', op: 'relative', value: today })).toEqual(['2']);
    expect(await find('boss', 'order', { field: 'at', op: 'relative', value: yesterday })).toEqual(['1']);
    expect(await find('boss', 'order', { field: 'on', op: 'relative', value: today })).toEqual(['2']);
    expect(
      await find('boss', 'order', { field: 'on', op: 'relative', value: { unit: 'week', from: 0, to: 0 } }),
    ).toEqual(['1', '2']);
    expect(await find('boss', 'order', { field: 'at', op: 'between', value: ['2026-11-21', '2026-11-21'] })).toEqual([
      '1',
    ]);
    expect(await find('boss', 'order', { expression: 'on == today' })).toEqual(['2']);
    expect(await refusalOf(find('boss', 'order', { field: 'at', op: 'relative', value: 'soon' }))).toEqual([
      'query.value filter.value',
    ]);
  });

  it('offers people and records by title, those who left only where they stand already', async () => {
    const options = async (input: object) =>
      (await w.host.records.options(boss(), { entity: 'person', ...input })).options.map(({ title }) => title);
    expect(await options({ search: 'A' })).toEqual(['ann', 'cai', 'dan']);
    await w.host.pool.query('update person set is_active = false where id = $1', [PEOPLE.dan]);
    expect(await options({ search: 'a' })).toEqual(['ann', 'cai']);
    expect(await options({ ids: [PEOPLE.dan] })).toEqual(['dan']);
    expect(await options({ search: '%' })).toEqual([]);
    const people = await w.host.records.list(boss(), { entity: 'person', count: true });
    expect(people).toMatchObject({ total: 5 });
    expect(await refusalOf(w.host.records.create(boss(), { entity: 'person', values: { name: 'x' } }))).toEqual([
      'record.readOnlyEntity entity',
    ]);
  });

  it("takes files that are the writer's own, once", async () => {
    const file = async (by: string): Promise<string> => {
      const id = systemIds.uuid();
      await w.host.pool.query(
        `insert into file (id, name, mime, size, sha256, by_id) values ($1, 'a.pdf', 'application/pdf', 3, '', $2)`,
        [id, by],
      );
      return id;
    };
    const [mine, theirs] = [await file(PEOPLE.ann), await file(PEOPLE.bo)];
    expect(
      await refusalOf(w.host.records.create(boss(), { entity: 'client', values: { name: 'x', papers: [theirs] } })),
    ).toEqual(['record.unknownFile values.papers.0']);
    const made = await w.host.records.create(boss(), {
      entity: 'client',
      values: { name: 'Papers', papers: [mine] },
    });
    expect(made.papers).toEqual([{ id: mine, name: 'a.pdf', size: 3, mime: 'application/pdf' }]);
    expect(
      await refusalOf(w.host.records.create(boss(), { entity: 'client', values: { name: 'x', papers: [mine] } })),
    ).toEqual(['record.unknownFile values.papers.0']);
    const kept = await w.host.records.update(boss(), {
      entity: 'client',
      id: made.id,
      rev: 1,
      values: { name: 'Papers 2', papers: made.papers! },
    });
    expect(kept).toMatchObject({ rev: 2, papers: [{ id: mine }] });
    const emptied = await w.host.records.update(boss(), {
      entity: 'client',
      id: made.id,
      rev: 2,
      values: { papers: [] },
    });
    expect(emptied.papers).toBeNull();
    await w.host.records.remove(boss(), 'client', made.id);
  });

  it('loads a record for expressions, related fields inside', async () => {
    const model = w.host.model();
    const id = (
      await w.host.records.list(boss(), { entity: 'order', filter: { field: 'number', op: 'eq', value: '2' } })
    ).rows[0]!.id;
    const loaded = await w.host.transaction((tx) =>
      w.host.records.load(tx, model.entity('order')!, id, ['client.region.name', 'client.credit', 'lines.count']),
    );
    expect(loaded).toMatchObject({
      number: '2',
      client: { id: his, title: 'His', region: { id: DEPARTMENTS.qingdao, name: 'qingdao' }, credit: null },
      lines: [{ count: '5' }, { count: '9' }],
      owner_id: { id: PEOPLE.ann },
    });
    expect(
      await w.host.transaction((tx) => w.host.records.load(tx, model.entity('order')!, systemIds.uuid(), [])),
    ).toBeUndefined();
  });

  it('exports what a list shows, and no formula runs in a spreadsheet', async () => {
    await create('ann', 'client', { name: '=1+1', credit: '-3' });
    await create('ann', 'client', { name: 'a "quoted", line', credit: '1' });
    const input = {
      entity: 'client',
      fields: ['name', 'region', 'credit'],
      sort: [{ field: 'name', direction: 'asc' as const }],
    };
    const csv = w.files.get((await exportRecords(boss(), { ...input, format: 'csv' })).file!)!;
    expect(csv).toContain('\ufeffLabel of name,Label of region,Label of credit\r\n');
    expect(csv).toContain(`'=1+1,,-3\r\n`);
    expect(csv).toContain('"a ""quoted"", line",,1\r\n');
    expect(csv).toContain('Hers,east,10.5\r\n');
    const xlsx = w.files.get((await exportRecords(boss(), { ...input, format: 'xlsx' })).file!)!;
    expect(xlsx.startsWith('PK')).toBe(true);
  });
});
