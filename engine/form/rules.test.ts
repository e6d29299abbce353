import { describe, expect, it } from 'vitest';
import { sentence, type Problem } from '../kernel/problems';
import { checkForm } from './check';
import { compileForm, defaultForm } from './compile';
import { explainField } from './explain';
import { optionFilter } from './option-filter';
import { changeCell, changeField, findProblems, runForm, startForm, submitForm, type FormContext } from './pipeline';
import { prepareWrite } from './prepare';
import { formProblems } from './problems';
import { messagesOf } from './state';
import { choices, entity, field, formOf, model, rule, type Rule } from './rules.testkit';

const context: FormContext = {
  me: null,
  today: '2026-03-05',
  now: '2026-03-05T01:30:00.000Z',
  timeZone: 'Asia/Shanghai',
  isNew: true,
};
const planWith = (...rules: Rule[]) => compileForm(formOf({ rules }), entity, model);
const codes = (problems: readonly Problem[]) => problems.map(({ code, path }) => `${code} ${path.join('.')}`);
const check = (...rules: Rule[]) => codes(checkForm(formOf({ rules }), { model }));
const row = (values: object) => ({ product: 'beer', quantity: '1', price: '10', ...values });

describe('rules about rows', () => {
  const plan = planWith(
    rule('true', { effect: 'set', field: 'amount', value: 'price * quantity' }, { scope: 'items' }),
    rule('amount > 100', { effect: 'require', field: 'note' }, { scope: 'items' }),
    rule('product == "gift"', { effect: 'set', field: 'price', value: '0' }, { scope: 'items' }),
    rule('parent.status == "closed"', { effect: 'readOnly', field: 'quantity' }, { scope: 'items' }),
    rule(
      'quantity > parent.limit',
      {
        effect: 'message',
        field: 'quantity',
        level: 'error',
        text: { 'zh-CN': '超过 {{parent.limit}}', en: 'More than {{parent.limit}}' },
      },
      { scope: 'items' },
    ),
    rule('true', { effect: 'set', field: 'total', value: 'SUM(items.amount)' }),
    rule(
      'true',
      { effect: 'set', field: 'share', value: 'IF(parent.total > 0, amount / parent.total, 0)' },
      { scope: 'items' },
    ),
  );
  const start = startForm(plan, { title: 'x', limit: '50', items: [row({}), row({ quantity: '3' })] }, context);

  it('compute each row, what the record sums up of them, and what rows make of the sum', () => {
    expect(start.values.total).toBe('40');
    expect(start.values.items).toMatchObject([
      { amount: '10', share: '0.25' },
      { amount: '30', share: '0.75' },
    ]);
  });

  it('cost a change of a cell its row alone, but for what goes through the record', () => {
    const { state, changed } = changeCell(plan, start, { list: 'items', row: 1, column: 'quantity' }, '20', context);
    expect(state.values.total).toBe('210');
    expect(state.rows.get('items')![1]!.required.has('note')).toBe(true);
    expect(state.rows.get('items')![0]).toBe(start.rows.get('items')![0]);
    expect([...changed].sort()).toEqual(['items', 'total']);
    expect(codes(findProblems(plan, state, context))).toEqual(['field.required items.1.note']);
  });

  it('say what is wrong at their cell, with the values of the record', () => {
    const { state } = changeCell(plan, start, { list: 'items', row: 0, column: 'quantity' }, '51', context);
    const found = findProblems(plan, state, context).filter(({ code }) => code === 'form.message');
    expect(codes(found)).toEqual(['form.message items.0.quantity']);
    expect(sentence(formProblems, found[0]!, 'en')).toBe('More than 50');
  });

  it('hold for rows that come', () => {
    const rows = [...(start.values.items as object[]), { product: 'gift', price: '99', quantity: '2' }];
    const { state } = changeField(plan, start, 'items', rows, context);
    expect(state.values.items).toMatchObject([{}, {}, { price: '0', amount: '0' }]);
    expect(state).toEqual(startForm(plan, state.values, context));
  });

  it('close cells on the server, rows told by their id', () => {
    const id = '01932c07-0000-7000-8000-000000000001';
    const before = {
      title: 'x',
      limit: '50',
      status: 'closed',
      total: '10',
      items: [row({ id, amount: '10', share: '1' })],
    };
    const values = { ...before, items: [row({ id, quantity: '2' }), row({ quantity: '5' })] };
    expect(codes(prepareWrite(plan, { values, before }, context).problems)).toEqual([
      'field.readOnly items.0.quantity',
    ]);
  });
});

describe('hidden values', () => {
  const form = formOf({
    rules: [
      rule('status == "closed"', { effect: 'show', field: 'reason' }),
      rule('limit > 10', { effect: 'show', part: 'sec_more' }),
      rule('product == "gift"', { effect: 'show', field: 'note' }, { scope: 'items' }),
    ],
    whenHidden: { reason: 'clearNow', code: 'clearOnSubmit' },
    columns: { note: 'clearNow' },
  });
  const plan = compileForm(form, entity, model);

  it('are cleared at once, or when the form is sent; a hidden part hides what lies in it', () => {
    const values = {
      title: 'x',
      status: 'closed',
      reason: 'because',
      code: 'c',
      limit: '20',
      items: [row({ note: 'n' })],
    };
    const start = startForm(plan, values, context);
    expect(start.values).toMatchObject({ reason: 'because', code: 'c', items: [{ note: null }] });
    const { state, changed } = changeField(plan, start, 'limit', '1', context);
    expect(state.hiddenParts.has('sec_more')).toBe(true);
    expect(changed).toContain('part sec_more');
    expect([state.visible.has('code'), state.values.code]).toEqual([false, 'c']);
    expect(submitForm(plan, state, context).values.code).toBeNull();
    expect(changeField(plan, state, 'status', 'open', context).state.values.reason).toBeNull();
    expect(
      prepareWrite(plan, { values: { ...values, limit: '1' }, before: undefined }, context).values.code,
    ).toBeNull();
  });

  it('are refused where clearing them would decide whether they are shown', () => {
    const circle = formOf({
      rules: [rule('reason != null', { effect: 'show', field: 'reason' })],
      whenHidden: { reason: 'clearNow' },
    });
    expect(codes(checkForm(circle, { model }))).toEqual(['form.cycle rules']);
  });
});

describe('values set by rules', () => {
  const plan = planWith(
    rule('true', { effect: 'set', field: 'code', value: '"N-" + title', on: 'onCreate' }),
    rule('true', { effect: 'set', field: 'reason', value: '"none"', on: 'ifEmpty' }),
  );
  it('only while empty stay as people write them', () => {
    const start = startForm(plan, { title: 'a' }, context);
    expect([start.values.reason, start.readOnly.has('reason')]).toEqual(['none', false]);
    expect(changeField(plan, start, 'reason', 'mine', context).state.values.reason).toBe('mine');
  });
  it('on create are fixed once the record is there', () => {
    expect(startForm(plan, { title: 'a' }, context).values.code).toBe('N-a');
    const values = { title: 'b', code: 'N-a', reason: 'x' };
    expect(startForm(plan, values, { ...context, isNew: false }).values.code).toBe('N-a');
  });
});

describe('limited options', () => {
  const plan = planWith(
    rule('limit > 10', { effect: 'options', field: 'status', value: 'option != "closed"' }),
    rule('true', { effect: 'options', field: 'supplier', value: 'option.region == region' }),
  );
  const id = '01932c07-0000-7000-8000-000000000009';
  it('leave out what may not be chosen, and refuse it on every door', () => {
    const start = startForm(plan, { title: 'x', limit: '20', status: 'closed' }, context);
    expect(start.options.get('status')).toEqual(['open', 'lost']);
    expect(codes(findProblems(plan, start, context))).toEqual(['form.option status']);
    expect(codes(prepareWrite(plan, { values: start.values, before: undefined }, context).problems)).toEqual([
      'form.option status',
    ]);
    expect(changeField(plan, start, 'limit', '1', context).state.options.size).toBe(0);
  });
  it('of a relation are judged once the record is known', () => {
    expect(plan.related).toMatchObject([{ key: 'supplier', paths: ['region'] }]);
    const state = startForm(plan, { title: 'x', region: 'east', supplier: id }, context);
    expect(findProblems(plan, state, context)).toEqual([]);
    const related = (region: string) => ({ ...context, related: { supplier: { [id]: { id, region } } } });
    expect(findProblems(plan, state, related('east'))).toEqual([]);
    expect(codes(findProblems(plan, state, related('west')))).toEqual(['form.option supplier']);
  });
  it('of a relation are asked anew when what they read changes', () => {
    const state = startForm(plan, { title: 'x', region: 'east' }, context);
    expect(changeField(plan, state, 'region', 'west', context).changed).toContain('supplier');
    expect(changeField(plan, state, 'title', 'y', context).changed).not.toContain('supplier');
  });
});

describe('limits as filters of the picker', () => {
  const filterOf = (value: string, values: { readonly [field: string]: unknown }) => {
    const plan = planWith(rule('true', { effect: 'options', field: 'supplier', value }));
    return optionFilter(plan, startForm(plan, values, context), () => context, model, { key: 'supplier' });
  };
  it('hold what the form says as values, and ask the rest of the candidates', () => {
    const values = { title: 'x', region: 'say "hi"', limit: '5', items: [row({ product: 'A' })] };
    expect(filterOf('option.region == region', values)).toBe('(region == "say \\"hi\\"")');
    expect(filterOf('option.name in ["A", "B"] && (limit > 3 || option.region == title)', values)).toBe(
      '(name in ["A", "B"] && (true || region == "x"))',
    );
    expect(filterOf('option.region == region', { title: 'x' })).toBe('(region == null)');
    expect(filterOf('option.name == "A" || items.exists(i, i.product == "A")', values)).toBe('(name == "A" || true)');
  });
  it('are left to the check where a filter cannot say them', () => {
    expect(filterOf('items.exists(i, i.product == option.name)', { title: 'x' })).toBeUndefined();
  });
});

describe('messages', () => {
  const plan = planWith(
    rule('total > 100', {
      effect: 'message',
      level: 'warning',
      text: { 'zh-CN': '合计 {{total}}，超出 {{total - 100}}', en: 'Total {{total}}, {{total - 100}} over' },
    }),
    rule('limit < 0', {
      effect: 'message',
      field: 'limit',
      level: 'error',
      text: { 'zh-CN': '不能为负', en: 'Not negative' },
    }),
  );
  it('of a warning are told and stop nothing; errors stop', () => {
    const { problems, warnings } = prepareWrite(
      plan,
      { values: { title: 'x', total: '1234.5', limit: '-1' }, before: undefined },
      context,
    );
    expect(codes(problems)).toEqual(['form.message limit']);
    expect(warnings.map((one) => sentence(formProblems, one, 'en'))).toEqual(['Total ¥1,234.50, 1,134.5 over']);
  });
  it('that stood there before do not keep an old record from being edited', () => {
    const before = { title: 'x', limit: '-1' };
    const edited = (values: object) =>
      codes(prepareWrite(plan, { values: { ...before, ...values }, before }, context).problems);
    expect(edited({ title: 'y' })).toEqual([]);
    expect(edited({ limit: '-2' })).toEqual(['form.message limit']);
  });
  it('come and go as one types', () => {
    const start = startForm(plan, { title: 'x', total: '1' }, context);
    const { state } = changeField(plan, start, 'total', '101', context);
    expect(messagesOf(plan, state).map(({ text }) => text['zh-CN'])).toEqual(['合计 ¥101.00，超出 1']);
    expect(messagesOf(plan, changeField(plan, state, 'total', '5', context).state)).toEqual([]);
  });
});

it('says why a field stands as it does, with the values that decided', () => {
  const plan = planWith(
    rule('status == "closed" && limit > 5', { effect: 'show', field: 'reason' }, { name: '结案' }),
    rule('quantity > parent.limit', { effect: 'require', field: 'note' }, { scope: 'items' }),
  );
  const state = startForm(plan, { title: 'x', status: 'open', limit: '5', items: [row({ quantity: '9' })] }, context);
  const hidden = explainField(plan, state, context, { field: 'reason' })!;
  expect(hidden.isVisible).toBe(false);
  expect(hidden.reasons).toMatchObject([
    {
      aspect: 'shown',
      by: 'rule',
      isMet: false,
      operands: [
        { path: 'status', value: 'open' },
        { path: 'limit', value: '5' },
      ],
    },
  ]);
  const cell = explainField(plan, state, context, { list: 'items', row: 0, field: 'note', isEditable: false })!;
  expect(cell.reasons).toMatchObject([
    {
      aspect: 'required',
      operands: [
        { path: 'quantity', value: '9' },
        { path: 'parent.limit', value: '5' },
      ],
    },
    { aspect: 'readOnly', by: 'right' },
  ]);
});

describe('checking rules', () => {
  it('names what cannot be, at its place', () => {
    expect(check(rule('true', { effect: 'show', field: 'note' }, { scope: 'title' }))).toEqual([
      'form.scopeKind rules.0.scope',
    ]);
    expect(check(rule('true', { effect: 'show', part: 'sec_gone' }))).toEqual(['form.unknownPart rules.0.then.0.part']);
    expect(check(rule('true', { effect: 'show', part: 'sec_more' }, { scope: 'items' }))).toEqual([
      'form.partInRows rules.0.then.0.part',
    ]);
    expect(check(rule('true', { effect: 'options', field: 'title', value: 'true' }))).toEqual([
      'form.noOptions rules.0.then.0.value',
    ]);
    expect(check(rule('true', { effect: 'message', level: 'error' }))).toEqual(['form.noText rules.0.then.0.text']);
    expect(check(rule('true', { effect: 'require', field: 'code', on: 'ifEmpty' }))).toEqual([
      'form.needless rules.0.then.0.on',
    ]);
    expect(check(rule('true', { effect: 'require' }))).toEqual(['form.noField rules.0.then.0.field']);
    const text = { 'zh-CN': '{{nope}}', en: '{{supplier}}' };
    expect(check(rule('true', { effect: 'message', text }))).toEqual([
      'expression.unknownName rules.0.then.0.text.zh-CN',
      'form.messageRecord rules.0.then.0.text',
    ]);
  });
  it('tells a circle through rows with the way round', () => {
    const rules = [
      rule('true', { effect: 'set', field: 'amount', value: 'price * (1 - parent.limit)' }, { scope: 'items' }),
      rule('true', { effect: 'set', field: 'total', value: 'SUM(items.amount)' }),
      rule('true', { effect: 'set', field: 'limit', value: 'IF(total > 10, 0.1, 0)' }),
    ];
    const [found] = checkForm(formOf({ rules }), { model });
    expect(sentence(formProblems, found!, 'zh-CN')).toBe(
      '规则互相循环：total字段 → 明细的amount字段 → limit字段 → total字段。请去掉其中一条。',
    );
  });
  it('lets a rule be switched off', () => {
    const off = { ...rule('true', { effect: 'require', field: 'code' }), enabled: false };
    expect(runForm(planWith(off), { title: 'x' }, context).problems).toEqual([]);
  });
  it('has a form without rules for everything', () => {
    expect(compileForm(defaultForm(entity), entity, model).states).toEqual([]);
    expect([field('x', 'text').name, choices.length]).toEqual(['x', 3]);
  });
});
