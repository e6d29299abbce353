/** Encrypted fields through the whole host: what lies in the database, who finds what, lost keys and new ones. */
import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createHost, type RunningHost } from '../../host/host';
import type { EntityDocument, RoleDocument } from '../../kernel/documents.generated';
import { systemIds } from '../../kernel/ids';
import type { Viewer } from '../../kernel/viewer';
import { testHost, type TestHost } from '../../../tests/support/host';
import { codesOf } from '../../../tests/support/records';
import { parseKeys } from './keys';
import { rotateSecrets } from './rotate';
import { createSecrets } from './secrets';

const key = (id: string): string => `${id}:${randomBytes(32).toString('base64')}`;
const [OLD, NEW] = [key('old'), key('new')];
const label = (en: string) => ({ 'zh-CN': en, en });

const PATIENT: EntityDocument = {
  kind: 'entity',
  id: 'ent_testpatient',
  name: 'patient',
  label: label('Patient'),
  titleField: 'name',
  fields: [
    { id: 'fld_patientname', name: 'name', type: 'text', label: label('Name') },
    { id: 'fld_patientidno', name: 'id_no', type: 'text', label: label('ID number'), encrypted: true, unique: true },
    { id: 'fld_patientphone', name: 'phone', type: 'phone', label: label('Phone'), encrypted: true },
    { id: 'fld_patientdebt', name: 'debt', type: 'money', label: label('Debt'), encrypted: true },
  ],
};
const DOCTOR: RoleDocument = {
  kind: 'role',
  id: 'rol_testdoctor',
  name: 'doctor',
  label: label('Doctor'),
  permissions: [],
  entities: { patient: { create: true, read: 'all', update: 'all', delete: 'all' } },
};
const CLERK: RoleDocument = {
  ...DOCTOR,
  id: 'rol_testclerk',
  name: 'clerk',
  label: label('Clerk'),
  entities: { patient: { read: 'all', fields: { phone: 'masked', id_no: 'none' } } },
};
const CANARY = { id_no: 'CANARY370202199001011234', phone: '+8613812345678', debt: '1234.5' };

let t: TestHost;
let doctor: Viewer;
let clerk: Viewer;
const as = (viewer: Viewer) => ({ viewer, door: 'api' as const });

beforeAll(async () => {
  t = await testHost({ keys: OLD });
  await t.host.documents.publish({ person: null, isAdmin: true }, { documents: [PATIENT, DOCTOR, CLERK] });
  doctor = { ...t.viewers.writer, roles: ['doctor'] };
  clerk = { ...t.viewers.keeper, roles: ['clerk'] };
});
afterAll(() => t.close());

const create = (values: { [name: string]: string }, host: RunningHost = t.host) =>
  host.call('record.create', { entity: 'patient', values }, as(doctor));
const list = (filter: unknown, viewer = doctor, host: RunningHost = t.host) =>
  host.call('record.list', { entity: 'patient', filter: filter as never }, as(viewer));
/** Every text of the whole database that holds the words. */
async function found(words: string): Promise<string[]> {
  const { rows } = await t.host.pool.query<{ name: string; text: string }>(
    `select c.table_schema || '.' || c.table_name as name,
       query_to_xml(format('select * from %I.%I', c.table_schema, c.table_name), true, false, '')::text as text
     from information_schema.tables c where c.table_schema in ('data', 'public', 'search', 'pgboss') and c.table_type = 'BASE TABLE'`,
  );
  return rows.filter(({ text }) => text.includes(words)).map(({ name }) => name);
}

describe('an encrypted value', () => {
  it('comes back as it was, and lies nowhere in the database as it is: not in the table, the history, nor the outbox', async () => {
    const made = await create({ name: 'Ann', ...CANARY });
    expect(made).toMatchObject(CANARY);
    await t.host.call(
      'record.update',
      { entity: 'patient', id: made.id, rev: 1, values: { phone: '13900001111' } },
      as(doctor),
    );
    for (const words of ['CANARY', '13812345678', '13900001111', '1234.5']) expect(await found(words)).toEqual([]);
    const { entries } = await t.host.call('record.history', { entity: 'patient', id: made.id }, as(doctor));
    expect(entries[0]!.changes).toMatchObject([{ field: 'phone', before: CANARY.phone, after: '+8613900001111' }]);
  });

  it('has another cipher text each time, so that equal values do not look equal but for their index', async () => {
    await create({ name: 'Bo', phone: '13700000001' });
    await create({ name: 'Cai', phone: '13700000001' });
    const { rows } = await t.host.pool.query<{ phone: string }>(
      `select phone from data.patient where name in ('Bo', 'Cai')`,
    );
    expect(new Set(rows.map(({ phone }) => phone)).size).toBe(2);
    expect(new Set(rows.map(({ phone }) => phone.split(':')[2])).size).toBe(1);
  });

  it('is found by an equal value however it is written, and by several', async () => {
    const names = async (filter: unknown) => (await list(filter)).rows.map(({ title }) => title).sort();
    expect(await names({ field: 'phone', op: 'eq', value: '137 0000 0001' })).toEqual(['Bo', 'Cai']);
    expect(await names({ field: 'phone', op: 'in', value: ['13900001111', '+8613700000001'] })).toEqual([
      'Ann',
      'Bo',
      'Cai',
    ]);
    expect(await names({ field: 'debt', op: 'eq', value: '1,234.50' })).toEqual(['Ann']);
    expect(await names({ field: 'debt', op: 'isEmpty' })).toEqual(['Bo', 'Cai']);
    expect(await names({ field: 'phone', op: 'ne', value: '13700000001' })).toEqual(['Ann']);
  });

  it('is unique by its index, for one and for many', async () => {
    expect(await codesOf(create({ name: 'Dan', id_no: CANARY.id_no }))).toEqual(['record.notUnique']);
    const { failed } = await t.host.records.createMany({ ...as(doctor), host: t.host }, 'patient', [
      { name: 'E', id_no: CANARY.id_no },
      { name: 'F', id_no: 'new' },
      { name: 'G', id_no: 'new' },
    ]);
    expect(failed.map(({ index, problems }) => [index, problems[0]!.code])).toEqual([
      [0, 'record.notUnique'],
      [2, 'record.twiceInFile'],
    ]);
  });

  it('cannot be compared, sorted, grouped, measured, searched or put into an expression, and that is said', async () => {
    const ask = (question: object) =>
      t.host.call('query.run', { question: { entity: 'patient', ...question } } as never, as(doctor));
    const measures = [{ agg: 'count' }];
    expect(await codesOf(list({ field: 'phone', op: 'contains', value: '138' }))).toEqual(['query.encrypted']);
    expect(await codesOf(list({ field: 'debt', op: 'gt', value: '1' }))).toEqual(['query.encrypted']);
    expect(await codesOf(list({ expression: 'debt > 1' }))).toEqual(['expression.encrypted']);
    expect(
      await codesOf(
        t.host.call('record.list', { entity: 'patient', sort: [{ field: 'debt', direction: 'asc' }] }, as(doctor)),
      ),
    ).toEqual(['query.encrypted']);
    expect(await codesOf(ask({ dimensions: [{ field: 'phone' }], measures }))).toEqual(['query.encrypted']);
    expect(await codesOf(ask({ measures: [{ agg: 'sum', field: 'debt' }] }))).toEqual(['query.encrypted']);
    const { rows } = await t.host.call('record.list', { entity: 'patient', search: 'CANARY' }, as(doctor));
    expect(rows).toEqual([]);
  });

  it('is masked for those who may see it masked, and absent for those who may not', async () => {
    const [row] = (await list({ field: 'name', op: 'eq', value: 'Ann' }, clerk)).rows;
    expect(JSON.stringify(row!.phone)).toMatch(/masked/);
    expect(JSON.stringify(row)).not.toMatch(/13900001111|CANARY|enc1/);
    expect(row).not.toHaveProperty('id_no');
    expect(await codesOf(list({ field: 'phone', op: 'eq', value: '13700000001' }, clerk))).not.toEqual([]);
  });

  it('is in no export without the right to export secrets', async () => {
    const csv = async (viewer: Viewer): Promise<string> => {
      const { file } = await t.host.call('record.export', { entity: 'patient', format: 'csv' }, as(viewer));
      return Buffer.from(await t.host.files.read(file!)).toString('utf8');
    };
    const may = { ...doctor, permissions: [...doctor.permissions, 'export'] as const };
    expect(await csv(may as never)).not.toMatch(/CANARY|139 ?0000|enc1|ID number/);
    await t.host.documents.publish(
      { person: null, isAdmin: true },
      { documents: [{ ...DOCTOR, permissions: ['export', 'exportSecrets'] }] },
    );
    expect(await csv(may as never)).toMatch(/CANARY/);
  });
});

describe('a stored text that was changed', () => {
  it.each([
    ['a byte', (text: string) => `${text.slice(0, -4)}${text.endsWith('AAAA') ? 'BBBB' : 'AAAA'}`],
    ['the key', (text: string) => text.replace('enc1:old', 'enc1:gone')],
    ['everything', () => 'plain words'],
    ['half of it', (text: string) => text.slice(0, 30)],
  ])('(%s) is told as unreadable, and the list goes on', async (_what, change) => {
    const made = await create({ name: 'Tam', phone: '13600000001' });
    const { rows } = await t.host.pool.query<{ phone: string }>('select phone from data.patient where id = $1', [
      made.id,
    ]);
    await t.host.pool.query('update data.patient set phone = $2 where id = $1', [made.id, change(rows[0]!.phone)]);
    const shown = (await list({ field: 'name', op: 'eq', value: 'Tam' })).rows[0]!;
    expect(shown.phone).toEqual({ unreadable: true });
    // A form sends everything back: what nobody could read stays.
    const sent = await t.host.call(
      'record.update',
      { entity: 'patient', id: made.id, rev: 1, values: { name: 'Tam 2', phone: { unreadable: true } } },
      as(doctor),
    );
    expect(sent).toMatchObject({ rev: 2, phone: { unreadable: true } });
    const kept = await t.host.pool.query<{ phone: string }>('select phone from data.patient where id = $1', [made.id]);
    expect(kept.rows[0]!.phone).toBe(change(rows[0]!.phone));
    await t.host.pool.query('delete from data.patient where id = $1', [made.id]);
  });

  it('is not taken for a value that could be read, nor for one of another field', async () => {
    const made = await create({ name: 'Uma', phone: '13300000001' });
    const values = { phone: { unreadable: true as const }, name: { unreadable: true as const } };
    const input = { entity: 'patient', id: made.id, rev: 1, values };
    expect(await codesOf(t.host.call('record.update', input, as(doctor)))).toEqual(['field.text']);
    const only = { ...input, values: { phone: values.phone } };
    expect(await t.host.call('record.update', only, as(doctor))).toMatchObject({ rev: 1, phone: '+8613300000001' });
  });

  it('cannot be moved to another record or field', async () => {
    const [one, two] = [
      await create({ name: 'X', phone: '13500000001' }),
      await create({ name: 'Y', phone: '13500000002' }),
    ];
    await t.host.pool.query(
      'update data.patient set phone = (select phone from data.patient where id = $1) where id = $2',
      [one.id, two.id],
    );
    const moved = await t.host.call('record.get', { entity: 'patient', id: two.id }, as(doctor));
    expect(moved.phone).toEqual({ unreadable: true });
    await t.host.pool.query('delete from data.patient where id = any($1)', [[one.id, two.id]]);
  });
});

/** Another process on the same database. */
const other = (keys: string | undefined): Promise<RunningHost> =>
  createHost({
    databaseUrl: t.databaseUrl,
    dataDir: t.dataDir,
    root: process.cwd(),
    secret: 'only for tests, 32 characters',
    ...(keys === undefined ? {} : { keys }),
  });

describe('without the right key', () => {
  it.each([
    ['no key at all', undefined],
    ['another key', key('other')],
    ['another key of the same name', `old:${randomBytes(32).toString('base64')}`],
  ])('%s: everything works but the encrypted fields, and writing them is refused', async (_what, keys) => {
    const host = await other(keys);
    try {
      const { rows } = await list({ field: 'name', op: 'eq', value: 'Ann' }, doctor, host);
      expect(rows[0]).toMatchObject({ name: 'Ann', phone: { unreadable: true }, id_no: { unreadable: true } });
      expect(await codesOf(create({ name: 'Z', phone: '13400000001' }, host))).toEqual(['secrets.noKey']);
      expect(await codesOf(list({ field: 'phone', op: 'eq', value: '13400000001' }, doctor, host))).toEqual([
        'secrets.noKey',
      ]);
      expect(await create({ name: 'Plain' }, host)).toMatchObject({ name: 'Plain' });
    } finally {
      await host.close();
    }
  });
});

describe('rotation', () => {
  it('killed half way goes on where it was; values are found all along, by both keys; then the old key may go', async () => {
    const rows = Array.from({ length: 120 }, (_, i) => ({
      name: `r${i}`,
      phone: `139${String(i).padStart(8, '0')}`,
      debt: String(i),
    }));
    await t.host.records.createMany({ ...as(doctor), host: t.host }, 'patient', rows);
    const secrets = await createSecrets(t.host.pool, parseKeys(`${NEW},${OLD}`));
    const stop = new AbortController();
    const half = rotateSecrets(t.host.pool, secrets, {
      batch: 20,
      signal: stop.signal,
      onProgress: ({ done }) => done >= 60 && stop.abort(),
    });
    await expect(half).rejects.toThrow();
    const byKey = async () =>
      (
        await t.host.pool.query<{ key: string; n: number }>(
          `select split_part(phone, ':', 2) as key, count(*)::int as n from data.patient where phone is not null group by 1 order by 1`,
        )
      ).rows;
    expect((await byKey()).map(({ key: id }) => id)).toEqual(['new', 'old']);

    const both = await other(`${NEW},${OLD}`);
    const find = async (host: RunningHost) =>
      (await list({ field: 'phone', op: 'in', value: ['13900000000', '13900000119'] }, doctor, host)).rows.map(
        (r) => r.title,
      );
    expect((await find(both)).sort()).toEqual(['r0', 'r119']);
    expect(await codesOf(create({ name: 'again', id_no: CANARY.id_no }, both))).toEqual(['record.notUnique']);
    await both.close();

    const result = await rotateSecrets(t.host.pool, secrets);
    expect(result.unreadable).toBe(0);
    expect(result.done).toBe(result.total);
    expect((await byKey()).map(({ key: id }) => id)).toEqual(['new']);

    const alone = await other(NEW);
    expect((await find(alone)).sort()).toEqual(['r0', 'r119']);
    const ann = (await list({ field: 'name', op: 'eq', value: 'Ann' }, doctor, alone)).rows[0]!;
    const { entries } = await alone.call('record.history', { entity: 'patient', id: ann.id }, as(doctor));
    expect(JSON.stringify(entries)).toContain(CANARY.id_no);
    expect(JSON.stringify(entries)).not.toContain('unreadable');
    expect(ann.rev).toBe(2);
    await alone.close();
  });
});

describe('the documents', () => {
  const publish = (fields: EntityDocument['fields']) =>
    codesOf(
      t.host.documents.publish(
        { person: null, isAdmin: true },
        { documents: [{ ...PATIENT, id: 'ent_testother', name: 'other', titleField: 'name', fields }] },
      ),
    );
  const text = (id: string, name: string, more: object = {}) => ({
    id: `fld_other${id}`,
    name,
    type: 'text',
    label: label(name),
    ...more,
  });

  it('may not name a record by a secret, encrypt a relation, nor compute with a secret', async () => {
    expect(await publish([text('name', 'name', { encrypted: true })])).toEqual(['entity.titleUnsuitable']);
    expect(
      await publish([text('name', 'name'), { ...text('who', 'who', { encrypted: true }), type: 'person' }]),
    ).toEqual(['entity.encryptedUnsuitable']);
  });
});

describe('keys', () => {
  it.each([
    'no colon',
    'a:short',
    `a:${randomBytes(16).toString('base64')}`,
    `${OLD},${OLD}`,
    `h1:${randomBytes(32).toString('base64')}`,
    ':x',
  ])('written as %s are refused without being repeated', (text) => {
    expect(() => parseKeys(text)).toThrow(/^TRELLIS_KEYS: /);
    try {
      parseKeys(text);
    } catch (error) {
      expect((error as Error).message).not.toContain(text.slice(-20));
    }
  });
});

describe('the cost', () => {
  it('of a list of 1,000 rows with three encrypted fields is a few milliseconds', async () => {
    const secrets = await createSecrets(t.host.pool, parseKeys(NEW));
    const place = { entity: 'e', field: 'f', record: systemIds.uuid() };
    const sealed = Array.from({ length: 3000 }, (_, i) => secrets.seal(place, `+86138${String(i).padStart(8, '0')}`));
    for (const one of sealed) secrets.open(place, one);
    const started = performance.now();
    for (const one of sealed) secrets.open(place, one);
    const took = performance.now() - started;
    if (process.env.PRINT) console.log(`opened 3,000 values in ${took.toFixed(1)} ms`);
    expect(took).toBeLessThan(500);
  });
});
