/**
 * Lines a second of an import with history on, beside COPY of the same file, and the memory it takes.
 *
 *   TEST_DATABASE_URL=… npx tsx tests/bench/import.ts [file.csv] [--rows 1000000] [--xlsx] [--export] [--again] [--undo] [--search]
 *
 * `--export` writes all records as CSV and as XLSX; `--again` imports that CSV by its ids, which must change nothing.
 * Without a file a generated one of `--rows` lines is brought in (`--xlsx`: as a workbook). COPY is measured twice: into a
 * bare table of the same columns, and into the table of the entity itself with its indexes, which is the work both share.
 *
 * CPU time is what to compare by where others use the machine. Measured here (PostgreSQL 18, 2 cores shared by nine
 * others, load 4 to 25; the entity has 6 indexes), CPU for 1,000 lines: COPY into the entity 11 to 13 ms, the import 26 to
 * 29 ms of PostgreSQL (records 13, history 9, the rest 3) and 30 to 37 of JavaScript; before COPY was used for both, 30 to
 * 35 and 37 to 47. In time: 100,000 lines in a quieter moment 6.0 s, 16,702 rows/s beside COPY's 47,248 (35 %), in others
 * 12 to 35 % of it; beside COPY into a bare table without history 1 to 4 %. 1,000,000 lines at load 20: 286 s, 18 % of COPY
 * (PostgreSQL 39 ms of CPU), all of them in, RSS peak 387 MB (limit 600); written as CSV 180 s, RSS peak 433 MB.
 */
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ImportSettings, ImportState } from '../../engine/kernel/api';
import type { EntityDocument } from '../../engine/kernel/documents.generated';
import { startWorker } from '../../engine/host/worker';
import { xlsxBytes, type XlsxRow } from '../../engine/host/import/write/xlsx';
import { testHost } from '../support/host';

const text = (en: string) => ({ 'zh-CN': en, en });
const COLUMNS = [
  ['invoice', 'text', 'InvoiceNo'],
  ['stock', 'text', 'StockCode'],
  ['description', 'text', 'Description'],
  ['quantity', 'number', 'Quantity'],
  ['at', 'date_time', 'InvoiceDate'],
  ['price', 'number', 'UnitPrice'],
  ['buyer', 'text', 'Buyer'],
  ['country', 'text', 'Country'],
] as const;
const SALE = {
  kind: 'entity',
  id: 'ent_benchsale',
  name: 'sale',
  label: text('sale'),
  fields: COLUMNS.map(([name, type]) => ({ id: `fld_bench${name}`, name, type, label: text(name) })),
} as unknown as EntityDocument;

const args = process.argv.slice(2);
const rows = Number(args[args.indexOf('--rows') + 1] || 1_000_000);
const given = args.find((arg, i) => !arg.startsWith('--') && args[i - 1] !== '--rows');

function line(i: number): string[] {
  const day = new Date(Date.UTC(2026, 0, 1) + i * 60_000).toISOString();
  return [
    String(500_000 + Math.floor(i / 20)),
    String(10_000 + (i % 4000)),
    `产品 ${i % 4000}, "boxed"`,
    String((i % 50) + 1),
    day.slice(0, 19).replace('T', ' '),
    ((i % 1000) / 100).toFixed(2),
    String(12_000 + (i % 4300)),
    'United Kingdom',
  ];
}
async function generated(folder: string): Promise<string> {
  const head = COLUMNS.map(([, , header]) => header);
  if (args.includes('--xlsx')) {
    const file = path.join(folder, 'generated.xlsx');
    async function* cells(): AsyncGenerator<readonly XlsxRow[]> {
      for (let at = 0; at < rows; at += 1000) {
        const some = Array.from({ length: Math.min(1000, rows - at) }, (_, i) => line(at + i));
        yield await Promise.resolve(
          some.map((row) =>
            row.map((cell, c) => ({ text: cell, kind: c === 3 || c === 5 ? ('number' as const) : ('text' as const) })),
          ),
        );
      }
    }
    await pipeline(Readable.from(xlsxBytes('sales', head, cells())), fs.createWriteStream(file));
    return file;
  }
  const file = path.join(folder, 'generated.csv');
  const quoted = (cell: string): string => (/[",]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);
  async function* texts(): AsyncGenerator<string> {
    yield `${head.join(',')}\n`;
    for (let at = 0; at < rows; at += 1000) {
      const some = Array.from({ length: Math.min(1000, rows - at) }, (_, i) =>
        line(at + i)
          .map(quoted)
          .join(','),
      );
      yield await Promise.resolve(`${some.join('\n')}\n`);
    }
  }
  await pipeline(Readable.from(texts()), fs.createWriteStream(file));
  return file;
}

const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'trellis-bench-'));
const file = given ?? (await generated(folder));
const isCsv = file.endsWith('.csv');
const test = await testHost({ isWorker: true });
const worker = await startWorker(test.host);
const { host } = test;
let peak = 0;
const watch = setInterval(() => (peak = Math.max(peak, process.memoryUsage().rss)), 50);
const seconds = async (work: () => Promise<unknown>): Promise<number> => {
  const start = performance.now();
  await work();
  return (performance.now() - start) / 1000;
};

try {
  await host.documents.publish(
    { person: null, isAdmin: true },
    {
      documents: [
        SALE,
        {
          kind: 'role',
          id: 'rol_testkeeper',
          name: 'keeper',
          label: text('keeper'),
          permissions: ['import', 'export'],
          entities: { sale: { create: true, read: 'all', update: 'all', delete: 'all' } },
        },
      ],
    },
  );
  const viewer = (await host.people.viewer(test.viewers.keeper.id))!;
  const by = { viewer, door: 'api' as const };

  if (isCsv) await beside();

  const body = fs.createReadStream(file);
  const stored = await host.files.putStream({ ...by, host }, { name: path.basename(file), mime: '', body });
  const mapping = COLUMNS.map(([field], index) => ({ index, field }));
  const pids = async (): Promise<string[]> =>
    (
      await host.pool.query<{ pid: number }>('select pid from pg_stat_activity where datname = current_database()')
    ).rows.map(({ pid }) => String(pid));
  const size = `${(stored.size / 1024 / 1024).toFixed(0)} MB`;
  const run = async (settings: ImportSettings = { mapping }, file = stored.id): Promise<ImportState> => {
    const { job } = await host.call('import.start', { entity: 'sale', file, ...settings }, by);
    for (;;) {
      const state = await host.call('import.get', { job }, by);
      if (!['ready', 'running'].includes(state.state)) return state;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  };
  let state: ImportState | undefined;
  peak = 0;
  const cpu = process.cpuUsage();
  const served = serverCpu(await pids());
  const taken = await seconds(async () => (state = await run()));
  const used = process.cpuUsage(cpu);
  const server = serverCpu(await pids(), served);
  const { done, inserted, failed, id } = state!;
  console.log(
    `import        ${taken.toFixed(1)} s  ${Math.round(done / taken)} rows/s  (${done} lines, ${size}; ${inserted} in, ${failed} not; RSS peak ${Math.round(peak / 1024 / 1024)} MB)`,
  );
  const per = (ms: number): string => (ms / (done / 1000)).toFixed(1);
  console.log(
    `CPU           per 1,000 lines: JavaScript ${per((used.user + used.system) / 1000)} ms, PostgreSQL ${server ? per(server.ms) : '?'} ms`,
  );
  if (args.includes('--search')) {
    const tail = await seconds(() => searchable());
    console.log(`search texts  ready ${tail.toFixed(1)} s after the last line`);
  }
  if (args.includes('--export') || args.includes('--again')) {
    const csv = await exported('csv');
    if (args.includes('--export')) await exported('xlsx');
    if (args.includes('--again')) {
      peak = 0;
      const byId = {
        mapping: [{ index: 0, field: 'id' }, ...mapping.map((use) => ({ ...use, index: use.index + 1 }))],
      };
      let second: ImportState | undefined;
      const again = await seconds(async () => (second = await run({ ...byId, key: ['id'] }, csv)));
      const { unchanged, updated, inserted: added, failed: bad } = second!;
      console.log(
        `import again  ${again.toFixed(1)} s  ${Math.round(done / again)} rows/s  (${unchanged} unchanged; ${updated} changed, ${added} added, ${bad} not; RSS peak ${Math.round(peak / 1024 / 1024)} MB)`,
      );
      if (unchanged !== inserted) process.exitCode = 1;
    }
  }
  if (args.includes('--undo')) {
    await host.call('import.undo', { job: id }, by);
    const undone = await seconds(async () => {
      while ((await host.call('import.get', { job: id }, by)).undo?.state !== 'done') {
        await new Promise((resolve) => setTimeout(resolve, 100));
      }
    });
    const { undo } = await host.call('import.get', { job: id }, by);
    const left = Number(
      (await host.pool.query('select count(*) from data.sale where deleted_at is null')).rows[0].count,
    );
    if (left > 0) process.exitCode = 1;
    console.log(
      `undo          ${undone.toFixed(1)} s  ${Math.round(undo!.undone / undone)} records/s, ${undo!.kept} kept, ${left} left`,
    );
  }
  /** All records as a file; its id. */
  async function exported(format: 'csv' | 'xlsx'): Promise<string> {
    peak = 0;
    let file: string | null = null;
    const took = await seconds(async () => {
      const asked = await host.call('record.export', { entity: 'sale', format, ids: true }, by);
      file = asked.file;
      while (file === null) {
        const { state: how, file: made } = await host.call('export.get', { job: asked.job! }, by);
        if (how === 'failed') throw new Error('The export failed.');
        file = made;
        if (file === null) await new Promise((resolve) => setTimeout(resolve, 100));
      }
    });
    const found = await host.pool.query('select size from file where id = $1', [file]);
    console.log(
      `export ${format.padEnd(4)}   ${took.toFixed(1)} s  ${Math.round(done / took)} rows/s  (${(Number(found.rows[0].size) / 1024 / 1024).toFixed(0)} MB; RSS peak ${Math.round(peak / 1024 / 1024)} MB)`,
    );
    return file!;
  }
} finally {
  clearInterval(watch);
  await worker.stop();
  await test.close();
  fs.rmSync(folder, { recursive: true, force: true });
}

/** Until the worker has prepared the texts that searches look through. */
async function searchable(): Promise<void> {
  while (Number((await host.pool.query('select count(*) from search_pending')).rows[0].count) > 0) {
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

/** CPU time of PostgreSQL's processes since `before`, where they run on this machine (Linux counts in 1/100 s). */
function serverCpu(pids: readonly string[], before?: { readonly by: ReadonlyMap<string, number> }) {
  const by = new Map<string, number>();
  let ms = 0;
  for (const pid of pids) {
    try {
      const fields = fs.readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]!.split(' ');
      const now = (Number(fields[11]) + Number(fields[12])) * 10;
      by.set(pid, now);
      ms += now - (before?.by.get(pid) ?? 0);
    } catch {
      return undefined;
    }
  }
  return { by, ms };
}

/** COPY of the same file by the server itself, as far as it can read the file. */
async function beside(): Promise<void> {
  const names = COLUMNS.map(([name]) => `"${name}"`).join(', ');
  const types = COLUMNS.map(([name, type]) => {
    const column = { text: 'text', number: 'numeric', date_time: 'timestamptz' }[type];
    return `"${name}" ${column}`;
  });
  const isSuper = (await host.pool.query(`select rolsuper from pg_roles where rolname = current_user`)).rows[0]
    .rolsuper;
  if (!isSuper) return console.log('COPY          (not measured: the database user may not read files)');
  fs.chmodSync(folder, 0o755);
  const copy = path.join(folder, 'copy.csv');
  fs.copyFileSync(file, copy);
  fs.chmodSync(copy, 0o644);
  const count = async (table: string) => Number((await host.pool.query(`select count(*) from ${table}`)).rows[0].count);
  await host.pool.query(`create table public.bench_bare (${types.join(', ')})`);
  const from = (table: string) => `copy ${table} (${names}) from '${copy}' with (format csv, header true)`;
  const bare = await seconds(() => host.pool.query(from('public.bench_bare')));
  const lines = await count('public.bench_bare');
  console.log(`COPY, bare    ${bare.toFixed(1)} s  ${Math.round(lines / bare)} rows/s`);
  await host.pool.query('drop table public.bench_bare');
  const now = `alter table data.sale alter id set default uuidv7(), alter rev set default 1, alter created_at set default now(), alter updated_at set default now(), alter owner_path set default ''`;
  await host.pool.query(now);
  const client = await host.pool.connect();
  const pid = String((await client.query('select pg_backend_pid() as pid')).rows[0].pid);
  const served = serverCpu([pid]);
  const table = await seconds(() => client.query(from('data.sale')));
  const cpu = serverCpu([pid], served);
  console.log(
    `COPY, entity  ${table.toFixed(1)} s  ${Math.round(lines / table)} rows/s, CPU per 1,000 ${((cpu?.ms ?? 0) / (lines / 1000)).toFixed(1)} ms`,
  );
  client.release();
  await host.pool.query('truncate data.sale');
}
