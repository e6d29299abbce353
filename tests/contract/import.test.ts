/** POST /api/v1/import/{entity}: files of people, through the door and a real worker, into records; and what did not pass. */
import writeExcel from 'write-excel-file/node';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ImportState, ProblemJson, RecordView } from '../../engine/kernel/api';
import { startWorker } from '../../engine/host/worker';
import { testHost, type PersonName, type TestHost } from '../support/host';

let test: TestHost;
let worker: { stop(): Promise<void> };
beforeAll(async () => {
  test = await testHost({ isWorker: true });
  worker = await startWorker(test.host);
});
afterAll(async () => {
  await worker?.stop();
  await test?.close();
});

const csv = (raw: string | Uint8Array, as: PersonName = 'keeper', query = 'name=parcels.csv') =>
  test.ask('POST', `v1/import/parcel?${query}`, { as, raw, headers: { 'content-type': 'text/csv' } });

async function ended(started: Response, as: PersonName = 'keeper'): Promise<ImportState> {
  expect(started.status, await started.clone().text()).toBe(202);
  const { job } = (await started.json()) as { job: string };
  const state = async () =>
    (await (await test.ask('POST', 'v1/operations/import.get', { as, body: { job } })).json()) as ImportState;
  await expect.poll(async () => (await state()).state, { timeout: 15_000 }).not.toMatch(/ready|running/);
  return state();
}
async function named(name: string): Promise<RecordView[]> {
  const filter = encodeURIComponent(JSON.stringify({ field: 'name', op: 'startsWith', value: name }));
  const answer = await test.ask('GET', `v1/records/parcel?filter=${filter}&sort=name`, { as: 'keeper' });
  return [...((await answer.json()) as { rows: RecordView[] }).rows];
}
const errorsOf = async (job: string, as: PersonName = 'keeper') =>
  test.ask('GET', `v1/imports/${job}/errors.csv`, { as });

describe('a file', () => {
  it('of comma-separated values becomes records, its bad rows a file to mend', async () => {
    const state = await ended(
      await csv(
        'name,Weight,Price,Sent\ncsv 1,1.5,"1,234.50",2026-01-02\ncsv 2,heavy,1,2026-01-02\n,1,1,\n"csv 3, too",,,2026/3/4\n',
      ),
    );
    expect(state).toMatchObject({
      state: 'done',
      total: 4,
      done: 4,
      inserted: 2,
      failed: 2,
      entity: 'parcel',
      file: 'parcels.csv',
    });
    const rows = await named('csv');
    expect(rows.map(({ name, weight, price, sent }) => [name, weight, price, sent])).toEqual([
      ['csv 1', '1.5', '1234.5', '2026-01-02'],
      ['csv 3, too', null, null, '2026-03-04'],
    ]);
    // As bytes: text() would take the byte order mark away, by which Excel knows UTF-8.
    const errors = Buffer.from(await (await errorsOf(state.id)).arrayBuffer());
    expect(errors.subarray(0, 3)).toEqual(Buffer.from('\ufeff'));
    const [head, ...lines] = errors.toString('utf8').slice(1).trimEnd().split('\r\n');
    expect(head).toBe('name,Weight,Price,Sent,Line,Reason');
    expect(lines).toHaveLength(2);
    expect(lines[0]).toMatch(/^csv 2,heavy,1,2026-01-02,3,.*Weight/);
    expect(lines[1]).toMatch(/^,1,1,,4,.*Name/);
    const door = await test.host.pool.query<{ door: string }>(
      'select distinct door from record_history where record_id = any($1::uuid[])',
      [rows.map(({ id }) => id)],
    );
    expect(door.rows).toEqual([{ door: 'import' }]);
  });

  it('may be written in GB18030', async () => {
    // 名称 in GBK, which TextEncoder cannot write.
    const bytes = Buffer.concat([
      Buffer.from('name,note\ngbk,'),
      Buffer.from([0xc3, 0xfb, 0xb3, 0xc6]),
      Buffer.from('\n'),
    ]);
    expect(await ended(await csv(bytes))).toMatchObject({ inserted: 1, failed: 0 });
    expect((await named('gbk'))[0]).toMatchObject({ note: '名称' });
  });

  it('of Excel becomes records, its dates and numbers as they are', async () => {
    const cell = (value: string) => ({ value, type: String });
    const file = await writeExcel([
      [cell('name'), cell('weight'), cell('sent')],
      [
        cell('xlsx 1'),
        { value: 12.25, type: Number },
        { value: new Date('2026-02-03T00:00:00Z'), type: Date, format: 'yyyy-mm-dd' },
      ],
    ] as never).toBuffer();
    const started = await test.ask('POST', 'v1/import/parcel?name=p.xlsx', {
      as: 'keeper',
      raw: new Uint8Array(file),
      headers: { 'content-type': 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet' },
    });
    expect(await ended(started)).toMatchObject({ inserted: 1, failed: 0 });
    expect((await named('xlsx'))[0]).toMatchObject({ name: 'xlsx 1', weight: '12.25', sent: '2026-02-03' });
  });

  it('that was uploaded is imported by a mapping of the caller', async () => {
    const sent = await test.ask('POST', 'v1/files?name=m.csv', {
      as: 'keeper',
      raw: 'mapped;ignored;7\n',
      headers: { 'content-type': 'text/csv' },
    });
    const { id: file } = (await sent.json()) as { id: string };
    const mapping = [
      { index: 0, field: 'name' },
      { index: 2, field: 'weight' },
    ];
    const started = await test.ask('POST', 'v1/import/parcel', {
      as: 'keeper',
      body: { file, mapping, hasHeader: false },
    });
    expect(await ended(started)).toMatchObject({ total: 1, inserted: 1 });
    expect((await named('mapped'))[0]).toMatchObject({ weight: '7', note: null });
  });

  it('says times of day in the zone of whoever imports it', async () => {
    await test.host.pool.query(`update person set time_zone = 'Asia/Tokyo' where email = 'keeper@test.example'`);
    await ended(await csv('name,seen\nzone 1,2026-01-02 09:00\nzone 2,2026-01-02T09:00:00Z\n'));
    expect((await named('zone')).map(({ seen }) => seen)).toEqual([
      '2026-01-02T00:00:00.000Z',
      '2026-01-02T09:00:00.000Z',
    ]);
  });
});

describe('the file of bad rows', () => {
  it('runs no formula in a spreadsheet', async () => {
    const cells = [
      '=1+1',
      '+1+1',
      '-1+1',
      '@SUM(A1)',
      '\t=1',
      ' =1',
      '＝1+1',
      '=HYPERLINK("http://x","y")',
      '-5',
      '+5.25',
    ];
    const lines = cells.map((cell) => `"${cell.replaceAll('"', '""')}",x`);
    const state = await ended(await csv(`note,weight,name\n${lines.map((line) => `${line},f`).join('\n')}\n`));
    expect(state.failed).toBe(cells.length);
    const text = await (await errorsOf(state.id)).text();
    for (const line of text.slice(1).trimEnd().split('\r\n').slice(1)) {
      expect(line.replace(/^"/, '')).toMatch(/^('|[+-][\d.]+,)/);
    }
  });

  it('is there for whoever imported, and for nobody else', async () => {
    const state = await ended(await csv('name,weight\nmine,x\n'));
    expect((await errorsOf(state.id)).status).toBe(200);
    for (const [method, path, body] of [
      ['GET', `v1/imports/${state.id}/errors.csv`],
      ['POST', 'v1/operations/import.get', { job: state.id }],
      ['POST', 'v1/operations/import.errors', { job: state.id }],
      ['POST', 'v1/operations/import.cancel', { job: state.id }],
    ] as const) {
      const answer = await test.ask(method, path, { as: 'writer', ...(body ? { body } : {}) });
      expect(answer.status, path).toBe(404);
      expect(((await answer.json()) as ProblemJson).code).toBe('import.noJob');
    }
  });
});

describe('an import is refused', () => {
  const count = async () =>
    Number((await test.host.pool.query<{ n: string }>('select count(*) n from import_job')).rows[0]!.n);
  const MAP = [{ index: 0, field: 'name' }];
  it.each([
    ['without the right to import', () => csv('name\nx\n', 'stranger'), 403],
    ['of an empty file', () => csv(''), 400],
    ['when nothing fits', () => csv('aaa,bbb\n1,2\n'), 400],
    ['into a field the person may not know of', () => mapped('writer', [...MAP, { index: 1, field: 'secret' }]), 400],
    ['into a field nobody made', () => mapped('writer', [...MAP, { index: 1, field: 'nothing' }]), 400],
    ['into one field twice', () => mapped('writer', [...MAP, { index: 1, field: 'name' }]), 400],
    ['of a file of somebody else', () => mapped('keeper', MAP, 'writer'), 404],
    [
      'of a broken workbook',
      () => csv(Buffer.from('PK\u0003\u0004 this is no workbook'), 'keeper', 'name=x.xlsx'),
      415,
    ],
    ['with a parameter nobody knows', () => csv('name\nx\n', 'keeper', 'sheet=1'), 400],
  ] as const)('%s', async (_, ask, status) => {
    const before = await count();
    const answer = await ask();
    expect(answer.status, await answer.clone().text()).toBe(status);
    expect(answer.headers.get('content-type')).toContain('problem+json');
    expect(await count()).toBe(before);
  });

  async function mapped(
    as: PersonName,
    mapping: readonly { index: number; field: string }[],
    owner = as,
  ): Promise<Response> {
    const sent = await test.ask('POST', 'v1/files?name=m.csv', {
      as: owner,
      raw: 'a,b\n1,2\n',
      headers: { 'content-type': 'text/csv' },
    });
    const { id: file } = (await sent.json()) as { id: string };
    return test.ask('POST', 'v1/import/parcel', { as, body: { file, mapping } });
  }
});
