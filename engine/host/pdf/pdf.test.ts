/** Paper shows what its reader may see, and a ticket opens it once. Real PostgreSQL; the browser is a stand-in. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PARCEL, testHost, type TestHost } from '@/tests/support/host';
import type { Output } from '../../kernel/api';
import type { PrintJob } from './browser';

const PAGES = 'http://pages.test';
let test: TestHost;
let secret: string;
let jobs: PrintJob[] = [];
/** What the page asked for while it was drawn, and what it was answered. */
let drawn: (job: PrintJob) => Promise<void> = async () => undefined;
const said = async (answer: Response | undefined): Promise<unknown> => (answer ? answer.json() : undefined);
const ticketOf = ({ url }: PrintJob): string => url.split('/').at(-1)!;

beforeAll(async () => {
  test = await testHost({
    printer: {
      async print(job) {
        jobs.push(job);
        await drawn(job);
        return new TextEncoder().encode('%PDF-1.4 …');
      },
      isWarm: () => true,
      close: async () => undefined,
    },
  });
  const role = { 'zh-CN': 'Clerk', en: 'Clerk' };
  await test.host.documents.publish(
    { person: null, isAdmin: true },
    {
      documents: [
        {
          kind: 'role',
          id: 'rol_testclerk',
          name: 'clerk',
          label: role,
          entities: { parcel: { read: 'all', fields: { secret: 'masked', note: 'none' } } },
        },
        {
          kind: 'form',
          id: 'frm_testparcel',
          name: 'parcel',
          label: PARCEL.label,
          entity: 'parcel',
          sections: [{ id: 'sec_parcel', items: [{ field: 'name' }, { field: 'secret' }, { field: 'note' }] }],
          print: { without: ['note', 'weight'], footer: { 'zh-CN': '', en: 'XS-03' } },
        },
      ],
    },
  );
  const { host, viewers } = test;
  const call = { viewer: viewers.keeper, door: 'api' as const, host };
  const values = { name: '青岛 / 1903', secret: 'canary-secret', note: 'canary-note' };
  secret = (await host.records.create(call, { entity: 'parcel', values })).id;
  test.host.pdf.servedAt(PAGES);
}, 60_000);
afterAll(() => test.close());

const clerk = () => ({ ...test.viewers.writer, roles: ['clerk'] });

describe('what is printed', () => {
  it('is masked where its reader sees a mask, and does not name what may not be known', async () => {
    const printed = await test.host.call(
      'record.print',
      { entity: 'parcel', records: [secret] },
      { viewer: clerk(), door: 'screen' },
    );
    const text = JSON.stringify(printed);
    expect(text).not.toContain('canary');
    expect(printed.sheets[0]!.values['secret']).toHaveProperty('masked');
    expect(printed.bases[0]!.form.print?.without).toEqual(['weight']);
    const full = await test.host.call(
      'record.print',
      { entity: 'parcel', records: [secret] },
      { viewer: test.viewers.keeper, door: 'screen' },
    );
    expect(full.sheets[0]!.values['secret']).toBe('canary-secret');
    expect(full.bases[0]!.form.print?.without).toEqual(['note', 'weight']);
  });

  it('says once what several records share, in the order asked for', async () => {
    const { host, viewers } = test;
    const call = { viewer: viewers.keeper, door: 'api' as const, host };
    const other = (await host.records.create(call, { entity: 'parcel', values: { name: 'Second' } })).id;
    const by = { viewer: viewers.keeper, door: 'screen' as const };
    const printed = await host.call('record.print', { entity: 'parcel', records: [other, secret] }, by);
    expect(printed.bases).toHaveLength(1);
    expect(printed.sheets.map(({ record }) => record.id)).toEqual([other, secret]);
  });
});

describe('a PDF', () => {
  it('is made for whoever asks, named by title and day, and its page is opened once', async () => {
    jobs = [];
    const answer = await test.ask('GET', `v1/records/parcel/${secret}.pdf?download`, { as: 'writer' });
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-type')).toBe('application/pdf');
    const name = decodeURIComponent(answer.headers.get('content-disposition')!.split("UTF-8''")[1]!);
    expect(name).toMatch(/^青岛 1903 \d{4}-\d\d-\d\d\.pdf$/);
    expect(jobs[0]!.url.startsWith(`${PAGES}/print/`)).toBe(true);
    const ticket = ticketOf(jobs[0]!);
    const taken = await test.host.pdf.redeem(ticket);
    expect(taken?.viewer.id).toBe(test.viewers.writer.id);
    expect(taken?.ask).toEqual({ entity: 'parcel', records: [secret], origin: 'http://trellis.test' });
    expect(await test.host.pdf.redeem(ticket)).toBeUndefined();
  });

  it('is not found where the record is not, before any browser is asked', async () => {
    jobs = [];
    for (const [as, id] of [
      ['stranger', secret],
      ['writer', '00000000-0000-7000-8000-000000000000'],
      ['writer', 'nonsense'],
    ] as const) {
      expect((await test.ask('GET', `v1/records/parcel/${id}.pdf`, { as })).status, `${as} ${id}`).toBe(404);
    }
    expect((await test.ask('GET', `v1/records/parcel/${secret}.pdf`)).status).toBe(401);
    expect(jobs).toEqual([]);
  });

  it('lets its page read as its reader, and change nothing', async () => {
    const at = (path: string, body?: unknown) =>
      new Request(`${PAGES}/api/v1/${path}`, {
        method: body ? 'POST' : 'GET',
        ...(body ? { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } } : {}),
      });
    const answers: unknown[] = [];
    drawn = async ({ answer }) => {
      answers.push(await said(await answer(at('operations/record.get', { entity: 'parcel', id: secret }))));
      answers.push(await answer(at('operations/record.delete', { entity: 'parcel', id: secret })));
      answers.push(await answer(at('operations/record.update', { entity: 'parcel', id: secret, values: {} })));
      answers.push(await answer(at(`records/parcel/${secret}`)));
      answers.push((await answer(at('files/00000000-0000-7000-8000-000000000000')))?.status);
    };
    await test.ask('GET', `v1/records/parcel/${secret}.pdf`, { as: 'writer' });
    drawn = async () => undefined;
    const [read, ...others] = answers as [Output<'record.get'>, ...unknown[]];
    expect(read.title).toBe('青岛 / 1903');
    expect(JSON.stringify(read)).not.toContain('canary-secret');
    expect(others).toEqual([undefined, undefined, undefined, 404]);
  });

  it('forgets tickets that nobody showed', async () => {
    await test.ask('GET', `v1/records/parcel/${secret}.pdf`, { as: 'writer' });
    await test.host.pool.query(`update print_ticket set expires_at = now() - interval '1 second'`);
    expect(await test.host.pdf.redeem(ticketOf(jobs.at(-1)!))).toBeUndefined();
    await test.host.pdf.sweep();
    const { rows } = await test.host.pool.query('select count(*)::int as n from print_ticket');
    expect(rows).toEqual([{ n: 0 }]);
  });
});
