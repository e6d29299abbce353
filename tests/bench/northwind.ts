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
import names from './northwind.json';

const folder = process.argv[2];
if (!folder) throw new Error('Say where the files of Northwind lie.');
const text = (en: string) => ({ 'zh-CN': en, en });

/** Table → its columns; `u` unique, `>` a relation to a table by its key, `#` a number, `@` a date. */
const { tables, flat: FLAT } = names as {
  tables: { readonly [table: string]: { readonly key: readonly string[]; readonly columns: string } };
  flat: {
    readonly entity: unknown;
    readonly header: string;
    readonly head: readonly string[];
    readonly settings: unknown;
  };
};
const TABLES = tables;

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
  const entities = [...Object.keys(TABLES), 'flat_order'];
  await host.documents.publish(
    { person: null, isAdmin: true },
    {
      documents: [
        ...Object.keys(TABLES).map(entityOf),
        FLAT.entity as EntityDocument,
        {
          kind: 'role',
          id: 'rol_testkeeper',
          name: 'keeper',
          label: text('keeper'),
          permissions: ['import', 'export'],
          entities: Object.fromEntries(entities.map((name) => [name, rights])),
        },
      ],
    },
  );
  by.viewer = (await host.people.viewer(test.viewers.keeper.id))!;
  const state = async (): Promise<string> => {
    const parts = entities.map(
      (name) => `select '${name}' as t, count(*) from data."${name}" where deleted_at is null`,
    );
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
    FLAT.header,
    ...details.map((line) => {
      const head = heads.get(line.order_id!)!;
      const cells = FLAT.head.map((name) => head[name]);
      return [line.order_id, ...cells, line.product_id, line.unit_price, line.quantity].join(',');
    }),
  ].join('\n');
  const settings = FLAT.settings as ImportSettings;
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
