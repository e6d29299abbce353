import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { testHost, type TestHost } from '../../../tests/support/host';

let world: TestHost;
beforeAll(async () => {
  world = await testHost();
});
afterAll(() => world.close());

const admin = () => ({ viewer: world.viewers.admin, door: 'cli' as const, source: '192.0.2.7' });
const keeper = () => ({ viewer: world.viewers.keeper, door: 'api' as const });
const list = async (input = {}) => (await world.host.call('audit.list', input, admin())).entries;
const verify = () => world.host.call('audit.verify', {}, admin());
/** Does what only somebody with the database in hand can do. */
const asOwner = async (sql: string): Promise<void> => {
  const client = await world.host.pool.connect();
  try {
    await client.query(`set session_replication_role = replica; ${sql}; reset session_replication_role`);
  } finally {
    client.release();
  }
};
/** Running transactions of the whole server hold a seal back, those of other tests too: it is tried until it is set. */
const sealEverything = (): Promise<void> =>
  expect
    .poll(
      async () => {
        await world.host.audit.seal();
        const { rows } = await world.host.pool.query<{ n: string }>(
          `select count(*) as n from record_history where tx >= coalesce((select (details::json->>'to')::bigint
             from audit_entry where action = 'history.seal' order by seq desc limit 1), 0)`,
        );
        return Number(rows[0]!.n);
      },
      { timeout: 20_000 },
    )
    .toBe(0);
const people = { name: 'New', email: 'new@test.example', roles: [], active: true, password: 'a long password' };

describe('the audit log', () => {
  it('keeps what was done, by whom and from where, without secrets', async () => {
    await world.host.call('person.save', people, admin());
    const [entry] = await list({ action: 'person.save' });
    expect(entry).toMatchObject({
      outcome: 'done',
      source: '192.0.2.7',
      subject: 'new@test.example',
      by: { title: 'admin' },
    });
    expect(JSON.stringify(entry)).not.toContain('a long password');
  });

  it('keeps nothing of what was rolled back, and what was refused as refused', async () => {
    const before = (await list()).length;
    await expect(world.host.call('person.save', people, admin())).rejects.toThrow();
    expect(await list()).toHaveLength(before);
    const stranger = { viewer: world.viewers.stranger, door: 'api' as const };
    await expect(world.host.call('person.save', people, stranger)).rejects.toThrow();
    expect((await list())[0]).toMatchObject({ action: 'person.save', outcome: 'refused', by: { title: 'stranger' } });
  });

  it('keeps sign-ins that worked and those that did not', async () => {
    for (const password of ['a test password', 'wrong password']) {
      await world.ask('POST', 'auth/sign-in/email', {
        body: { email: 'writer@test.example', password },
        headers: { origin: 'http://trellis.test', host: 'trellis.test', 'x-trellis-client': '192.0.2.9' },
      });
    }
    expect((await list({ action: 'session.signIn' })).map(({ outcome }) => outcome)).toEqual(['refused', 'done']);
  });

  it('shows itself to administrators only', async () => {
    const writer = { viewer: world.viewers.writer, door: 'api' as const };
    await expect(world.host.call('audit.list', {}, writer)).rejects.toThrow();
  });

  it('holds under many writers at once', async () => {
    const by = { viewer: world.viewers.keeper, door: 'api' as const };
    await Promise.all(Array.from({ length: 30 }, (_, i) => world.host.call('key.create', { label: `k${i}` }, by)));
    expect(await verify()).toMatchObject({ isWhole: true });
  });

  it('cannot be changed or emptied by a statement of the product', async () => {
    for (const sql of [
      'update audit_entry set subject = null',
      'delete from audit_entry',
      'truncate audit_entry',
      'delete from record_history',
      'update record_history set door = null',
    ]) {
      await world.host.call(
        'record.create',
        { entity: 'parcel', values: { name: 'x' } },
        { viewer: world.viewers.keeper, door: 'api' },
      );
      await expect(world.host.pool.query(sql)).rejects.toThrow(/only ever added/);
    }
  });

  it('seals the history once, and not what is still being written', async () => {
    await sealEverything();
    expect(await world.host.audit.seal()).toBe(0);
    const client = await world.host.pool.connect();
    await client.query('begin');
    await client.query(`insert into record_history (id, entity_id, record_id, rev, at, door, op, changes)
      values (gen_random_uuid(), 'e', gen_random_uuid(), 1, now(), 'api', 'create', '{}')`);
    await world.host.call(
      'record.create',
      { entity: 'parcel', values: { name: 'later' } },
      { viewer: world.viewers.keeper, door: 'api' },
    );
    expect(await world.host.audit.seal()).toBe(0);
    await client.query('commit');
    client.release();
    await sealEverything();
    expect(await verify()).toMatchObject({ isWhole: true });
  });

  it('goes on in a database whose transactions count from the beginning again', async () => {
    // A seal far ahead of this database's own numbers is what a restored database begins with.
    const { rows } = await world.host.pool.query<{ to: string }>(
      `select details::json->>'to' as to from audit_entry where action = 'history.seal' order by seq desc limit 1`,
    );
    const [from, to] = [rows[0]!.to, String(Number(rows[0]!.to) + 5_000_000)];
    const details = JSON.stringify({ from, to, count: 0, digest: createHash('sha256').digest('hex') });
    const seal = {
      by: null,
      door: 'job',
      source: null,
      action: 'history.seal',
      outcome: 'done' as const,
      subject: null,
    };
    await world.host.audit.note({ ...seal, details });
    await world.host.audit.begin();
    await world.host.call('record.create', { entity: 'parcel', values: { name: 'after' } }, keeper());
    expect(await verify()).toMatchObject({ isWhole: true });
    await sealEverything();
    expect(await verify()).toMatchObject({ isWhole: true });
  });

  it.each([
    [
      'an entry was changed',
      `update audit_entry set subject = 'somebody else' where seq = 2`,
      { brokenAt: '2', reason: 'changed' },
    ],
    [
      'the history was changed',
      `update record_history set by_id = gen_random_uuid() where op = 'create'`,
      { reason: 'history' },
    ],
    ['an entry is gone', `delete from audit_entry where seq = 2`, { brokenAt: '2', reason: 'missing' }],
  ])('notices that %s', async (_what, sql, expected) => {
    expect(await verify()).toMatchObject({ isWhole: true });
    await asOwner(`create table kept_a as table audit_entry; create table kept_h as table record_history; ${sql}`);
    expect(await verify()).toMatchObject({ isWhole: false, ...expected });
    await asOwner(`delete from audit_entry; insert into audit_entry table kept_a; delete from record_history;
      insert into record_history table kept_h; drop table kept_a, kept_h`);
  });
});
