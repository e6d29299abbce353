/** What is filled in comes to the same on every door. FORM_RECORDS sets how many are tried (700 by default, about 2 s). */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { AGENTS, CLIENTS, fillsOf, PARTS, planWith } from './fills.testkit';
import { Browser, kept, rowsOf, server } from './filling.testkit';
import { startForm, submitForm } from './pipeline';

const RECORDS = Number(process.env.FORM_RECORDS ?? 700);
const link = (ids: readonly string[]) => fc.constantFrom(null, ...ids);
const words = fc.constantFrom(null, 'mine', '111', '222');
const FIELDS = {
  client: link(CLIENTS),
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
