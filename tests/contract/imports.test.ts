/** Imports in depth: match keys, relations, trees, line items, trial runs, pause, undo, and files that come back. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ImportSettings, ImportState } from '../../engine/kernel/api';
import type { EntityDocument, RoleDocument } from '../../engine/kernel/documents.generated';
import { startWorker } from '../../engine/host/worker';
import { testHost, type TestHost } from '../support/host';

const text = (en: string) => ({ 'zh-CN': en, en });
const field = (id: string, type: string, more: object = {}) => ({ id: `fld_ti_${id}`, type, ...more });
const GROUP = {
  kind: 'entity',
  id: 'ent_ti_group',
  name: 'group',
  label: text('Group'),
  fields: [
    { ...field('gname', 'text', { required: true }), name: 'name', label: text('Name') },
    { ...field('gcode', 'text', { unique: true }), name: 'code', label: text('Code') },
  ],
} as unknown as EntityDocument;
const PART = {
  kind: 'entity',
  id: 'ent_ti_part',
  name: 'part',
  label: text('Part'),
  titleField: 'no',
  fields: [
    { ...field('no', 'text', { unique: true, required: true }), name: 'no', label: text('No') },
    { ...field('note', 'text'), name: 'note', label: text('Note') },
    { ...field('size', 'number'), name: 'size', label: text('Size') },
    { ...field('made', 'date_time'), name: 'made', label: text('Made') },
    { ...field('group', 'relation', { options: { entity: 'group' } }), name: 'group', label: text('Group') },
    { ...field('above', 'relation', { options: { entity: 'part' } }), name: 'above', label: text('Above') },
    { ...field('keeper', 'person'), name: 'keeper', label: text('Keeper') },
    {
      ...field('steps', 'lines', {
        options: {
          fields: [
            { ...field('what', 'text'), name: 'what', label: text('What') },
            { ...field('hours', 'number'), name: 'hours', label: text('Hours') },
          ],
        },
      }),
      name: 'steps',
      label: text('Steps'),
    },
  ],
} as unknown as EntityDocument;
const ALL = { create: true, read: 'all', update: 'all', delete: 'all' } as const;
const KEEPER: RoleDocument = {
  kind: 'role',
  id: 'rol_testkeeper',
  name: 'keeper',
  label: text('keeper'),
  permissions: ['import', 'export'],
  entities: { part: ALL, group: ALL, parcel: ALL },
};

let test: TestHost;
let worker: { stop(): Promise<void> };
beforeAll(async () => {
  test = await testHost({ isWorker: true });
  await test.host.documents.publish({ person: null, isAdmin: true }, { documents: [GROUP, PART, KEEPER] });
  worker = await startWorker(test.host);
});
afterAll(async () => {
  await worker?.stop();
  await test?.close();
});

const ask = async <T>(name: string, body: object): Promise<T> => {
  const answer = await test.ask('POST', `v1/operations/${name}`, { as: 'keeper', body });
  expect(answer.status, await answer.clone().text()).toBe(200);
  return (await answer.json()) as T;
};
const reach = async (job: string, is: (state: ImportState) => boolean): Promise<ImportState> => {
  let state: ImportState | undefined;
  await expect
    .poll(async () => is((state = await ask<ImportState>('import.get', { job }))), { timeout: 20_000, interval: 50 })
    .toBe(true);
  return state!;
};
const over = (state: ImportState): boolean => !['ready', 'running'].includes(state.state);

async function bringIn(
  entity: string,
  raw: string | Uint8Array,
  settings: Omit<ImportSettings, 'mapping'> & { fields: readonly (string | object)[]; check?: boolean },
): Promise<ImportState> {
  const sent = await test.ask('POST', 'v1/files?name=in.csv&for=import', { as: 'keeper', raw });
  const { id: file } = (await sent.json()) as { id: string };
  const { fields, ...rest } = settings;
  const mapping = fields.map((one, index) => (typeof one === 'string' ? { index, field: one } : { index, ...one }));
  const { job } = await ask<{ job: string }>('import.start', { entity, file, mapping, ...rest });
  return reach(job, over);
}
const counts = ({ inserted, updated, unchanged, failed }: ImportState) => [inserted, updated, unchanged, failed];
const errors = async (job: string) =>
  (await ask<{ errors: { row: number; column: string; message: string }[] }>('import.errors', { job })).errors;
interface Row {
  readonly id: string;
  readonly rev: number;
  readonly [field: string]: unknown;
}
const titleOf = (value: unknown): string | null => (value === null ? null : (value as { title: string }).title);
const parts = async (prefix: string) =>
  (
    await ask<{ rows: Row[] }>('record.list', {
      entity: 'part',
      filter: { field: 'no', op: 'startsWith', value: prefix },
      sort: [{ field: 'no', direction: 'asc' }],
    })
  ).rows;

describe('a match key', () => {
  it('updates what is there, adds the rest, and the same file again changes nothing', async () => {
    const file = 'no,note,size\nk1,one,1\nk2,two,2\n';
    const settings = { fields: ['no', 'note', 'size'], key: ['no'] };
    expect(counts(await bringIn('part', file, settings))).toEqual([2, 0, 0, 0]);
    expect(counts(await bringIn('part', file, settings))).toEqual([0, 0, 2, 0]);
    const changed = 'no,note,size\nk1,,1.0\nk2,zwei,\nk3,three,3\nk2,again,\n';
    const state = await bringIn('part', changed, settings);
    expect(counts(state)).toEqual([1, 1, 1, 1]);
    expect(await errors(state.id)).toMatchObject([
      { row: 5, column: 'no', message: expect.stringContaining('line 3') },
    ]);
    expect((await parts('k')).map(({ no, note, size }) => [no, note, size])).toEqual([
      ['k1', 'one', '1'],
      ['k2', 'zwei', '2'],
      ['k3', 'three', '3'],
    ]);
    // Empty cells may also clear; and only one side may be wanted.
    expect(
      counts(
        await bringIn('part', 'no,note\nk1,\nk9,x\n', {
          fields: ['no', 'note'],
          key: ['no'],
          mode: 'update',
          empty: 'clear',
        }),
      ),
    ).toEqual([0, 1, 0, 1]);
    expect((await parts('k1'))[0]!.note).toBeNull();
    expect(
      counts(await bringIn('part', 'no,note\nk1,x\nk4,x\n', { fields: ['no', 'note'], key: ['no'], mode: 'insert' })),
    ).toEqual([1, 0, 0, 1]);
  });
});

describe('relations', () => {
  it('are found by any unique field, or made where that is wanted; people by name or address', async () => {
    await bringIn('group', 'name,code\nSteel,S\nWood,W\n', { fields: ['name', 'code'], key: ['code'] });
    const rows = 'no,group,keeper\nr1,S,keeper@test.example\nr2,Wood,writer\nr3,Glass,\n';
    const first = await bringIn('part', rows, { fields: ['no', 'group', 'keeper'], key: ['no'] });
    expect(counts(first)).toEqual([2, 0, 0, 1]);
    expect((await errors(first.id))[0]!.message).toContain('Glass');
    const more = await bringIn('part', `${rows}r4,Clay,\nr5,Glass,\n`, {
      fields: ['no', 'group'],
      key: ['no'],
      check: true,
    });
    expect(await ask('import.errors', { job: more.id })).toMatchObject({
      total: 3,
      missing: [{ names: 2, rows: 3, values: ['Glass', 'Clay'] }],
    });
    const made = await bringIn('part', rows, {
      fields: ['no', { field: 'group', missing: 'create' }, 'keeper'],
      key: ['no'],
    });
    expect([counts(made), made.linked]).toEqual([[1, 0, 2, 0], 1]);
    expect((await parts('r')).map(({ group, keeper }) => [titleOf(group), titleOf(keeper)])).toEqual([
      ['Steel', 'keeper'],
      ['Wood', 'writer'],
      ['Glass', null],
    ]);
  });

  it('may lead to records further down in the same file', async () => {
    const state = await bringIn('part', 'no,above\nt1,t3\nt2,t1\nt3,\nt4,nobody\n', {
      fields: ['no', 'above'],
      key: ['no'],
    });
    expect(counts(state)).toEqual([3, 0, 0, 1]);
    expect((await parts('t')).map(({ no, above }) => [no, titleOf(above)])).toEqual([
      ['t1', 't3'],
      ['t2', 't1'],
      ['t3', null],
    ]);
  });
});

describe('line items', () => {
  it('come from rows that repeat their head; the same rows change nothing, fewer take rows away', async () => {
    const settings = { fields: ['no', 'note', 'steps.what', 'steps.hours'], key: ['no'] };
    const file = 'no,note,what,hours\nl1,a,cut,1\nl1,a,glue,2\nl2,b,,\nl3,c,cut,x\nl3,c,glue,1\n';
    const state = await bringIn('part', file, settings);
    expect(counts(state)).toEqual([2, 0, 0, 1]);
    // All lines of the failed record are in the list, so that mending it needs no other file.
    expect((await errors(state.id)).map(({ row }) => row)).toEqual([5, 6]);
    expect(counts(await bringIn('part', file.slice(0, file.indexOf('l3')), settings))).toEqual([0, 0, 2, 0]);
    expect(counts(await bringIn('part', 'no,note,what,hours\nl1,a,glue,2\n', settings))).toEqual([0, 1, 0, 0]);
    const [l1] = await parts('l1');
    const record = await ask<{ steps: object[] }>('record.get', { entity: 'part', id: l1!.id });
    expect(record.steps).toMatchObject([{ what: 'glue', hours: '2' }]);
    const apart = await bringIn('part', 'no,note,what,hours\nl5,,a,\nl6,,a,\nl5,,b,\n', settings);
    expect([counts(apart), (await errors(apart.id))[0]!.row]).toEqual([[2, 0, 0, 1], 4]);
  });
});

describe('a trial run', () => {
  it('tells exactly what would happen, and keeps nothing', async () => {
    await bringIn('part', 'no\nd1\n', { fields: ['no'] });
    const before = await test.host.pool.query('select count(*) from record_history');
    const state = await bringIn('part', 'no,group,above\nd1,Brass,\nd2,Brass,d3\nd3,Brass,\nd4,Brass,no\n', {
      fields: ['no', { field: 'group', missing: 'create' }, 'above'],
      key: ['no'],
      check: true,
    });
    expect([state.kind, counts(state), state.linked]).toEqual(['check', [2, 1, 0, 1], 1]);
    expect((await test.host.pool.query('select count(*) from record_history')).rows).toEqual(before.rows);
    expect((await parts('d')).map(({ no }) => no)).toEqual(['d1']);
  });
});

describe('an undo', () => {
  it('brings back what was changed and throws away what was made, unless somebody went on with it', async () => {
    await bringIn('part', 'no,note\nu1,old,\nu2,old\n', { fields: ['no', 'note'] });
    const state = await bringIn('part', 'no,note,what\nu1,new,a\nu2,new,a\nu3,new,a\nu4,new,a\n', {
      fields: ['no', 'note', 'steps.what'],
      key: ['no'],
    });
    expect(counts(state)).toEqual([2, 2, 0, 0]);
    const [, u2, , u4] = await parts('u');
    for (const one of [u2!, u4!]) {
      await ask('record.update', { entity: 'part', id: one.id, rev: one.rev, values: { note: 'hers' } });
    }
    await ask('import.undo', { job: state.id });
    const { undo } = await reach(state.id, (one) => one.undo?.state === 'done');
    expect(undo).toMatchObject({ kept: 2 });
    expect((await parts('u')).map(({ no, note }) => [no, note])).toEqual([
      ['u1', 'old'],
      ['u2', 'hers'],
      ['u4', 'hers'],
    ]);
    const kept = await ask<{ records: { record: { title: string } }[] }>('import.kept', { job: state.id });
    expect(kept.records.map(({ record }) => record.title).sort()).toEqual(['u2', 'u4']);
    await ask('import.undo', { job: state.id, overrides: true });
    await reach(state.id, (one) => one.undo?.state === 'done');
    expect((await parts('u')).map(({ no, note }) => [no, note])).toEqual([
      ['u1', 'old'],
      ['u2', 'old'],
    ]);
    const again = await test.ask('POST', 'v1/operations/import.undo', { as: 'keeper', body: { job: state.id } });
    expect(again.status).toBe(409);
  });
});

describe('a long import', () => {
  it('rests, goes on where it stopped, and has every row once', async () => {
    const rows = Array.from({ length: 6000 }, (_, i) => `p${String(i).padStart(5, '0')},${i}`).join('\n');
    const sent = await test.ask('POST', 'v1/files?name=long.csv&for=import', {
      as: 'keeper',
      raw: `no,size\n${rows}\n`,
    });
    const { id: file } = (await sent.json()) as { id: string };
    const mapping = ['no', 'size'].map((name, index) => ({ index, field: name }));
    const { job } = await ask<{ job: string }>('import.start', { entity: 'part', file, mapping });
    await reach(job, ({ done }) => done > 0);
    const paused = await test.ask('POST', 'v1/operations/import.pause', { as: 'keeper', body: { job } });
    // A fast machine may be through already; then there is nothing to go on with.
    if (paused.status === 200) {
      const { done } = await reach(job, ({ state }) => state === 'paused');
      expect(done % 1000).toBe(0);
      await ask('import.resume', { job });
    }
    expect(counts(await reach(job, ({ state }) => state === 'done'))).toEqual([6000, 0, 0, 0]);
    const found = await test.host.pool.query(
      `select count(*)::int as n, count(distinct no)::int as d, sum(size)::int as s from data.part where no like 'p%'`,
    );
    expect(found.rows[0]).toEqual({ n: 6000, d: 6000, s: (5999 * 6000) / 2 });
  });
});

describe('files that come back', () => {
  it('bad rows, mended, make no doubles; in the encoding they came in', async () => {
    const bytes = Buffer.concat([
      Buffer.from('no,note,size\ne1,'),
      Buffer.from([0xc3, 0xfb]),
      Buffer.from(',1\ne2,=x,many\n'),
    ]);
    const settings = { fields: ['no', 'note', 'size'], key: ['no'] };
    const state = await bringIn('part', bytes, settings);
    expect(counts(state)).toEqual([1, 0, 0, 1]);
    const answer = await test.ask('GET', `v1/imports/${state.id}/errors`, { as: 'keeper' });
    expect(answer.headers.get('content-type')).toContain('gb18030');
    const bad = Buffer.from(await answer.arrayBuffer()).toString('latin1');
    expect(bad).toMatch(/^no,note,size,Line,Reason\r\ne2,'=x,many,3,/);
    const mended = Buffer.from(bad.replace('many', '2'), 'latin1');
    expect(counts(await bringIn('part', mended, settings))).toEqual([1, 0, 0, 0]);
    expect((await parts('e')).map(({ no, note, size }) => [no, note, size])).toEqual([
      ['e1', '名', '1'],
      ['e2', '=x', '2'],
    ]);
  });

  it.each(['csv', 'xlsx'])('an export as %s changes nothing when it is imported', async (format) => {
    await bringIn('part', 'no,note,size,made\nx1,=1+1,1.50,2026-03-04 05:06:07\nx2,"a, ""b""",-2,\n', {
      fields: ['no', 'note', 'size', 'made'],
      key: ['no'],
    });
    const { file } = await ask<{ file: string }>('record.export', {
      entity: 'part',
      format,
      ids: true,
      fields: ['no', 'note', 'size', 'made', 'group', 'keeper'],
      filter: {
        any: [
          { field: 'no', op: 'startsWith', value: 'x' },
          { field: 'no', op: 'startsWith', value: 'r' },
        ],
      },
    });
    const answer = await test.ask('GET', `v1/files/${file}?download`, { as: 'keeper' });
    const body = new Uint8Array(await answer.arrayBuffer());
    const state = await bringIn('part', body, { fields: ['id', 'no', 'note', 'size', 'made', 'group', 'keeper'] });
    expect([counts(state), await errors(state.id)]).toEqual([[0, 0, 5, 0], []]);
  });
});
