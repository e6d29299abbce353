/** Records are found by their words and by their sound, by those who may read the text they stand in, and by nobody else. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fillSearch, markForSearch, searchNoted, WAITING_FOR_SEARCH } from '../data/search/fill';
import type { PEOPLE } from '../../tests/support/records';
import { entityDocument, registry, role, world, type World } from '../../tests/support/records';
import { folded, gramsOf, searchOf } from './search-text';

const SHOP = entityDocument('shop', {
  name: { type: 'text' },
  note: { type: 'long_text' },
  secret: { type: 'text' },
  size: { type: 'number' },
});
const TICKET = entityDocument('ticket', {
  name: { type: 'text' },
  number: { type: 'auto_number', options: { pattern: 'RK-{0000}' } },
});
const ROLES = [
  role('tickets', { ticket: { create: true, read: 'all' } }),
  role('all', { shop: { create: true, read: 'all', update: 'all', delete: 'all' } }),
  role('blind', { shop: { read: 'all', fields: { secret: 'none' } } }),
  role('foreign', { shop: { read: 'all', fields: { secret: 'none' } } }),
  role('own', { shop: { create: true, read: 'own', update: 'own' } }),
];
let w: World;
const add = async (values: { [field: string]: string | null }, who: keyof typeof PEOPLE = 'ann'): Promise<string> =>
  (await w.host.records.create(w.call(who, 'all'), { entity: 'shop', values })).id;
const list = async (search: string, as = 'all', who: keyof typeof PEOPLE = 'ann'): Promise<string[]> => {
  const { rows } = await w.host.records.list(w.call(who, as), { entity: 'shop', search, fields: [], count: true });
  return rows.map(({ title }) => title);
};
const options = async (search: string, as = 'all'): Promise<string[]> =>
  (await w.host.records.options(w.call('ann', as), { entity: 'shop', search })).options.map(({ title }) => title);
const settle = async (): Promise<void> => {
  // What was read about waiting entities is believed for a while; another model version is not.
  await w.publish([SHOP, TICKET], `v${Math.random()}`, []);
};

beforeAll(async () => {
  w = await world({ entities: [SHOP, TICKET], roles: ROLES });
  for (const name of ['华东大区', '重庆银行', '单晓明', 'ＡＢＣ Trading 2024A', '华东', 'Harbour Tea']) {
    await add({ name });
  }
  await add({ name: 'Plain', note: '送货到青岛港，联系人张三', secret: 'canary7731' });
  await add({ name: '100% "odd" \\ _x_ 😀' });
});
afterAll(() => w.end());

describe('a record is found by', () => {
  it.each([
    ['华东', ['华东', '华东大区']],
    ['东大', ['华东大区']],
    ['庆', ['重庆银行']],
    ['huadong', ['华东', '华东大区']],
    // 货到 is an hd, too.
    ['hd', ['Plain', '华东', '华东大区']],
    ['hddq', ['华东大区']],
    ['chongqing', ['重庆银行']],
    ['cqyh', ['重庆银行']],
    ['danxiao', ['单晓明']],
    ['shanxm', []],
    ['shanxiao', ['单晓明']],
    ['abc', ['ＡＢＣ Trading 2024A']],
    ['trad 2024', ['ＡＢＣ Trading 2024A']],
    ['RBOUR', ['Harbour Tea']],
    ['te', ['Harbour Tea']],
    ['青岛港', ['Plain']],
    ['qdg plain', ['Plain']],
    ['%', ['100% "odd" \\ _x_ 😀']],
    ['😀', ['100% "odd" \\ _x_ 😀']],
    ['_x_ "odd"', ['100% "odd" \\ _x_ 😀']],
    ['nothing', []],
  ])('%s', async (search, found) => {
    expect((await list(search)).sort()).toEqual([...found].sort());
  });

  it('pinyin only from where a syllable begins', async () => {
    expect(await list('uadong')).toEqual([]);
    expect(await list('ang')).toEqual([]);
  });

  it('the best first while choosing: the title itself, titles that begin so, then the others', async () => {
    expect(await options('华东')).toEqual(['华东', '华东大区']);
    await add({ name: '大华东' });
    expect(await options('华东')).toEqual(['华东', '华东大区', '大华东']);
    // Of a text that is not the title nothing is offered.
    expect(await options('青岛')).toEqual([]);
  });
});

describe('what may not be read', () => {
  it('is not found by, nor counted, whatever the search', async () => {
    expect(await list('canary7731')).toEqual(['Plain']);
    for (const search of ['canary7731', 'canary', 'can', '7731', 'plain canary', 'ca']) {
      expect(await list(search, 'blind')).toEqual([]);
      const counted = await w.host.records.list(w.call('ann', 'blind'), { entity: 'shop', search, count: true });
      expect(counted.total).toBe(0);
    }
    expect(await list('plain', 'blind')).toEqual(['Plain']);
  });

  it('is not found outside the row scope, in lists or while choosing', async () => {
    await add({ name: 'Of Bo alone' }, 'bo');
    expect(await list('alone', 'own', 'bo')).toEqual(['Of Bo alone']);
    expect(await list('alone', 'own', 'ann')).toEqual([]);
    expect(await options('alone', 'own')).toEqual([]);
  });
});

describe('what is readable on some records only', () => {
  it('is found by on those alone', async () => {
    await add({ name: 'Mine', secret: 'quokka55' });
    await add({ name: 'Theirs', secret: 'quokka66' }, 'bo');
    const found = async (search: string) =>
      (await w.host.records.list(w.call('ann', ['foreign', 'own']), { entity: 'shop', search, fields: [] })).rows.map(
        ({ title }) => title,
      );
    // One role reads all records without the secret, the other one's own with it.
    expect(await found('quokka55')).toEqual(['Mine']);
    expect(await found('quokka66')).toEqual([]);
    expect(await found('theirs')).toEqual(['Theirs']);
  });
});

describe('the texts that are searched', () => {
  it('follow each change in its own transaction', async () => {
    const id = await add({ name: 'Before', note: 'old words' });
    const update = (values: { [field: string]: string | null }) =>
      w.host.records.update(w.call('ann', 'all'), { entity: 'shop', id, values });
    await update({ name: 'After' });
    expect(await list('before')).toEqual([]);
    expect(await list('after')).toEqual(['After']);
    await update({ note: null });
    expect(await list('old words')).toEqual([]);
    await w.host.records.remove(w.call('ann', 'all'), 'shop', id);
    expect(await list('after')).toEqual([]);
    await w.host.records.restore(w.call('ann', 'all'), 'shop', id);
    expect(await list('after')).toEqual(['After']);
  });

  it('hold what PostgreSQL computes as soon as a worker has looked', async () => {
    const call = w.call('ann', 'tickets');
    const { id } = await w.host.records.create(call, { entity: 'ticket', values: { name: 'Leak' } });
    const found = async () =>
      (await w.host.records.list(call, { entity: 'ticket', search: 'rk-0001', fields: ['number'] })).rows;
    const noted = () =>
      w.host.transaction((tx) =>
        searchNoted(tx, (of) => ({ entity: w.host.model().entity(of)!, fieldTypes: registry.fieldTypes })),
      );
    expect(await noted()).toBe(1);
    expect(await found()).toMatchObject([{ id, number: 'RK-0001' }]);
    expect(await noted()).toBe(0);
  });

  it('follow a change of many records at once', async () => {
    const ids = [await add({ name: 'Many 1', note: 'gone soon' }), await add({ name: 'Many 2', note: 'stays here' })];
    const rows: { id: string; values: { [field: string]: string | null } }[] = [
      { id: ids[0]!, values: { name: '许多一', note: null } },
      { id: ids[1]!, values: { name: '许多二' } },
    ];
    const { failed } = await w.host.records.changeMany(w.call('ann', 'all'), 'shop', rows);
    expect(failed).toEqual([]);
    expect((await list('xuduo')).sort()).toEqual(['许多一', '许多二']);
    expect(await list('many')).toEqual([]);
    expect(await list('gone')).toEqual([]);
    expect(await list('stays')).toEqual(['许多二']);
  });

  it('are prepared by a job where records were written without them, and until then the records are looked through', async () => {
    const { pool } = w.host;
    await pool.query(
      `insert into data.shop (id, created_at, updated_at, name) select gen_random_uuid(), now(), now(), '批量' || n from generate_series(1, 700) n`,
    );
    expect(await list('批量699')).toEqual([]);
    await w.host.transaction((tx) => markForSearch(tx, 'ent_shop'));
    await settle();
    expect(await list('批量699')).toEqual(['批量699']);
    const filling = { entity: w.host.model().entity('shop')!, fieldTypes: registry.fieldTypes };
    expect(await fillSearch(w.host.transaction, filling)).toBeGreaterThan(700);
    await settle();
    expect(await list('批量699')).toEqual(['批量699']);
    expect(await list('pl699')).toEqual(['批量699']);
    // Again it changes nothing.
    expect(await fillSearch(w.host.transaction, filling)).toBe(0);
  });

  it('are not prepared while an import brings in more, but when it is over, or silent for half a minute', async () => {
    const { pool } = w.host;
    const filling = { entity: w.host.model().entity('shop')!, fieldTypes: registry.fieldTypes };
    const waiting = async () => (await pool.query(WAITING_FOR_SEARCH)).rows.filter(({ id }) => id === 'ent_shop');
    const say = (state: string) => pool.query('update import_job set state = $1', [state]);
    const nobody = '00000000-0000-7000-8000-000000000000';
    await pool.query(
      `insert into import_job (id, entity_id, file_id, by_id, options, state) values ($1, 'ent_shop', $1, $1, '{}', 'running')`,
      [nobody],
    );
    await w.host.transaction((tx) => markForSearch(tx, 'ent_shop'));
    expect([await waiting(), await fillSearch(w.host.transaction, filling)]).toEqual([[], 0]);
    await say('done');
    expect(await waiting()).toEqual([{ id: 'ent_shop' }]);
    await say('running');
    await pool.query(`update search_pending set since = since - interval '31 seconds'`);
    expect(await waiting()).toEqual([{ id: 'ent_shop' }]);
    expect(await fillSearch(w.host.transaction, filling)).toBeGreaterThan(0);
    await pool.query('delete from import_job');
  });
});

describe('grams', () => {
  it('of a word are among those of every text that holds it', () => {
    const texts = ['华东大区 2024', 'Harbour-Tea AB12', '重庆，长沙'];
    for (const text of texts.map(folded)) {
      const grams = new Set(gramsOf(text, null));
      for (let i = 0; i < text.length; i += 1) {
        for (let j = i + 1; j <= text.length; j += 1) {
          const part = text.slice(i, j).trim();
          for (const word of searchOf(part).words) {
            // One or two letters alone are looked for where a word begins.
            if (/^[a-z\d]{1,2}$/.test(word.text)) continue;
            for (const gram of word.grams) expect(grams, `${part} in ${text}`).toContain(gram);
          }
        }
      }
    }
  });
});
