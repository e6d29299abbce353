/**
 * kill -9 in the middle of an import: whoever goes on neither loses a row nor writes one twice, good and bad ones alike.
 * The same when a worker is told to stop, and when two work on it at once.
 */
import { spawn, type ChildProcess } from 'node:child_process';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { bundleChild } from '../support/child';
import { root } from '../support/sources';
import { testHost, type TestHost } from '../support/host';

const ROWS = 24_000;
/** Every tenth row has a weight that is none. */
const BAD = ROWS / 10;
const KILLS = 3;
let program: string;

let test: TestHost;
const children = new Set<ChildProcess>();
beforeAll(async () => {
  test = await testHost();
  program = await bundleChild('import-child');
}, 60_000);
afterAll(async () => {
  for (const child of children) child.kill('SIGKILL');
  await test?.close();
});

async function started(): Promise<string> {
  const lines = Array.from({ length: ROWS }, (_, i) => `row ${i},${i % 10 === 3 ? 'heavy' : i}`);
  const answer = await test.ask('POST', 'v1/import/parcel?name=many.csv', {
    as: 'keeper',
    raw: `name,weight\n${lines.join('\n')}\n`,
    headers: { 'content-type': 'text/csv' },
  });
  return ((await answer.json()) as { job: string }).job;
}

/** One life of a worker. `said` resolves with all it wrote, when it is over. */
async function work(job: string, stop = ''): Promise<{ child: ChildProcess; said: Promise<string> }> {
  const child = spawn(process.execPath, [program, test.databaseUrl, test.dataDir, job, stop], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  children.add(child);
  let text = '';
  const said = new Promise<string>((resolve) => child.once('close', () => resolve(text)));
  await new Promise<void>((resolve) => {
    child.stdout!.on('data', (chunk: Buffer) => {
      text += chunk.toString();
      resolve();
    });
    child.once('close', () => resolve());
  });
  return { child, said };
}

const one = async <R extends object>(sql: string, values: unknown[] = []): Promise<R> =>
  (await test.host.pool.query<R>(sql, values)).rows[0]!;
const progress = (job: string) =>
  one<{ state: string; done: number; inserted: number; failed: number }>(
    'select state, done, inserted, failed from import_job where id = $1',
    [job],
  );

/** Everything there once, and nothing else. */
async function expectWhole(job: string): Promise<void> {
  expect(await progress(job)).toEqual({ state: 'done', done: ROWS, inserted: ROWS - BAD, failed: BAD });
  expect(await one('select count(*)::int as all, count(distinct name)::int as names from data.parcel')).toEqual({
    all: ROWS - BAD,
    names: ROWS - BAD,
  });
  expect(
    await one(`select count(*)::int as entries from record_history h join data.parcel p on p.id = h.record_id`),
  ).toEqual({ entries: ROWS - BAD });
  expect(
    await one('select count(*)::int as bad, count(distinct row)::int as rows from import_error where job_id = $1', [
      job,
    ]),
  ).toEqual({ bad: BAD, rows: BAD });
  await test.host.pool.query('truncate data.parcel cascade');
}

it('is whole after its worker was killed again and again', { timeout: 60_000 }, async () => {
  const job = await started();
  const done: number[] = [];
  for (let kill = 0; kill < KILLS; kill += 1) {
    const { child, said } = await work(job);
    // Somewhere in a batch: behind the first of this life, so that each life gets on.
    const before = done.at(-1) ?? 0;
    await expect.poll(async () => (await progress(job)).done, { interval: 5, timeout: 10_000 }).toBeGreaterThan(before);
    await new Promise((resolve) => setTimeout(resolve, Math.random() * 30));
    child.kill('SIGKILL');
    await said;
    done.push((await progress(job)).done);
  }
  expect(done.at(-1)).toBeGreaterThan(0);
  await (
    await work(job)
  ).said;
  console.info(`import: killed after ${done.join(', ')} of ${ROWS} rows`);
  await expectWhole(job);
});

it(
  'is not said to be done by a worker that was told to stop, or that another one overtook',
  { timeout: 60_000 },
  async () => {
    const job = await started();
    expect(await (await work(job, 'stop')).said).toContain('Interrupted');
    const { state, done } = await progress(job);
    expect(state).toBe('running');
    expect(done).toBeGreaterThan(0);
    expect(done).toBeLessThan(ROWS);
    const both = await Promise.all([work(job), work(job)]);
    await Promise.all(both.map(({ said }) => said));
    await (
      await work(job)
    ).said;
    await expectWhole(job);
  },
);
