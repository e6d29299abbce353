/** Many records at once: each row on its own, all of them in one statement. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { matchKeys } from '../../data/records/match';
import { runnerOf } from '../../data/run';
import { entityDocument, role, world, type World } from '../../../tests/support/records';
import { schemaOf } from './records-context';

let w: World;
beforeAll(async () => {
  const part = entityDocument('part', {
    code: { type: 'text', unique: true, required: true },
    size: { type: 'number' },
    made: { type: 'date' },
    secret: { type: 'text' },
    marks: {
      type: 'many_choice',
      options: {
        choices: ['a"b', 'c,d', '{e}'].map((value) => ({ value, label: { 'zh-CN': value, en: value } })),
      },
    },
    steps: { type: 'lines', options: { fields: { what: { type: 'text' }, hours: { type: 'number' } } } },
  });
  w = await world({
    entities: [part],
    roles: [
      role('keeper', { part: { create: true, read: 'all', update: 'all', delete: 'all' } }),
      role('owner', { part: { create: true, read: 'all', update: 'own', fields: { secret: 'read' } } }),
    ],
  });
});
afterAll(() => w?.end());

const make = async (rows: Parameters<World['host']['records']['createMany']>[2]) =>
  (await w.host.records.createMany(w.call('ann', 'keeper'), 'part', rows)).ids as string[];

describe('making many records', () => {
  it('keeps every text and list as it is, whether few are written or many', async () => {
    const texts = ['"', '\\', '{}', 'NULL', 'a,b', '\\"', "'", 'x y', '啤酒 😀', '$1', '%', '[1]'];
    for (const count of [3, 40]) {
      const rows = Array.from({ length: count }, (_, i) => ({
        code: `m${count}-${i}`,
        secret: texts[i % texts.length]!,
        ...(i % 2 ? { marks: ['a"b', '{e}'] } : {}),
        steps: [{ what: texts[i % texts.length]! }],
      }));
      const ids = await make(rows);
      for (const [i, row] of rows.entries()) {
        const record = await w.host.records.get(w.call('ann', 'keeper'), 'part', ids[i]!);
        expect([record.secret, record.marks ?? undefined]).toEqual([row.secret, row.marks]);
        expect(record.steps).toMatchObject(row.steps);
        const { entries } = await w.host.records.history(w.call('ann', 'keeper'), 'part', ids[i]!);
        expect(entries[0]!.changes.find(({ field }) => field === 'secret')!.after).toBe(row.secret);
      }
    }
  });
});

describe('changing many records', () => {
  it('writes those that change, with one more revision and their history, and leaves the others alone', async () => {
    const [a, b] = await make([
      { code: 'c1', size: '1' },
      { code: 'c2', size: '2.50' },
    ]);
    const { results, failed } = await w.host.records.changeMany(w.call('ann', 'keeper', 'import'), 'part', [
      { id: a!, values: { size: '7', made: '2026-01-02' } },
      { id: b!, values: { size: '2.5', code: 'c2' } },
    ]);
    expect(failed).toEqual([]);
    expect(results).toEqual([
      { rev: 2, isChanged: true },
      { rev: 1, isChanged: false },
    ]);
    const { entries } = await w.host.records.history(w.call('ann', 'keeper'), 'part', a!);
    expect(entries[0]).toMatchObject({ rev: 2, op: 'update', door: 'import' });
    expect(entries[0]!.changes.map(({ field, before, after }) => [field, before, after])).toEqual([
      ['size', '1', '7'],
      ['made', null, '2026-01-02'],
    ]);
  });

  it('writes, changes and removes rows of line items', async () => {
    const [id] = await make([
      { code: 'l1', steps: [{ what: 'cut', hours: '1' }, { what: 'glue' }, { what: 'paint' }] as never },
    ]);
    const before = (await w.host.records.get(w.call('ann', 'keeper'), 'part', id!)).steps as { id: string }[];
    const steps = [{ id: before[0]!.id, what: 'cut', hours: '2' }, { what: 'sand' }];
    await w.host.records.changeMany(w.call('ann', 'keeper'), 'part', [{ id: id!, values: { steps: steps as never } }]);
    const after = (await w.host.records.get(w.call('ann', 'keeper'), 'part', id!)).steps as { what: string }[];
    expect(after).toMatchObject([
      { id: before[0]!.id, what: 'cut', hours: '2' },
      { what: 'sand', hours: null },
    ]);
  });

  it('says of each row why it failed, and writes the others', async () => {
    const [a, b, c] = await make([{ code: 'f1' }, { code: 'f2' }, { code: 'f3' }]);
    const { results, failed } = await w.host.records.changeMany(w.call('ann', 'keeper'), 'part', [
      { id: a!, values: { size: 'big' } },
      { id: b!, values: { code: 'f1' } },
      { id: c!, values: { size: '3' } },
      { id: '00000000-0000-7000-8000-00000000ffff', values: { size: '3' } },
    ]);
    expect(results[2]).toEqual({ rev: 2, isChanged: true });
    expect(failed.map(({ index, problems }) => [index, problems[0]!.code])).toEqual([
      [0, 'field.number'],
      [1, 'record.notUnique'],
      [3, 'record.notFound'],
    ]);
  });

  it('refuses a stale revision, a field that may only be read, and a record of somebody else, row by row', async () => {
    const [a, b] = await make([{ code: 'r1', secret: 'x' }, { code: 'r2' }]);
    const mine = (await w.host.records.createMany(w.call('bo', 'owner'), 'part', [{ code: 'r3' }, { code: 'r4' }]))
      .ids as string[];
    const { results, failed } = await w.host.records.changeMany(w.call('bo', 'owner'), 'part', [
      { id: a!, values: { size: '1' } },
      { id: b!, rev: 9, values: { size: '1' } },
      { id: mine[0]!, values: { secret: 'mine' } },
      { id: mine[1]!, rev: 1, values: { size: '1' } },
    ]);
    expect(results.map((result) => result?.isChanged ?? null)).toEqual([null, null, null, true]);
    expect(failed.map(({ problems }) => problems[0]!.code)).toEqual([
      'record.mayNotUpdate',
      'record.mayNotUpdate',
      'record.notEditable',
    ]);
  });

  it('loses no change of two who change the same records at once', async () => {
    const ids = await make(Array.from({ length: 20 }, (_, i) => ({ code: `t${i}` })));
    const change = (field: string, value: string) =>
      w.host.records.changeMany(
        w.call('ann', 'keeper'),
        'part',
        ids.map((id) => ({ id, values: { [field]: value } })),
      );
    await Promise.all([change('size', '5'), change('secret', 's'), change('made', '2026-05-05')]);
    for (const id of ids) {
      const record = await w.host.records.get(w.call('ann', 'keeper'), 'part', id);
      expect(record).toMatchObject({ rev: 4, size: '5', secret: 's', made: '2026-05-05' });
    }
  });
});

describe('records of many keys', () => {
  it('are found in one question, by one field or several together; whoever gets two knows', async () => {
    const [a, b] = await make([
      { code: 'k1', size: '1.50', secret: 's' },
      { code: 'k2', size: '1.5', secret: 's' },
    ]);
    const call = w.call('ann', 'keeper');
    const entity = w.host.model().entity('part')!;
    const find = (names: readonly string[], keys: readonly (readonly unknown[])[]) =>
      matchKeys(
        runnerOf(w.host.pool),
        schemaOf(call),
        entity,
        names.map((name) => entity.field(name)!),
        keys,
        { viewer: call.viewer, now: w.clock.now() },
      );
    expect(await find(['code'], [['k2'], ['nobody'], ['k1']])).toEqual([[b], [], [a]]);
    expect(await find(['code', 'size'], [['k1', '1.5']])).toEqual([[a]]);
    expect((await find(['size', 'secret'], [['1.5', 's']]))[0]).toHaveLength(2);
    expect(await find(['id'], [[a]])).toEqual([[a]]);
  });
});
