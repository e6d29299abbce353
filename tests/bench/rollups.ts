/**
 * What roll-ups cost a writer: one new child, one changed child and one moved child of a parent with SIZE children,
 * with no roll-up and with five (count, sum, average, largest, smallest). Run:
 *   TEST_DATABASE_URL=… SIZE=100000 npx tsx tests/bench/rollups.ts
 *
 * Measured here (PostgreSQL 18, 2 cores shared with a load of 17), 100,000 children, ms, median of 200:
 *   no roll-up     insert 4.36  change 3.55  move 5.15  triggers 0
 *   five roll-ups  insert 3.89  change 3.69  move 5.10  triggers 0.23
 * The 0.23 ms of the triggers, by PostgreSQL's own clock, are what five roll-ups cost; the rest is the machine's noise.
 */
import { entityDocument, role, world } from '../support/records';

const SIZE = Number(process.env.SIZE ?? 100_000);
const RUNS = 200;
const over = (aggregate: string) => ({
  type: 'rollup',
  options: { children: 'piece.box', aggregate, field: 'weight' },
});
const rollups = {
  pieces: { type: 'rollup', options: { children: 'piece.box' } },
  weight: over('sum'),
  mean: over('avg'),
  heaviest: over('max'),
  lightest: over('min'),
};
const piece = { box: { type: 'relation', options: { entity: 'box' } }, weight: { type: 'number' } };
const boss = role('boss', { '*': { read: 'all', update: 'all', delete: 'all', create: true } });
const median = (list: number[]): string => list.sort((a, b) => a - b)[Math.floor(list.length / 2)]!.toFixed(2);

async function measure(label: string, boxFields: Parameters<typeof entityDocument>[1]): Promise<void> {
  const w = await world({
    entities: [entityDocument('box', { name: { type: 'text' }, ...boxFields }), entityDocument('piece', piece)],
    roles: [boss],
  });
  const call = w.call('ann', 'boss');
  const make = async (entity: string, values: object) =>
    (await w.host.records.create(call, { entity, values: values as never })).id;
  const [full, other] = [await make('box', {}), await make('box', {})];
  const started = performance.now();
  await w.database.pool.query(
    `insert into data.piece (id, created_at, updated_at, box, weight)
      select gen_random_uuid(), now(), now(), $1, n % 1000 from generate_series(1, $2::int) n`,
    [full, SIZE],
  );
  const filled = performance.now() - started;
  await w.database.pool.query('vacuum analyze data.piece');
  const times: { [what: string]: number[] } = { insert: [], change: [], move: [] };
  const timed = async (what: string, run: () => Promise<unknown>): Promise<void> => {
    const at = performance.now();
    await run();
    times[what]!.push(performance.now() - at);
  };
  for (let i = 0; i < RUNS; i += 1) {
    let id = '';
    await timed('insert', async () => (id = await make('piece', { box: full, weight: '5' })));
    await timed('change', () => w.host.records.update(call, { entity: 'piece', id, values: { weight: '1007' } }));
    await timed('move', () => w.host.records.update(call, { entity: 'piece', id, values: { box: other } }));
  }
  // PostgreSQL's own clock for the triggers, which the noise of a shared machine does not drown.
  for (let i = 0; i < 50; i += 1) {
    const { rows } = await w.database.pool.query<{
      'QUERY PLAN': readonly { Triggers?: readonly { Time: number; Name?: string }[] }[];
    }>(
      `explain (analyze, format json) insert into data.piece (id, created_at, updated_at, box, weight) values (gen_random_uuid(), now(), now(), '${full}', 5)`,
    );
    const own = rows[0]!['QUERY PLAN'][0]!.Triggers?.filter((t) =>
      (t as { 'Trigger Name'?: string })['Trigger Name']?.startsWith('d2'),
    );
    (times.triggers ??= []).push(own?.reduce((sum, { Time }) => sum + Time, 0) ?? 0);
  }
  const figures = Object.entries(times).map(([what, list]) => `${what} ${median(list)}`);
  console.log(
    `${label.padEnd(14)} ${figures.join('  ')}  (${SIZE} children in one statement: ${filled.toFixed(0)} ms)`,
  );
  await w.end();
}

await measure('no roll-up', {});
await measure('five roll-ups', rollups);
