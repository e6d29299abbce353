/**
 * Publications that go on behind while people write: killed at every step of their journal, called off, stuck and taken up
 * again. Whatever happens, the table is in the old or the new state, and every value is somewhere a person can see it.
 */
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { EntityDocument, FieldUse } from '@/engine/kernel/documents.generated';
import { Refusal } from '@/engine/kernel/problems';
import { testHost, type TestHost } from '../support/host';
import { buildPlanChild, livePlan, MOMENTS } from '../support/plan-child';

const ROWS = 12_000;
const BY = { person: null, isAdmin: true };
const text = (en: string) => ({ 'zh-CN': en, en });
const fieldOf = (name: string, type: string, rest: Partial<FieldUse> = {}): FieldUse => ({
  id: `fld_plans_${name}`,
  name,
  type,
  label: text(name),
  ...rest,
});
const entity = (name: string, ...fields: FieldUse[]): EntityDocument => ({
  kind: 'entity',
  id: `ent_plans_${name}`,
  name,
  label: text(name),
  fields,
});

let test: TestHost;
beforeAll(async () => {
  test = await testHost();
  await buildPlanChild();
}, 60_000);
afterAll(() => test?.close());

const query = async <R = { [column: string]: unknown }>(sql: string, values: unknown[] = []): Promise<R[]> =>
  (await test.host.pool.query(sql, values)).rows as R[];
const typeOf = async (table: string, column: string): Promise<string | undefined> =>
  (
    await query<{ type: string }>(
      `select data_type as type from information_schema.columns where table_schema = 'data' and table_name = $1 and column_name = $2`,
      [table, column],
    )
  )[0]?.type;
const publish = (document: EntityDocument, quarantine: readonly string[] = [], isBackground = false) =>
  test.host.documents.publish(
    BY,
    {
      documents: [document],
      conversions: quarantine.map((field) => ({ entity: document.name, field, quarantine: true })),
    },
    '',
    { isBackground },
  );

/** An entity with a text `amount`: numbers, every hundredth none. */
async function filled(name: string): Promise<void> {
  await publish(entity(name, fieldOf(`${name}_a`, 'text', { name: 'amount' })));
  await query(
    `insert into data.${name} (id, created_at, updated_at, amount)
     select gen_random_uuid(), now(), now(), case when n % 100 = 0 then 'bad ' || n else n::text end
       from generate_series(1, $1::int) n`,
    [ROWS],
  );
  await query(`analyze data.${name}`);
}
const amount = (name: string, type: string, rest: Partial<FieldUse> = {}): EntityDocument =>
  entity(name, fieldOf(`${name}_a`, type, { name: 'amount', ...rest }));
const field = (name: string): string => `fld_plans_${name}_a`;

const live = (run: string, moments: readonly string[]): Promise<string> => livePlan(test.databaseUrl, run, moments);

it('goes on after kill -9 at every step, and no write of anybody in between is lost', { timeout: 60_000 }, async () => {
  await filled('killed');
  // An index on the new column is part of it: dates get one.
  const { run } = await publish(amount('killed', 'number', { unique: true }), [field('killed')], true);
  const died: string[] = [];
  const written = new Map<string, string>();
  const ids = (await query<{ id: string }>('select id from data.killed order by id limit 40')).map(({ id }) => id);
  for (;;) {
    const moment = await live(run!, died);
    if (moment === 'through') break;
    expect(moment).not.toMatch(/failed/);
    died.push(moment);
    // Old or new, never between: the column has one type, and the published document says the same.
    await test.host.documents.refresh();
    const type = test.host.model().entity('killed')!.field('amount')!.type;
    expect(await typeOf('killed', 'amount')).toBe(type === 'text' ? 'text' : 'numeric');
    // And somebody writes.
    const id = ids[died.length % ids.length]!;
    const value = String(1_000_000 + died.length);
    await query(
      'update data.killed set amount = $2::text where id = $1'.replace(
        '::text',
        type === 'text' ? '::text' : '::numeric',
      ),
      [id, value],
    );
    written.set(id, value);
  }
  expect(died).toEqual(MOMENTS);
  expect(await typeOf('killed', 'amount')).toBe('numeric');
  for (const [id, value] of written) {
    expect(await query('select amount::text from data.killed where id = $1', [id])).toEqual([{ amount: value }]);
  }
  const [count] = await query(
    `select count(*)::int as all, count(amount)::int as numbers,
            (select count(*)::int from quarantine q where q.field_id = $1 and q.is_live) as aside,
            (select count(*)::int from plan_dirty) as dirty
       from data.killed`,
    [field('killed')],
  );
  const bad = count!.aside as number;
  expect(count).toEqual({ all: ROWS, numbers: ROWS - bad, aside: bad, dirty: 0 });
  expect(bad).toBeGreaterThan(ROWS / 100 - died.length - 1);
  expect((await test.host.documents.runs.get(run!)).state).toBe('done');
});

it('is called off without a trace, and can be asked for again', { timeout: 30_000 }, async () => {
  await filled('cancelled');
  const { run } = await publish(amount('cancelled', 'number'), [field('cancelled')], true);
  expect(await live(run!, ['expand before', 'expand after', 'fill before'])).toBe('fill batch');
  // The same entity is not published twice at once; everything else is.
  const again = publish(amount('cancelled', 'long_text'));
  await expect(again).rejects.toThrow('plan.running');
  await test.host.documents.runs.cancel(run!);
  expect(await typeOf('cancelled', 'amount')).toBe('text');
  expect(await query(`select tgname from pg_trigger where tgname = 'note_change'`)).toEqual([]);
  expect(await query('select 1 from quarantine where run_id = $1', [run])).toEqual([]);
  await test.host.documents.runs.sweep();
  // The column that was let go of is empty, and is taken instead of a new one.
  const columns = await query<{ n: number }>(
    `select count(*)::int as n from pg_attribute where attrelid = 'data.cancelled'::regclass and attnum > 0`,
  );
  await publish(amount('cancelled', 'number'), [field('cancelled')]);
  expect(
    await query(
      `select count(*)::int as n from pg_attribute where attrelid = 'data.cancelled'::regclass and attnum > 0`,
    ),
  ).toEqual(columns);
  expect(await typeOf('cancelled', 'amount')).toBe('numeric');
});

it(
  'stops at a value that somebody wrote meanwhile and nobody decided about; goes on when somebody has',
  { timeout: 30_000 },
  async () => {
    await filled('stuck');
    await query(`update data.stuck set amount = '0' where amount like 'bad%'`);
    const { run } = await publish(amount('stuck', 'number'), [], true);
    await query(`update data.stuck set amount = 'oops' where amount = '77'`);
    const { runs } = test.host.documents;
    expect(await runs.drive(run!)).toBe('stuck');
    expect((await runs.get(run!)).problems.map(({ code }) => code)).toEqual(['plan.newBadValues']);
    expect(await typeOf('stuck', 'amount')).toBe('text');
    await runs.resume(BY, run!, [{ entity: 'stuck', field: 'amount', map: { oops: '78' } }]);
    expect(await runs.drive(run!)).toBe('done');
    expect(await query('select count(*)::int as n from data.stuck where amount = 78')).toEqual([{ n: 2 }]);
    const back = await publish(amount('stuck', 'text'));
    expect(back.versions).toHaveLength(1);
    expect(await query(`select count(*)::int as n from data.stuck where amount = 'oops'`)).toEqual([{ n: 1 }]);
  },
);

it('refuses what cannot be carried over and leaves nothing behind when somebody waits for it', async () => {
  await filled('refused');
  await expect(publish(amount('refused', 'number'))).rejects.toThrow(Refusal);
  expect(await query(`select 1 from plan_run where ended_at is null`)).toEqual([]);
  expect(await typeOf('refused', 'amount')).toBe('text');
});
