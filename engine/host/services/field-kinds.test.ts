/** Field types whose values have parts, through the API: written, filtered, computed with, and back. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { testHost, type TestHost } from '../../../tests/support/host';
import type { Json } from '../../kernel/json';

let t: TestHost;
const text = (en: string) => ({ 'zh-CN': en, en });
const field = (name: string, type: string, options: object = {}) => ({
  id: `fld_kinds${name}`,
  name,
  type,
  label: text(name),
  options,
});
const DEAL = {
  kind: 'entity',
  id: 'ent_testdeal',
  name: 'deal',
  label: text('Deal'),
  fields: [
    field('name', 'text'),
    field('price', 'currency_amount'),
    field('worth', 'formula', { expression: 'AMOUNT(price)', result: 'number' }),
    field('coin', 'formula', { expression: 'CURRENCY(price)', result: 'text' }),
    field('days', 'date_range'),
    field('notes', 'rich_text'),
    field('opens', 'time'),
    field('here', 'geo'),
    field('far', 'formula', { expression: 'DISTANCE(here, PLACE(36, 120))', result: 'number' }),
  ],
};
beforeAll(async () => {
  t = await testHost();
  const role = {
    kind: 'role',
    id: 'rol_testwriter',
    name: 'writer',
    label: text('writer'),
    entities: { '*': { create: true, read: 'all', update: 'all', delete: 'all' } },
  };
  await t.host.documents.publish({ person: null, isAdmin: true }, { documents: [DEAL, role] as never });
  const save = async (values: { [field: string]: Json }) => {
    const sent = await t.ask('POST', 'v1/records/deal', { as: 'writer', body: { values } });
    expect([sent.status, await sent.text()][0]).toBe(201);
  };
  await save({
    name: 'a',
    price: 'USD 100',
    days: '2026-03-01 ~ 2026-03-10',
    notes: '货架 100% full',
    opens: '9:30',
    here: { lat: 36.001, lng: 120 },
  });
  await save({
    name: 'b',
    price: { amount: '650.50', currency: 'cny' },
    days: { from: '2026-03-11', to: '2026-03-11' },
    opens: '下午2点',
  });
  await save({ name: 'c' });
});
afterAll(() => t.close());

async function names(filter: object): Promise<string> {
  const sent = await t.ask('POST', 'v1/operations/record.list', {
    as: 'writer',
    body: { entity: 'deal', filter, sort: [{ field: 'name', direction: 'asc' }] },
  });
  const answer = (await sent.json()) as { rows: { name: string }[] };
  return (answer.rows ?? [answer]).map((row) => row.name).join('');
}

describe('values with parts', () => {
  it.each([
    ['amounts of one currency only', { field: 'price', op: 'gte', value: { amount: '50', currency: 'USD' } }, 'a'],
    ['the other currency', { field: 'price', op: 'lt', value: { amount: '1000', currency: 'CNY' } }, 'b'],
    [
      'an equal amount, however many zeros',
      { field: 'price', op: 'eq', value: { amount: '650.5', currency: 'CNY' } },
      'b',
    ],
    ['ranges that hold a day', { field: 'days', op: 'contains', value: '2026-03-10' }, 'a'],
    ['ranges that are over before a day', { field: 'days', op: 'lt', value: '2026-03-11' }, 'a'],
    ['ranges that begin after a day', { field: 'days', op: 'gt', value: '2026-03-10' }, 'b'],
    ['formatted texts by what is written', { field: 'notes', op: 'contains', value: '0% f' }, 'a'],
    [
      'formatted texts without it, the empty ones among them',
      { field: 'notes', op: 'notContains', value: '货架' },
      'bc',
    ],
    ['times in order', { field: 'opens', op: 'gt', value: '09:30' }, 'b'],
    ['no value', { field: 'price', op: 'isEmpty' }, 'c'],
    ['a formula over the parts', { field: 'coin', op: 'eq', value: 'USD' }, 'a'],
    ['a distance in metres', { field: 'far', op: 'between', value: ['111', '112'] }, 'a'],
  ])('are filtered: %s', async (_what, filter, expected) => {
    expect(await names(filter)).toBe(expected);
  });

  it('are never summed over currencies', async () => {
    const question = { entity: 'deal', measures: [{ agg: 'sum', field: 'price' }] };
    const sent = await t.ask('POST', 'v1/query', { as: 'writer', body: { question } });
    expect(sent.status).toBe(400);
  });

  it('come back as they are kept', async () => {
    const sent = await t.ask('GET', 'v1/records/deal?sort=name&fields=price,worth,opens,days', { as: 'writer' });
    const { rows } = (await sent.json()) as { rows: readonly { [field: string]: Json }[] };
    expect(rows[1]).toMatchObject({
      price: { amount: '650.5', currency: 'CNY' },
      worth: expect.stringMatching(/^650.50?$/),
      opens: '14:00',
    });
    expect(rows[0]!.days).toEqual({ from: '2026-03-01', to: '2026-03-10' });
  });
});
