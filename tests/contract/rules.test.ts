/** Rules of a form and expressions, through the real door: records written and listed on PostgreSQL. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { contextOf } from '../../engine/expression/compile';
import { compileForm, defaultForm } from '../../engine/form/compile';
import { fieldNameOf } from '../../engine/form/layout';
import { prepareWrite } from '../../engine/form/prepare';
import { formProblems } from '../../engine/form/problems';
import type { FormDocument } from '../../engine/kernel/documents.generated';
import type { Json } from '../../engine/kernel/json';
import type { EntityModel } from '../../engine/kernel/model';
import { sentence } from '../../engine/kernel/problems';
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

describe('rules about rows, options and messages, on every door', () => {
  const form = (entity: EntityModel): FormDocument => ({
    ...defaultForm(entity),
    rules: [
      {
        id: 'rul_row',
        scope: 'items',
        when: 'cost > 100',
        then: [
          { effect: 'require', field: 'why' },
          {
            effect: 'message',
            field: 'cost',
            level: 'warning',
            text: { 'zh-CN': '{{parent.number}} 偏贵：{{cost}}', en: '{{parent.number}} is dear: {{cost}}' },
          },
        ],
      },
      { id: 'rul_owner', when: 'true', then: [{ effect: 'options', field: 'keeper', value: 'option.name != "bo"' }] },
      {
        id: 'rul_hidden',
        when: 'total > 5',
        then: [{ effect: 'show', field: 'reason' }],
      },
      {
        id: 'rul_sum',
        when: 'true',
        then: [{ effect: 'set', field: 'total', value: 'SUM(items.cost)' }],
      },
    ],
    sections: defaultForm(entity).sections.map((section) => ({
      ...section,
      items: section.items.map((item) =>
        fieldNameOf(item) === 'reason' ? { ...item, whenHidden: 'clearOnSubmit' as const } : item,
      ),
    })),
  });
  const ticket = entityDocument('ticket', {
    number: { type: 'text', required: true },
    total: { type: 'money' },
    reason: { type: 'text' },
    keeper: { type: 'person' },
    items: { type: 'lines', options: { fields: { cost: { type: 'money' }, why: { type: 'text' } } } },
  });
  let here: World;
  const warned: string[] = [];
  beforeAll(async () => {
    here = await world({
      entities: [ticket],
      roles: [role('boss', { '*': { create: true, read: 'all', update: 'all', delete: 'all' } })],
      deps: {
        prepare: async ({ call, entity, values, before }) => {
          const { host, viewer } = call;
          const plan = compileForm(form(entity), entity, host.model(), host.registry.fieldTypes);
          const keepers = Object.fromEntries(Object.entries(PEOPLE).map(([name, id]) => [id, { id, name }]));
          const made = prepareWrite(
            plan,
            { values, before },
            { ...contextOf(viewer, host.clock.now()), related: { keeper: keepers } },
          );
          warned.push(...made.warnings.map((one) => sentence(formProblems, one, 'en')));
          return made;
        },
      },
    });
  });
  afterAll(() => here.end());
  const make = (values: { readonly [field: string]: Json }) =>
    here.host.records.create(here.call('ann', 'boss'), { entity: 'ticket', values });

  it('a row lacks what a rule demands of it, and is told by its place', async () => {
    const refused = await refusalOf(make({ number: 'A', items: [{ cost: '1' }, { cost: '200' }] }));
    expect(JSON.stringify(refused)).toContain('values.items.1.why');
    const made = await make({ number: 'A', items: [{ cost: '200', why: 'gold' }] });
    expect(made.total).toBe('200');
    expect(warned.at(-1)).toBe('A is dear: ¥200.00');
  });

  it('a hidden value is cleared when it is written, and an excluded option is refused', async () => {
    expect((await make({ number: 'B', reason: 'x', items: [{ cost: '1' }] })).reason).toBeNull();
    const refused = await refusalOf(make({ number: 'C', keeper: PEOPLE.bo }));
    expect(JSON.stringify(refused)).toContain('form.option');
    expect((await make({ number: 'C', keeper: PEOPLE.ann })).number).toBe('C');
  });

  it('many at once obey the same rules, row by row', async () => {
    const { ids, failed } = await here.host.records.createMany(here.call('ann', 'boss'), 'ticket', [
      { number: 'D', items: [{ cost: '300' }] },
      { number: 'E', items: [{ cost: '300', why: 'w' }] },
    ]);
    expect(failed.map(({ index, problems }) => [index, problems[0]!.path.join('.')])).toEqual([
      [0, 'values.items.0.why'],
    ]);
    expect(ids[1]).not.toBeNull();
  });

  it('a change makes other rows need nothing, and its own row what the rule says', async () => {
    const made = await make({ number: 'F', items: [{ cost: '10' }, { cost: '20' }] });
    const [first, second] = made.items as unknown as readonly { id: string; cost: string }[];
    const change = (items: Json) =>
      here.host.records.update(here.call('ann', 'boss'), {
        entity: 'ticket',
        id: made.id,
        rev: made.rev,
        values: { items },
      });
    const refused = await refusalOf(
      change([
        { id: first!.id, cost: '500' },
        { id: second!.id, cost: '20' },
      ]),
    );
    expect(JSON.stringify(refused)).toContain('values.items.0.why');
    const changed = await change([
      { id: first!.id, cost: '500', why: 'w' },
      { id: second!.id, cost: '20' },
    ]);
    expect(changed.total).toBe('520');
  });
});
