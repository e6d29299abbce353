import { describe, expect, it } from 'vitest';
import { sentence } from '../kernel/problems';
import { checkForm } from './check';
import { cutForm } from './cut';
import { AGENTS, CLIENTS, fillModel, fillsOf, formWith, order, PARTS, planWith, type Fills } from './fills.testkit';
import { Browser, rowsOf, server } from './filling.testkit';
import { formProblems } from './problems';

describe('A value filled in from a chosen record', () => {
  const plan = planWith({ fills: fillsOf('snapshot', 'snapshot') });

  it('is taken when the record is chosen, and is the own value of the record from then on', () => {
    const form = new Browser(plan, {}, true);
    form.type('client', CLIENTS[1]);
    expect(form.read('phone') ?? null).toBeNull();
    form.answerAll();
    expect(form.read('phone')).toBe('222');
    // A default gives way.
    expect(form.read('discount')).toBe('7.5');
    form.type('phone', '999');
    expect(form.sent()).toMatchObject({ client: CLIENTS[1], phone: '999' });
    expect(server(plan, form.sent(), undefined).phone).toBe('999');
  });

  it('of a record that was chosen before does not come late', () => {
    const form = new Browser(plan, {}, true);
    form.type('client', CLIENTS[0]);
    form.type('client', CLIENTS[1]);
    form.answer(1);
    expect(form.read('phone')).toBe('222');
    form.answer(0);
    expect(form.read('phone')).toBe('222');
  });

  it('does not overwrite what somebody wrote while the answer was under way', () => {
    const form = new Browser(plan, {}, true);
    form.type('client', CLIENTS[1]);
    form.type('phone', 'mine');
    form.answerAll();
    expect(form.read('phone')).toBe('mine');
    expect(form.read('discount')).toBe('7.5');
  });

  it('may itself be a relation that fills in', () => {
    const form = new Browser(plan, {}, true);
    form.type('client', CLIENTS[0]);
    form.answerAll();
    expect(form.read('agent')).toEqual({ id: AGENTS[0], title: 'Ann' });
    expect(form.read('agent_phone')).toBe('a1');
    expect(server(plan, { client: CLIENTS[0] }, undefined)).toMatchObject({ agent: AGENTS[0], agent_phone: 'a1' });
  });

  it('comes into the cells of its row, whatever happens to the other rows meanwhile', () => {
    const form = new Browser(plan, {}, true);
    form.type('items', [
      { $key: 'a', price: '1' },
      { $key: 'b', price: '1' },
    ]);
    form.cell(1, 'part', PARTS[1]);
    form.type('items', rowsOf(form.read('items')).slice(1));
    form.answerAll();
    expect(form.read('items')).toMatchObject([{ $key: 'b', part: PARTS[1], price: '38', unit: 'can' }]);
  });

  it('leaves rows alone that come with their values', () => {
    const form = new Browser(plan, {}, true);
    form.type('items', [{ $key: 'a', part: PARTS[0], price: '30' }]);
    form.answerAll();
    expect(form.read('items')).toMatchObject([{ price: '30', unit: 'box' }]);
  });

  it('is not sent before it is there: the server fills it in', () => {
    const form = new Browser(plan, {}, true);
    form.type('client', CLIENTS[1]);
    expect(form.sent()).toEqual({ client: CLIENTS[1] });
    expect(server(plan, form.sent(), undefined)).toMatchObject({ phone: '222', discount: '7.5' });
  });

  it('is replaced by another record unless the sender names it, and kept when nothing else is chosen', () => {
    const before = { client: CLIENTS[0], phone: '111', discount: '5' };
    expect(server(plan, { client: CLIENTS[1] }, before).phone).toBe('222');
    expect(server(plan, { client: CLIENTS[1], phone: '111' }, before).phone).toBe('111');
    expect(server(plan, { client: CLIENTS[1], phone: null }, before).phone).toBeNull();
    expect(server(plan, { title: 'x' }, { ...before, phone: 'own' }).phone).toBe('own');
    expect(server(plan, { client: null }, before).phone).toBe('111');
  });

  it('of a cell that was not sent stays where nothing fills it', () => {
    const row = { id: PARTS[0], part: PARTS[0], price: '30', unit: 'box' };
    const sent = { items: [{ id: PARTS[0], part: PARTS[0] }] };
    expect(server(plan, sent, { items: [row] }).items).toMatchObject([{ price: '30', unit: 'box' }]);
  });
});

describe('A value that is asked for', () => {
  const plan = planWith({ fills: fillsOf('ask', 'ask') });
  const before = { client: CLIENTS[0], phone: '111', discount: null };

  it('fills what is empty and asks about what is there', () => {
    const form = new Browser(plan, before, false);
    form.type('client', CLIENTS[1]);
    form.answerAll();
    expect(form.read('phone')).toBe('111');
    expect(form.read('discount')).toBe('7.5');
    expect(form.filling.questions(form.read)).toMatchObject([{ present: '111', value: '222' }]);
  });

  it('asks no longer when the field was written in, or another record chosen', () => {
    const form = new Browser(plan, before, false);
    form.type('client', CLIENTS[1]);
    form.answerAll();
    form.type('phone', 'mine');
    expect(form.filling.questions(form.read)).toEqual([]);
    form.type('client', null);
    form.type('client', CLIENTS[1]);
    expect(form.filling.questions(form.read)).toMatchObject([{ present: 'mine', value: '222' }]);
    form.type('client', CLIENTS[0]);
    const ofPhone = form.filling.questions(form.read).filter(({ fill }) => fill.field.name === 'phone');
    expect(ofPhone).toMatchObject([{ present: 'mine', value: '111' }]);
  });

  it('fills only what is empty where nobody can be asked', () => {
    expect(server(plan, { client: CLIENTS[1] }, before)).toMatchObject({ phone: '111', discount: '7.5' });
  });
});

describe('A live value', () => {
  it('is a look-up, shown as soon as the record is chosen and never kept', () => {
    const plan = planWith({ fills: fillsOf('snapshot', 'snapshot') });
    const form = new Browser(plan, { client: CLIENTS[0], client_phone: '111' }, false);
    form.type('client', CLIENTS[1]);
    form.answerAll();
    expect(form.state.values.client_phone).toBe('222');
    expect(form.sent()).not.toHaveProperty('client_phone');
  });

  it('feeds rules and totals of rows like any column', () => {
    const plan = planWith({
      fills: fillsOf('snapshot', 'snapshot'),
      rules: [
        { id: 'rul_total', when: 'true', then: [{ effect: 'set', field: 'total', value: 'SUM(items.list_price)' }] },
      ],
    });
    const form = new Browser(plan, {}, true);
    form.type('items', [
      { $key: 'a', part: PARTS[0] },
      { $key: 'b', part: PARTS[1] },
    ]);
    form.answerAll();
    expect(form.state.values.total).toBe('73');
    expect(server(plan, form.sent(), undefined).total).toBe('73');
  });
});

describe('What may not be filled in', () => {
  const said = (fills: Fills, more: object = {}): readonly string[] =>
    checkForm(formWith({ fills, ...more }), { model: fillModel })
      .filter(({ level }) => level !== 'warning')
      .map((found) => sentence(formProblems, found, 'en'));
  const one = (more: Partial<Fills[number]>): Fills => [
    { id: 'fil_one1', relation: 'client', from: 'phone', to: 'phone', mode: 'snapshot', ...more },
  ];

  it('is told with a sentence', () => {
    expect(said(fillsOf('snapshot', 'ask'))).toEqual([]);
    expect(said(one({ relation: 'title' }))).toEqual([
      '“The title” points to no record, so nothing can be filled in from it. Choose a relation.',
    ]);
    expect(said(one({ relation: 'gone' }))).toHaveLength(1);
    expect(said(one({ from: 'gone' }))).toHaveLength(1);
    expect(said(one({ from: 'discount' }))).toEqual([
      'The value of “The discount” does not fit into “The phone”: it is of another kind.',
    ]);
    expect(said(one({ from: 'agent.phone' }))).toEqual([]);
    expect(said(one({ mode: 'live' }))[0]).toMatch('must be a look-up along “The client” that shows “The phone”');
    expect(said(one({ to: 'client_phone' }))[0]).toMatch('choose “live”');
    expect(said([...one({}), ...one({ id: 'fil_two2', from: 'name' })])[0]).toMatch('from another place already');
  });

  it('is a value along a relation that a rule sets', () => {
    const rules = [
      { id: 'rul_set1', when: 'true', then: [{ effect: 'set' as const, field: 'client', value: 'null' }] },
    ];
    expect(said(one({}), { rules })[0]).toMatch('“The client” is set by a rule');
  });

  it('is a circle', () => {
    expect(
      said([
        ...one({ from: 'agent', to: 'agent' }),
        { id: 'fil_back', relation: 'agent', from: 'phone', to: 'phone', mode: 'snapshot' },
      ]),
    ).toEqual([]);
    // A relation that fills itself.
    expect(said([{ id: 'fil_self', relation: 'agent', from: 'id', to: 'agent', mode: 'snapshot' }])).toHaveLength(1);
  });

  it('is hidden from whoever may not read it', () => {
    const isSeen = (of: { readonly name: string }, { name }: { readonly name: string }) =>
      !(of.name === 'client' && name === 'phone');
    const may = () => true;
    const sight = {
      entity: order,
      model: fillModel,
      hasPlugin: may,
      canRead: may,
      mayAsk: may,
      flow: (name: string) => name,
    };
    const cut = cutForm(formWith({ fills: fillsOf('snapshot', 'ask') }), order, fillModel, isSeen, isSeen, sight);
    expect(cut.fills?.map(({ id }) => id)).toEqual([
      'fil_agent_phone',
      'fil_discount',
      'fil_agent',
      'fil_price',
      'fil_unit',
      'fil_list_price',
    ]);
  });
});
