import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { testHost, type PersonName, type TestHost } from '@/tests/support/host';
import type { Input, OperationName } from '../../kernel/api';
import { runBatch } from './batches';

let test: TestHost;
let ids: string[];
beforeAll(async () => void (test = await testHost()));
afterAll(() => test.close());
beforeEach(async () => {
  await test.host.pool.query('truncate data.parcel cascade');
  ids = await make(3);
});

const by = (who: PersonName) => ({ viewer: test.viewers[who], door: 'screen' as const });
const as = <N extends OperationName>(who: PersonName, name: N, input: Input<N>) => test.host.call(name, input, by(who));
const make = async (count: number): Promise<string[]> => {
  const rows = Array.from({ length: count }, (_, i) => ({ name: `P${i}`, weight: String(i) }));
  return (await test.host.records.createMany({ ...by('keeper'), host: test.host }, 'parcel', rows)).ids as string[];
};
const change = (input: Omit<Input<'record.changeMany'>, 'entity'>, who: PersonName = 'keeper') =>
  as(who, 'record.changeMany', { entity: 'parcel', ...input });
const notes = async () => {
  const { rows } = await as('keeper', 'record.list', { entity: 'parcel', fields: ['note'], page: { size: 1000 } });
  return rows.map(({ note }) => note);
};
const viewerOf = async () => test.viewers.keeper;

describe('changes of many records', () => {
  it('tell what they did, and are taken back with what others changed left alone', async () => {
    const changes = ids.map((id, i) => ({ id, rev: 1, values: { note: `n${i}`, weight: i === 1 ? 'heavy' : '7' } }));
    const { batch, failures } = await change({ op: 'update', changes });
    expect(batch).toMatchObject({ state: 'done', total: 3, changed: 2, failed: 1, mayUndo: true });
    expect(failures).toMatchObject([{ record: { title: 'P1' }, problems: [{ path: ['values', 'weight'] }] }]);
    expect(failures[0]!.problems[0]!.message).toMatch(/Weight/);
    await as('writer', 'record.update', { entity: 'parcel', id: ids[0]!, rev: 2, values: { weight: '9' } });
    await as('writer', 'record.update', { entity: 'parcel', id: ids[2]!, rev: 2, values: { name: 'Z' } });
    const undone = await as('keeper', 'record.undoMany', { batch: batch.id });
    // The first: weight was changed by both, so all of it is left to people.
    expect(undone.batch).toMatchObject({ changed: 1, failed: 1 });
    expect(undone.failures[0]!.problems[0]!.code).toBe('record.conflict');
    const last = await as('keeper', 'record.get', { entity: 'parcel', id: ids[2]! });
    expect(last).toMatchObject({ name: 'Z', note: null, weight: '2' });
    const twice = as('keeper', 'record.undoMany', { batch: batch.id });
    await expect(twice).rejects.toMatchObject({ problems: [{ code: 'batch.undone' }] });
  });

  it('with the key of a batch that was done change nothing again', async () => {
    const key = '01890000-0000-7000-8000-000000000001';
    const once = await change({ op: 'update', ids, values: { note: 'x' }, key });
    const again = await change({ op: 'update', ids, values: { note: 'y' }, key });
    expect([again, await notes()]).toEqual([once, ['x', 'x', 'x']]);
  });

  it('delete, and undo brings back', async () => {
    const { batch } = await change({ op: 'delete', ids });
    expect(await notes()).toEqual([]);
    await as('keeper', 'record.undoMany', { batch: batch.id });
    expect(await notes()).toHaveLength(3);
  });

  it('of all that match are refused when more match than were seen', async () => {
    const where = { filter: { field: 'weight', op: 'gte', value: '1' }, expected: 1 } as const;
    const moved = change({ op: 'update', where, values: { note: 'x' } });
    await expect(moved).rejects.toMatchObject({ problems: [{ code: 'batch.moved', data: { now: 2, before: 1 } }] });
    const done = await change({ op: 'update', where: { ...where, expected: 2 }, values: { note: 'x' } });
    expect([done.batch.changed, (await notes()).filter((note) => note === 'x').length]).toEqual([2, 2]);
  });

  it('of many run in the background, go on after a kill, and are taken back there too', async () => {
    await make(1200);
    const { batch } = await change({ op: 'update', where: { search: 'P' }, values: { note: 'all' } });
    expect(batch).toMatchObject({ state: 'ready', total: 1203 });
    // The worker dies after the first part.
    const stop = new AbortController();
    const { live } = test.host;
    const end = live.subscribe((event) => event.topic === 'batch' && stop.abort());
    await expect(runBatch(test.host, viewerOf, batch.id, stop.signal)).rejects.toThrow();
    end();
    await runBatch(test.host, viewerOf, batch.id);
    const done = await as('keeper', 'record.batch', { batch: batch.id });
    expect(done.batch).toMatchObject({ state: 'done', total: 1203, done: 1203, changed: 1203 });
    const { batch: back } = await as('keeper', 'record.undoMany', { batch: batch.id });
    await runBatch(test.host, viewerOf, back.id);
    expect(new Set(await notes())).toEqual(new Set([null]));
  });

  it('belong to the person who made them', async () => {
    const { batch } = await change({ op: 'update', ids, values: { note: 'x' } });
    const theirs = as('writer', 'record.undoMany', { batch: batch.id });
    await expect(theirs).rejects.toMatchObject({ problems: [{ code: 'batch.notFound' }] });
    const hidden = await change({ op: 'update', ids, values: { secret: 'x' } }, 'writer');
    expect(hidden.batch).toMatchObject({ changed: 0, failed: 3 });
  });
});
