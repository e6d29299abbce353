/** Conversions of fields, on a real database, inside one publication. What goes on behind: tests/durability. */
import crypto from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { testDatabase, type TestDatabase } from '../../../tests/support/database';
import type { Conversion } from '../../kernel/api';
import type { EntityDocument, FieldUse } from '../../kernel/documents.generated';
import { Refusal } from '../../kernel/problems';
import { unlimitedOf } from '../../access/access';
import { rowsStatement } from '../../query/compile';
import { registry } from '../../../tests/support/records';
import type { DocumentService } from './documents';
import { ANALYST, entityDocument, field, startStore } from './documents.testkit';

let database: TestDatabase;
let documents: DocumentService;
beforeAll(async () => {
  database = await testDatabase();
  documents = await startStore(database);
});
afterAll(async () => {
  documents?.close();
  await database?.drop();
});

const query = async <R = { [column: string]: unknown }>(sql: string, values: unknown[] = []): Promise<R[]> =>
  (await database.pool.query(sql, values)).rows as R[];
const publish = (documentsGiven: EntityDocument | EntityDocument[], conversions?: readonly Conversion[]) =>
  documents.publish(ANALYST, { documents: [documentsGiven].flat(), ...(conversions ? { conversions } : {}) });
const planned = (document: EntityDocument, conversions?: readonly Conversion[]) =>
  documents.plan({ documents: [document], ...(conversions ? { conversions } : {}) });

let count = 0;
/** A new entity with one field and these values; gives functions to change the field. */
async function world(type: string, values: readonly unknown[], rest: Partial<FieldUse> = {}) {
  count += 1;
  const name = `conv${count}`;
  const fieldOf = (to: string, more: Partial<FieldUse> = {}): FieldUse => field(`v${count}`, to, more);
  const entity = (...fields: FieldUse[]): EntityDocument => entityDocument(name, fields);
  await publish(entity(fieldOf(type, rest)));
  const ids: string[] = [];
  for (const value of values) {
    const id = crypto.randomUUID();
    ids.push(id);
    await query(`insert into data.${name} (id, created_at, updated_at, "v${count}") values ($1, now(), now(), $2)`, [
      id,
      value,
    ]);
  }
  const column = `v${count}`;
  const read = async (of = column): Promise<unknown[]> => {
    const rows = await query<{ id: string; v: unknown }>(`select id, to_json("${of}") as v from data.${name}`);
    const byId = new Map(rows.map((row) => [row.id, row.v]));
    return ids.map((id) => byId.get(id) ?? null);
  };
  return { name, column, ids, fieldOf, entity, read };
}
const NOBODY = { person: null, department: null, departmentPath: null, locale: 'en', timeZone: 'UTC' } as never;
const quarantine = (entity: string) =>
  query<{ value: string; why: string; record_id: string }>(
    'select value, why, record_id from quarantine where entity_id = $1 and is_live and resolution is null order by value',
    [`ent_${entity}_test`],
  );
const codesOf = async (promise: Promise<unknown>): Promise<string[]> => {
  try {
    await promise;
  } catch (error) {
    if (error instanceof Refusal) return error.problems.map(({ code }) => code);
    throw error;
  }
  return [];
};

const choices = (...list: string[]) => ({
  options: { choices: list.map((value) => ({ value, label: { 'zh-CN': `标${value}`, en: `Label ${value}` } })) },
});

describe('a type change', () => {
  it('lists the values that do not convert, and converts nothing until somebody says what becomes of them', async () => {
    const { entity, fieldOf, name, column, read, ids } = await world('text', [
      '1,000.50',
      'n/a',
      '７',
      null,
      'n/a',
      '-3',
    ]);
    const plan = await planned(entity(fieldOf('number')));
    expect(plan.canPublish).toBe(false);
    const { conversion, class: danger, lock } = plan.steps[0]!;
    expect([danger, lock]).toEqual(['S3', 'everybody']);
    expect(conversion!.values).toBe(5);
    expect(conversion!.bad).toMatchObject({ count: 2, different: 1, shown: [{ value: 'n/a', count: 2 }] });
    expect(conversion!.bad.shown[0]!.records.toSorted()).toEqual([ids[1], ids[4]].toSorted());
    expect(conversion!.samples).toContainEqual({ before: '1,000.50', after: '1,000.5' });
    expect(await codesOf(publish(entity(fieldOf('number'))))).toEqual(['plan.badValues']);
    expect(await read()).toEqual(['1,000.50', 'n/a', '７', null, 'n/a', '-3']);

    await publish(entity(fieldOf('number')), [{ entity: name, field: column, quarantine: true }]);
    expect(await read()).toEqual([1000.5, null, 7, null, null, -3]);
    expect((await quarantine(name)).map(({ value }) => value)).toEqual(['n/a', 'n/a']);

    // Back: what was set aside and how values were written comes back; what changed since is kept.
    await query(`update data.${name} set "${column}" = 12 where id = $1`, [ids[2]]);
    await publish(entity(fieldOf('text')));
    expect(await read()).toEqual(['1,000.50', 'n/a', '12', null, 'n/a', '-3']);
    expect(await quarantine(name)).toEqual([]);
  });

  it('takes what a person chose for a value', async () => {
    const { entity, fieldOf, name, column, read } = await world('text', ['high', 'LOW', 'hmm', 'nothing']);
    const after = entity(fieldOf('choice', choices('high', 'low')));
    const map = { hmm: 'low', nothing: null };
    expect(await codesOf(publish(after, [{ entity: name, field: column, map: { hmm: 'middle' } }]))).toContain(
      'plan.mapBad',
    );
    await publish(after, [{ entity: name, field: column, map }]);
    expect(await read()).toEqual(['high', 'low', 'low', null]);
    await publish(entity(fieldOf('text')));
    expect(await read()).toEqual(['high', 'LOW', 'hmm', 'nothing']);
  });

  it.each<
    [string, string, readonly unknown[], Partial<FieldUse>, Partial<FieldUse>, Partial<Conversion>, readonly unknown[]]
  >([
    ['number', 'text', ['12.50', '-0.1'], {}, {}, {}, ['12.5', '-0.1']],
    ['text', 'date', ['2026-3-5', '2026年3月6日'], {}, {}, {}, ['2026-03-05', '2026-03-06']],
    ['date', 'date_time', ['2026-03-05'], {}, {}, { timeZone: 'Asia/Shanghai' }, ['2026-03-04T16:00:00+00:00']],
    ['date_time', 'date', ['2026-03-04T16:30:00Z'], {}, {}, { timeZone: 'Asia/Shanghai' }, ['2026-03-05']],
    ['date_time', 'text', ['2026-03-04T16:30:00Z'], {}, {}, { timeZone: 'UTC' }, ['2026-03-04 16:30:00']],
    ['choice', 'text', ['a', 'b'], choices('a', 'b'), {}, { locale: 'en' }, ['Label a', 'Label b']],
    ['choice', 'text', ['a', 'b'], choices('a', 'b'), {}, { text: 'value' }, ['a', 'b']],
    ['choice', 'many_choice', ['a', 'b'], choices('a', 'b'), choices('a', 'b'), {}, [['a'], ['b']]],
    ['many_choice', 'choice', [['a'], ['b', 'a']], choices('a', 'b'), choices('a', 'b'), { first: true }, ['a', 'b']],
    ['many_choice', 'text', [['a', 'b']], choices('a', 'b'), {}, { locale: 'en' }, ['Label a, Label b']],
    ['number', 'money', ['1.25', '2'], {}, { options: { currency: 'CNY' } }, {}, [1.25, 2]],
    ['number', 'number', ['1.256', '2'], {}, { options: { decimals: 1 } }, { round: true }, [1.3, 2]],
    ['yes_no', 'text', [true, false], {}, {}, { locale: 'zh-CN' }, ['是', '否']],
    ['text', 'yes_no', ['是', 'no'], {}, {}, {}, [true, false]],
    ['text', 'many_choice', ['a, b', 'Label a'], {}, choices('a', 'b'), {}, [['a', 'b'], ['a']]],
    ['text', 'long_text', ['x', 'y'], {}, {}, {}, ['x', 'y']],
  ])('%s → %s', async (from, to, before, was, is, how, after) => {
    const { entity, fieldOf, name, column, read } = await world(from, before, was);
    await publish(entity(fieldOf(to, is)), [{ entity: name, field: column, ...how }]);
    expect(await read()).toEqual(after);
    expect(await quarantine(name)).toEqual([]);
  });

  it('finds records by their title, and lists the texts that name none or several', async () => {
    await publish(entityDocument('shop', [field('title', 'text')]));
    const shop = async (title: string): Promise<string> =>
      (
        await query<{ id: string }>(
          `insert into data.shop (id, created_at, updated_at, title) values (gen_random_uuid(), now(), now(), $1) returning id`,
          [title],
        )
      )[0]!.id;
    const [north] = [await shop('North'), await shop('Twin'), await shop('twin')];
    const { entity, fieldOf, name, column, read } = await world('text', [' north ', 'Twin', 'Nowhere']);
    const after = entity(fieldOf('relation', { options: { entity: 'shop' } }));
    const { bad } = (await planned(after)).steps[0]!.conversion!;
    expect(bad.shown.map(({ value, why }) => [value, why.code])).toEqual([
      ['Nowhere', 'plan.noRecord'],
      ['Twin', 'plan.ambiguous'],
    ]);
    await publish(after, [{ entity: name, field: column, quarantine: true }]);
    expect(await read()).toEqual([north, null, null]);
    await publish(entity(fieldOf('text')));
    expect(await read()).toEqual([' north ', 'Twin', 'Nowhere']);
  });

  it('splits a field, joins fields and moves values without losing one that has no room', async () => {
    const { entity, fieldOf, name, column, read } = await world('text', ['Li Lei Jr', 'Han', null]);
    const [first, rest] = [field(`first${count}`, 'text'), field(`rest${count}`, 'text')];
    const split = (part: number) => ({ by: ' ', part, of: 2 });
    await publish(entity(fieldOf('text'), first, rest), [
      { entity: name, field: first.name, from: [column], split: split(0) },
      { entity: name, field: rest.name, from: [column], split: split(1) },
    ]);
    expect(await read(first.name)).toEqual(['Li', 'Han', null]);
    expect(await read(rest.name)).toEqual(['Lei Jr', null, null]);

    const whole = field(`whole${count}`, 'text');
    await publish(entity(fieldOf('text'), first, rest, whole), [
      { entity: name, field: whole.name, from: [rest.name, first.name], join: ', ' },
    ]);
    expect(await read(whole.name)).toEqual(['Lei Jr, Li', 'Han', null]);

    // Into a field that holds something already: its own value stays, the other is set aside.
    await publish(entity(fieldOf('text'), first, rest, whole), [
      { entity: name, field: rest.name, from: [whole.name], quarantine: true },
    ]);
    expect(await read(rest.name)).toEqual(['Lei Jr', 'Han', null]);
    expect((await quarantine(name)).map(({ value }) => value)).toEqual(['Lei Jr, Li']);
  });

  it('moves values of an entity that has no draft, and only where it is asked for', async () => {
    const { entity, fieldOf, name, column, read } = await world('text', ['a', 'b']);
    const other = field(`other${count}`, 'text');
    await publish(entity(fieldOf('text'), other));
    const refs = [{ kind: 'entity' as const, name }];
    expect(await codesOf(documents.publish(ANALYST, { refs }))).toEqual(['document.noDraft']);
    const conversions = [{ entity: name, field: other.name, from: [column] }];
    const plan = await documents.plan({ refs, conversions });
    expect(plan.steps.map(({ class: danger, path }) => [danger, path[0]])).toEqual([['S3', 'fields']]);
    await documents.publish(ANALYST, { refs, conversions });
    expect(await read(other.name)).toEqual(['a', 'b']);
  });

  it('names records that lie twice in fields that are to be unique together by their titles', async () => {
    const target = `mark${count}`;
    await publish(entityDocument(target, [field('name', 'text')]));
    const [mark] = await query<{ id: string }>(
      `insert into data.${target} (id, created_at, updated_at, name) values (gen_random_uuid(), now(), now(), 'North') returning id`,
    );
    const { entity, fieldOf, name } = await world('text', ['7', '7', '8']);
    const by = field('mark', 'relation', { options: { entity: target } });
    await publish(entity(fieldOf('text'), by));
    await query(`update data.${name} set mark = $1`, [mark!.id]);
    const both = { ...entity(fieldOf('text'), by), unique: [{ id: `unq_${name}`, fields: [`v${count}`, 'mark'] }] };
    const { problems } = await planned(both as EntityDocument);
    expect(problems.map(({ code, data }) => [code, data?.values])).toEqual([['entity.duplicates', '7 / North (× 2)']]);
  });

  it('makes no tree of records that are above themselves, and names them', async () => {
    const name = `knot${count}`;
    const up = (tree: boolean) => field(`up${count}`, 'relation', { options: { entity: name, tree } });
    const knot = (tree: boolean) => entityDocument(name, [field(`title${count}`, 'text'), up(tree)]);
    await publish(knot(false));
    const add = async (title: string): Promise<string> =>
      (
        await query<{ id: string }>(
          `insert into data.${name} (id, created_at, updated_at, title${count}) values (gen_random_uuid(), now(), now(), $1) returning id`,
          [title],
        )
      )[0]!.id;
    const [a, b, below, self, gone] = [
      await add('A'),
      await add('B'),
      await add('below'),
      await add('S'),
      await add('T'),
    ];
    const put = (id: string, to: string | null) =>
      query(`update data.${name} set up${count} = $2 where id = $1`, [id, to]);
    await Promise.all([put(a, b), put(b, a), put(below, a), put(self, self), put(gone, gone)]);
    await query(`update data.${name} set deleted_at = now() where id = $1`, [gone]);
    const { problems, canPublish } = await planned(knot(true));
    expect(canPublish).toBe(false);
    expect(problems.map(({ code, path }) => `${code} ${path.join('.')}`)).toEqual([
      'entity.treeCircles fields.1.options.tree',
    ]);
    const said = String(problems[0]!.data?.circles).split('; ').sort();
    expect(['A → B → A', 'B → A → B']).toContain(said[0]);
    expect(said[1]).toBe('S → S');
    await Promise.all([put(a, null), put(self, null)]);
    await publish(knot(true));
    expect((await documents.plan({ documents: [knot(true)] })).problems).toEqual([]);
  });

  it('is not read by a process that has not heard of it: one field is never shown under the name of another', async () => {
    const { entity, fieldOf, name, column } = await world('text', ['open']);
    const other = field(`other${count}`, 'text');
    await publish(entity(fieldOf('text'), other));
    await query(`update data.${name} set "${other.name}" = 'secret'`);
    const model = documents.model();
    const schema = { model, access: unlimitedOf(model), fieldTypes: registry.fieldTypes };
    const asking = { now: new Date(), viewer: NOBODY };
    const read = async () => {
      const { statement, compiled } = rowsStatement(schema, { entity: name, fields: [column] }, asking);
      const { rows } = await database.pool.query({ ...statement, rowMode: 'array' });
      return rows.map((row) => compiled.present(row as unknown[])[column]);
    };
    expect(await read()).toEqual(['open']);
    await publish(entity({ ...fieldOf('text'), name: other.name }, { ...other, name: column }));
    await expect(read()).rejects.toMatchObject({ code: '42703' });
  });

  it('swaps the names of two fields in one publication while one of them changes its type', async () => {
    const { entity, fieldOf, name, column, read } = await world('text', ['7']);
    const other = field(`other${count}`, 'text');
    await publish(entity(fieldOf('text'), other));
    await query(`update data.${name} set "${other.name}" = 'seven'`);
    await publish(entity({ ...fieldOf('number'), name: other.name }, { ...other, name: column }));
    expect(await read(other.name)).toEqual([7]);
    expect(await read(column)).toEqual(['seven']);
  });

  it('refuses values that would come twice in a unique field', async () => {
    const { entity, fieldOf } = await world('text', ['1.0', '1'], { unique: true });
    expect(await codesOf(publish(entity(fieldOf('number', { unique: true }))))).toEqual(['entity.duplicates']);
  });

  it('says how many values do not fit tighter settings, and leaves them', async () => {
    const { entity, fieldOf, read } = await world('choice', ['a', 'b', 'b'], choices('a', 'b'));
    const plan = await planned(entity(fieldOf('choice', choices('a'))));
    expect(plan.canPublish).toBe(true);
    expect(plan.steps[0]!.words.en).toContain('2 values do not fit');
    await publish(entity(fieldOf('choice', choices('a'))));
    expect(await read()).toEqual(['a', 'b', 'b']);
  });

  it('is refused when its own entity was published since its plan was shown', async () => {
    const { entity, fieldOf } = await world('text', ['1']);
    const { seal } = await planned(entity(fieldOf('number')));
    await publish(entity(fieldOf('text'), field('between', 'text')));
    const late = documents.publish(ANALYST, { documents: [entity(fieldOf('number'))], seal });
    expect(await codesOf(late)).toEqual(['plan.moved']);
  });

  it('goes on when others published something that does not concern it', async () => {
    const { entity, fieldOf, read } = await world('text', ['1']);
    const { seal } = await planned(entity(fieldOf('number')));
    await publish(entityDocument('elsewhere', [field('x', 'text')]));
    await documents.publish(ANALYST, { documents: [entity(fieldOf('number'))], seal });
    expect(await read()).toEqual([1]);
  });

  it('brings a removed field back as another type with its values', async () => {
    const { entity, fieldOf, read } = await world('text', ['5', '6']);
    const rest = field(`rest${count}`, 'text');
    await publish(entity(fieldOf('text'), rest));
    await publish(entity(rest));
    await publish(entity(rest, fieldOf('number')));
    expect(await read()).toEqual([5, 6]);
  });
});
