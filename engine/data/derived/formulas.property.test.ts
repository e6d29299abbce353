/** What the database stores for a formula is what the same expression gives in JavaScript, in forms and on the server. */
import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { entityDocument, role, world, type World } from '../../../tests/support/records';
import { contextOf } from '../../expression/compile';
import { compileForm, defaultForm } from '../../form/compile';
import { startForm } from '../../form/pipeline';
import type { Json } from '../../kernel/json';

const formula = (expression: string, result = 'number', decimals = 3) => ({
  type: 'formula',
  options: { expression, result, ...(result === 'number' ? { decimals } : {}) },
});
const sheet = entityDocument('sheet', {
  a: { type: 'number' },
  b: { type: 'number' },
  word: { type: 'text' },
  day: { type: 'date' },
  flag: { type: 'yes_no' },
  rows: {
    type: 'lines',
    options: { fields: { x: { type: 'number' }, y: { type: 'number' }, product: formula('x * y', 'number', 2) } },
  },
  ratio: formula('a / b'),
  rest: formula('a % b', 'number', 0),
  sum: formula('SUM(rows.product) + COALESCE(a, 0)'),
  best: formula('MAX(rows.filter(r, r.product > 0).product)', 'number', 1),
  chained: formula('ROUND(sum * 2, 1) - COALESCE(ratio, 0)'),
  label: formula('CONCAT(UPPER(word), "-", word)', 'text'),
  later: formula('DATEADD(day, 40, "day")', 'date'),
  isBig: formula('sum > 10 && flag', 'boolean'),
  kind: formula('IF(ISBLANK(word), "none", IF(a > b, word, "small"))', 'text'),
});
const names = ['product', 'ratio', 'rest', 'sum', 'best', 'chained', 'label', 'later', 'isBig', 'kind'];

let w: World;
beforeAll(async () => {
  w = await world({ entities: [sheet], roles: [role('boss', { '*': { read: 'all', update: 'all', create: true } })] });
});
afterAll(() => w.end());

const decimal = fc
  .tuple(fc.integer({ min: -99_999, max: 99_999 }), fc.constantFrom(1, 10, 1000))
  .map(([n, d]) => String(n / d));
const maybe = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: null, freq: 4 });
const record = fc.record({
  a: maybe(decimal),
  b: maybe(fc.oneof(decimal, fc.constant('0'))),
  word: maybe(fc.constantFrom('a', 'Äö', '青岛', "o'neil", '$trellis$', '\\', '😀')),
  day: maybe(fc.constantFrom('2026-01-31', '2024-02-29', '1999-12-31')),
  flag: maybe(fc.boolean()),
  rows: fc.array(fc.record({ x: maybe(decimal), y: maybe(decimal) }), { maxLength: 4 }),
});
/** "1.50" and "1.5" are one number; nothing and an empty text are one. */
const plain = (value: unknown): unknown =>
  typeof value === 'string' && /^-?\d+(\.\d+)?$/.test(value) ? Number(value) : (value ?? null);

it('stored formulas equal those of JavaScript, for records of every kind', async () => {
  const call = w.call('ann', 'boss');
  const entity = w.host.model().entity('sheet')!;
  const plan = compileForm(defaultForm(entity), entity, w.host.model());
  const samples = fc.sample(record, { numRuns: 400, seed: 7 });
  const made = await w.host.records.createMany(call, 'sheet', samples as never);
  expect(made.failed).toEqual([]);
  // Half of them are changed afterwards: the update must give what a new record gives.
  const again = fc.sample(record, { numRuns: 200, seed: 8 });
  for (const [i, values] of again.entries()) {
    await w.host.records.update(call, { entity: 'sheet', id: made.ids[i]!, values: values as never });
  }
  for (const [i, id] of made.ids.entries()) {
    const values = again[i] ?? samples[i]!;
    const stored = (await w.host.records.get(call, 'sheet', id!)) as unknown as { readonly [name: string]: Json };
    const context = { ...contextOf(call.viewer, w.clock.now()), isNew: true };
    const state = startForm(plan, { ...values }, context);
    for (const name of names.slice(1)) {
      expect([name, plain(stored[name]), values], name).toEqual([name, plain(state.values[name]), values]);
    }
  }
}, 60_000);
