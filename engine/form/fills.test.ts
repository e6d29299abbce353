import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sentence } from '../kernel/problems';
import { checkForm } from './check';
import { cutForm } from './cut';
import { Filling } from './filling';
import { fillWrite, linkId, type FillableWrite } from './fills';
import {
  AGENTS,
  CUSTOMERS,
  fillModel,
  fillsOf,
  formWith,
  order,
  PARTS,
  planWith,
  related,
  type Fills,
} from './fills.testkit';
import { changeField, relate, startForm, submitForm, type FormContext, type FormState } from './pipeline';
import type { FormPlan } from './plan';
import { prepareWrite } from './prepare';
import { formProblems } from './problems';
import type { Values } from './record';
import type { RelatedRecords } from './state';

const context: Omit<FormContext, 'isNew'> = {
  me: null,
  today: '2026-03-05',
  now: '2026-03-05T01:30:00.000Z',
  timeZone: 'Asia/Shanghai',
};
type Row = { readonly [column: string]: unknown };
const rowsOf = (value: unknown): readonly Row[] => (Array.isArray(value) ? (value as Row[]) : []);
const keyOf = (row: Values, index: number): string => String(row.$key ?? row.id ?? `at-${index}`);

/** A form as a browser has it: values with the keys of rows, answers that come when they come. */
class Browser {
  state: FormState;
  known: RelatedRecords = {};
  readonly filling: Filling;
  #values: { [field: string]: unknown };
  readonly #opened: Values;
  #late: { readonly key: string; readonly id: string }[] = [];

  constructor(
    readonly plan: FormPlan,
    readonly start: Values,
    readonly isNew: boolean,
  ) {
    this.state = startForm(plan, start, this.context());
    this.#values = { ...this.state.values };
    this.#opened = { ...this.#values };
    this.filling = new Filling(plan, isNew, keyOf);
    if (isNew) this.filling.begin(this.read);
    this.#ask();
  }
  context = (): FormContext => ({ ...context, isNew: this.isNew, related: this.known });
  readonly read = (name: string): unknown => this.#values[name];

  type(name: string, value: unknown, by: 'hand' | 'fill' = 'hand'): void {
    const before = this.#values[name];
    this.#values[name] = value;
    const bare = Array.isArray(value) ? rowsOf(value).map(({ $key: _key, ...row }) => row) : value;
    this.state = changeField(this.plan, this.state, name, bare, this.context()).state;
    this.filling.changed(name, before, value, this.read, by);
    this.#ask();
    this.#fill();
  }
  cell(row: number, column: string, value: unknown, by: 'hand' | 'fill' = 'hand'): void {
    const rows = rowsOf(this.#values.items);
    if (!rows[row]) return;
    this.type(
      'items',
      rows.map((one, at) => (at === row ? { ...one, [column]: value } : one)),
      by,
    );
  }
  /** One of the answers that are under way comes. */
  answer(nth = 0): void {
    const [one] = this.#late.splice(nth % Math.max(1, this.#late.length), 1);
    if (!one) return;
    const record = related[one.key]?.[one.id];
    if (!record) return;
    this.known = { ...this.known, [one.key]: { ...this.known[one.key], [one.id]: record } };
    this.state = relate(this.plan, this.state, one.key, this.context()).state;
    this.#fill();
  }
  answerAll(): void {
    while (this.#late.length > 0) this.answer();
  }
  #ask(): void {
    for (const { key, relation, list } of this.plan.fills) {
      for (const row of list ? rowsOf(this.#values[list.name]) : [this.#values]) {
        const link = row[relation.name] as string | { id: string } | null | undefined;
        const id = typeof link === 'object' ? link?.id : link;
        const isAsked = this.#late.some((one) => one.key === key && one.id === id);
        if (id && !isAsked && !this.known[key]?.[id]) this.#late.push({ key, id });
      }
    }
  }
  #fill(): void {
    for (const { fill, row, value } of this.filling.take(this.known, this.read)) {
      if (!fill.list) this.type(fill.field.name, value, 'fill');
      else {
        const rows = rowsOf(this.#values[fill.list.name]);
        this.cell(
          rows.findIndex((one, at) => keyOf(one, at) === row),
          fill.field.name,
          value,
          'fill',
        );
      }
    }
  }
  /**
   * Sent before everything is there, where only the person knows what was meant: back at the record it had, emptied to be
   * filled, or following from a record that is itself still to come. A form waits a moment for its answers for this.
   */
  isTooEarly(): boolean {
    if (this.filling.awaits('agent')) return true;
    return this.plan.fills.some(({ list, relation, field, mode: of }) => {
      const isOpen = (now: Values, was: Values | undefined): boolean =>
        was !== undefined &&
        (linkId(now[relation.name]) === linkId(was[relation.name]) ||
          (of === 'ask' && (was[field.name] ?? null) !== null));
      if (!list) {
        const now = { [relation.name]: this.read(relation.name) };
        return this.filling.awaits(field.name) && isOpen(now, this.start);
      }
      return rowsOf(this.read(list.name)).some((row, at) => {
        const was = rowsOf(this.start[list.name]).find(({ id }) => id !== undefined && id === row.id);
        return this.filling.awaits(list.name, keyOf(row, at), field.name) && isOpen(row, was);
      });
    });
  }
  /** What is sent now: what differs from the start, with what was chosen along, without what is still to come. */
  sent(): Values {
    const sent: { [field: string]: unknown } = {};
    const values = submitForm(this.plan, this.state, this.context()).values;
    for (const { name } of order.fields.filter(({ system, derived }) => !system && !derived)) {
      const now = values[name] ?? null;
      const was = this.isNew ? null : (this.start[name] ?? null);
      const isEmptied = this.isNew && now === null && (this.#opened[name] ?? null) !== null;
      if (this.filling.awaits(name)) continue;
      if (!isEmptied && JSON.stringify(now) === JSON.stringify(was)) continue;
      sent[name] = name === 'items' ? this.#rows(rowsOf(now)) : now;
    }
    for (const name of Object.keys(sent).flatMap((one) => this.filling.settled(one))) sent[name] = values[name] ?? null;
    return sent;
  }
  #rows(rows: readonly Row[]): readonly Row[] {
    const keyed = rowsOf(this.#values.items);
    return rows.map((row, at) =>
      Object.fromEntries(
        Object.entries(row).filter(
          ([column]) => column !== 'list_price' && !this.filling.awaits('items', keyOf(keyed[at]!, at), column),
        ),
      ),
    );
  }
}

/** The server's part of a write. */
function server(plan: FormPlan, sent: Values, before: Values | undefined): Values {
  const withDefaults = before ? { ...before, ...sent } : startForm(plan, sent, { ...context, isNew: true }).values;
  const rows = rowsOf(sent.items);
  const write: FillableWrite = {
    values: withDefaults,
    before,
    isGiven: (field, list, row) => Object.hasOwn(list ? (rows[row] ?? {}) : sent, field.name),
  };
  const values = fillWrite(plan.fills, plan.types, write, related);
  return prepareWrite(plan, { values, before }, { ...context, related }).values;
}
/** Only what is kept: computed values follow, and no value is an empty one. */
const kept = (values: Values): unknown =>
  Object.fromEntries(
    order.fields
      .filter(({ system, derived }) => !system && !derived)
      .map(({ name }) => [
        name,
        name === 'items'
          ? rowsOf(values.items).map(({ list_price: _l, $key: _k, ...row }) =>
              Object.fromEntries(Object.entries(row).filter(([, cell]) => cell !== null)),
            )
          : (values[name] ?? null),
      ]),
  );

describe('A value filled in from a chosen record', () => {
  const plan = planWith({ fills: fillsOf('snapshot', 'snapshot') });

  it('is taken when the record is chosen, and is the own value of the record from then on', () => {
    const form = new Browser(plan, {}, true);
    form.type('customer', CUSTOMERS[1]);
    expect(form.read('phone') ?? null).toBeNull();
    form.answerAll();
    expect(form.read('phone')).toBe('222');
    // A default gives way.
    expect(form.read('discount')).toBe('7.5');
    form.type('phone', '999');
    expect(form.sent()).toMatchObject({ customer: CUSTOMERS[1], phone: '999' });
    expect(server(plan, form.sent(), undefined).phone).toBe('999');
  });

  it('of a record that was chosen before does not come late', () => {
    const form = new Browser(plan, {}, true);
    form.type('customer', CUSTOMERS[0]);
    form.type('customer', CUSTOMERS[1]);
    form.answer(1);
    expect(form.read('phone')).toBe('222');
    form.answer(0);
    expect(form.read('phone')).toBe('222');
  });

  it('does not overwrite what somebody wrote while the answer was under way', () => {
    const form = new Browser(plan, {}, true);
    form.type('customer', CUSTOMERS[1]);
    form.type('phone', 'mine');
    form.answerAll();
    expect(form.read('phone')).toBe('mine');
    expect(form.read('discount')).toBe('7.5');
  });

  it('may itself be a relation that fills in', () => {
    const form = new Browser(plan, {}, true);
    form.type('customer', CUSTOMERS[0]);
    form.answerAll();
    expect(form.read('agent')).toEqual({ id: AGENTS[0], title: 'Ann' });
    expect(form.read('agent_phone')).toBe('a1');
    expect(server(plan, { customer: CUSTOMERS[0] }, undefined)).toMatchObject({ agent: AGENTS[0], agent_phone: 'a1' });
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
    form.type('customer', CUSTOMERS[1]);
    expect(form.sent()).toEqual({ customer: CUSTOMERS[1] });
    expect(server(plan, form.sent(), undefined)).toMatchObject({ phone: '222', discount: '7.5' });
  });

  it('is replaced by another record unless the sender names it, and kept when nothing else is chosen', () => {
    const before = { customer: CUSTOMERS[0], phone: '111', discount: '5' };
    expect(server(plan, { customer: CUSTOMERS[1] }, before).phone).toBe('222');
    expect(server(plan, { customer: CUSTOMERS[1], phone: '111' }, before).phone).toBe('111');
    expect(server(plan, { customer: CUSTOMERS[1], phone: null }, before).phone).toBeNull();
    expect(server(plan, { title: 'x' }, { ...before, phone: 'own' }).phone).toBe('own');
    expect(server(plan, { customer: null }, before).phone).toBe('111');
  });

  it('of a cell that was not sent stays where nothing fills it', () => {
    const row = { id: PARTS[0], part: PARTS[0], price: '30', unit: 'box' };
    const sent = { items: [{ id: PARTS[0], part: PARTS[0] }] };
    expect(server(plan, sent, { items: [row] }).items).toMatchObject([{ price: '30', unit: 'box' }]);
  });
});

describe('A value that is asked for', () => {
  const plan = planWith({ fills: fillsOf('ask', 'ask') });
  const before = { customer: CUSTOMERS[0], phone: '111', discount: null };

  it('fills what is empty and asks about what is there', () => {
    const form = new Browser(plan, before, false);
    form.type('customer', CUSTOMERS[1]);
    form.answerAll();
    expect(form.read('phone')).toBe('111');
    expect(form.read('discount')).toBe('7.5');
    expect(form.filling.questions(form.read)).toMatchObject([{ present: '111', value: '222' }]);
  });

  it('asks no longer when the field was written in, or another record chosen', () => {
    const form = new Browser(plan, before, false);
    form.type('customer', CUSTOMERS[1]);
    form.answerAll();
    form.type('phone', 'mine');
    expect(form.filling.questions(form.read)).toEqual([]);
    form.type('customer', null);
    form.type('customer', CUSTOMERS[1]);
    expect(form.filling.questions(form.read)).toMatchObject([{ present: 'mine', value: '222' }]);
    form.type('customer', CUSTOMERS[0]);
    const ofPhone = form.filling.questions(form.read).filter(({ fill }) => fill.field.name === 'phone');
    expect(ofPhone).toMatchObject([{ present: 'mine', value: '111' }]);
  });

  it('fills only what is empty where nobody can be asked', () => {
    expect(server(plan, { customer: CUSTOMERS[1] }, before)).toMatchObject({ phone: '111', discount: '7.5' });
  });
});

describe('A live value', () => {
  it('is a look-up, shown as soon as the record is chosen and never kept', () => {
    const plan = planWith({ fills: fillsOf('snapshot', 'snapshot') });
    const form = new Browser(plan, { customer: CUSTOMERS[0], customer_phone: '111' }, false);
    form.type('customer', CUSTOMERS[1]);
    form.answerAll();
    expect(form.state.values.customer_phone).toBe('222');
    expect(form.sent()).not.toHaveProperty('customer_phone');
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
    { id: 'fil_one1', relation: 'customer', from: 'phone', to: 'phone', mode: 'snapshot', ...more },
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
    expect(said(one({ mode: 'live' }))[0]).toMatch('must be a look-up along “The customer” that shows “The phone”');
    expect(said(one({ to: 'customer_phone' }))[0]).toMatch('choose “live”');
    expect(said([...one({}), ...one({ id: 'fil_two2', from: 'name' })])[0]).toMatch('from another place already');
  });

  it('is a value along a relation that a rule sets', () => {
    const rules = [
      { id: 'rul_set1', when: 'true', then: [{ effect: 'set' as const, field: 'customer', value: 'null' }] },
    ];
    expect(said(one({}), { rules })[0]).toMatch('“The customer” is set by a rule');
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
      !(of.name === 'customer' && name === 'phone');
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

// ---- the doors agree --------------------------------------------------------------------------------------------
const RECORDS = Number(process.env.FORM_RECORDS ?? 700);
const link = (ids: readonly string[]) => fc.constantFrom(null, ...ids);
const words = fc.constantFrom(null, 'mine', '111', '222');
const FIELDS = {
  customer: link(CUSTOMERS),
  agent: link(AGENTS),
  phone: words,
  discount: fc.constantFrom(null, '5', '7.5', '9'),
  agent_phone: words,
  title: words,
};
const CELLS = { part: link(PARTS), price: fc.constantFrom(null, '1', '35', '50'), unit: words };
type Step = (form: Browser) => void;
let keys = 0;
const step: fc.Arbitrary<Step> = fc.oneof(
  ...Object.entries(FIELDS).map(([name, value]) =>
    value.map(
      (to): Step =>
        (form) =>
          form.type(name, to),
    ),
  ),
  ...Object.entries(CELLS).map(([column, value]) =>
    fc.tuple(fc.nat(2), value).map(
      ([row, to]): Step =>
        (form) =>
          form.cell(row, column, to),
    ),
  ),
  fc.record(CELLS).map(
    (row): Step =>
      (form) =>
        form.type('items', [...rowsOf(form.read('items')), { ...row, $key: `new-${(keys += 1)}` }]),
  ),
  fc.nat(2).map(
    (at): Step =>
      (form) =>
        form.type(
          'items',
          rowsOf(form.read('items')).filter((_, index) => index !== at),
        ),
  ),
  fc.nat(4).map(
    (nth): Step =>
      (form) =>
        form.answer(nth),
  ),
  fc.nat(4).map(
    (nth): Step =>
      (form) =>
        form.answer(nth),
  ),
);
const start = fc.record({
  ...FIELDS,
  items: fc
    .array(fc.record(CELLS), { maxLength: 2 })
    .map((rows) => rows.map((row, index) => ({ ...row, id: PARTS[index]! }))),
});
const mode = fc.constantFrom('snapshot' as const, 'ask' as const);

it('comes to the same in the browser and on the server, whenever it is sent and whenever answers come', () => {
  fc.assert(
    fc.property(mode, mode, fc.boolean(), start, fc.array(step, { maxLength: 8 }), (of, rows, isNew, values, steps) => {
      const plan = planWith({
        fills: fillsOf(of, rows),
        rules: [
          {
            id: 'rul_amount',
            scope: 'items',
            when: 'true',
            then: [{ effect: 'set', field: 'amount', value: 'price * 2' }],
          },
          {
            id: 'rul_title',
            when: 'true',
            then: [{ effect: 'set', field: 'total', value: 'IF(phone == "222", discount, 0)' }],
          },
        ],
      });
      const form = new Browser(plan, isNew ? {} : values, isNew);
      for (const one of steps) one(form);
      fc.pre(!form.isTooEarly());
      const sent = form.sent();
      const written = server(plan, sent, isNew ? undefined : startForm(plan, values, form.context()).values);
      form.answerAll();
      const shown = submitForm(plan, form.state, form.context()).values;
      expect(kept(written)).toEqual(kept(shown));
    }),
    { numRuns: RECORDS },
  );
});
