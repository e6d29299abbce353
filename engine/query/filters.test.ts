/**
 * Filters, twice: as SQL over a small world, and by the plainest JavaScript over the same records. Whatever is asked, both
 * give the same records; and what a viewer may not read never changes which records they get.
 */
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DEPARTMENTS, entityDocument, PEOPLE, refusalOf, role, world, type World } from '../../tests/support/records';
import type { Filter } from '../kernel/documents.generated';
import type { Json } from '../kernel/json';
import { relativeRange, readRelativeDate } from './dates';

const CLIENT = entityDocument('client', {
  name: { type: 'text' },
  region: { type: 'relation', options: { entity: 'department' } },
  secret: { type: 'text' },
});
const choices = ['new', 'open', 'won'].map((value) => ({ value, label: { 'zh-CN': value, en: value } }));
const DEAL = entityDocument('deal', {
  title: { type: 'text' },
  amount: { type: 'number', options: { decimals: 2 } },
  due: { type: 'date' },
  seen: { type: 'date_time' },
  status: { type: 'choice', options: { choices } },
  tags: { type: 'many_choice', options: { choices } },
  is_urgent: { type: 'yes_no' },
  client: { type: 'relation', options: { entity: 'client' } },
  keeper: { type: 'person' },
  secret: { type: 'text' },
  items: { type: 'lines', options: { fields: { product: { type: 'text' }, quantity: { type: 'number' } } } },
});
const all = { create: true, read: 'all', update: 'all', delete: 'all' } as const;
const ROLES = [
  role('boss', { client: all, deal: all }),
  role('blind', {
    client: { read: 'all', fields: { secret: 'none' } },
    deal: { read: 'all', fields: { secret: 'none' } },
  }),
  role('own', { client: { read: 'own' }, deal: { read: 'all' } }),
];
type Row = { readonly [field: string]: Json | undefined };
interface Deal {
  readonly id: string;
  readonly values: Row;
}

let w: World;
const clients: Deal[] = [];
const deals: Deal[] = [];

const pick = <T>(list: readonly T[], i: number): T => list[i % list.length]!;
beforeAll(async () => {
  w = await world({ entities: [CLIENT, DEAL], roles: ROLES });
  const boss = w.call('ann', 'boss');
  const regions = [DEPARTMENTS.east, DEPARTMENTS.qingdao, DEPARTMENTS.west, null];
  for (let i = 0; i < 5; i += 1) {
    const values = {
      name: pick(['Harbour', '青岛', 'harbour tea', 'Oak', null], i),
      region: pick(regions, i),
      secret: `canary${i}`,
    };
    const { id } = await w.host.records.create(pick([boss, w.call('bo', 'boss')], i), { entity: 'client', values });
    clients.push({ id, values });
  }
  for (let i = 0; i < 40; i += 1) {
    const values: { [field: string]: Json } = {
      title: pick(['Tea', 'tea 2', '茶叶', '50% off', 'Cup_a', null, 'TEA'], i),
      amount: pick(['10', '10.5', '-3', null, '1000000.25'], i),
      due: pick(['2026-11-22', '2026-11-21', '2026-10-31', null, '2026-12-01', '2025-11-30', '2026-11-16'], i),
      seen: pick(
        [
          '2026-11-21T15:59:59.000Z',
          '2026-11-21T16:00:00.000Z',
          null,
          '2026-11-22T03:00:00.000Z',
          '2026-11-22T16:00:00.000Z',
        ],
        i,
      ),
      status: pick(['new', 'open', null, 'won'], i),
      tags: pick([['new'], ['open', 'new'], null, ['won', 'open', 'new']], i),
      is_urgent: pick([true, false, null], i),
      client: i % 6 === 5 ? null : pick(clients, i).id,
      keeper: pick([PEOPLE.ann, PEOPLE.bo, null, PEOPLE.cai], i),
      secret: `canary-deal-${i}`,
      items: pick(
        [
          [],
          [{ product: 'Cup', quantity: '3' }],
          [
            { product: 'Cup', quantity: '1' },
            { product: 'Pot', quantity: null },
          ],
        ],
        i,
      ),
    };
    const { id } = await w.host.records.create(boss, { entity: 'deal', values });
    deals.push({ id, values });
  }
});
afterAll(() => w.end());

const find = async (filter: Filter, as = 'boss', entity = 'deal'): Promise<string[]> => {
  const { rows } = await w.host.records.list(w.call('ann', as), { entity, filter, fields: [], page: { size: 1000 } });
  return rows.map(({ id }) => id).sort();
};

// ---- the plainest JavaScript ------------------------------------------------------------------------------------------
const clientOf = (row: Row): Row | undefined => clients.find(({ id }) => id === row.client)?.values;
const valueOf = (row: Row, path: string): Json => {
  const [first, ...rest] = path.split('.');
  if (rest.length === 0) return row[first!] ?? null;
  const next = clientOf(row);
  return next ? valueOf(next, rest.join('.')) : null;
};
const day = (instant: string): string =>
  new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Shanghai' }).format(new Date(instant));
const isInstant = (value: Json): boolean => typeof value === 'string' && value.endsWith('Z');
const order = (a: Json, b: Json): number => {
  if (isInstant(a) && !isInstant(b)) return order(day(a as string), b);
  const [x, y] = /^-?[\d.]+$/.test(String(a)) ? [Number(a), Number(b)] : [String(a), String(b)];
  return x < y ? -1 : x > y ? 1 : 0;
};
const low = (value: Json): string => String(value).toLowerCase();
const isEmpty = (value: Json): boolean =>
  value === null || value === '' || (Array.isArray(value) && value.length === 0);
const list = (value: unknown): readonly Json[] => (Array.isArray(value) ? value : [value]) as readonly Json[];
const BELOW_EAST: readonly Json[] = [DEPARTMENTS.east, DEPARTMENTS.qingdao];

function compares(value: Json, op: string, asked: Json): boolean {
  if (op === 'isEmpty') return isEmpty(value);
  if (op === 'notEmpty') return !isEmpty(value);
  if (op === 'ne') {
    return Array.isArray(value) ? !sameSet(value, list(asked)) : value === null || order(value, asked) !== 0;
  }
  if (op === 'notIn') return isEmpty(value) || !list(asked).some((one) => list(value).includes(one));
  if (op === 'notContains') return value === null || !low(value).includes(low(asked));
  if (value === null) return op === 'eq' && Array.isArray(asked) && asked.length === 0;
  return PRESENT[op]!(value, asked);
}
const sameSet = (a: readonly Json[], b: readonly Json[]): boolean =>
  a.every((one) => b.includes(one)) && b.every((one) => a.includes(one));
const PRESENT: { readonly [op: string]: (value: Json, asked: Json) => boolean } = {
  eq: (value, asked) => (Array.isArray(value) ? sameSet(value, list(asked)) : order(value, asked) === 0),
  lt: (value, asked) => order(value, asked) < 0,
  lte: (value, asked) => order(value, asked) <= 0,
  gt: (value, asked) => order(value, asked) > 0,
  gte: (value, asked) => order(value, asked) >= 0,
  between: (value, asked) => order(value, list(asked)[0]!) >= 0 && order(value, list(asked)[1]!) <= 0,
  in: (value, asked) => list(asked).some((one) => list(value).includes(one)),
  contains: (value, asked) =>
    Array.isArray(value) ? list(asked).every((one) => value.includes(one)) : low(value).includes(low(asked)),
  startsWith: (value, asked) => low(value).startsWith(low(asked)),
  endsWith: (value, asked) => low(value).endsWith(low(asked)),
  isMe: (value) => value === PEOPLE.ann,
  myDepartment: (value) => value === DEPARTMENTS.east || value === PEOPLE.ann,
  myDepartmentAndBelow: (value) => BELOW_EAST.includes(value) || value === PEOPLE.ann || value === PEOPLE.bo,
  relative(value, asked) {
    const { from, until } = relativeRange(readRelativeDate(asked)!, new Date('2026-11-22T04:00:00Z'), 'Asia/Shanghai');
    const at = isInstant(value) ? day(value as string) : String(value);
    return (from === '-infinity' || at >= from) && (until === 'infinity' || at < until);
  },
};

function holds(row: Row, filter: Filter): boolean {
  if ('all' in filter) return filter.all.every((one) => holds(row, one));
  if ('any' in filter) return filter.any.some((one) => holds(row, one));
  if ('not' in filter) return !holds(row, filter.not);
  if ('expression' in filter) throw new Error('not here');
  if ('field' in filter) return compares(valueOf(row, filter.field), filter.op, (filter.value ?? null) as Json);
  const [name, isNone] = 'some' in filter ? [filter.some, false] : [filter.none, true];
  const { where } = filter;
  const related = (name === 'items' ? row.items : []) as readonly Row[];
  return related.some((item) => !where || holds(item, where)) !== isNone;
}

// ---- filters at random ------------------------------------------------------------------------------------------------
const ask = (field: string, ops: { readonly [op: string]: readonly Json[] }): fc.Arbitrary<Filter> =>
  fc
    .constantFrom(...Object.entries(ops))
    .chain(([op, values]) => fc.constantFrom(...values).map((value) => ({ field, op, value }) as Filter));
const TEXTS = ['tea', 'TEA', '茶', '%', '_', '50%', 'a', 'harbour', 'Tea', 'nobody'];
const text = (field: string): fc.Arbitrary<Filter> =>
  ask(field, {
    eq: TEXTS,
    ne: TEXTS,
    contains: TEXTS,
    notContains: TEXTS,
    startsWith: TEXTS,
    endsWith: TEXTS,
    in: [['Tea', '茶叶'], ['Oak']],
    notIn: [['Tea', 'TEA']],
    isEmpty: [null],
    notEmpty: [null],
  });
const numbers = ['10', '10.5', '-3', '0'];
const number = (field: string): fc.Arbitrary<Filter> =>
  ask(field, {
    eq: numbers,
    ne: numbers,
    lt: numbers,
    lte: numbers,
    gt: numbers,
    gte: numbers,
    between: [
      ['-3', '10'],
      ['0', '10.5'],
    ],
    isEmpty: [null],
    notEmpty: [null],
  });
const days = ['2026-11-22', '2026-11-21', '2026-10-31'];
const relative: readonly Json[] = [
  'today',
  'yesterday',
  'tomorrow',
  'thisWeek',
  'lastWeek',
  'thisMonth',
  'lastMonth',
  'nextMonth',
  'thisQuarter',
  'lastYear',
  { unit: 'day', last: 7 },
  { unit: 'month', last: 1 },
  { unit: 'day', next: 10 },
  { unit: 'day', olderThan: 20 },
  { unit: 'week', moreThan: 1 },
  { unit: 'day', from: null, to: -1 },
  { unit: 'day', from: 0, to: null },
];
const date = (field: string): fc.Arbitrary<Filter> =>
  ask(field, {
    eq: days,
    ne: days,
    lt: days,
    lte: days,
    gt: days,
    gte: days,
    between: [['2026-11-01', '2026-11-21']],
    relative,
    isEmpty: [null],
    notEmpty: [null],
  });
const states = ['new', 'open', 'won'];
const leaf = fc.oneof(
  text('title'),
  text('client.name'),
  number('amount'),
  date('due'),
  date('seen'),
  ask('status', { eq: states, ne: states, in: [['new', 'won']], notIn: [['open']], isEmpty: [null], notEmpty: [null] }),
  ask('tags', {
    eq: [['new'], ['new', 'open']],
    ne: [['new']],
    contains: [['open', 'new']],
    in: [['won']],
    notIn: [['open']],
    isEmpty: [null],
  }),
  ask('is_urgent', { eq: [true, false] }),
  ask('client', { isEmpty: [null], notEmpty: [null] }),
  ask('client.region', { myDepartment: [null], myDepartmentAndBelow: [null], isEmpty: [null] }),
  ask('keeper', { isMe: [null], myDepartmentAndBelow: [null], eq: [PEOPLE.bo], notIn: [[PEOPLE.ann, PEOPLE.cai]] }),
  fc
    .tuple(
      fc.constantFrom('some', 'none'),
      fc.option(fc.oneof(text('product'), number('quantity')), { nil: undefined }),
    )
    .map(([which, where]) => ({ [which]: 'items', ...(where ? { where } : {}) }) as Filter),
);
const { filter: anyFilter } = fc.letrec<{ filter: Filter }>((tie) => ({
  filter: fc.oneof(
    { maxDepth: 3, withCrossShrink: true },
    leaf,
    fc.array(tie('filter'), { maxLength: 3 }).map((all) => ({ all }) as Filter),
    fc.array(tie('filter'), { maxLength: 3 }).map((any) => ({ any }) as Filter),
    tie('filter').map((not) => ({ not }) as Filter),
  ),
}));

describe('filters', () => {
  it('find by SQL what the plainest JavaScript finds', async () => {
    await fc.assert(
      fc.asyncProperty(anyFilter, async (filter) => {
        const expected = deals.filter(({ values }) => holds(values, filter)).map(({ id }) => id);
        expect(await find(filter)).toEqual(expected.sort());
      }),
      { numRuns: Number(process.env.FILTER_RUNS ?? 250) },
    );
  });

  it('know nothing of what the viewer may not read', async () => {
    await fc.assert(
      fc.asyncProperty(anyFilter, fc.constantFrom('secret', 'client.secret'), async (filter, field) => {
        const asked: Filter = { any: [filter, { field, op: 'contains', value: 'canary' }] };
        expect(await refusalOf(find(asked, 'blind'))).toEqual(['query.unknownField filter.any.1.field']);
        expect(await find(filter, 'blind')).toEqual(await find(filter, 'boss'));
      }),
      { numRuns: 20 },
    );
  });
});

describe('records that point here', () => {
  const name = (ids: readonly string[]): unknown[] =>
    ids.map((id) => clients.find((c) => c.id === id)!.values.name ?? null);
  it('are asked by entity and relation, some of them or none', async () => {
    const where: Filter = {
      all: [
        { field: 'title', op: 'eq', value: 'Tea' },
        { some: 'items', where: { field: 'product', op: 'eq', value: 'Pot' } },
      ],
    };
    const having = new Set(deals.filter(({ values }) => holds(values, where)).map(({ values }) => values.client));
    const with_ = clients
      .filter(({ id }) => having.has(id))
      .map(({ id }) => id)
      .sort();
    expect(await find({ some: 'deal.client', where }, 'boss', 'client')).toEqual(with_);
    const without = clients
      .filter(({ id }) => !having.has(id))
      .map(({ id }) => id)
      .sort();
    expect(await find({ none: 'deal.client', where }, 'boss', 'client')).toEqual(without);
    expect(name(without).length + with_.length).toBe(5);
  });

  it('are asked within the row scope', async () => {
    // Ann sees her own clients only, so a department has but those.
    const east = await w.host.records.list(w.call('ann', 'boss'), {
      entity: 'department',
      filter: { some: 'client.region' },
    });
    const own = await w.host.records.list(w.call('cai', 'own'), {
      entity: 'department',
      filter: { some: 'client.region' },
    });
    expect([east.rows.length, own.rows.length]).toEqual([3, 0]);
  });

  it('are refused with a sentence when they do not, or may not be known', async () => {
    for (const some of ['client.region', 'deal.keeper', 'deal', 'nothing.client', 'deal.client.name', 'deal.secret']) {
      expect(await refusalOf(find({ some }, 'blind', 'client'))).toEqual(['query.notRelated filter.some']);
    }
    expect(
      await refusalOf(
        find({ some: 'deal.client', where: { field: 'secret', op: 'eq', value: 'x' } }, 'blind', 'client'),
      ),
    ).toEqual(['query.unknownField filter.where.field']);
  });
});
