/** Forms made of what there is already, on a whole host: a table with its rows, and a JSON Schema with its demands. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { documentsOf } from '../../components/form/begin/columns';
import { startWorker } from '../../engine/host/worker';
import type { Input, OperationName, Output } from '../../engine/kernel/api';
import type { RoleDocument } from '../../engine/kernel/documents.generated';
import { testHost, type TestHost } from '../support/host';

const ALL = { create: true, read: 'all', update: 'all', delete: 'all' } as const;
/** Somebody who builds: every entity is theirs, the one to come as well. */
const BUILDER: RoleDocument = {
  kind: 'role',
  id: 'rol_testkeeper',
  name: 'keeper',
  label: { 'zh-CN': 'k', en: 'k' },
  permissions: ['build', 'import'],
  entities: { '*': ALL },
};
const PROGRAM = { person: null, isAdmin: true } as const;

let test: TestHost;
let worker: { stop(): Promise<void> };
beforeAll(async () => {
  test = await testHost({ isWorker: true });
  await test.host.documents.publish(PROGRAM, { documents: [BUILDER] });
  worker = await startWorker(test.host);
});
afterAll(async () => {
  await worker?.stop();
  await test?.close();
});

async function ask<N extends OperationName>(name: N, input: Input<N>): Promise<Output<N>> {
  const answer = await test.ask('POST', `v1/operations/${name}`, { as: 'keeper', body: input });
  const body = await answer.text();
  if (!answer.ok) throw new Error(`${name}: ${body}`);
  return JSON.parse(body) as Output<N>;
}

describe('a table as a form', () => {
  it('guesses fields and relations, and its rows come in by the engine of all imports', async () => {
    for (const name of ['甲箱', '乙箱', '丙箱']) await ask('record.create', { entity: 'parcel', values: { name } });
    const lines = Array.from({ length: 30 }, (_, n) =>
      [
        `Q-${100 + n}`,
        '甲乙丙'[n % 3] + '箱',
        ['待发', '已发'][n % 2],
        `¥${n}.50`,
        `${n}%`,
        '2024-05-0' + (1 + (n % 9)),
        n % 2 ? '是' : '否',
      ].join(','),
    );
    const raw = new TextEncoder().encode(['单号,包裹,状态,运费,占比,日期,是否加急', ...lines].join('\n'));
    const sent = await test.ask('POST', 'v1/files?name=%E8%BF%90%E5%8D%95.csv&for=import', {
      as: 'keeper',
      raw,
      headers: { 'content-type': 'text/csv' },
    });
    const { id: file } = (await sent.json()) as { id: string };

    const guess = await ask('form.fromTable', { file });
    expect(guess).toMatchObject({ name: 'yun_dan', label: '运单', rows: 30, isExact: true });
    expect(guess.columns.map(({ name, type }) => [name, type])).toEqual([
      ['dan_hao', 'text'],
      ['bao_guo', 'relation'],
      ['zhuang_tai', 'choice'],
      ['yun_fei', 'money'],
      ['zhan_bi', 'percent'],
      ['ri_qi', 'date'],
      ['shi_fou_jia_ji', 'yes_no'],
    ]);
    expect(guess.columns[0]).toMatchObject({ isUnique: true, isRequired: true });
    expect(guess.columns[1]).toMatchObject({ options: { entity: 'parcel' }, by: 'name' });

    const columns = guess.columns.map((column) => ({ ...column, isUsed: true }));
    const made = documentsOf(guess.name, { 'zh-CN': '运单', en: 'Waybill' }, columns);
    for (const { document } of made) await ask('document.save', { document, base: 0 });
    await ask('document.publish', { refs: made.map(({ document: { kind, name } }) => ({ kind, name })) });
    const mapping = columns.map(({ index, name, by }) => ({ index, field: name, ...(by ? { by } : {}) }));
    const { job } = await ask('import.start', { entity: 'yun_dan', file, mapping });
    await expect.poll(async () => (await ask('import.get', { job })).state, { timeout: 20_000 }).toBe('done');
    expect(await ask('import.get', { job })).toMatchObject({ inserted: 30, failed: 0 });
    const { rows } = await ask('record.list', {
      entity: 'yun_dan',
      sort: [{ field: 'dan_hao', direction: 'asc' }],
      page: { size: 1 },
    });
    expect(rows[0]).toMatchObject({
      dan_hao: 'Q-100',
      bao_guo: { title: '甲箱' },
      zhuang_tai: '待发',
      yun_fei: '0.5',
      zhan_bi: '0',
      shi_fou_jia_ji: false,
    });
  });

  it('says what is wrong with a file that is no table, and that only builders may ask', async () => {
    const sent = await test.ask('POST', 'v1/files?name=empty.csv&for=import', {
      as: 'keeper',
      raw: new TextEncoder().encode('\n\n'),
      headers: { 'content-type': 'text/csv' },
    });
    const { id: file } = (await sent.json()) as { id: string };
    await expect(ask('form.fromTable', { file })).rejects.toThrow(/heading|empty/i);
    const denied = await test.ask('POST', 'v1/operations/form.fromSchema', { as: 'writer', body: { text: '{}' } });
    expect(denied.status).toBe(403);
  });
});

describe('a JSON Schema as a form', () => {
  it('is published as it is made, and its records are held to it', async () => {
    const schema = {
      title: 'Inspection',
      type: 'object',
      required: ['code', 'point'],
      properties: {
        code: { type: 'string', pattern: '^(A+)+-\\d+$' },
        point: { type: 'array', prefixItems: [{ type: 'number' }, { type: 'number' }], items: false, minItems: 2 },
        site: { type: 'object', properties: { city: { type: 'string' }, zip: { type: 'string' } }, required: ['city'] },
        checks: {
          type: 'array',
          items: {
            type: 'object',
            properties: { what: { enum: ['door', 'roof'] }, ok: { type: 'boolean' } },
            required: ['what'],
          },
        },
      },
    };
    const { entity, form, notes } = await ask('form.fromSchema', { text: JSON.stringify(schema) });
    expect(notes.map(({ pointer, as }) => `${as} ${pointer}`)).toContain('json /properties/point');
    await test.host.documents.publish(PROGRAM, { documents: [entity, form] });
    const good = { code: 'AA-1', point: [120.3, 36.1], site_city: 'Qingdao', checks: [{ what: 'door', ok: true }] };
    const made = await ask('record.create', { entity: 'inspection', values: good });
    expect(made).toMatchObject({ code: 'AA-1', point: [120.3, 36.1], checks: [{ what: 'door', ok: true }] });
    for (const [part, words] of [
      [{ point: [1, 2, 3] }, /Point.* 2: Nothing may stand here/],
      [{ point: ['x', 1] }, /Point.* 0: This must be of type number/],
      [{ code: `${'A'.repeat(60)}!` }, /wrong form/],
      [{ site_city: null, site_zip: '1' }, /City.* is required/],
      [{ checks: [{ what: 'wall' }] }, /What/],
    ] as const) {
      await expect(
        ask('record.create', { entity: 'inspection', values: { ...good, ...part } }),
        JSON.stringify(part),
      ).rejects.toThrow(words);
    }
  });

  it('says where text is not JSON', async () => {
    await expect(ask('form.fromSchema', { text: '{ "type": ' })).rejects.toThrow(/This is not JSON/);
    await expect(ask('form.fromSchema', { text: '5' })).rejects.toThrow(/A JSON Schema is an object/);
  });
});
