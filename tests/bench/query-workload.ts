/** What tests/bench/query.ts asks: the documents, the records, and each question in three ways. */
import type { Runnable } from '../../engine/data/run';
import type { AnyDocument, Filter } from '../../engine/kernel/documents.generated';
import { groupsStatement, rowsStatement, runRows, type Asking } from '../../engine/query/compile';
import type { RowsQuestion } from '../../engine/query/question';
import type { RowsOptions } from '../../engine/query/rows';
import { searchOf } from '../../engine/query/search-text';
import type { Schema } from '../../engine/query/source';

const text = (en: string) => ({ 'zh-CN': en, en });
const states = ['new', 'open', 'won', 'lost', 'held', 'sent', 'paid', 'void'];
const choices = states.map((value) => ({ value, label: text(value) }));
export const DOCUMENTS: readonly AnyDocument[] = [
  {
    kind: 'entity',
    id: 'ent_benchclient',
    name: 'bench_client',
    label: text('Client'),
    titleField: 'name',
    fields: [
      { id: 'fld_bc_name', name: 'name', type: 'text', label: text('Name') },
      { id: 'fld_bc_city', name: 'city', type: 'text', label: text('City') },
    ],
  },
  {
    kind: 'entity',
    id: 'ent_benchorder',
    name: 'bench_order',
    label: text('Order'),
    titleField: 'title',
    fields: [
      { id: 'fld_bo_title', name: 'title', type: 'text', label: text('Title') },
      { id: 'fld_bo_note', name: 'note', type: 'text', label: text('Note') },
      { id: 'fld_bo_status', name: 'status', type: 'choice', label: text('Status'), options: { choices } },
      { id: 'fld_bo_amount', name: 'amount', type: 'number', label: text('Amount'), options: { decimals: 2 } },
      { id: 'fld_bo_due', name: 'due', type: 'date', label: text('Due') },
      {
        id: 'fld_bo_client',
        name: 'client',
        type: 'relation',
        label: text('Client'),
        options: { entity: 'bench_client' },
      },
      { id: 'fld_bo_secret', name: 'secret', type: 'text', label: text('Secret') },
    ],
  },
  {
    kind: 'role',
    id: 'rol_benchqueryrole',
    name: 'bench',
    label: text('Bench'),
    permissions: ['keys'],
    entities: {
      bench_order: { create: true, read: 'all', update: 'all', delete: 'none', fields: { secret: 'none' } },
      bench_client: { read: 'all' },
    },
  },
] as readonly AnyDocument[];

/** Ids as they come in life: a UUID of version 7 for each second. */
const id = (n: string): string =>
  `(lpad(to_hex(1750000000000 + ${n}::bigint * 1000), 12, '0') || '7' || substr(md5(${n}::text), 1, 3) || '8' || substr(md5(${n}::text), 4, 15))::uuid`;
const CITIES = `(array['青岛','重庆','上海','北京','长沙','杭州','成都','西安','厦门','南京'])`;
const THINGS = `(array['啤酒','茶叶','钢材','轴承','电缆','纸箱','涂料','水泵','阀门','服装','玩具','家具'])`;

/** @returns label and statement, in order */
export const fillSql = (records: number, person: string): readonly (readonly [string, string])[] => [
  [
    'clients',
    `insert into data.bench_client (id, created_at, updated_at, owner_id, name, city)
     select ${id('n')}, now(), now(), '${person}', ${CITIES}[1 + n % 10] || '第' || n || '公司', ${CITIES}[1 + n % 10]
     from generate_series(1, ${Math.ceil(records / 100)}) n`,
  ],
  [
    'orders',
    `insert into data.bench_order (id, created_at, updated_at, owner_id, title, note, status, amount, due, client, secret)
     select ${id('n')}, now(), now(), '${person}', ${CITIES}[1 + (n * 7) % 10] || ${THINGS}[1 + n % 12] || '订单' || n,
       case when n % 3 = 0 then 'Batch ' || (n % 997) end, (array['${states.join("','")}'])[1 + (n * 31) % 8],
       case when n % 20 > 0 then (n::bigint * 7919 % 1000003)::numeric / 100 end, date '2024-01-01' + (n::bigint * 131 % 1000)::int,
       ${id(`(1 + n % ${Math.ceil(records / 100)})`)}, 'hidden ' || n
     from generate_series(1, ${records}) n`,
  ],
];

type Run = (statement: Runnable) => Promise<readonly (readonly unknown[])[]>;

export interface Case {
  readonly name: string;
  readonly method: 'GET' | 'POST';
  readonly address: string;
  readonly body?: unknown;
  readonly ours?: (run: Run) => Promise<unknown>;
  readonly byHand?: string;
}

const COLUMNS = `o.id, o.rev, o.title, o.note, o.status, o.amount, o.due, o.client, c.name, o.created_at, o.created_by, p.name,
  o.updated_at, o.updated_by, u.name, o.owner_id, w.name`;
const FROM = `from data.bench_order o left join data.bench_client c on c.id = o.client and c.deleted_at is null
  left join person p on p.id = o.created_by left join person u on u.id = o.updated_by left join person w on w.id = o.owner_id`;
const TWO: Filter = {
  all: [
    { field: 'status', op: 'eq', value: 'open' },
    { field: 'due', op: 'gte', value: '2025-06-01' },
  ],
};
const TWO_SQL = `o.deleted_at is null and o.status = 'open' and o.due >= date '2025-06-01'`;

type Sort = NonNullable<RowsQuestion['sort']>;
const sort = (field: string, direction: 'asc' | 'desc' = 'desc'): Sort => [{ field, direction }];
const TITLE = `left(o.title, 200) collate "zh-x-icu"`;
/** Orders by an index of the table (engine/entity/list-indexes.ts), of another one, and by none. */
const ORDERS: readonly (readonly [string, Sort, string])[] = [
  ['creation', sort('created_at'), 'o.created_at desc, o.id desc'],
  ['last change', sort('updated_at'), 'o.updated_at desc, o.id desc'],
  ['title', sort('title', 'asc'), `${TITLE} asc nulls last, o.id asc`],
  ['title, last first', sort('title'), `${TITLE} desc nulls last, o.id desc`],
  ['client', sort('client', 'asc'), 'c.name collate "zh-x-icu" asc nulls last, o.id asc'],
  ['owner', sort('owner_id', 'asc'), 'w.name collate "zh-x-icu" asc nulls last, o.id asc'],
  [
    'due and amount',
    [...sort('due'), ...sort('amount', 'asc')],
    'o.due desc nulls last, o.amount asc nulls last, o.id asc',
  ],
  [
    'status and title',
    [...sort('status', 'asc'), ...sort('title', 'asc')],
    `o.status asc nulls last, ${TITLE} asc nulls last, o.id asc`,
  ],
];

export async function CASES(
  schema: Schema,
  asking: Asking,
  query: (text: string) => Promise<{ rows: { [column: string]: unknown }[] }>,
  howToSearch: (text: string) => Promise<RowsOptions['search']>,
): Promise<readonly Case[]> {
  const rows = (question: Omit<RowsQuestion, 'entity'>, options: RowsOptions = {}) => ({
    ours: (run: Run) => runRows(rowsStatement(schema, { entity: 'bench_order', ...question }, asking, options), run),
  });
  const list = (question: { [key: string]: unknown }): Pick<Case, 'method' | 'address' | 'body'> => ({
    method: 'POST',
    address: '/api/v1/operations/record.list',
    body: { entity: 'bench_order', page: { size: 50 }, ...question },
  });
  const { rows: deep } = await query(
    `select amount::text as amount, id from data.bench_order where amount is not null order by amount desc, id desc offset (select count(*) / 2 from data.bench_order) limit 1`,
  );
  const { amount, id: last } = deep[0] as { amount: string; id: string };
  const after = Buffer.from(JSON.stringify(['bench_order,amount desc', amount, last])).toString('base64url');
  const textsOf = (search: string): string =>
    searchOf(search)
      .words.map(({ text: word, grams, sound }) => {
        const found = `strpos(s.text, '${word}') > 0${sound ? ` or s.sound ~ '${sound}'` : ''}`;
        return `and o.id in (select s.id from search.ent_benchorder s where s.field in ('fld_bo_title', 'fld_bo_note') and s.grams @> '{${grams.join()}}' and (${found}))`;
      })
      .join(' ');
  const found = async (search: string): Promise<Case> => ({
    name: `list, search ${search}`,
    ...list({ search }),
    ...rows({ search }, { search: await howToSearch(search) }),
    byHand: `select ${COLUMNS} ${FROM} where o.deleted_at is null ${textsOf(search)} order by o.id desc limit 51`,
  });
  const best = (search: string): Case => ({
    name: `best matches of ${search}`,
    method: 'POST',
    address: '/api/v1/operations/record.options',
    body: { entity: 'bench_order', search },
    ...rows(
      { search, fields: [], page: { size: 20 }, sort: sort('title', 'asc') },
      { search: { in: 'title', isBest: true } },
    ),
  });
  return [
    {
      name: 'list of 50, newest first',
      ...list({}),
      ...rows({}),
      byHand: `select ${COLUMNS} ${FROM} where o.deleted_at is null order by o.id desc limit 51`,
    },
    {
      name: 'list of 50, two filters, sorted by amount',
      ...list({ filter: TWO, sort: sort('amount') }),
      ...rows({ filter: TWO, sort: sort('amount') }),
      byHand: `select ${COLUMNS} ${FROM} where ${TWO_SQL} order by o.amount desc nulls last, o.id desc limit 51`,
    },
    {
      name: 'list of 50, two filters, sorted by due',
      ...list({ filter: TWO, sort: sort('due', 'asc') }),
      ...rows({ filter: TWO, sort: sort('due', 'asc') }),
      byHand: `select ${COLUMNS} ${FROM} where ${TWO_SQL} order by o.due asc nulls last, o.id asc limit 51`,
    },
    {
      name: 'list of 50, sorted by amount',
      ...list({ sort: sort('amount') }),
      ...rows({ sort: sort('amount') }),
      byHand: `select ${COLUMNS} ${FROM} where o.deleted_at is null order by o.amount desc nulls last, o.id desc limit 51`,
    },
    {
      name: 'deep page (half way) by cursor, by amount',
      ...list({ sort: sort('amount'), page: { size: 50, after } }),
      ...rows({ sort: sort('amount'), page: { after } }),
      byHand: `select ${COLUMNS} ${FROM} where o.deleted_at is null and ((o.amount < ${amount} or o.amount is null) or (o.amount = ${amount} and o.id < '${last}')) order by o.amount desc nulls last, o.id desc limit 51`,
    },
    {
      name: 'list along a relation: city of the client',
      ...list({ filter: { field: 'client.city', op: 'eq', value: '青岛' } }),
      ...rows({ filter: { field: 'client.city', op: 'eq', value: '青岛' } }),
      byHand: `select ${COLUMNS} ${FROM} where o.deleted_at is null and c.city = '青岛' order by o.id desc limit 51`,
    },
    ...ORDERS.map(([name, by, order]): Case => ({
      name: `list of 50, by ${name}`,
      ...list({ sort: by }),
      ...rows({ sort: by }),
      byHand: `select ${COLUMNS} ${FROM} where o.deleted_at is null order by ${order} limit 51`,
    })),
    await found('订单777777'),
    await found('青岛啤酒'),
    await found('qdpj'),
    await found('qd'),
    await found('啤酒'),
    await found('dingdan5555'),
    await found('订单'),
    await found('batch 12'),
    best('青岛'),
    best('qd'),
    {
      name: 'count, two filters',
      ...list({ filter: TWO, page: { size: 1 }, count: true }),
      ...rows({ filter: TWO }, { give: 'count' }),
      byHand: `select count(*) from data.bench_order o where ${TWO_SQL}`,
    },
    {
      name: 'count of all',
      ...list({ page: { size: 1 }, count: true }),
      ...rows({}, { give: 'count' }),
      byHand: `select count(*) from data.bench_order o where o.deleted_at is null`,
    },
    {
      name: 'groups: sum of amount by status',
      method: 'POST',
      address: '/api/v1/query',
      body: {
        entity: 'bench_order',
        dimensions: [{ field: 'status' }],
        measures: [{ agg: 'count' }, { agg: 'sum', field: 'amount' }],
      },
      ours: (run: Run) =>
        run(
          groupsStatement(
            schema,
            {
              entity: 'bench_order',
              dimensions: [{ field: 'status' }],
              measures: [{ agg: 'count' }, { agg: 'sum', field: 'amount' }],
            },
            asking,
          ).statement,
        ),
      byHand: `select status, count(*), sum(amount) from data.bench_order where deleted_at is null group by status order by 1`,
    },
  ];
}
