/** Rules of a form and expressions, through the real door: records written and listed on PostgreSQL. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { contextOf } from '../../engine/expression/compile';
import { compileForm, defaultForm } from '../../engine/form/compile';
import { prepareWrite } from '../../engine/form/prepare';
import type { FormDocument } from '../../engine/kernel/documents.generated';
import type { Json } from '../../engine/kernel/json';
import { entityDocument, PEOPLE, refusalOf, role, world, type World } from '../support/records';

const order = entityDocument('order', {
  number: { type: 'text', required: true },
  price: { type: 'money' },
  total: { type: 'money' },
  reason: { type: 'text' },
  keeper: { type: 'person' },
  items: { type: 'lines', options: { fields: { cost: { type: 'money' }, quantity: { type: 'number' } } } },
});
const rules: FormDocument['rules'] = [
  {
    id: 'rul_total',
    when: 'COUNT(items) > 0',
    then: [{ effect: 'set', field: 'total', value: 'SUM(items.map(i, i.cost * i.quantity))' }],
  },
  { id: 'rul_reason', when: 'total > 1000', then: [{ effect: 'require', field: 'reason' }] },
];

let at: World;
beforeAll(async () => {
  at = await world({
    entities: [order],
    roles: [role('boss', { '*': { create: true, read: 'all', update: 'all', delete: 'all' } })],
    deps: {
      prepare: async ({ call, entity, values, before }) => {
        const { host, viewer } = call;
        const plan = compileForm({ ...defaultForm(entity), rules }, entity, host.model(), host.registry.fieldTypes);
        return prepareWrite(plan, { values, before }, contextOf(viewer, host.clock.now()));
      },
    },
  });
});
afterAll(() => at.end());

const create = (values: { readonly [field: string]: Json }) =>
  at.host.records.create(at.call('ann', 'boss'), { entity: 'order', values });
const items = [
  { cost: '0.1', quantity: '3' },
  { cost: '2.5', quantity: '4' },
];

it('a rule computes what is kept, whatever the caller sent', async () => {
  const made = await create({ number: 'A', items, total: '99', keeper: PEOPLE.ann });
  expect(made.total).toBe('10.3');
  const raised = await at.host.records.update(at.call('ann', 'boss'), {
    entity: 'order',
    id: made.id,
    rev: made.rev,
    values: { items: [{ cost: '1', quantity: '7' }] },
  });
  expect(raised.total).toBe('7');
});

it('a rule requires what the entity alone does not', async () => {
  const dear = { number: 'B', items: [{ cost: '600', quantity: '2' }] };
  const refused = await refusalOf(create(dear));
  expect(JSON.stringify(refused)).toContain('reason');
  expect((await create({ ...dear, reason: 'a good one' })).total).toBe('1200');
});

it('an expression filters records as it tests them', async () => {
  await create({ number: 'C', items, keeper: PEOPLE.bo });
  await create({ number: 'D' });
  const matching = async (expression: string) => {
    const { rows } = await at.host.records.list(at.call('ann', 'boss'), {
      entity: 'order',
      filter: { expression },
      fields: ['number'],
      sort: [{ field: 'number', direction: 'asc' }],
    });
    return rows.map((row) => row.number).join('');
  };
  expect(await matching('keeper == me')).toBe('A');
  expect(await matching('keeper != me')).toBe('BCD');
  expect(await matching('total < 100')).toBe('AC');
  expect(await matching('!(total < 100)')).toBe('B');
  expect(await matching('SUM(items.map(i, i.cost * i.quantity)) == total')).toBe('ABC');
  expect(await matching('items.exists(i, i.cost < 1) || COUNT(items) == 0')).toBe('CD');
  expect(await matching('keeper.name == "bo" && number in ["C", "D"]')).toBe('C');
  expect(await matching('DATE(created_at) == today && created_by == me')).toBe('ABCD');
  expect(await matching('total / 3 > 3.43 && ISBLANK(reason)')).toBe('C');
});
