/**
 * Computed fields of large tables: published at once, computed behind while people write, killed at every step. At the end
 * every value is the one computed from scratch, and whoever looks meanwhile sees nothing or what is right.
 */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { verifyDerived } from '@/engine/data/derived/verify';
import type { EntityDocument, FieldUse } from '@/engine/kernel/documents.generated';
import { testHost, type TestHost } from '../support/host';
import { buildPlanChild, LATE_MOMENTS, livePlan } from '../support/plan-child';

const ROWS = 3_000;
const BY = { person: null, isAdmin: true };
const text = (en: string) => ({ 'zh-CN': en, en });
const fieldOf = (name: string, type: string, options: object = {}): FieldUse =>
  ({ id: `fld_late_${name}`, name, type, label: text(name), options }) as FieldUse;
const entity = (name: string, ...fields: FieldUse[]): EntityDocument => ({
  kind: 'entity',
  id: `ent_late_${name}`,
  name,
  label: text(name),
  fields,
});
const plain = [fieldOf('title', 'text'), fieldOf('amount', 'number'), fieldOf('rate', 'number')];
const over = (name: string, aggregate: string, field = 'weight', where?: string): FieldUse =>
  fieldOf(name, 'rollup', { children: 'piece.box', aggregate, field, ...(where ? { where } : {}) });
const formula = (name: string, expression: string): FieldUse => fieldOf(name, 'formula', { expression });
const box = (...fields: FieldUse[]): EntityDocument => entity('box', ...plain, ...fields);
const piece = (...fields: FieldUse[]): EntityDocument =>
  entity('piece', fieldOf('box', 'relation', { entity: 'box' }), fieldOf('weight', 'number'), ...fields);

let test: TestHost;
beforeAll(async () => {
  test = await testHost();
  await buildPlanChild();
  await publish(box(), piece());
  await query(
    `insert into data.box (id, created_at, updated_at, title, amount, rate)
     select gen_random_uuid(), now(), now(), 'T' || n, n, n % 7 from generate_series(1, $1::int) n`,
    [ROWS],
  );
  await query(
    `insert into data.piece (id, created_at, updated_at, box, weight)
     select gen_random_uuid(), now(), now(), b.id, nullif((b.amount * k)::int % 9, 0)
       from data.box b, generate_series(1, 2) k where b.amount % 5 > 0`,
  );
}, 60_000);
afterAll(() => test?.close());

const query = async <R = { [column: string]: unknown }>(sql: string, values: unknown[] = []): Promise<R[]> =>
  (await test.host.pool.query(sql, values)).rows as R[];
const publish = (...documents: EntityDocument[]) => test.host.documents.publish(BY, { documents });
const begin = async (...documents: EntityDocument[]): Promise<string> =>
  (await test.host.documents.publish(BY, { documents }, '', { isBackground: true })).run!;
const wrong = async (): Promise<unknown> =>
  (await verifyDerived(test.host, test.host.model(), { repair: false }))
    .filter((one) => one.wrong > 0)
    .map((one) => `${one.field.name}: ${one.wrong} of ${one.checked}`);
const computing = () => query<{ id: string }>('select field_id as id from derived_field where computing is not null');

/** People who write records and their children until it is over; those who wait in a ring try again. */
function writers(count: number): () => Promise<number> {
  let [isOver, writes] = [false, 0];
  const deeds = [
    (n: number) =>
      query(
        'update data.box set amount = amount + 1 where id = (select id from data.box where amount >= $1 order by id limit 1)',
        [n % ROWS],
      ),
    (n: number) =>
      query(
        'update data.piece set weight = coalesce(weight, 0) + 1 where id = (select id from data.piece offset $1 limit 1)',
        [n % ROWS],
      ),
    (n: number) =>
      query(
        `insert into data.piece (id, created_at, updated_at, box, weight)
         select gen_random_uuid(), now(), now(), b.id, $1::int % 13 from (select id from data.box offset $1::int limit 2) b`,
        [n % ROWS],
      ),
    (n: number) => query('delete from data.piece where id = (select id from data.piece offset $1 limit 1)', [n % ROWS]),
    (n: number) =>
      query(
        `update data.piece set box = (select id from data.box offset $1 limit 1) where id = (select id from data.piece offset $2 limit 1)`,
        [n % ROWS, (n * 3) % ROWS],
      ),
    () =>
      query('insert into data.box (id, created_at, updated_at, amount) values (gen_random_uuid(), now(), now(), 3)'),
  ];
  const person = async (at: number): Promise<void> => {
    for (let n = at * 997; !isOver; n += 31) {
      await deeds[n % deeds.length]!(n).catch((error: { code?: string }) => {
        if (error.code !== '40P01') throw error;
      });
      writes += 1;
      await new Promise((resolve) => setTimeout(resolve, 4));
    }
  };
  const all = Promise.all(Array.from({ length: count }, (_, at) => person(at + 1)));
  return async () => {
    isOver = true;
    await all;
    return writes;
  };
}

it(
  'are computed behind, killed at every step, and right for every record while people write',
  { timeout: 90_000 },
  async () => {
    const fields = [
      formula('total', 'COALESCE(amount, 0) * COALESCE(rate, 1)'),
      over('pieces', 'count'),
      over('heavy', 'sum', 'weight', 'weight > 4'),
      over('mean', 'avg'),
      over('top', 'max'),
      over('costs', 'sum', 'cost'),
      formula('share', 'costs / (pieces + 1)'),
    ];
    const cost = formula('cost', 'COALESCE(weight, 0) * COALESCE(box.rate, 1)');
    const plan = await test.host.documents.plan({ documents: [box(...fields), piece(cost)] });
    const late = plan.steps.find(({ words }) => words.en.startsWith('After the publication'))!;
    expect(late.words.en).toContain(`compute ${late.rows} values in the background`);
    expect(late.rows).toBeGreaterThan(7 * ROWS);

    const stop = writers(4);
    const run = await begin(box(...fields), piece(cost));
    const died: string[] = [];
    for (;;) {
      const moment = await livePlan(test.databaseUrl, run, died);
      if (moment === 'through') break;
      died.push(moment);
    }
    expect(await stop()).toBeGreaterThan(50);
    expect(died).toEqual([
      ...['index before', 'index after', 'publish before', 'publish locked', 'publish after'],
      ...LATE_MOMENTS,
      ...['finish before', 'finish after'],
    ]);
    await test.host.documents.refresh();
    expect(await wrong()).toEqual([]);
    expect(await computing()).toEqual([]);
    const steps = (await test.host.documents.runs.get(run)).steps;
    for (const step of steps) expect(step).toMatchObject({ state: 'done' });
    expect(steps.find(({ words }) => words.en.startsWith('Compute for'))!.done).toBeGreaterThanOrEqual(7 * ROWS);
  },
);

it('show nothing or what is right from the moment they are published in another way', { timeout: 60_000 }, async () => {
  const before = test.host
    .model()
    .entity('box')!
    .fields.flatMap((one) => (one.derived ? [one.name] : []));
  expect(before).toContain('costs');
  const now = [
    formula('total', 'COALESCE(amount, 0) + 1'),
    over('pieces', 'count', 'weight', 'weight > 2'),
    over('costs', 'sum', 'cost'),
    formula('share', 'costs / (pieces + 1)'),
  ];
  // What reads a field that is computed anew is computed anew too: costs read cost, and share reads costs.
  const run = await begin(box(...now), piece(formula('cost', 'COALESCE(weight, 0) * 2')));
  expect(
    await livePlan(test.databaseUrl, run, ['publish before', 'publish locked', 'publish after', 'compute before']),
  ).toBe('compute batch');
  await test.host.documents.refresh();
  expect((await computing()).map(({ id }) => id).sort()).toEqual(
    ['cost', 'costs', 'pieces', 'share', 'total'].map((name) => `fld_late_${name}`),
  );
  expect([...test.host.documents.computing()].sort()).toEqual((await computing()).map(({ id }) => id).sort());
  const stop = writers(3);
  // Somebody touches a record whose turn has not come: its values are there at once, and right.
  const [one] = await query<{ id: string }>('select box as id from data.piece order by box desc limit 1');
  await query('update data.piece set weight = 8 where box = $1', [one!.id]);
  const [row] = await query<{ total: string; amount: string; pieces: string; n: string }>(
    `select b.total, b.amount, b.pieces, (select count(*) from data.piece p where p.box = b.id) as n from data.box b where b.id = $1`,
    [one!.id],
  );
  expect(row!.pieces).toBe(row!.n);
  // And another publication of the same comes between: one field goes, one is renamed, one is computed otherwise.
  const renamed = { ...over('costs', 'sum', 'cost'), name: 'all_costs', aliases: ['costs'] };
  await publish(box(formula('total', 'COALESCE(amount, 0) + 2'), renamed, formula('share', 'all_costs / 2')));
  expect(await test.host.documents.runs.drive(run)).toBe('done');
  await stop();
  await test.host.documents.refresh();
  expect(await wrong()).toEqual([]);
  expect(await computing()).toEqual([]);
  expect(await query('select 1 from data.box where total is distinct from coalesce(amount, 0) + 2')).toEqual([]);
});

it(
  'are numbered before they are published, in the order in which they were made, while people add more',
  { timeout: 60_000 },
  async () => {
    await publish(entity('bill', fieldOf('bill_title', 'text')));
    await query(
      `insert into data.bill (id, created_at, updated_at)
     select gen_random_uuid(), timestamptz '2024-06-01' + make_interval(hours => n), now() from generate_series(1, $1::int) n`,
      [2 * ROWS],
    );
    const bill = entity(
      'bill',
      fieldOf('bill_title', 'text'),
      fieldOf('bill_no', 'auto_number', { pattern: 'B{yyyy}-{00000}', reset: 'year' }),
      fieldOf('bill_strict', 'auto_number', { pattern: 'G{00000}', gapless: true }),
    );
    const run = await begin(bill);
    let isOver = false;
    const adding = (async () => {
      for (; !isOver; await new Promise((resolve) => setTimeout(resolve, 10))) {
        await query(
          'insert into data.bill (id, created_at, updated_at) values (gen_random_uuid(), clock_timestamp(), now())',
        );
      }
    })();
    const died: string[] = [];
    for (;;) {
      const moment = await livePlan(test.databaseUrl, run, [...died, 'index before', 'index after']);
      if (moment === 'through') break;
      died.push(moment);
    }
    isOver = true;
    await adding;
    expect(died.slice(0, 5)).toEqual([
      'expand before',
      'expand after',
      'number before',
      'number batch',
      'number after',
    ]);
    await test.host.documents.refresh();
    await query(`insert into data.bill (id, created_at, updated_at) values (gen_random_uuid(), now(), now())`);
    const names = await query<{ no: string; strict: string }>(
      `select bill_no as no, bill_strict as strict from data.bill order by created_at, id`,
    );
    expect(new Set(names.map(({ no }) => no)).size).toBe(names.length);
    expect(names.map(({ strict }) => strict).sort()).toEqual(
      names.map((_, at) => `G${String(at + 1).padStart(5, '0')}`),
    );
    const old = names.filter(({ no }) => /^B202[45]-/.test(no));
    expect(old.length).toBeGreaterThan(ROWS);
    expect(old.map(({ no }) => no)).toEqual(old.map(({ no }) => no).sort());
    expect(old.slice(0, 2).map(({ no }) => no)).toEqual(['B2024-00001', 'B2024-00002']);
  },
);
