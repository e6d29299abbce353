/** Groups of a list: as many records, and as much, as the list itself would give. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DEPARTMENTS, entityDocument, refusalOf, role, world, type World } from '../../../tests/support/records';
import type { Input } from '../../kernel/api';
import { listGroups } from './records-groups';

const choices = ['low', 'middle', 'high'].map((value) => ({ value, label: { 'zh-CN': value, en: value } }));
const ORDER = entityDocument('order', {
  name: { type: 'text' },
  level: { type: 'choice', options: { choices } },
  amount: { type: 'number', options: { decimals: 2 } },
  due: { type: 'date' },
  region: { type: 'relation', options: { entity: 'department' } },
  items: { type: 'lines', options: { fields: { quantity: { type: 'number' } } } },
});
const ROLES = [
  role('boss', { order: { create: true, read: 'all', update: 'all' } }),
  role('own', { order: { create: true, read: 'own', fields: { amount: 'none' } } }),
];
let w: World;
beforeAll(async () => {
  w = await world({ entities: [ORDER], roles: ROLES });
  for (let i = 0; i < 20; i += 1) {
    const values = {
      name: `Tea ${i}`,
      level: [...choices.map(({ value }) => value), null][i % 4]!,
      amount: i % 5 === 0 ? null : `${i}.25`,
      due: `2026-0${1 + (i % 3)}-15`,
      region: i % 2 ? DEPARTMENTS.east : null,
      items: [{ quantity: '2' }, { quantity: String(i) }],
    };
    await w.host.records.create(w.call(i < 15 ? 'ann' : 'bo', 'boss'), { entity: 'order', values });
  }
});
afterAll(() => w.end());
const groups = (input: Partial<Input<'record.groups'>>, as = 'boss') =>
  listGroups(w.call('ann', as), { entity: 'order', ...input });

describe('the groups of a list', () => {
  it.each([
    [{ field: 'level' }],
    [{ field: 'region' }],
    [{ field: 'due', grain: 'month' as const, direction: 'desc' as const }],
    [{ field: 'name' }],
    [{ field: 'region.name' }],
  ])('by %o hold as many records as a list with their filter, and sum up to the whole', async (group) => {
    const filter = { field: 'amount', op: 'notEmpty' } as const;
    const found = await groups({ group, filter, measures: [{ agg: 'sum', field: 'amount' }] });
    for (const { count, filter: inside } of found.groups) {
      const list = await w.host.records.list(w.call('ann', 'boss'), {
        entity: 'order',
        filter: { all: [filter, inside] },
        count: true,
      });
      expect(list.total).toBe(count);
    }
    expect(found.groups.reduce((sum, { count }) => sum + count, 0)).toBe(found.total.count);
    const sum = found.groups.reduce((all, { measures: [value] }) => all + Number(value), 0);
    expect(sum).toBeCloseTo(Number(found.total.measures[0]), 6);
    expect(found.hasMore).toBe(false);
  });

  it('stand in the order of the choices, those without a value last', async () => {
    const { groups: found } = await groups({ group: { field: 'level' } });
    expect(found.map(({ value }) => value)).toEqual(['low', 'middle', 'high', null]);
  });

  it('measure line items without counting a record twice', async () => {
    const { total } = await groups({
      measures: [
        { agg: 'sum', field: 'items.quantity' },
        { agg: 'sum', field: 'amount' },
      ],
    });
    expect(total).toEqual({ count: 20, measures: ['230', '164.00'] });
  });

  it('are cut off where there are too many, and say so', async () => {
    const found = await groups({ group: { field: 'name' }, size: 5 });
    expect([found.groups.length, found.hasMore]).toEqual([5, true]);
  });

  it('follow search and rights', async () => {
    expect((await groups({ search: 'tea 1', group: { field: 'level' } })).total.count).toBe(11);
    expect((await groups({}, 'own')).total.count).toBe(15);
    expect(await refusalOf(groups({ measures: [{ agg: 'max', field: 'amount' }] }, 'own'))).toEqual([
      'query.unknownField measures.0.field',
    ]);
    expect(await refusalOf(groups({ group: { field: 'amount' } }, 'own'))).toEqual([
      'query.unknownField dimensions.0.field',
    ]);
  });
});
