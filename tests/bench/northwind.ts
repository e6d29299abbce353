/**
 * Northwind's 14 tables come in through operations, with their relations; counts, sums and orphans are told; importing
 * them again changes nothing; undo brings the state before.
 *
 *   TEST_DATABASE_URL=… npx tsx tests/bench/northwind.ts /path/to/northwind
 *
 * Ends with 1 when anything is not as it must be.
 */
import fs from 'node:fs';
import path from 'node:path';
import { Readable } from 'node:stream';
import { parse } from 'csv-parse/sync';
import type { ImportMapping, ImportSettings, ImportState } from '../../engine/kernel/api';
import type { EntityDocument, FieldUse } from '../../engine/kernel/documents.generated';
import { startWorker } from '../../engine/host/worker';
import { testHost } from '../support/host';

const folder = process.argv[2];
if (!folder) throw new Error('Say where the files of Northwind lie.');
const text = (en: string) => ({ 'zh-CN': en, en });

/** Table → its columns; `u` unique, `>` a relation to a table by its key, `#` a number, `@` a date. */
const TABLES: { readonly [table: string]: { readonly key: readonly string[]; readonly columns: string } } = {
  region: { key: ['region_id'], columns: 'region_id:u region_description' },
  territories: { key: ['territory_id'], columns: 'territory_id:u territory_description region_id:>region' },
  us_states: { key: ['state_id'], columns: 'state_id:u state_name state_abbr state_region' },
  shippers: { key: ['shipper_id'], columns: 'shipper_id:u company_name phone' },
  categories: { key: ['category_id'], columns: 'category_id:u category_name description' },
  suppliers: {
    key: ['supplier_id'],
    columns:
      'supplier_id:u company_name contact_name contact_title address city region postal_code country phone fax homepage',
  },
  customers: {
    key: ['customer_id'],
    columns: 'customer_id:u company_name contact_name contact_title address city region postal_code country phone fax',
  },
  customer_demographics: { key: ['customer_type_id'], columns: 'customer_type_id:u customer_desc' },
  customer_customer_demo: {
    key: ['customer_id', 'customer_type_id'],
    columns: 'customer_id:>customers customer_type_id:>customer_demographics',
  },
  employees: {
    key: ['employee_id'],
    columns:
      'employee_id:u last_name first_name title title_of_courtesy birth_date:@ hire_date:@ address city region postal_code country home_phone extension notes:long reports_to:>employees photo_path',
  },
  employee_territories: {
    key: ['employee_id', 'territory_id'],
    columns: 'employee_id:>employees territory_id:>territories',
  },
  products: {
    key: ['product_id'],
    columns:
      'product_id:u product_name supplier_id:>suppliers category_id:>categories quantity_per_unit unit_price:# units_in_stock:# units_on_order:# reorder_level:# discontinued:#',
  },
  orders: {
    key: ['order_id'],
    columns:
      'order_id:u customer_id:>customers employee_id:>employees order_date:@ required_date:@ shipped_date:@ ship_via:>shippers freight:# ship_name ship_address ship_city ship_region ship_postal_code ship_country',
  },
  order_details: {
    key: ['order_id', 'product_id'],
    columns: 'order_id:>orders product_id:>products unit_price:# quantity:# discount:#',
  },
};

const columnsOf = (table: string) =>
  TABLES[table]!.columns.split(' ').map((column) => {
    const [name, kind = ''] = column.split(':') as [string, string?];
    return { name, kind, target: kind.startsWith('>') ? kind.slice(1) : undefined };
  });
const TYPES: { readonly [kind: string]: Partial<FieldUse> } = {
  u: { type: 'text', unique: true, required: true },
  '#': { type: 'number' },
  '@': { type: 'date' },
  long: { type: 'long_text' },
};
const entityOf = (table: string): EntityDocument =>
  ({
    kind: 'entity',
    id: `ent_nw_${table}`,
    name: table,
    label: text(table),
    fields: columnsOf(table).map(({ name, kind, target }) => ({
      id: `fld_nw_${table}_${name}`.slice(0, 40),
      name,
      label: text(name),
      ...(target ? { type: 'relation', options: { entity: target } } : (TYPES[kind] ?? { type: 'text' })),
    })),
  }) as EntityDocument;
/** The flat file: the head of an order on each of its lines. */
const FLAT = {
  kind: 'entity',
  id: 'ent_nw_flat',
  name: 'flat_order',
  label: text('flat_order'),
  fields: [
    { id: 'fld_nw_flat_no', name: 'no', type: 'text', label: text('no'), unique: true, required: true },
    {
      id: 'fld_nw_flat_customer',
      name: 'customer',
      type: 'relation',
      label: text('c'),
      options: { entity: 'customers' },
    },
    { id: 'fld_nw_flat_freight', name: 'freight', type: 'number', label: text('freight') },
    {
      id: 'fld_nw_flat_lines',
      name: 'lines',
      type: 'lines',
      label: text('lines'),
      options: {
        fields: [
          {
            id: 'fld_nw_flat_product',
            name: 'product',
            type: 'relation',
            label: text('p'),
            options: { entity: 'products' },
          },
          { id: 'fld_nw_flat_price', name: 'price', type: 'number', label: text('price') },
          { id: 'fld_nw_flat_quantity', name: 'quantity', type: 'number', label: text('quantity') },
        ],
      },
    },
  ],
} as unknown as EntityDocument;

const test = await testHost({ isWorker: true });
const worker = await startWorker(test.host);
const { host } = test;
const failures: string[] = [];
const check = (what: string, got: unknown, wanted: unknown): void => {
  const isSame = JSON.stringify(got) === JSON.stringify(wanted);
  if (!isSame) failures.push(`${what}: ${JSON.stringify(got)} instead of ${JSON.stringify(wanted)}`);
};
const by = { viewer: test.viewers.keeper, door: 'api' as const };

async function finished(job: string, isOver: (state: ImportState) => boolean): Promise<ImportState> {
  for (let i = 0; i < 600; i += 1) {
    const state = await host.call('import.get', { job }, by);
    if (isOver(state)) return state;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`The import ${job} does not end.`);
}
async function bringIn(entity: string, name: string, body: Buffer, settings: ImportSettings): Promise<ImportState> {
  const call = { ...by, host };
  const file = await host.files.putStream(call, { name, mime: 'text/csv', body: Readable.from([body]) });
  const seen = await host.call('import.inspect', { entity, file: file.id }, by);
  check(`${name} guesses`, seen.columns.filter(({ guess }) => guess === null).length, 0);
  const { job } = await host.call('import.start', { entity, file: file.id, ...settings }, by);
  const state = await finished(job, ({ state }) => !['ready', 'running'].includes(state));
  if (state.failed > 0 || state.state !== 'done') {
    const { errors } = await host.call('import.errors', { job, size: 3 }, by);
    failures.push(`${name}: ${state.state} ${state.reason} ${JSON.stringify(errors)}`);
  }
  return state;
}
const counts = ({ inserted, updated, unchanged, failed }: ImportState) => ({ inserted, updated, unchanged, failed });

try {
  const rights = { create: true, read: 'all', update: 'all', delete: 'all' } as const;
  const names = [...Object.keys(TABLES), 'flat_order'];
  await host.documents.publish(
    { person: null, isAdmin: true },
    {
      documents: [
        ...Object.keys(TABLES).map(entityOf),
        FLAT,
        {
          kind: 'role',
          id: 'rol_testkeeper',
          name: 'keeper',
          label: text('keeper'),
          permissions: ['import', 'export'],
          entities: Object.fromEntries(names.map((name) => [name, rights])),
        },
      ],
    },
  );
  by.viewer = (await host.people.viewer(test.viewers.keeper.id))!;
  const state = async (): Promise<string> => {
    const parts = names.map((name) => `select '${name}' as t, count(*) from data."${name}" where deleted_at is null`);
    return JSON.stringify((await host.pool.query(`${parts.join(' union all ')} order by 1`)).rows);
  };
  const empty = await state();

  const jobs: string[] = [];
  const round = async (isFirst: boolean): Promise<void> => {
    for (const [table, { key }] of Object.entries(TABLES)) {
      const body = fs.readFileSync(path.join(folder, `${table}.csv`));
      const rows: string[][] = parse(body);
      const mapping = columnsOf(table).map(({ name, target }): ImportMapping => ({
        index: rows[0]!.indexOf(name),
        field: name,
        ...(target ? { by: TABLES[target]!.key[0]! } : {}),
      }));
      const result = await bringIn(table, `${table}.csv`, body, { mapping, key });
      if (isFirst) jobs.push(result.id);
      const size = rows.length - 1;
      const none = { inserted: 0, updated: 0, unchanged: 0, failed: 0 };
      check(
        `${table} ${isFirst}`,
        counts(result),
        isFirst ? { ...none, inserted: size } : { ...none, unchanged: size },
      );
      console.log(table.padEnd(24), JSON.stringify(counts(result)));
    }
  };
  await round(true);

  // Sums and orphans, against the files themselves.
  for (const table of Object.keys(TABLES)) {
    const rows: { [column: string]: string }[] = parse(fs.readFileSync(path.join(folder, `${table}.csv`)), {
      columns: true,
    });
    for (const { name, kind, target } of columnsOf(table)) {
      const column = (sql: string) => host.pool.query<{ v: string }>(`select ${sql} as v from data."${table}"`);
      if (kind === '#') {
        const sum = rows.reduce((all, row) => all + Math.round(Number(row[name]) * 10_000), 0);
        check(`sum of ${table}.${name}`, Number((await column(`coalesce(sum("${name}"), 0) * 10000`)).rows[0]!.v), sum);
      }
      const filled = rows.filter((row) => row[name] !== '').length;
      check(`filled ${table}.${name}`, Number((await column(`count("${name}")`)).rows[0]!.v), filled);
      if (!target) continue;
      const orphans = await host.pool.query<{ n: string }>(
        `select count(*) as n from data."${table}" t where t."${name}" is not null
           and not exists (select 1 from data."${target}" o where o.id = t."${name}")`,
      );
      check(`orphans of ${table}.${name}`, orphans.rows[0]!.n, '0');
    }
  }
  await round(false);

  // Line items from flat rows.
  const orders: { [column: string]: string }[] = parse(fs.readFileSync(path.join(folder, 'orders.csv')), {
    columns: true,
  });
  const details: { [column: string]: string }[] = parse(fs.readFileSync(path.join(folder, 'order_details.csv')), {
    columns: true,
  });
  const heads = new Map(orders.map((order) => [order.order_id!, order]));
  const flat = [
    'no,customer,freight,product,price,quantity',
    ...details.map((line) => {
      const { customer_id: customer, freight } = heads.get(line.order_id!)!;
      return [line.order_id, customer, freight, line.product_id, line.unit_price, line.quantity].join(',');
    }),
  ].join('\n');
  const settings: ImportSettings = {
    mapping: [
      { index: 0, field: 'no' },
      { index: 1, field: 'customer', by: 'customer_id' },
      { index: 2, field: 'freight' },
      { index: 3, field: 'lines.product', by: 'product_id' },
      { index: 4, field: 'lines.price' },
      { index: 5, field: 'lines.quantity' },
    ],
    key: ['no'],
  };
  const flatJob = await bringIn('flat_order', 'flat.csv', Buffer.from(flat), settings);
  check('flat orders', counts(flatJob), { inserted: 830, updated: 0, unchanged: 0, failed: 0 });
  const lines = await host.pool.query(
    'select count(*)::int as n, sum(price * quantity) as s from data."flat_order__lines"',
  );
  const sum = details.reduce(
    (all, line) => all + Math.round(Number(line.unit_price) * 10_000) * Number(line.quantity),
    0,
  );
  check('flat lines', [lines.rows[0].n, Math.round(Number(lines.rows[0].s) * 10_000)], [details.length, sum]);
  const again = await bringIn('flat_order', 'flat.csv', Buffer.from(flat), settings);
  check('flat again', counts(again), { inserted: 0, updated: 0, unchanged: 830, failed: 0 });
  console.log('flat orders with lines  ', JSON.stringify(counts(flatJob)), 'again', JSON.stringify(counts(again)));

  const before = await host.pool.query('select count(*) from record_history');
  // Undo, the last first.
  for (const job of [flatJob.id, ...jobs.reverse()]) {
    await host.call('import.undo', { job }, by);
    const { undo } = await finished(job, (one) => one.undo?.state === 'done');
    if (undo!.kept > 0) {
      failures.push(`undo kept ${JSON.stringify(await host.call('import.kept', { job, size: 3 }, by))}`);
    }
  }
  check('after undo', await state(), empty);
  console.log(`undone: everything is in the trash again (${before.rows[0].count} entries of history before).`);
} finally {
  await worker.stop();
  await test.close();
}
if (failures.length > 0) {
  console.error(failures.join('\n'));
  process.exit(1);
}
console.log('Northwind: all as it must be.');
