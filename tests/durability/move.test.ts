/** kill -9 in the middle of a migration of a form: no record is moved twice, none is left out, and all of it is taken back. */
import { spawn } from 'node:child_process';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { FormDocument } from '@/engine/kernel/documents.generated';
import { bundleChild } from '../support/child';
import { testHost, type TestHost } from '../support/host';
import { root } from '../support/sources';

const ROWS = Number(process.env.MOVE_ROWS ?? 1_100);
const text = (en: string) => ({ 'zh-CN': en, en });
const FORM: FormDocument = {
  kind: 'form',
  id: 'frm_parcelform',
  name: 'parcel',
  label: text('Parcel form'),
  entity: 'parcel',
  sections: [{ id: 'sec_one1', items: [{ field: 'name' }, { field: 'weight' }] }],
};
const NEXT: FormDocument = {
  ...FORM,
  migrations: [{ id: 'mig_tenfold', from: 'older', steps: [{ set: 'weight', value: 'weight * 10' }] }],
};

let test: TestHost;
let program = '';
beforeAll(async () => {
  test = await testHost();
  program = await bundleChild('move-child');
}, 60_000);
afterAll(() => test?.close());

const live = (run: string, batches: number): Promise<string> => {
  const child = spawn(process.execPath, [program, test.databaseUrl, test.dataDir, run, String(batches)], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let said = '';
  child.stdout.on('data', (chunk: Buffer) => (said += chunk.toString()));
  return new Promise((resolve) => child.once('close', () => resolve(said.trim())));
};
const one = async <R = { [column: string]: unknown }>(sql: string): Promise<R> =>
  (await test.host.pool.query(sql)).rows[0] as R;

it('moves every record once, whenever it is killed', { timeout: 90_000 }, async () => {
  const by = { person: test.viewers.admin.id, isAdmin: true };
  await test.host.documents.publish(by, { documents: [FORM] });
  const call = { viewer: test.viewers.keeper, door: 'import' as const, host: test.host };
  const rows = Array.from({ length: ROWS }, (_, n) => ({ name: `Parcel ${n}`, weight: String(n) }));
  for (let at = 0; at < ROWS; at += 500) await test.host.records.createMany(call, 'parcel', rows.slice(at, at + 500));

  const { run } = await test.host.documents.publish(by, { documents: [NEXT] }, '', { isBackground: true });
  const lives: string[] = [];
  for (const batches of [1, -1, 2, 99]) {
    lives.push(await live(run!, batches));
    // Between two lives every record is old or new, with the history to it.
    const halves = await one<{ n: number }>(`select count(*)::int as n from data.parcel p
      where (captured_version = 1) <> (weight = substr(name, 8)::int and rev = 1) and weight <> 0`);
    expect(halves.n).toBe(0);
  }
  expect(lives.slice(0, 3).map(Number)).toEqual([1, expect.any(Number), 2]);
  expect(lives[3]).toBe('through');
  expect(
    await one(`select count(*)::int as n, count(*) filter (where weight = 10 * substr(name, 8)::int)::int as right,
      min(captured_version)::int as version, max(rev)::int as rev from data.parcel`),
  ).toEqual({ n: ROWS, right: ROWS, version: 2, rev: 2 });
  expect(await one(`select count(*)::int as n from record_history where door = 'job'`)).toEqual({ n: ROWS });
  const batch = await one<{ id: string }>(
    `select id, state, total, done, changed, failed from record_batch where input ? 'move'`,
  );
  expect(batch).toMatchObject({ state: 'done', total: ROWS, done: ROWS, changed: ROWS, failed: 0 });

  // So many are taken back behind; here they are not waited for, but done at once.
  await test.host.documents.refresh();
  const viewer = test.viewers.admin;
  const { batch: back } = await test.host.call('record.undoMany', { batch: batch.id }, { viewer, door: 'screen' });
  const { runBatch } = await import('@/engine/host/services/batches');
  await runBatch(test.host, () => Promise.resolve(viewer), back.id);
  expect(
    await one(`select count(*) filter (where weight = substr(name, 8)::int)::int as right, max(captured_version)::int as version
      from data.parcel`),
  ).toEqual({ right: ROWS, version: 1 });
});
