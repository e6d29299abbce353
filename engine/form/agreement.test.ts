/**
 * One pipeline for every door: what the browser comes to change by change is what it comes to at once, what the server
 * makes of the same values, and what an import makes of them. Random rule sets, line items included.
 *
 * FORM_RECORDS sets how many records are tried (1,500 by default, about 3 s; 10,000 take about 20 s).
 */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { checkForm } from './check';
import { compileForm } from './compile';
import { changeCell, changeField, findProblems, startForm, submitForm, type FormContext } from './pipeline';
import type { RuleEffect, WhenHidden } from './plan';
import { prepareWrite } from './prepare';
import { entity, formOf, model, rule, type Rule } from './rules.testkit';

const RECORDS = Number(process.env.FORM_RECORDS ?? 1500);
const EACH = 10;

const SUPPLIERS = ['01932c07-0000-7000-8000-000000000001', '01932c07-0000-7000-8000-000000000002'];
const context: FormContext = {
  me: { id: 'u1', name: 'Ann', email: 'a@b.c', department: null, roles: ['sales'] },
  today: '2026-03-05',
  now: '2026-03-05T01:30:00.000Z',
  timeZone: 'Asia/Shanghai',
  isNew: false,
  related: {
    supplier: {
      [SUPPLIERS[0]!]: { id: SUPPLIERS[0]!, name: 'A', region: 'east' },
      [SUPPLIERS[1]!]: { id: SUPPLIERS[1]!, name: 'B', region: 'west' },
    },
  },
};

// ---- rule sets --------------------------------------------------------------------------------------------------
const condition = fc.constantFrom(
  'true',
  'limit > 5',
  'total > 100',
  'status == "closed"',
  'status != "open" && ISBLANK(reason)',
  'COUNT(items) > 1',
  'items.exists(i, i.amount > 50)',
  'SUM(items.amount) > limit',
  'supplier.region == "east"',
  'code == "x" || region == "west"',
);
const rowCondition = fc.constantFrom(
  'true',
  'quantity > 2',
  'product == "gift"',
  'amount > parent.limit',
  'parent.status == "closed"',
  'ISBLANK(note)',
  'share > 0.5',
);
const VALUES: { readonly [field: string]: readonly string[] } = {
  total: ['SUM(items.amount)', 'limit * 2', 'total'],
  limit: ['total / 10', '5', 'COUNT(items)'],
  reason: ['"because " + code', 'region', '"r"'],
  code: ['region', '"x"', 'reason'],
  region: ['supplier.region', 'me.name', '"west"'],
  status: ['"closed"', 'IF(total > 100, "lost", "open")'],
  amount: ['price * quantity', '7', 'share * 2'],
  share: ['IF(parent.total > 0, amount / parent.total, 0)', 'quantity / 3'],
  note: ['product', 'parent.reason', '"n"'],
  price: ['parent.limit', '10 / quantity'],
};
const ofRecord = ['total', 'limit', 'reason', 'code', 'region', 'status'];
const ofRows = ['amount', 'share', 'note', 'price'];
const text = { 'zh-CN': '合计 {{total}}', en: 'Total {{total}}' };
const rowText = { 'zh-CN': '第 {{quantity}}', en: 'Of {{parent.title}}' };

const setOn = (fields: readonly string[]): fc.Arbitrary<RuleEffect> =>
  fc
    .tuple(fc.constantFrom(...fields), fc.nat(2), fc.constantFrom('always', 'always', 'ifEmpty', 'onCreate'))
    .map(([field, at, on]) => ({
      effect: 'set',
      field,
      value: VALUES[field]![at % VALUES[field]!.length]!,
      on: on as 'always',
    }));
const stateOn = (fields: readonly string[]): fc.Arbitrary<RuleEffect> =>
  fc
    .tuple(fc.constantFrom('show' as const, 'require' as const, 'readOnly' as const), fc.constantFrom(...fields))
    .map(([effect, field]) => ({ effect, field }));
const recordEffect: fc.Arbitrary<RuleEffect> = fc.oneof(
  setOn(ofRecord),
  setOn(ofRecord),
  stateOn([...ofRecord, 'items']),
  fc.constantFrom<RuleEffect>(
    { effect: 'show', part: 'sec_more' },
    { effect: 'readOnly', part: 'sec_more' },
    { effect: 'options', field: 'status', value: 'option != "lost" || limit > 3' },
    { effect: 'options', field: 'supplier', value: 'option.region == region' },
    { effect: 'message', field: 'total', level: 'error', text },
    { effect: 'message', level: 'warning', text },
  ),
);
const rowEffect: fc.Arbitrary<RuleEffect> = fc.oneof(
  setOn(ofRows),
  setOn(ofRows),
  stateOn([...ofRows, 'product']),
  fc.constantFrom<RuleEffect>(
    { effect: 'message', field: 'note', level: 'error', text: rowText },
    { effect: 'message', level: 'info', text: rowText },
  ),
);
const ruleSet: fc.Arbitrary<readonly Rule[]> = fc.array(
  fc.oneof(
    fc.tuple(condition, recordEffect).map(([when, effect]) => rule(when, effect)),
    fc.tuple(rowCondition, rowEffect).map(([when, effect]) => rule(when, effect, { scope: 'items' })),
  ),
  { minLength: 1, maxLength: 8 },
);
const policy = fc.constantFrom<WhenHidden>('keep', 'clearOnSubmit', 'clearNow');
const form = fc
  .record({
    rules: ruleSet,
    whenHidden: fc.record({ reason: policy, code: policy, limit: policy, items: policy }),
    columns: fc.record({ note: policy, price: policy }),
  })
  .map(formOf)
  // Circles are refused when a form is published; there is nothing to agree about.
  .filter((made) => checkForm(made, { model }).every(({ code }) => code !== 'form.cycle'));

// ---- records ----------------------------------------------------------------------------------------------------
const number = fc.constantFrom(null, '0', '1', '3.5', '60', '１２', ' 200 ', 'x');
const words = fc.constantFrom(null, 'x', 'west', 'gift', ' east ', '');
const row = fc.record({ product: words, quantity: number, price: number, amount: number, share: number, note: words });
const rows = fc.oneof(fc.constant(null), fc.array(row, { maxLength: 4 }));
const CELLS = { product: words, quantity: number, price: number, amount: number, share: number, note: words };
const FIELDS: { readonly [field: string]: fc.Arbitrary<unknown> } = {
  title: words,
  status: fc.constantFrom(null, 'open', 'closed', 'lost'),
  limit: number,
  total: number,
  reason: words,
  code: words,
  region: words,
  supplier: fc.constantFrom(null, ...SUPPLIERS),
  items: rows,
};
const record = fc.record(FIELDS as { [field: string]: fc.Arbitrary<unknown> });
type Step =
  | { readonly field: string; readonly value: unknown }
  | { readonly row: number; readonly column: string; readonly value: unknown };
const step: fc.Arbitrary<Step> = fc.oneof(
  ...Object.entries(FIELDS).map(([field, value]) => fc.record({ field: fc.constant(field), value })),
  ...Object.entries(CELLS).map(([column, value]) => fc.record({ row: fc.nat(3), column: fc.constant(column), value })),
);

it('comes to the same, change by change, at once, on the server, and once more', () => {
  fc.assert(
    fc.property(
      form,
      fc.boolean(),
      fc.array(fc.tuple(record, fc.array(step, { maxLength: 4 })), { minLength: EACH, maxLength: EACH }),
      (document, isNew, tries) => {
        // Every rule takes part: none was left out for being wrong.
        expect(checkForm(document, { model })).toEqual([]);
        const plan = compileForm(document, entity, model);
        const at = { ...context, isNew };
        for (const [start, steps] of tries) {
          let state = startForm(plan, start, at);
          for (const one of steps) {
            const before = state;
            const changed =
              'field' in one
                ? changeField(plan, before, one.field, one.value, at)
                : changeCell(plan, before, { list: 'items', row: one.row, column: one.column }, one.value, at);
            state = changed.state;
            // (1) At once
            const typed = 'field' in one ? { ...before.values, [one.field]: one.value } : state.values;
            expect(state).toEqual(startForm(plan, typed, at));
            // (2) Whatever is otherwise now was told
            for (const name of Object.keys(state.values)) {
              if (
                state.values[name] !== before.values[name] &&
                JSON.stringify(state.values[name]) !== JSON.stringify(before.values[name])
              ) {
                expect(changed.changed).toContain(name);
              }
            }
          }
          // (3) As it is sent, and (4) on the server, whatever door the values came through
          const sent = submitForm(plan, state, at);
          const written = prepareWrite(plan, { values: state.values, before: isNew ? undefined : start }, context);
          expect(written.values).toEqual(sent.values);
          // (5) Values that were sent by a form are sent on by the server as they are
          expect(
            prepareWrite(plan, { values: sent.values, before: isNew ? undefined : start }, context).values,
          ).toEqual(sent.values);
          if (!isNew) continue;
          const here = new Set(findProblems(plan, sent, { ...at, isSubmit: true }).map(placed));
          for (const found of written.problems) expect(here).toContain(placed(found));
        }
      },
    ),
    { numRuns: Math.ceil(RECORDS / EACH) },
  );
});

const placed = ({ code, path }: { readonly code: string; readonly path: readonly unknown[] }): string =>
  `${code} ${path.join('.')}`;
