/** Grouped answers equal a naive count over the same random rows, and pages hold every row once, in order. */
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DEPARTMENTS, entityDocument, refusalOf, role, world, type World } from '../../tests/support/records';
import { answer, recordsBehind } from '../host/services/records-query';
import type { Question } from '../kernel/documents.generated';

const choice = (values: string[]) => ({
  choices: values.map((value) => ({ value, label: { 'zh-CN': value, en: value } })),
});
const order = entityDocument('order', {
  number: { type: 'text' },
  status: { type: 'choice', options: choice(['void', 'new', 'paid']) },
  region: { type: 'relation', options: { entity: 'department' } },
  amount: { type: 'number' },
  on: { type: 'date' },
  at: { type: 'date_time' },
  lines: { type: 'lines', options: { fields: { product: { type: 'text' }, quantity: { type: 'number' } } } },
  fees: { type: 'lines', options: { fields: { fee: { type: 'number' } } } },
});
const everything = { create: true, read: 'all', update: 'all', delete: 'all' } as const;

interface Line {
  product: string | null;
  quantity: string | null;
}
interface Row {
  status: string | null;
  region: string | null;
  amount: string | null;
  on: string | null;
  at: string | null;
  lines: Line[];
  fees: { fee: string | null }[];
}
const maybe = <T>(arb: fc.Arbitrary<T>): fc.Arbitrary<T | null> => fc.option(arb, { freq: 5 });
const number = maybe(fc.integer({ min: -50, max: 50 }).map((n) => String(n / 2)));
const day = fc.integer({ min: 0, max: 800 }).map((n) => new Date(Date.UTC(2025, 0, 1 + n)).toISOString().slice(0, 10));
const rowArb: fc.Arbitrary<Row> = fc.record({
  status: maybe(fc.constantFrom('new', 'paid', 'void')),
  region: maybe(fc.constantFrom(...Object.values(DEPARTMENTS))),
  amount: number,
  on: maybe(day),
  at: maybe(fc.integer({ min: 0, max: 800 * 24 }).map((h) => new Date(Date.UTC(2025, 0, 1, h)).toISOString())),
  lines: fc.array(fc.record({ product: maybe(fc.constantFrom('beer', 'wine')), quantity: number }), { maxLength: 3 }),
  fees: fc.array(fc.record({ fee: number }), { maxLength: 2 }),
});

// ---- the naive way ----------------------------------------------------------------------------------------------------
const local = (at: string): string => new Date(Date.parse(at) + 8 * 3600_000).toISOString().slice(0, 10);
const monday = (date: string): string => {
  const at = new Date(`${date}T00:00:00Z`);
  at.setUTCDate(at.getUTCDate() - ((at.getUTCDay() + 6) % 7));
  return at.toISOString().slice(0, 10);
};
const quarter = (date: string): string =>
  `${date.slice(0, 5)}${String(Math.floor((Number(date.slice(5, 7)) - 1) / 3) * 3 + 1).padStart(2, '0')}-01`;
const GRAINS = {
  day: (d: string) => d,
  week: monday,
  month: (d: string) => `${d.slice(0, 7)}-01`,
  quarter,
  year: (d: string) => `${d.slice(0, 4)}-01-01`,
} as const;
type Dim = { field: 'status' | 'region' | 'on' | 'at'; grain?: keyof typeof GRAINS };
function keyOf(row: Row, { field, grain }: Dim): string | null {
  const value = row[field];
  if (value === null || !grain) return value;
  return GRAINS[grain](field === 'at' ? local(value) : value);
}
const present = (list: (string | null)[]): number[] => list.filter((v) => v !== null).map(Number);
const sum = (list: number[]): number | null => (list.length === 0 ? null : list.reduce((a, b) => a + b, 0));
const median = (list: number[]): number | null => {
  const s = [...list].sort((a, b) => a - b);
  return s.length === 0 ? null : (s[Math.floor((s.length - 1) / 2)]! + s[Math.floor(s.length / 2)]!) / 2;
};
const MEASURES: { readonly of: NonNullable<Question['measures']>[number]; naive(rows: Row[]): number | null }[] = [
  { of: { agg: 'count' }, naive: (rows) => rows.length },
  { of: { agg: 'count', field: 'amount' }, naive: (rows) => present(rows.map((r) => r.amount)).length },
  { of: { agg: 'sum', field: 'amount' }, naive: (rows) => sum(present(rows.map((r) => r.amount))) },
  {
    of: { agg: 'max', field: 'amount' },
    naive: (rows) => {
      const p = present(rows.map((r) => r.amount));
      return p.length ? Math.max(...p) : null;
    },
  },
  { of: { agg: 'median', field: 'amount' }, naive: (rows) => median(present(rows.map((r) => r.amount))) },
  { of: { agg: 'countDistinct', field: 'status' }, naive: (rows) => new Set(rows.flatMap((r) => r.status ?? [])).size },
  {
    of: { agg: 'sum', field: 'lines.quantity' },
    naive: (rows) => sum(present(rows.flatMap((r) => r.lines.map((l) => l.quantity)))),
  },
  { of: { agg: 'count', field: 'lines' }, naive: (rows) => rows.flatMap((r) => r.lines).length },
  {
    of: { agg: 'sum', field: 'fees.fee' },
    naive: (rows) => sum(present(rows.flatMap((r) => r.fees.map((f) => f.fee)))),
  },
  {
    of: { agg: 'sum', field: 'amount', where: { field: 'status', op: 'eq', value: 'paid' } },
    naive: (rows) => sum(present(rows.filter((r) => r.status === 'paid').map((r) => r.amount))),
  },
  {
    of: { agg: 'count', where: { field: 'lines.product', op: 'eq', value: 'beer' } },
    naive: (rows) => rows.filter((r) => r.lines.some((l) => l.product === 'beer')).length,
  },
  {
    of: { agg: 'sum', field: 'lines.quantity', where: { field: 'lines.product', op: 'eq', value: 'beer' } },
    naive: (rows) =>
      sum(present(rows.flatMap((r) => r.lines.filter((l) => l.product === 'beer').map((l) => l.quantity)))),
  },
];
const FILTERS: { readonly filter: Question['filter']; keeps(row: Row): boolean }[] = [
  { filter: undefined, keeps: () => true },
  { filter: { field: 'status', op: 'ne', value: 'paid' }, keeps: (r) => r.status !== 'paid' },
  {
    filter: { not: { field: 'amount', op: 'gt', value: 3 } },
    keeps: (r) => r.amount === null || Number(r.amount) <= 3,
  },
  {
    filter: { field: 'at', op: 'gte', value: '2026-01-01' },
    keeps: (r) => r.at !== null && local(r.at) >= '2026-01-01',
  },
  {
    filter: {
      any: [
        { field: 'region', op: 'isEmpty' },
        { field: 'status', op: 'in', value: ['new', 'void'] },
      ],
    },
    keeps: (r) => r.region === null || r.status === 'new' || r.status === 'void',
  },
  {
    filter: { field: 'on', op: 'between', value: ['2025-06-01', '2025-12-31'] },
    keeps: (r) => r.on !== null && r.on >= '2025-06-01' && r.on <= '2025-12-31',
  },
  {
    filter: { expression: 'amount > 0 && status != "void"' },
    keeps: (r) => r.amount !== null && Number(r.amount) > 0 && r.status !== 'void',
  },
];

describe('answers', () => {
  let w: World;
  let rows: Row[];
  beforeAll(async () => {
    w = await world({ entities: [order], roles: [role('boss', { '*': everything })] });
    rows = fc.sample(rowArb, { numRuns: 150, seed: 42 });
    const { failed } = await w.host.records.createMany(
      w.call('ann', 'boss'),
      'order',
      rows.map((row, i) => ({ ...row, number: `n${i}` })) as never,
    );
    expect(failed).toEqual([]);
  });
  afterAll(() => w.end());
  const idOf = (value: unknown): unknown =>
    typeof value === 'object' && value !== null ? (value as { id: string }).id : value;

  it('stand in the order of the choices, those without a value last', async () => {
    const status = async (direction: 'asc' | 'desc' | undefined) => {
      const question: Question = {
        entity: 'order',
        dimensions: [{ field: 'status' }],
        measures: [{ agg: 'count' }],
        ...(direction ? { sort: [{ by: 'd0', direction }] } : {}),
      };
      return (await answer(w.call('ann', 'boss'), question)).rows.map((row) => row['d0']);
    };
    expect(await status(undefined)).toEqual(['void', 'new', 'paid', null]);
    expect(await status('desc')).toEqual(['paid', 'new', 'void', null]);
  });

  it('equal a naive count over the same rows, whatever is asked', async () => {
    const dim: fc.Arbitrary<Dim> = fc.oneof(
      fc.constantFrom<Dim>({ field: 'status' }, { field: 'region' }),
      fc.record({
        field: fc.constantFrom<'on' | 'at'>('on', 'at'),
        grain: fc.constantFrom('day', 'week', 'month', 'quarter', 'year'),
      }),
    );
    await fc.assert(
      fc.asyncProperty(
        fc.array(dim, { maxLength: 2 }),
        fc.uniqueArray(fc.constantFrom(...MEASURES.keys()), { minLength: 1, maxLength: 5 }),
        fc.constantFrom(...FILTERS),
        async (dimensions, chosen, { filter, keeps }) => {
          const measures = chosen.map((i) => MEASURES[i]!);
          const question: Question = {
            entity: 'order',
            dimensions,
            measures: measures.map(({ of }) => of),
            limit: 10_000,
            ...(filter ? { filter } : {}),
          };
          const groups = new Map<string, Row[]>();
          if (dimensions.length === 0) groups.set('[]', []);
          for (const row of rows.filter(keeps)) {
            const key = JSON.stringify(dimensions.map((d) => keyOf(row, d)));
            groups.set(key, [...(groups.get(key) ?? []), row]);
          }
          const expected = Object.fromEntries(
            [...groups].map(([key, list]) => [key, measures.map(({ naive }) => naive(list))]),
          );
          const { rows: got } = await answer(w.call('ann', 'boss'), question);
          const found = Object.fromEntries(
            got.map((row) => [
              JSON.stringify(dimensions.map((_, i) => idOf(row[`d${i}`]))),
              measures.map((_, i) => (row[`m${i}`] === null ? null : Number(row[`m${i}`]))),
            ]),
          );
          expect(found).toEqual(expected);
        },
      ),
      { numRuns: 120, seed: 7 },
    );
  });

  it('lead back to exactly the records of a group', async () => {
    const question: Question = {
      entity: 'order',
      dimensions: [{ field: 'at', grain: 'month' }, { field: 'region' }],
      measures: [{ agg: 'count' }],
      filter: { field: 'status', op: 'ne', value: 'void' },
    };
    const call = w.call('ann', 'boss');
    const { rows: groups } = await answer(call, question);
    expect(groups.length).toBeGreaterThan(20);
    for (const group of groups) {
      const filter = recordsBehind(call, question, group);
      const { total } = await w.host.records.list(call, { entity: 'order', filter, count: true, page: { size: 1 } });
      expect([group, total]).toEqual([group, Number(group.m0)]);
    }
  });

  it('count by line items: records once, rows by their own, and never a sum of records', async () => {
    const byProduct = (measures: NonNullable<Question['measures']>) =>
      answer(w.call('ann', 'boss'), { entity: 'order', dimensions: [{ field: 'lines.product' }], measures });
    const { rows: got } = await byProduct([
      { agg: 'count' },
      { agg: 'sum', field: 'lines.quantity' },
      { agg: 'max', field: 'amount' },
    ]);
    const beer = got.find((row) => row.d0 === 'beer')!;
    expect(Number(beer.m0)).toBe(rows.filter((r) => r.lines.some((l) => l.product === 'beer')).length);
    expect(await refusalOf(byProduct([{ agg: 'sum', field: 'amount' }]))).toEqual(['query.mixedLines measures.0']);
    expect(
      await refusalOf(
        answer(w.call('ann', 'boss'), {
          entity: 'order',
          dimensions: [{ field: 'lines.product' }, { field: 'fees.fee' }],
          measures: [{ agg: 'count' }],
        }),
      ),
    ).toEqual(['query.twoLines dimensions']);
  });

  it('come page by page, each record once, in one order', async () => {
    type Sort = readonly { field: string; direction: 'asc' | 'desc' }[];
    const orders: Sort[] = [
      [],
      [
        { field: 'amount', direction: 'desc' },
        { field: 'status', direction: 'asc' },
      ],
      ...['number', 'region', 'region.name', 'on', 'at', 'created_at', 'created_by'].flatMap((field): Sort[] => [
        [{ field, direction: 'asc' }],
        [{ field, direction: 'desc' }],
      ]),
    ];
    for (const sort of orders) {
      const ask = (page: object) => w.host.records.list(w.call('ann', 'boss'), { entity: 'order', sort, page });
      const all = await ask({ size: 1000 });
      const paged: string[] = [];
      for (let after: string | null | undefined; after !== null;) {
        const page = await ask(after ? { size: 40, after } : { size: 40 });
        paged.push(...page.rows.map((row) => row.id));
        after = page.next;
      }
      expect([sort, paged]).toEqual([sort, all.rows.map((row) => row.id)]);
      expect(paged.length).toBe(rows.length);
    }
  });

  it('refuse what makes no sense, each at its place', async () => {
    const ask = (question: object) =>
      refusalOf(answer(w.call('ann', 'boss'), { entity: 'order', ...question } as Question));
    expect(await ask({})).toEqual(['query.nothing']);
    expect(await ask({ measures: [{ agg: 'sum', field: 'number' }] })).toEqual(['query.measure measures.0.agg']);
    expect(await ask({ measures: [{ agg: 'sum' }] })).toEqual(['query.measureField measures.0.field']);
    expect(await ask({ dimensions: [{ field: 'status', grain: 'month' }] })).toEqual([
      'query.grain dimensions.0.grain',
    ]);
    expect(await ask({ dimensions: [{ field: 'lines' }] })).toEqual(['query.group dimensions.0.field']);
    expect(await ask({ measures: [{ agg: 'count' }], sort: [{ by: 'm3', direction: 'asc' }] })).toEqual([
      'query.sortUnknown sort.0.by',
    ]);
    expect(await ask({ columns: ['nope'] })).toEqual(['query.unknownField fields.0']);
    const filtered = (filter: unknown) =>
      refusalOf(w.host.records.list(w.call('ann', 'boss'), { entity: 'order', filter: filter as never }));
    expect(await filtered({ field: 'amount', op: 'eq', value: 'abc' })).toEqual(['query.value filter.value']);
    expect(await filtered({ field: 'on', op: 'eq', value: '2026-02-30' })).toEqual(['query.value filter.value']);
    expect(await filtered({ field: 'number', op: 'gt', value: 'a' })).toEqual(['query.operator filter.op']);
    expect(await filtered({ field: 'id', op: 'eq', value: 'abc' })).toEqual(['query.value filter.value']);
    expect(await filtered({ field: 'number', op: 'eq', value: 'a\u0000b' })).toEqual(['query.value filter.value']);
    expect(await filtered({ field: 'number', op: 'contains', value: 'x'.repeat(2000) })).toEqual([
      'query.value filter.value',
    ]);
    expect(await filtered({ nonsense: true })).toEqual(['query.filter filter']);
    expect(await filtered({ expression: 'nope > 1' })).toEqual([expect.stringMatching(/^expression\./)]);
    expect(
      await refusalOf(w.host.records.list(w.call('ann', 'boss'), { entity: 'order', page: { after: 'zzz' } })),
    ).toEqual(['query.cursor page.after']);
  });

  it('are found by words, percent signs and all', async () => {
    await w.host.records.create(w.call('ann', 'boss'), { entity: 'order', values: { number: '100%_sure' } });
    const find = async (search: string) =>
      (await w.host.records.list(w.call('ann', 'boss'), { entity: 'order', search })).rows.length;
    expect(await find('0%_S')).toBe(1);
    expect(await find('0%x')).toBe(0);
    expect(await find('%')).toBe(1);
  });
});
