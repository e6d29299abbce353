/** Pages along an index come in the order of the whole, empty values last; and a question that costs too much is refused. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { entityDocument, role, world, type World } from '../../../tests/support/records';
import type { Filter } from '../../kernel/documents.generated';
import { Refusal } from '../../kernel/problems';
import { readRows } from './reading';
import { schemaOf } from './records-context';

const DEAL = entityDocument('deal', {
  name: { type: 'text' },
  amount: { type: 'number' },
  due: { type: 'date' },
});
const RECORDS = 5000;
let w: World;

beforeAll(async () => {
  w = await world({ entities: [DEAL], roles: [role('all', { deal: { read: 'all' } })] });
  await w.database.pool.query(
    `insert into data.deal (id, created_at, updated_at, name, amount, due, deleted_at)
     select gen_random_uuid(), now(), now(), 'deal ' || n, case when n % 25 > 0 then n % 40 end,
       case when n % 3 > 0 then date '2026-01-01' + n % 90 end, case when n % 50 = 7 then now() end
     from generate_series(1, ${RECORDS}) n`,
  );
  await w.database.pool.query('analyze data.deal');
});
afterAll(() => w.end());

describe('pages of a list sorted by a field with an index', () => {
  it.each([
    ['amount', 'asc'],
    ['amount', 'desc'],
    ['due', 'asc'],
    ['due', 'desc'],
  ] as const)('follow each other without a gap: %s %s', async (field, direction) => {
    const filter: Filter = { field: 'name', op: 'endsWith', value: '5' };
    const { rows: whole } = await w.database.pool.query<{ id: string; name: string }>(
      `select id, name from data.deal where deleted_at is null and name like '%5'
       order by ${field} ${direction} nulls last, id ${direction}`,
    );
    const ids: string[] = [];
    let after: string | null = null;
    do {
      const page = await w.host.records.list(w.call('ann', 'all'), {
        entity: 'deal',
        fields: [],
        filter,
        sort: [{ field, direction }],
        page: { size: 37, ...(after === null ? {} : { after }) },
      });
      ids.push(...page.rows.map(({ id }) => id));
      after = page.next ?? null;
    } while (after !== null);
    expect(ids).toEqual(whole.map(({ id }) => id));
  });

  it('have that index', async () => {
    const { rows } = await w.database.pool.query<{ indexdef: string }>(
      `select indexdef from pg_indexes where tablename = 'deal' and indexdef like '%(amount, id) WHERE (deleted_at IS NULL)'`,
    );
    expect(rows).toHaveLength(1);
  });
});

describe('a question that would cost too much', () => {
  const ask = async (filter: Filter, mostCost: number, manyRecords = 1000): Promise<string | number> => {
    const call = w.call('ann', 'all');
    const asking = { viewer: call.viewer, now: w.clock.now() };
    const reading = { host: w.host, schema: schemaOf(call), question: { entity: 'deal', filter }, asking };
    try {
      return (await readRows(reading, { manyRecords, mostCost })).rows.length;
    } catch (error) {
      if (error instanceof Refusal) return error.problems.map(({ code }) => code).join();
      throw error;
    }
  };
  const heavy: Filter = { field: 'name', op: 'contains', value: 'zzz' };
  const light: Filter = { field: 'due', op: 'eq', value: '2026-01-05' };

  it('is refused, and told what would help', async () => {
    expect(await ask(heavy, 20)).toBe('query.tooBroadBy');
  });
  it('is answered where PostgreSQL finds it cheap, or the table is small', async () => {
    expect(await ask(heavy, 1_000_000)).toBe(0);
    expect(await ask(heavy, 20, 200_000)).toBe(0);
  });
  it('is not asked for its cost where an index answers it', async () => {
    expect(await ask(light, 0)).toBeGreaterThan(0);
  });
});
