import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  DEPARTMENTS,
  entityDocument,
  PEOPLE,
  refusalOf,
  role,
  world,
  type World,
} from '../../../tests/support/records';
import type { Answer } from '../../kernel/contract';
import type { DashboardDocument, Question, ReportDocument } from '../../kernel/documents.generated';
import { answer } from '../services/records-query';
import dashboardOpen from './dashboard.open';
import reportRecords from './report.records';
import reportRun from './report.run';

const label = { 'zh-CN': '测试', en: 'Test' };
const choices = ['a', 'b', 'c'].map((value) => ({ value, label }));
const visit = entityDocument('visit', {
  subject: { type: 'text', required: true },
  kind: { type: 'choice', options: { choices } },
  region: { type: 'relation', options: { entity: 'department' } },
  cost: { type: 'money' },
  day: { type: 'date' },
  at: { type: 'date_time' },
  is_urgent: { type: 'yes_no' },
  secret: { type: 'number' },
});
const everything = { create: true, read: 'all', update: 'all', delete: 'all' } as const;
const roles = [
  role('boss', { '*': everything }),
  role('below', { visit: { create: true, read: 'below', fields: { secret: 'none' } } }),
  role('own', { visit: { create: true, read: 'own', fields: { secret: 'none' } } }),
  role('guest', {}),
];
const report = (name: string, question: Question): ReportDocument => ({
  kind: 'report',
  id: `rep_${name}`,
  name,
  label,
  question,
  chart: { type: 'table' },
});
const open: Question = { entity: 'visit', dimensions: [{ field: 'kind' }], measures: [{ agg: 'count' }] };
const hidden: Question = { ...open, measures: [{ agg: 'sum', field: 'secret' }] };
const tile = (id: string, name: string, y: number) => ({ id: `til_${id}`, report: name, x: 0, y, w: 6, h: 4 });
const boards: readonly DashboardDocument[] = [
  { kind: 'dashboard', id: 'dsh_both', name: 'both', label, tiles: [tile('one', 'open', 0), tile('two', 'hidden', 4)] },
  { kind: 'dashboard', id: 'dsh_dark', name: 'dark', label, tiles: [tile('only', 'hidden', 0)] },
];
const documents = [report('open', open), report('hidden', hidden), ...boards];

describe('reports', () => {
  let w: World;
  beforeAll(async () => {
    w = await world({ entities: [visit], roles });
    Object.assign(w.host, {
      documents: {
        list: () => [],
        published: (kind: string, name: string) => {
          const document = documents.find((one) => one.kind === kind && one.name === name);
          return document && { document, version: 1, package: 'test' };
        },
      },
    });
    const people = Object.keys(PEOPLE) as (keyof typeof PEOPLE)[];
    const pick = <T>(list: readonly T[], n: number): T => list[n % list.length]!;
    for (let n = 0; n < 60; n += 1) {
      await w.host.records.create(w.call(pick(people, n), 'boss'), {
        entity: 'visit',
        values: {
          subject: `visit ${n}`,
          kind: pick(['a', 'b', 'c', null], n * 7),
          region: pick([DEPARTMENTS.east, DEPARTMENTS.west, null], n),
          cost: pick(['0.10', '12.35', '99999999999999.99', null], n * 3),
          day: pick(['2026-01-31', '2026-02-28', '2026-03-01', null], n),
          // Around midnight and the turn of the month in Shanghai.
          at: pick(['2026-01-31T15:59:59Z', '2026-01-31T16:00:00Z', '2026-12-31T16:00:00Z', null], n * 5),
          is_urgent: pick([true, false, null], n),
          secret: String(n),
        },
      });
    }
  });
  afterAll(() => w.end());

  const all = async (
    question: Question,
    answered: Answer,
    row: Answer['rows'][number],
    as: ReturnType<World['call']>,
  ) => {
    const names = answered.columns.filter((column) => column.role === 'dimension').map((column) => column.name);
    const group = Object.fromEntries(names.map((name) => [name, row[name] ?? null]));
    return reportRecords.run({ question, group, page: { size: 100 } }, as);
  };
  /** Cents, so that the sum of the test is exact too. */
  const cents = (value: unknown): bigint => {
    const [whole, part = ''] = String(value ?? '0').split('.');
    return BigInt(`${whole}${part.padEnd(2, '0')}`);
  };

  const dimension = fc.oneof(
    fc.constantFrom('kind', 'region', 'is_urgent', 'owner_id').map((field) => ({ field })),
    fc.record({
      field: fc.constantFrom('day', 'at'),
      grain: fc.constantFrom('day' as const, 'week' as const, 'month' as const, 'quarter' as const, 'year' as const),
    }),
  );
  const filter = fc.constantFrom<Question['filter']>(
    undefined,
    { field: 'kind', op: 'in', value: ['a', 'b'] },
    {
      any: [
        { field: 'is_urgent', op: 'eq', value: true },
        { field: 'day', op: 'isEmpty' },
      ],
    },
    { not: { field: 'kind', op: 'eq', value: 'a' } },
  );
  const who = fc.record({
    person: fc.constantFrom('ann', 'bo', 'cai', 'eve'),
    role: fc.constantFrom('boss', 'below', 'own'),
  });

  it('open exactly the records behind each group: their number and their sum are the ones shown', async () => {
    const property = fc.asyncProperty(
      fc.uniqueArray(dimension, { minLength: 0, maxLength: 2, selector: (one) => one.field }),
      filter,
      who,
      async (dimensions, only, { person, role: as }) => {
        const question: Question = {
          entity: 'visit',
          dimensions,
          measures: [{ agg: 'count' }, { agg: 'sum', field: 'cost' }],
          ...(only ? { filter: only } : {}),
        };
        const call = w.call(person as keyof typeof PEOPLE, as);
        const answered = await answer(call, question);
        let counted = 0;
        for (const row of answered.rows) {
          const { rows, total } = await all(question, answered, row, call);
          expect(rows).toHaveLength(Number(row.m0));
          expect(total).toBe(Number(row.m0));
          expect(rows.reduce((sum, record) => sum + cents(record.cost), 0n)).toBe(cents(row.m1));
          counted += rows.length;
        }
        const whole = await reportRecords.run({ question, group: {}, page: { size: 1 } }, call);
        expect(counted).toBe(whole.total);
      },
    );
    await fc.assert(property, { numRuns: 60 });
  });

  it('with a measure of only some records open those', async () => {
    const question: Question = {
      ...open,
      measures: [{ agg: 'count', where: { field: 'is_urgent', op: 'eq', value: true } }],
    };
    const call = w.call('ann', 'boss');
    const answered = await answer(call, question);
    for (const row of answered.rows) expect((await all(question, answered, row, call)).total).toBe(Number(row.m0));
  });

  it('are not there for people who may not see what they ask about', async () => {
    const mine = w.call('ann', 'own');
    expect((await reportRun.run({ report: 'open' }, mine)).answer.rows.length).toBeGreaterThan(0);
    const dark = await refusalOf(reportRun.run({ report: 'hidden' }, mine));
    expect(dark).toEqual(await refusalOf(reportRun.run({ report: 'nothing' }, mine)));
    expect((await reportRun.run({ report: 'hidden' }, w.call('ann', 'boss'))).report.name).toBe('hidden');
  });

  it('stand on a dashboard only for those who may see them', async () => {
    const tiles = async (dashboard: string, as: string) =>
      (await dashboardOpen.run({ dashboard }, w.call('ann', as))).tiles.map((one) => one.report);
    expect(await tiles('both', 'boss')).toEqual(['open', 'hidden']);
    expect(await tiles('both', 'below')).toEqual(['open']);
    expect(await refusalOf(tiles('dark', 'below'))).toEqual(['dashboard.missing dashboard']);
    expect(await refusalOf(tiles('both', 'guest'))).toEqual(['dashboard.missing dashboard']);
  });
});
