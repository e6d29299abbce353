/** Sorted pages: along an index in two statements, or sorted whole, they are the same records in the same order. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { entityDocument, role, world, type World } from '../../tests/support/records';
import { keepListIndexes } from '../host/services/list-indexes';
import { schemaOf } from '../host/services/records-context';
import type { Input } from '../kernel/api';
import { rowsStatement, runRows } from './compile';

const choices = ['low', 'high', 'null'].map((value) => ({ value, label: { 'zh-CN': value, en: value } }));
const CLIENT = entityDocument('client', { name: { type: 'text' } });
const DEAL = entityDocument('deal', {
  name: { type: 'text' },
  level: { type: 'choice', options: { choices } },
  amount: { type: 'number', options: { decimals: 2 } },
  twice: { type: 'formula', options: { expression: 'amount * 2' } },
  due: { type: 'date' },
  number: { type: 'auto_number', options: { pattern: 'D-{0000}' } },
  client: { type: 'relation', options: { entity: 'client' } },
});
const ROLES = [
  role('boss', { deal: { create: true, read: 'all', update: 'all' }, client: { create: true, read: 'all' } }),
  role('blind', { deal: { read: 'all' }, client: { read: 'own' } }),
  role('own', { deal: { read: 'own' }, client: { read: 'all' } }),
];
const COUNT = 60;
let w: World;
beforeAll(async () => {
  w = await world({ entities: [CLIENT, DEAL], roles: ROLES });
  const clients: string[] = [];
  for (const [i, name] of ['青岛', '重庆', 'Acme', null].entries()) {
    const { id } = await w.host.records.create(w.call(i % 2 ? 'ann' : 'bo', 'boss'), {
      entity: 'client',
      values: { name },
    });
    clients.push(id);
  }
  for (let i = 0; i < COUNT; i += 1) {
    await w.host.records.create(w.call(i % 3 ? 'ann' : 'bo', 'boss'), {
      entity: 'deal',
      values: {
        name: i % 7 === 0 ? null : `${['重', 'b', '啊', 'B'][i % 4]!.repeat(1 + (i % 3) * 120)}${i % 2}`,
        level: [...choices.map(({ value }) => value), null][i % 4]!,
        amount: i % 5 === 0 ? null : `${(i * 7) % 11}.25`,
        due: i % 6 === 0 ? null : `2026-0${1 + (i % 3)}-15`,
        client: clients[i % 5] ?? null,
      },
    });
  }
}, 60_000);
afterAll(() => w.end());

type Sort = NonNullable<Input<'record.list'>['sort']>;
const SORTS: readonly (readonly string[])[] = [
  ['amount'],
  ['due'],
  ['level'],
  ['twice'],
  ['name'],
  ['number'],
  ['client'],
  ['created_at'],
  ['updated_at'],
  ['level', 'name'],
  ['client', 'amount'],
  ['amount', 'client', 'name'],
  ['client.name', 'due'],
];
const CASES = SORTS.flatMap((names) =>
  (['asc', 'desc'] as const).map((direction): Sort =>
    names.map((field, i) => ({ field, direction: i === 1 ? 'asc' : direction })),
  ),
);
const FILTER = { field: 'due', op: 'ne', value: '2026-02-15' } as const;

async function byPages(sort: Sort, as: string, size: number): Promise<string[]> {
  const ids: string[] = [];
  for (let after: string | null = null, page = 0; page < COUNT; page += 1) {
    const { rows, next } = await w.host.records.list(w.call('ann', as), {
      entity: 'deal',
      sort,
      filter: FILTER,
      page: { size, ...(after ? { after } : {}) },
    });
    ids.push(...rows.map(({ id }) => id));
    if (!(after = next)) break;
  }
  return ids;
}
/** As an export reads them: one statement, sorted. */
async function atOnce(sort: Sort, as: string): Promise<string[]> {
  const call = w.call('ann', as);
  const asking = { viewer: call.viewer, now: new Date() };
  const ready = rowsStatement(schemaOf(call), { entity: 'deal', sort, filter: FILTER }, asking, { isAll: true });
  expect(ready.rest).toBeUndefined();
  const rows = await runRows(ready, async ({ text, values }) => {
    const { rows: found } = await w.database.pool.query({ text, values, rowMode: 'array' });
    return found as unknown[][];
  });
  return rows.map(([id]) => id as string);
}

describe('pages of a sorted list', () => {
  it.each(CASES)('by %j %j %j hold what the whole list holds, in its order', async (...sort) => {
    const keys = sort.filter((one) => typeof one === 'object');
    for (const as of ['boss', 'blind', 'own']) {
      const whole = await atOnce(keys, as);
      expect(await byPages(keys, as, 7)).toEqual(whole);
      expect(await byPages(keys, as, 500)).toEqual(whole);
    }
  });

  it('are the same for other values when a statement is kept for the values it was often asked with', async () => {
    const ask = async (value: string) => {
      const list = await w.host.records.list(w.call('ann', 'boss'), {
        entity: 'deal',
        fields: ['level'],
        filter: { field: 'level', op: 'in', value: [value] },
        page: { size: 100 },
      });
      return [...new Set(list.rows.map(({ level }) => level))];
    };
    for (let i = 0; i < 8; i += 1) expect(await ask('low')).toEqual(['low']);
    for (let i = 0; i < 8; i += 1) expect(await ask('high')).toEqual(['high']);
    // A word that means something to PostgreSQL, and one that would end a quoted text.
    for (let i = 0; i < 8; i += 1) expect(await ask('null')).toEqual(['null']);
    for (let i = 0; i < 8; i += 1) expect(await ask("low' or true --")).toEqual([]);
  });
});

describe('the indexes of long lists', () => {
  const definitions = async (): Promise<Map<string, string>> => {
    const { rows } = await w.database.pool.query<{ name: string; text: string }>(
      `select indexname as name, indexdef as text from pg_indexes where schemaname = 'data' and tablename = 'deal'`,
    );
    return new Map(rows.map(({ name, text }) => [name, text]));
  };
  it('are built beside those of before, once, and built again where a try was killed', async () => {
    const noted: string[] = [];
    const audit = { note: ({ action }: { action: string }) => Promise.resolve(void noted.push(action)) };
    const host = { ...w.host, audit } as unknown as Parameters<typeof keepListIndexes>[0];
    const { pool } = w.database;
    await pool.query('analyze data.deal');
    expect(await keepListIndexes(host, 1_000_000)).toEqual([]);
    await pool.query('drop index data.ix_fld_deal_due; create index ix_fld_deal_due on data.deal (due)');
    await pool.query('create index nix_updated_at_ent_deal on data.deal (updated_at, id) where deleted_at is null');
    await pool.query(
      `update pg_index set indisvalid = false where indexrelid = 'data.nix_updated_at_ent_deal'::regclass`,
    );
    const built = await keepListIndexes(host, 1);
    expect([...built].filter((name) => !name.includes('client')).sort()).toEqual(
      [
        'ix_created_at_ent_deal',
        'ix_updated_at_ent_deal',
        'ix_fld_deal_due',
        'ix_fld_deal_twice',
        'ix_title_fld_deal_name',
      ].sort(),
    );
    expect(noted).toEqual(built.map(() => 'index.build'));
    const now = await definitions();
    expect(now.get('ix_fld_deal_due')).toMatch(/\(due, id\) WHERE \(deleted_at IS NULL\)/);
    expect(now.get('ix_title_fld_deal_name')).toMatch(/"left"\(name, 200\)/);
    expect([...now.keys()].filter((name) => name.startsWith('n'))).toEqual([]);
    expect(await keepListIndexes(host, 1)).toEqual([]);
  });
});
