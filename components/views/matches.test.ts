/** The colours of a list agree with its filters: what the browser says of a rule is what PostgreSQL finds by it. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { entityDocument, PEOPLE, role, world, type World } from '@/tests/support/records';
import type { EntityView, FieldView } from '@/engine/kernel/api';
import type { Filter } from '@/engine/kernel/documents.generated';
import { canMatch, matches } from './matches';

const choices = ['a', 'b', 'c'].map((value) => ({ value, label: { 'zh-CN': value, en: value } }));
const thing = entityDocument('thing', {
  name: { type: 'text' },
  size: { type: 'number' },
  kind: { type: 'choice', options: { choices } },
  tags: { type: 'many_choice', options: { choices } },
  person: { type: 'person' },
  day: { type: 'date' },
  at: { type: 'date_time' },
  is_big: { type: 'yes_no' },
});
const everything = { create: true, read: 'all', update: 'all', delete: 'all' } as const;

let w: World;
beforeAll(async () => {
  w = await world({ entities: [thing], roles: [role('boss', { '*': everything })] });
  const rows = [
    {
      name: 'Ärger 50%',
      size: '10.50',
      kind: 'a',
      tags: ['a', 'b'],
      person: PEOPLE.ann,
      day: '2026-11-22',
      is_big: true,
    },
    { name: 'ärger', size: '-3', kind: 'b', tags: ['c'], person: PEOPLE.bo, day: '2026-11-21', is_big: false },
    { name: '雪花啤酒', size: '1000000', tags: ['b'], at: '2026-11-22T00:30:00Z', day: '2026-10-01' },
    { name: null, size: null, at: '2026-11-21T16:30:00Z' },
  ];
  await w.host.records.createMany(w.call('ann', 'boss'), 'thing', rows as never);
});
afterAll(() => w.end());

const filters: readonly Filter[] = (
  [
    ['name', 'eq', 'ärger'],
    ['name', 'ne', 'ärger'],
    ['name', 'contains', 'ÄR'],
    ['name', 'notContains', 'är'],
    ['name', 'contains', '50%'],
    ['name', 'startsWith', '雪'],
    ['name', 'endsWith', '酒'],
    ['name', 'isEmpty'],
    ['name', 'notEmpty'],
    ['size', 'eq', '10.5'],
    ['size', 'gt', '9'],
    ['size', 'lte', '10.50'],
    ['size', 'between', ['-3', '11']],
    ['kind', 'in', ['a', 'c']],
    ['kind', 'notIn', ['a', 'c']],
    ['tags', 'contains', ['b']],
    ['tags', 'in', ['c', 'a']],
    ['tags', 'notIn', ['c']],
    ['tags', 'isEmpty'],
    ['person', 'isMe'],
    ['person', 'eq', PEOPLE.bo],
    ['person', 'ne', PEOPLE.bo],
    ['day', 'eq', '2026-11-22'],
    ['day', 'lt', '2026-11-22'],
    ['day', 'relative', { unit: 'day', from: -6, to: 0 }],
    ['day', 'relative', { unit: 'day', from: null, to: -31 }],
    ['at', 'relative', { unit: 'day', from: 0, to: 0 }],
    ['at', 'gte', '2026-11-22'],
    ['at', 'isEmpty'],
    ['is_big', 'eq', true],
    ['is_big', 'ne', true],
  ] as const
).map(([field, op, value]) => (value === undefined ? { field, op } : { field, op, value }) as Filter);

test.each([...filters, { all: [filters[2]!, filters[9]!] }, { any: [filters[7]!, { not: filters[13]! }] }])(
  '%j',
  async (filter) => {
    const call = w.call('ann', 'boss');
    const { rows } = await w.host.records.list(call, { entity: 'thing' });
    const { rows: found } = await w.host.records.list(call, { entity: 'thing', filter });
    const model = w.host.model().entity('thing')!;
    const fields = model.fields as unknown as readonly FieldView[] & EntityView['fields'];
    const context = {
      field: (path: string) => fields.find(({ name }) => name === path),
      me: call.viewer.id,
      department: call.viewer.departmentId,
      timeZone: call.viewer.timeZone,
      now: w.host.clock.now(),
    };
    const told = rows.filter((row) => matches(filter, row, context)).map(({ id }) => id);
    expect(told.sort()).toEqual(found.map(({ id }) => id).sort());
  },
);

test('comparisons that need the server are not offered', () => {
  expect(['below', 'myDepartmentAndBelow', 'near'].map((op) => canMatch(op as 'below'))).toEqual([false, false, false]);
});
