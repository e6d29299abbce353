import { describe, expect, test } from 'vitest';
import type { EntityView, FieldView } from '@/engine/kernel/api';
import type { FormDocument } from '@/engine/kernel/documents.generated';
import { FormLogic, type LogicInput } from './logic';
import type { Values } from './plan';

const words = (text: string) => ({ 'zh-CN': text, en: text });
const field = (name: string, type: string, more: Partial<FieldView> = {}): FieldView => ({
  id: `fld_${name}`,
  name,
  type,
  label: words(name),
  right: 'edit',
  required: false,
  unique: false,
  options: {},
  system: false,
  ...more,
});
const view = (name: string, fields: readonly FieldView[]): EntityView => ({
  id: `ent_${name}`,
  name,
  label: words(name),
  labelPlural: words(name),
  icon: 'box',
  isPlatform: false,
  version: 1,
  titleField: 'title',
  can: { create: true, update: true, delete: true },
  fields,
});
const supplier = view('supplier', [field('title', 'text'), field('rating', 'number')]);
const order = view('order', [
  field('title', 'text', { required: true }),
  field('price', 'money'),
  field('quantity', 'number'),
  field('total', 'money'),
  field('reason', 'long_text'),
  field('supplier', 'relation', { target: 'supplier' }),
  field('items', 'lines', { fields: [field('product', 'text', { required: true }), field('cost', 'money')] }),
]);
type Rule = NonNullable<FormDocument['rules']>[number];
const document = (...rules: Omit<Rule, 'id'>[]): FormDocument => ({
  kind: 'form',
  id: 'frm_order',
  name: 'order',
  label: words('order'),
  entity: 'order',
  sections: [{ id: 'sec_a', items: order.fields.map((item) => ({ field: item.name })) }],
  rules: rules.map((rule, index) => ({ id: `rul_${index}`, ...rule })),
});
const open = (form: FormDocument, values: Values = {}, more: Partial<LogicInput> = {}) =>
  new FormLogic(
    { document: form, entity: order, targets: [supplier], me: null, isNew: true, ...more },
    'Asia/Shanghai',
    values,
  );

test('a required field that is empty is said at the field, and no longer once it is filled in', () => {
  const logic = open(document());
  expect(logic.check('title').map((problem) => problem.path)).toEqual([['title']]);
  logic.change('title', 'A');
  expect(logic.check('title')).toEqual([]);
});

test('a change tells exactly the fields it changed', () => {
  const logic = open(document({ when: 'true', then: [{ effect: 'set', field: 'total', value: 'price * quantity' }] }), {
    price: '2.50',
    quantity: '4',
  });
  expect(logic.value('total')).toBe('10');
  expect([...logic.change('quantity', '5')].sort()).toEqual(['quantity', 'total']);
  expect(logic.value('total')).toBe('12.5');
  expect(logic.change('title', 'A')).not.toContain('total');
});

test('a rule shows and requires a field while it holds', () => {
  const logic = open(
    document({
      when: 'price >= 100000',
      then: [
        { effect: 'show', field: 'reason' },
        { effect: 'require', field: 'reason' },
      ],
    }),
  );
  expect(logic.effect('reason')).toMatchObject({ isVisible: false, isRequired: false, isReadOnly: false });
  expect(logic.change('price', '100000')).toContain('reason');
  expect(logic.effect('reason')).toMatchObject({ isVisible: true, isRequired: true, isReadOnly: false });
  logic.change('price', '1');
  expect(logic.check('reason')).toEqual([]);
});

test('a field without a rule or a requirement is visible and open', () => {
  expect(open(document()).effect('price')).toMatchObject({ isVisible: true, isRequired: false, isReadOnly: false });
});

test('a rule along a relation asks for that record, and holds once it is there', () => {
  const logic = open(document({ when: 'supplier.rating < 3', then: [{ effect: 'require', field: 'reason' }] }), {
    supplier: { id: 's1', title: 'S' },
  });
  const [need] = logic.needs();
  expect(need).toEqual({ key: 'supplier', field: 'supplier', entity: 'supplier', fields: ['rating'] });
  expect(logic.missing(need!)).toEqual(['s1']);
  expect(logic.effect('reason').isRequired).toBe(false);
  expect(logic.relate('supplier', [{ id: 's1', rating: '2' }])).toContain('reason');
  expect(logic.effect('reason').isRequired).toBe(true);
  expect(logic.missing(need!)).toEqual([]);
});

test('a late answer about a record that is no longer picked changes nothing', () => {
  const logic = open(document({ when: 'supplier.rating < 3', then: [{ effect: 'require', field: 'reason' }] }), {
    supplier: { id: 's1', title: 'S' },
  });
  logic.change('supplier', { id: 's2', title: 'T' });
  logic.relate('supplier', [{ id: 's2', rating: '5' }]);
  expect([...logic.relate('supplier', [{ id: 's1', rating: '1' }])]).toEqual([]);
  expect(logic.effect('reason').isRequired).toBe(false);
});

test('cells are checked with their place, and what a row carries besides its columns is left alone', () => {
  const logic = open(document(), {
    items: [{ id: '0197f2c4-0000-7000-8000-000000000001', product: 'a', position: 1 } as never, { cost: '3' }],
  });
  expect(logic.check('items').map((problem) => problem.path)).toEqual([['items', 1, 'product']]);
});

describe('values filled in from a chosen record', () => {
  const [ANN, BEN] = ['01932c07-0000-7000-8000-000000000001', '01932c07-0000-7000-8000-000000000002'];
  const filling = {
    ...document(),
    fills: [{ id: 'fil_reason', relation: 'supplier', from: 'title', to: 'reason', mode: 'snapshot' as const }],
  };
  const put = (logic: FormLogic) => logic.fills.filled(logic.related).map(({ value }) => value);

  test('an answer about a record that is no longer chosen is discarded, whenever it comes', () => {
    const logic = open(filling);
    logic.change('supplier', ANN);
    logic.change('supplier', BEN);
    expect(logic.fills.awaits('reason')).toBe(true);
    logic.relate('supplier', [{ id: ANN, title: 'Ann' }]);
    expect(put(logic)).toEqual([]);
    logic.relate('supplier', [{ id: BEN, title: 'Ben' }]);
    expect(put(logic)).toEqual(['Ben']);
    expect(logic.fills.awaits('reason')).toBe(false);
  });

  test('a draft that comes back is not filled in over', () => {
    const logic = open(filling);
    logic.fills.changing('restore', () => {
      logic.change('reason', 'typed');
      logic.change('supplier', ANN);
    });
    logic.relate('supplier', [{ id: ANN, title: 'Ann' }]);
    expect(put(logic)).toEqual([]);
  });

  test('a record that may not be read fills in nothing and keeps nobody waiting', () => {
    const logic = open(filling);
    logic.change('supplier', ANN);
    logic.fills.unknown('supplier', [ANN]);
    expect(logic.fills.isAwaiting).toBe(false);
  });
});
