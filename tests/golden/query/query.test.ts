/** Questions and the SQL they become. A change of the SQL is seen here, whole, before it is seen in a plan. */
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { compileAccess } from '../../../engine/access/access';
import { groupsStatement, rowsStatement } from '../../../engine/query/compile';
import type { GroupsQuestion, RowsQuestion } from '../../../engine/query/question';
import { entityDocument, modelOf, PEOPLE, registry, role } from '../../support/records';

const model = modelOf([
  entityDocument('client', {
    name: { type: 'text' },
    region: { type: 'relation', options: { entity: 'department' } },
    secret: { type: 'text' },
  }),
  entityDocument('order', {
    number: { type: 'text' },
    amount: { type: 'number' },
    ordered_at: { type: 'date_time' },
    client: { type: 'relation', options: { entity: 'client' } },
    lines: { type: 'lines', options: { fields: { product: { type: 'text' }, quantity: { type: 'number' } } } },
  }),
]);
const roles = [role('region', { client: { read: 'below', fields: { secret: 'none' } }, order: { read: 'own' } })];
const schema = { model, access: compileAccess(roles, model), fieldTypes: registry.fieldTypes };
const viewer = {
  id: PEOPLE.ann,
  name: 'ann',
  email: 'ann@example.com',
  roles: ['region'],
  timeZone: 'Asia/Shanghai',
  departmentId: null,
  departmentPath: 'a/',
};
const asking = { viewer, now: new Date('2026-11-22T20:00:00Z') };

interface Golden {
  readonly name: string;
  readonly rows?: RowsQuestion;
  readonly groups?: GroupsQuestion;
}
const cases: Golden[] = [
  {
    name: 'row scope stands inside every table, joined ones too',
    rows: { entity: 'order', fields: ['number', 'client.name', 'client.region.name'] },
  },
  {
    name: 'line items are asked by exists, conditions side by side about one row',
    rows: {
      entity: 'order',
      fields: ['number'],
      filter: {
        all: [
          { field: 'lines.product', op: 'eq', value: 'Beer' },
          { field: 'lines.quantity', op: 'gt', value: 3 },
        ],
      },
    },
  },
  {
    name: "a day of an instant is the viewer's day, and not keeps what has no value",
    rows: {
      entity: 'order',
      fields: ['number'],
      filter: {
        all: [
          { field: 'ordered_at', op: 'relative', value: { unit: 'month', from: -1, to: 0 } },
          { not: { field: 'amount', op: 'gte', value: '100' } },
        ],
      },
    },
  },
  {
    name: 'pages go on from the last row, empty values last',
    rows: {
      entity: 'order',
      fields: [],
      sort: [{ field: 'amount', direction: 'desc' }],
      page: {
        size: 20,
        after: Buffer.from(JSON.stringify(['order,amount desc', '5', PEOPLE.ann])).toString('base64url'),
      },
    },
  },
  {
    name: 'measures of records and of line items are counted apart and merged',
    groups: {
      entity: 'order',
      dimensions: [{ field: 'client' }, { field: 'ordered_at', grain: 'week' }],
      measures: [{ agg: 'count' }, { agg: 'sum', field: 'amount' }, { agg: 'sum', field: 'lines.quantity' }],
      sort: [{ by: 'm1', direction: 'desc' }],
      limit: 10,
    },
  },
  {
    name: 'an expression is one more condition over the same tables',
    rows: { entity: 'order', fields: ['number'], filter: { expression: 'amount > 10 && client.name == "Harbour"' } },
  },
  {
    name: 'records that point here are asked by exists, within their own row scope',
    rows: {
      entity: 'client',
      fields: ['name'],
      filter: { none: 'order.client', where: { some: 'lines', where: { field: 'quantity', op: 'gt', value: '3' } } },
    },
  },
  {
    name: 'a search looks into the texts of fields the viewer may read, by grams first',
    rows: { entity: 'client', fields: ['name'], search: '青岛 hd' },
  },
];

const written = ({ rows, groups }: Golden): string => {
  const { statement } = rows ? rowsStatement(schema, rows, asking) : groupsStatement(schema, groups!, asking);
  const lines = statement.text.replace(/ (from|where|order by|group by|left join|join|union all|limit) /g, '\n$1 ');
  return `${lines}\n-- ${JSON.stringify(statement.values)}\n`;
};

describe('a question becomes SQL in which', () => {
  it.each(cases)('$name', async (golden) => {
    const file = path.join(import.meta.dirname, `${golden.name.replace(/[^a-z]+/gi, '-')}.sql`);
    await expect(written(golden)).toMatchFileSnapshot(file);
    expect(written(golden)).not.toContain('select *');
  });

  it('a value never is text', () => {
    const hostile = `'; drop table data.order; --`;
    const { statement } = rowsStatement(
      schema,
      { entity: 'order', filter: { field: 'number', op: 'eq', value: hostile } },
      asking,
    );
    expect(statement.text).not.toContain('drop');
    expect(statement.values).toContain(hostile);
  });

  it('questions that differ in values share one compiled statement', () => {
    const ask = (value: string) =>
      rowsStatement(schema, { entity: 'order', filter: { field: 'number', op: 'eq', value } }, asking).compiled;
    expect(ask('1')).toBe(ask('2'));
  });
});
