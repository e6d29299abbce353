/**
 * Reading 1,000,000 records: the time of our SQL over that of SQL written by hand, and the time over HTTP (sign-in by an
 * API key, rights with a hidden field, JSON). One client, everything on this machine, the lower quartile of the runs.
 *
 *   npx tsx tests/bench/query.ts [records, 1000000] [rounds, 21]
 *
 * The database is made once and kept (`trellis_bench_query_<records>` beside TEST_DATABASE_URL, or on the embedded
 * PostgreSQL); BENCH_FRESH=1 makes it anew. Making it takes some minutes, most of it the texts for search.
 */
import { getRequestListener } from '@hono/node-server';
import fs from 'node:fs';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { migrate } from '../../engine/cli/migrate.mjs';
import { run, type Runnable } from '../../engine/data/run';
import { fillSearch, markForSearch } from '../../engine/data/search/fill';
import { createHost, type RunningHost } from '../../engine/host/host';
import { savePerson } from '../../engine/host/services/people-store';
import { keepListIndexes } from '../../engine/host/services/list-indexes';
import { schemaOf } from '../../engine/host/services/records-context';
import { howToSearch } from '../../engine/host/services/search';
import { CASES, DOCUMENTS, fillSql, type Case } from './query-workload';

const [records = 1_000_000, rounds = 21] = process.argv.slice(2).map(Number);
const root = path.resolve(import.meta.dirname, '../..');

async function serverUrl(): Promise<URL> {
  if (process.env.TEST_DATABASE_URL) return new URL(process.env.TEST_DATABASE_URL);
  const { databaseUp } = (await import('../../engine/cli/db.mjs' as string)) as {
    databaseUp(options: { database: string }): Promise<{ url: string }>;
  };
  return new URL((await databaseUp({ database: 'trellis_test' })).url);
}

/** @returns its address, and whether it was made just now */
async function database(): Promise<{ url: string; isNew: boolean }> {
  const url = await serverUrl();
  const name = `trellis_bench_query_${records}`;
  url.pathname = '/postgres';
  const admin = new pg.Client({ connectionString: url.toString() });
  await admin.connect();
  try {
    if (process.env.BENCH_FRESH) await admin.query(`drop database if exists ${name} with (force)`);
    const { rowCount } = await admin.query('select 1 from pg_database where datname = $1', [name]);
    if (!rowCount) await admin.query(`create database ${name}`);
    url.pathname = `/${name}`;
    await migrate(url.toString(), { root });
    return { url: url.toString(), isNew: !rowCount };
  } finally {
    await admin.end();
  }
}

const seconds = async (label: string, work: () => Promise<unknown>): Promise<void> => {
  const start = performance.now();
  await work();
  console.log(`${label}: ${((performance.now() - start) / 1000).toFixed(1)} s`);
};

async function fill(host: RunningHost, person: string): Promise<void> {
  for (const [label, sql] of fillSql(records, person)) await seconds(label, () => host.pool.query(sql));
  for (const name of ['bench_client', 'bench_order']) {
    const entity = host.model().entity(name)!;
    await host.transaction((tx) => markForSearch(tx, entity.id));
    await seconds(`texts of ${name} for search`, () =>
      fillSearch(host.transaction, { entity, fieldTypes: host.registry.fieldTypes }),
    );
  }
  await seconds('vacuum analyze', () => host.pool.query('vacuum analyze'));
}

/** What a quarter of the runs stayed below: the time it takes when nothing else has the processor. */
const quarter = (list: readonly number[]): number => [...list].sort((a, b) => a - b)[Math.floor(list.length / 4)]!;
/**
 * In ms. What is compared takes turns, so that whatever else this machine does meets both alike.
 * @param least rounds of what takes seconds: nobody asks that a hundred times
 */
async function times<const W extends readonly (() => Promise<unknown>)[]>(work: W, least = 3): Promise<number[]> {
  const first = performance.now();
  for (const one of work) await one();
  const count = performance.now() - first > 1000 ? least : rounds;
  // From its fifth use on a statement keeps its plan (engine/query/plans.ts), and PostgreSQL tries five of its own.
  for (let i = 0; i < (count === rounds ? 12 : 1); i += 1) for (const one of work) await one();
  const measured = work.map((): number[] => []);
  for (let i = 0; i < count; i += 1) {
    for (const [w, one] of work.entries()) {
      const start = performance.now();
      await one();
      measured[w]!.push(performance.now() - start);
    }
  }
  return measured.map(quarter);
}

async function overHttp(port: number, key: string, { method, address, body }: Case): Promise<void> {
  const payload = body === undefined ? undefined : JSON.stringify(body);
  await new Promise<void>((resolve, reject) => {
    const headers = {
      authorization: `Bearer ${key}`,
      ...(payload ? { 'content-type': 'application/json', 'content-length': Buffer.byteLength(payload) } : {}),
    };
    const request = http.request({ port, host: '127.0.0.1', method, path: address, headers, agent }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () => {
        if (response.statusCode === 200) resolve();
        else reject(new Error(`${address}: ${response.statusCode} ${Buffer.concat(chunks).toString().slice(0, 300)}`));
      });
    });
    request.on('error', reject);
    request.end(payload);
  });
}
const agent = new http.Agent({ keepAlive: true });

const { url, isNew } = await database();
const dataDir = fs.mkdtempSync(path.join(os.tmpdir(), 'trellis-bench-'));
const host = await createHost({ databaseUrl: url, dataDir, root, secret: 'only for measuring, 32 characters' });
try {
  await host.documents.publish({ person: null, isAdmin: true }, { documents: DOCUMENTS });
  const email = `bench${Date.now()}@test.example`;
  const saved = await host.transaction((tx) =>
    savePerson(host, tx, { name: 'Bench', email, password: 'a bench password', roles: ['bench'], active: true }),
  );
  if (isNew) await fill(host, saved.id);
  const built = await keepListIndexes(host);
  if (built.length > 0) await seconds(`${built.length} indexes of lists`, () => host.pool.query('vacuum analyze'));
  const viewer = (await host.people.viewer(saved.id))!;
  const { key } = await host.call('key.create', { label: 'bench', person: saved.id }, { viewer, door: 'cli' });
  const listener = getRequestListener((request) => host.fetch(request), { overrideGlobalObjects: false });
  const server = http.createServer((request, response) => void listener(request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const client = await host.pool.connect();
  const sql = (statement: Runnable) => run(client, statement);
  console.log(`${records} records, lower quartile of ${rounds}\n`);
  console.log(`${''.padEnd(46)} our SQL   by hand  ratio    HTTP ms`);
  const explained = async ({ text, values }: Runnable) => {
    const { rows } = await client.query(`explain (analyze, buffers, costs off) ${text}`, values as unknown[]);
    console.log(rows.map((row: { 'QUERY PLAN': string }) => `    ${row['QUERY PLAN']}`).join('\n'));
    return [];
  };
  const schema = schemaOf({ viewer, door: 'cli', host });
  const asking = { viewer, now: host.clock.now() };
  const only = process.env.BENCH_ONLY;
  const entity = host.model().entity('bench_order')!;
  const how = (text: string) => howToSearch(host, entity, text);
  for (const one of await CASES(schema, asking, (text) => host.pool.query(text), how)) {
    if (only && !one.name.includes(only)) continue;
    const byHand = one.byHand && { text: one.byHand, values: [], name: `hand ${one.name}`.slice(0, 60) };
    const both = [...(one.ours ? [() => one.ours!(sql)] : []), ...(byHand ? [() => sql(byHand)] : [])];
    const [ours, hand] = await times(both);
    const [served] = await times([() => overHttp(port, key, one)]);
    const cell = (n: number | undefined | '', digits = 2): string =>
      (typeof n === 'number' ? n.toFixed(digits) : '–').padStart(9);
    const ratio = ours && hand ? ours / hand : undefined;
    console.log(`${one.name.padEnd(44)} ${cell(ours)} ${cell(hand)} ${cell(ratio)} ${cell(served)}`);
    if (process.env.BENCH_EXPLAIN && one.ours) await one.ours(explained);
  }
  client.release();
  server.close();
} finally {
  agent.destroy();
  await host.close();
  fs.rmSync(dataDir, { recursive: true, force: true });
}
