import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { buildModel } from '../entity/model';
import type { FieldUse, FormDocument } from '../kernel/documents.generated';
import { sentence, type Problem } from '../kernel/problems';
import { checkForm } from './check';
import { compileForm, defaultForm } from './compile';
import { cutForm } from './cut';
import { fieldTypes } from './fields/index.generated';
import { changeField, runForm, startForm, type FormContext } from './pipeline';
import { prepareWrite } from './prepare';
import { formProblems } from './problems';

const field = (name: string, type: string, rest: Partial<FieldUse> = {}): FieldUse => ({
  id: `fld_${name}_0`,
  name,
  type,
  label: { 'zh-CN': `${name}字段`, en: `The ${name}` },
  ...rest,
});
const model = buildModel(
  [
    {
      version: 1,
      document: {
        kind: 'entity',
        id: 'ent_order',
        name: 'order',
        label: { 'zh-CN': '订单', en: 'Order' },
        fields: [
          field('title', 'text', { required: true }),
          field('price', 'money'),
          field('quantity', 'number', { options: { decimals: 0 }, default: 1 as never }),
          field('total', 'money'),
          field('tax', 'money'),
          field('reason', 'long_text'),
          field('status', 'choice', {
            options: { choices: ['open', 'closed'].map((value) => ({ value, label: { 'zh-CN': value, en: value } })) },
          }),
          field('items', 'lines', {
            options: { fields: [field('cost', 'money', { required: true }), field('note', 'text')] },
          }),
        ],
      },
    },
  ],
  { fieldTypes: new Map(fieldTypes.map((type) => [type.type, type])) },
);
const entity = model.entity('order')!;
type Rule = NonNullable<FormDocument['rules']>[number];
const rule = (when: string, ...then: Rule['then']): Rule => ({ id: `rul_${when.length}_${then.length}`, when, then });
const formWith = (...rules: Rule[]): FormDocument => ({ ...defaultForm(entity), rules });
const planWith = (...rules: Rule[]) => compileForm(formWith(...rules), entity, model);
const context: FormContext = {
  me: null,
  today: '2026-03-05',
  now: '2026-03-05T01:30:00.000Z',
  timeZone: 'Asia/Shanghai',
  isNew: true,
};
const codes = (problems: readonly Problem[]) => problems.map(({ code, path }) => `${code} ${path.join('.')}`);
const computed = planWith(
  // Written in the wrong order on purpose: tax reads what the second rule sets.
  rule('true', { effect: 'set', field: 'tax', value: 'total * 0.06 / 7' }),
  rule('price != null', { effect: 'set', field: 'total', value: 'price * quantity' }),
  rule('total > 1000', { effect: 'show', field: 'reason' }, { effect: 'require', field: 'reason' }),
  rule('status == "closed"', { effect: 'readOnly', field: 'title' }),
);

describe('running a form', () => {
  it('normalises, fills defaults, computes in the order of the rules, and checks', () => {
    const result = runForm(computed, { title: ' 订单 ', price: '１，０００.5', quantity: 2 }, context);
    expect(result.values).toMatchObject({ title: '订单', price: '1000.5', quantity: '2', total: '2001', tax: '17.15' });
    expect(codes(result.problems)).toEqual(['field.required reason']);
    expect(runForm(computed, { title: 'x', price: '3' }, context).values).toMatchObject({ quantity: '1', total: '3' });
  });

  it('keeps hidden values and never requires them', () => {
    const result = runForm(computed, { title: 'x', price: '1', reason: 'kept' }, context);
    expect(result.visible.has('reason')).toBe(false);
    expect(result.values.reason).toBe('kept');
    expect(result.problems).toEqual([]);
  });

  it('refuses unknown keys, system fields and the prototype', () => {
    const values = JSON.parse('{"title": "x", "nope": 1, "rev": 5, "__proto__": 1}') as Record<string, unknown>;
    expect(codes(runForm(computed, values, context).problems)).toEqual([
      'field.unknown nope',
      'field.unknown rev',
      'field.unknown __proto__',
    ]);
  });

  it('checks every cell of line items and names row and column', () => {
    const result = runForm(
      computed,
      { title: 'x', items: [{ cost: '1' }, { cost: 'a' }, { note: 'x', rev: 1 }, {}] },
      context,
    );
    expect(codes(result.problems)).toEqual([
      'field.number items.1.cost',
      'field.unknown items.2.rev',
      'field.required items.2.cost',
      'field.required items.3.cost',
    ]);
    expect(sentence(formProblems, result.problems[0]!, 'en')).toBe(
      '“The cost in row 2 of The items” takes a number, such as 1234.5.',
    );
    expect(sentence(formProblems, result.problems[0]!, 'zh-CN')).toBe(
      '“items字段第 2 行的cost字段”要填数字，例如 1234.5。',
    );
  });
});

describe('typing into a form', () => {
  it('computes only what follows from the field', () => {
    const start = startForm(computed, { title: 'x', price: '1', quantity: '1' }, context);
    const typed = changeField(computed, start, 'price', '2000', context);
    expect([...typed.changed].sort()).toEqual(['price', 'reason', 'tax', 'total']);
    expect(typed.state.visible.has('reason')).toBe(true);
    const other = changeField(computed, typed.state, 'title', 'y', context);
    expect([...other.changed]).toEqual(['title']);
  });

  it('ends in the same state as running the whole form, whatever is typed', () => {
    const step = fc.oneof(
      fc.tuple(fc.constantFrom('price', 'quantity', 'total', 'tax'), fc.constantFrom(null, '5', '300', '70000', 'x')),
      fc.tuple(fc.constant('status'), fc.constantFrom(null, 'open', 'closed')),
      fc.tuple(fc.constantFrom('title', 'reason'), fc.constantFrom(null, 'a', ' b ')),
    );
    const rules = [
      rule('true', { effect: 'set', field: 'tax', value: 'total * 0.06 / 7' }),
      rule('price != null', { effect: 'set', field: 'total', value: 'price * quantity' }),
      rule('price > 100', { effect: 'set', field: 'total', value: '100' }),
      rule('total > 1000', { effect: 'show', field: 'reason' }, { effect: 'require', field: 'reason' }),
      rule('status == "closed"', { effect: 'readOnly', field: 'title' }, { effect: 'readOnly', field: 'total' }),
      rule('title == "a"', { effect: 'set', field: 'status', value: '"closed"' }),
      rule('tax > 50', { effect: 'show', field: 'title' }),
    ];
    const plan = planWith(...rules);
    fc.assert(
      fc.property(fc.array(step, { maxLength: 12 }), (steps) => {
        let state = startForm(plan, { title: 'x' }, context);
        for (const [name, value] of steps) {
          const whole = startForm(plan, { ...state.values, [name]: value }, { ...context, isNew: false });
          const typed = changeField(plan, state, name, value, context);
          const differs = Object.keys(whole.values).filter((key) => whole.values[key] !== state.values[key]);
          expect([...typed.changed]).toEqual(expect.arrayContaining(differs));
          state = typed.state;
          expect(state).toEqual(whole);
        }
      }),
      { numRuns: 300 },
    );
  });
});

describe('a write on the server', () => {
  it('gets what the rules set', () => {
    const prepared = prepareWrite(computed, { values: { title: 'x', price: '2' }, before: undefined }, context);
    expect(prepared.values).toMatchObject({ total: '2', quantity: '1' });
    expect(prepared.isRequired(entity.field('reason')!)).toBe(false);
    expect(prepared.isRequired(entity.field('title')!)).toBe(true);
  });

  it('may not change a field that a rule closes, unless it was open before', () => {
    const before = { title: 'x', status: 'closed' };
    const closed = prepareWrite(computed, { values: { ...before, title: 'y' }, before }, context);
    expect(codes(closed.problems)).toEqual(['field.readOnly title']);
    const closing = prepareWrite(
      computed,
      { values: { title: 'y', status: 'closed' }, before: { title: 'x' } },
      context,
    );
    expect(closing.problems).toEqual([]);
  });

  it('must fill in what becomes required by it, but not what was missing before', () => {
    const before = { title: 'x', price: '1', quantity: '1', total: '1', tax: '0.01' };
    const raised = prepareWrite(computed, { values: { ...before, price: '5000' }, before }, context);
    expect(codes(raised.problems)).toEqual(['field.required reason']);
    const old = { ...before, price: '5000', total: '5000', tax: '42.86' };
    expect(prepareWrite(computed, { values: { ...old, title: 'y' }, before: old }, context).problems).toEqual([]);
  });
});

describe('checking a form document', () => {
  it('finds nothing wrong with the default form', () => {
    expect(checkForm(defaultForm(entity), { model })).toEqual([]);
  });

  it('reports every problem at its place', () => {
    const form: FormDocument = {
      ...formWith(
        rule('prize > 1', { effect: 'show', field: 'nope' }),
        rule('price', { effect: 'set', field: 'total' }, { effect: 'require', field: 'tax', value: '1' }),
        rule(
          'true',
          { effect: 'set', field: 'status', value: '"lost"' },
          { effect: 'set', field: 'total', value: 'title' },
        ),
      ),
      sections: [
        { id: 'sec_one1', items: [{ field: 'price' }, { field: 'price' }, { field: 'rev' }, { field: 'gone' }] },
      ],
    };
    expect(codes(checkForm(form, { model }))).toEqual([
      'form.fieldTwice sections.0.items.1.field',
      'form.systemField sections.0.items.2.field',
      'form.unknownField sections.0.items.3.field',
      'form.requiredMissing sections',
      'expression.unknownName rules.0.when',
      'form.unknownField rules.0.then.0.field',
      'expression.expects rules.1.when',
      'form.noValue rules.1.then.0.value',
      'form.needlessValue rules.1.then.1.value',
      'field.choice rules.2.then.0.value',
      'expression.expects rules.2.then.1.value',
    ]);
    expect(codes(checkForm({ ...form, entity: 'nothing' }, { model }))).toEqual(['form.noEntity entity']);
  });

  it('finds rules that go round in a circle', () => {
    const form = formWith(
      rule('true', { effect: 'set', field: 'tax', value: 'total / 2' }),
      rule('tax > 1', { effect: 'set', field: 'total', value: '5' }),
    );
    const [found] = checkForm(form, { model });
    expect(sentence(formProblems, found!, 'en')).toContain('The total → The tax → The total');
  });
});

it('cuts a form to what somebody may see, rules included', () => {
  const form = formWith(
    rule('price > 1', { effect: 'show', field: 'reason' }),
    rule('total > 1', { effect: 'show', field: 'title' }),
    rule('true', { effect: 'set', field: 'price', value: '1' }),
  );
  const isSeen = (_entity: unknown, { name }: { readonly name: string }) => name !== 'price';
  const cut = cutForm(form, entity, model, isSeen, isSeen, {
    entity,
    model,
    hasPlugin: () => true,
    flow: (name) => name,
    canRead: () => true,
    mayAsk: () => true,
  });
  expect(JSON.stringify(cut)).not.toContain('price');
  expect(cut.rules).toHaveLength(1);
});
