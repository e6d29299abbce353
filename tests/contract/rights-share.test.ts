/** Sharing one record, asking why, and handing records over, through the host as callers meet it. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runHandOver } from '../../engine/host/services/handover';
import { saveDepartment, savePerson } from '../../engine/host/services/people-store';
import type { Input, OperationName, Output, Reason } from '../../engine/kernel/api';
import type { RoleDocument } from '../../engine/kernel/documents.generated';
import { Refusal, refuse } from '../../engine/kernel/problems';
import type { Viewer } from '../../engine/kernel/viewer';
import { testHost, type TestHost } from '../support/host';

const text = (en: string) => ({ 'zh-CN': en, en });
const role = (name: string, rights: RoleDocument['entities'][string]): RoleDocument => ({
  kind: 'role',
  id: `rol_share${name}`,
  name,
  label: text(name),
  entities: { parcel: rights },
});
const ROLES = [
  role('clerk', {
    create: true,
    read: 'own',
    update: 'own',
    conditions: { update: 'weight == null || weight < 100' },
    fields: { secret: 'masked', price: 'read' },
  }),
  role('auditor', { read: 'own', fields: { secret: 'none' } }),
  role('chief', { create: true, read: 'below', update: 'below', delete: 'below' }),
];
type Name = 'una' | 'vera' | 'wim' | 'zoe';
let test: TestHost;
const people = {} as Record<Name, Viewer>;
const home = {} as Record<'head' | 'branch', string>;

async function person(name: Name, roles: string[], department: string | null): Promise<void> {
  const { host } = test;
  const input = {
    name,
    email: `${name}@share.example`,
    roles,
    department,
    active: true,
    ...(people[name] ? { id: people[name].id } : {}),
  };
  const { id } = await host.transaction((tx) => savePerson(host, tx, input));
  people[name] = (await host.people.viewer(id))!;
}
const as = <N extends OperationName>(viewer: Viewer, name: N, input: Input<N>): Promise<Output<N>> =>
  test.host.call(name, input, { viewer, door: 'screen' });
const codes = async (promise: Promise<unknown>): Promise<string[]> => {
  try {
    await promise;
    return [];
  } catch (error) {
    if (error instanceof Refusal) return error.problems.map(({ code }) => code);
    throw error;
  }
};
const parcel = (owner: Name, values: Input<'record.create'>['values'] = {}): Promise<{ readonly id: string }> =>
  as(people[owner], 'record.create', { entity: 'parcel', values: { name: 'A parcel', ...values } });
/** With values the clerk could not have written. */
async function given(owner: Name, values: Input<'record.create'>['values']): Promise<{ readonly id: string }> {
  const made = await as(people.zoe, 'record.create', { entity: 'parcel', values: { name: 'A parcel', ...values } });
  await test.host.pool.query('update data.parcel set owner_id = $1, owner_path = $3 where id = $2', [
    people[owner].id,
    made.id,
    people[owner].departmentPath,
  ]);
  return made;
}
const reads = async (who: Viewer, id: string): Promise<boolean> =>
  (await codes(as(who, 'record.get', { entity: 'parcel', id }))).length === 0;

beforeAll(async () => {
  test = await testHost();
  await test.host.documents.publish({ person: null, isAdmin: true }, { documents: ROLES });
  const { host } = test;
  const made = await host.transaction(async (tx) => {
    const head = await saveDepartment(host, tx, { name: 'Head' });
    const branch = await saveDepartment(host, tx, { name: 'Branch', parent: head.id });
    return { head: head.id, branch: branch.id };
  });
  Object.assign(home, made);
  await person('una', ['clerk'], home.branch);
  await person('vera', ['clerk'], home.branch);
  await person('wim', ['auditor'], home.head);
  await person('zoe', ['chief'], home.head);
});
afterAll(() => test?.close());

describe('a record is shared', () => {
  it('with a person: to read, then to edit, then no more', async () => {
    const { id } = await given('una', { secret: '13812345678', price: '5' });
    expect(await reads(people.vera, id)).toBe(false);
    const give = (level: 'read' | 'edit') =>
      as(people.una, 'share.add', { entity: 'parcel', record: id, with: { person: people.vera.id }, level });
    await give('read');
    const seen = await as(people.vera, 'record.get', { entity: 'parcel', id });
    expect(seen).toMatchObject({ name: 'A parcel', secret: { masked: '138****5678' } });
    expect((await as(people.vera, 'record.list', { entity: 'parcel' })).rows.map((row) => row.id)).toContain(id);
    const change = (values: { [field: string]: string }, rev = 1) =>
      as(people.vera, 'record.update', { entity: 'parcel', id, rev, values });
    expect(await codes(change({ name: 'B' }))).toEqual(['record.mayNotUpdate']);
    expect((await as(people.vera, 'form.open', { entity: 'parcel', record: id })).editable).toEqual([]);

    const { shares } = await give('edit');
    expect(shares).toMatchObject([{ kind: 'person', level: 'edit', label: { en: 'vera' } }]);
    expect((await as(people.vera, 'form.open', { entity: 'parcel', record: id })).editable).toContain('name');
    expect(await change({ name: 'B' })).toMatchObject({ name: 'B', rev: 2 });
    expect(await codes(change({ price: '6' }, 2))).toEqual(['record.notEditable']);
    expect(await codes(change({ secret: 'x' }, 2))).toEqual(['record.notEditable']);
    expect(await codes(as(people.vera, 'record.delete', { entity: 'parcel', id }))).toEqual(['record.mayNotDelete']);

    await as(people.una, 'share.remove', { entity: 'parcel', record: id, share: shares[0]!.id });
    expect(await reads(people.vera, id)).toBe(false);
    expect(await codes(as(people.vera, 'record.history', { entity: 'parcel', id }))).toEqual(['record.notFound']);
    const told = await as(people.vera, 'notification.list', {});
    expect(JSON.stringify(told)).toContain('shared a record of');
    expect(JSON.stringify(told)).not.toContain('A parcel');
  });

  it('with a role and with a department, whose people below have it too, until a time', async () => {
    const { id } = await parcel('una');
    const share = (target: Input<'share.add'>['with'], until?: string) =>
      as(people.una, 'share.add', {
        entity: 'parcel',
        record: id,
        with: target,
        level: 'read',
        ...(until ? { until } : {}),
      });
    await share({ role: 'auditor' });
    expect([await reads(people.wim, id), await reads(people.vera, id)]).toEqual([true, false]);
    const soon = new Date(test.host.clock.now().getTime() + 400).toISOString();
    await share({ department: home.head }, soon);
    expect(await reads(people.vera, id)).toBe(true);
    await new Promise((resolve) => setTimeout(resolve, 450));
    expect(await reads(people.vera, id)).toBe(false);
    expect(await codes(share({ department: home.head }, '2020-01-01T00:00:00Z'))).toEqual(['share.past']);
  });

  it('only as far as whoever shares it has it themselves', async () => {
    const { id } = await parcel('una');
    const add = (who: Name, target: Name, level: 'read' | 'edit') =>
      as(people[who], 'share.add', { entity: 'parcel', record: id, with: { person: people[target].id }, level });
    expect(await codes(add('vera', 'wim', 'read'))).toEqual(['record.notFound']);
    await add('una', 'vera', 'edit');
    expect(await codes(add('vera', 'wim', 'read'))).toEqual(['share.notYours']);
    expect(await codes(add('una', 'wim', 'edit'))).toEqual(['share.noEdit']);
    expect(await codes(add('una', 'una', 'read'))).toEqual(['share.yourself']);
    const stranger = { person: test.viewers.stranger.id };
    const blind = as(people.una, 'share.add', { entity: 'parcel', record: id, with: stranger, level: 'read' });
    expect(await codes(blind)).toEqual(['share.noRole']);
    // Too heavy for a clerk to change: what the clerk may not do is not the clerk's to give.
    const heavy = await given('una', { name: 'Heavy', weight: '500' });
    const give = as(people.una, 'share.add', {
      entity: 'parcel',
      record: heavy.id,
      with: { person: people.vera.id },
      level: 'edit',
    });
    expect(await codes(give)).toEqual(['share.onlyRead']);
    const listed = await as(people.vera, 'share.list', { entity: 'parcel', record: id });
    expect(listed.give).toBe('none');
    expect(listed.shares.every(({ canRemove }) => !canRemove)).toBe(true);
    const remove = as(people.vera, 'share.remove', { entity: 'parcel', record: id, share: listed.shares[0]!.id });
    expect(await codes(remove)).toEqual(['share.mayNotRemove']);
  });

  it('with those who are found by their words, and whose roles open it', async () => {
    const { targets } = await as(people.una, 'share.targets', { entity: 'parcel', search: 'a' });
    const named = targets.map(({ kind, label }) => `${kind} ${label.en}`);
    expect(named).toEqual(expect.arrayContaining(['person vera', 'department Head', 'role auditor']));
    expect(named).not.toContain('role stranger');
    expect(named).not.toContain('person una');
  });
});

const words = (reasons: readonly Reason[]): string =>
  reasons.map((r) => `${r.holds ? '+' : '-'}${r.words.en} ${words(r.of)}`).join('\n');

describe('asked why', () => {
  it('a person learns which condition keeps them from changing a record', async () => {
    const made = await given('una', { name: 'Heavy', weight: '500' });
    const why = await as(people.una, 'access.explain', {
      entity: 'parcel',
      record: made.id,
      action: 'update',
      field: 'name',
    });
    expect(why).toMatchObject({ allowed: false, right: 'read', words: { en: 'You may not change "Name".' } });
    expect(words(why.reasons)).toContain('-Condition: weight == null || weight < 100 (now: Weight = 500)');
    expect(words(why.reasons)).toContain('It was not shared');
  });

  it('an administrator learns it of others, whether they may read the record or not', async () => {
    const { id } = await given('una', { secret: 'CANARY-secret' });
    const ask = (who: Name, more: object = {}) =>
      as(test.viewers.admin, 'access.explain', {
        entity: 'parcel',
        record: id,
        action: 'read',
        person: people[who].id,
        ...more,
      });
    expect(await ask('vera')).toMatchObject({ allowed: false, words: { en: 'vera may not see "Parcel".' } });
    expect(words((await ask('vera')).reasons)).toContain(
      'their own records (owner: una, of Head/Branch; vera is of Head/Branch)',
    );
    expect(await ask('zoe')).toMatchObject({ allowed: true });
    expect(await ask('wim', { field: 'secret' })).toMatchObject({ allowed: false, right: 'none' });
    await as(people.una, 'share.add', {
      entity: 'parcel',
      record: id,
      with: { person: people.vera.id },
      level: 'read',
    });
    const why = await ask('vera');
    expect(why.allowed).toBe(true);
    expect(words(why.reasons)).toContain('+Shared by una with the person (to read)');
    expect(JSON.stringify([why, await ask('vera', { field: 'secret' })])).not.toContain('CANARY');
    expect((await ask('vera', { field: 'secret' })).words.en).toBe('vera sees "Secret" masked only.');
  });

  it('nobody learns anything of others, of hidden fields or of records they may not read', async () => {
    const { id } = await parcel('una');
    const base = { entity: 'parcel', record: id, action: 'read' } as const;
    expect(await codes(as(people.vera, 'access.explain', { ...base, person: people.una.id }))).toEqual([
      'access.others',
    ]);
    expect(await codes(as(people.vera, 'access.explain', base))).toEqual(['record.notFound']);
    const own = as(people.wim, 'access.explain', { entity: 'parcel', action: 'read', field: 'secret' });
    expect(await codes(own)).toEqual(['query.unknownField']);
    expect(await codes(as(people.vera, 'access.who', { entity: 'parcel', record: id }))).toEqual(['record.notFound']);
  });

  it('who may see a record is known to whoever may see it', async () => {
    const { id } = await parcel('una');
    await as(people.una, 'share.add', { entity: 'parcel', record: id, with: { person: people.wim.id }, level: 'read' });
    const { people: found } = await as(people.una, 'access.who', { entity: 'parcel', record: id });
    const named = found.map(({ person: { title }, may }) => `${title} ${may}`);
    expect(named).toEqual(expect.arrayContaining(['una edit', 'zoe edit', 'wim read', 'keeper edit']));
    expect(named.join()).not.toContain('vera');
    expect(found.every(({ by }) => by.length === 0)).toBe(true);
  });
});

describe('records follow people', () => {
  const owners = async (): Promise<Record<string, number>> =>
    Object.fromEntries(
      (
        await test.host.pool.query<{ owner: string; n: number }>(
          'select p.name as owner, count(*)::int as n from data.parcel t join person p on p.id = t.owner_id group by 1',
        )
      ).rows.map(({ owner, n }) => [owner, n]),
    );
  const run = (id: string) => runHandOver(test.host, async (p) => (await test.host.people.viewer(p))!, id);

  it('from somebody who leaves to somebody else, each change in its history', async () => {
    for (let i = 0; i < 1200; i += 300) {
      const rows = Array.from({ length: 300 }, (_, j) => ({ name: `Many ${i + j}` }));
      await test.host.records.createMany({ viewer: people.vera, door: 'import', host: test.host }, 'parcel', rows);
    }
    const mine = await parcel('vera', { note: 'handed' });
    const before = await owners();
    const preview = await as(test.viewers.admin, 'handover.preview', { from: people.vera.id });
    expect(preview).toMatchObject({ entities: [{ entity: 'parcel', count: before.vera }], tasks: 0 });
    const start = () =>
      as(test.viewers.admin, 'handover.start', { from: people.vera.id, to: people.wim.id, tasks: true });
    const move = await start();
    expect(move).toMatchObject({ state: 'running', total: before.vera, done: 0 });
    expect(await codes(start())).toEqual(['handover.running']);
    await run(move.id);
    const [done] = (await as(test.viewers.admin, 'handover.list', {})).moves;
    expect(done).toMatchObject({ state: 'done', done: before.vera, from: { title: 'vera' }, to: { title: 'wim' } });
    const after = await owners();
    expect([after.vera ?? 0, after.wim]).toEqual([0, (before.wim ?? 0) + before.vera!]);
    expect(await reads(people.vera, mine.id)).toBe(false);
    const { entries } = await as(people.wim, 'record.history', { entity: 'parcel', id: mine.id });
    expect(entries[0]).toMatchObject({ rev: 2, door: 'job', by: { title: 'admin' } });
    expect(entries[0]!.changes).toMatchObject([
      { field: 'owner_id', before: { title: 'vera' }, after: { title: 'wim' } },
    ]);
    // Wim is of Head, so the records came along.
    const { rows } = await test.host.pool.query('select distinct owner_path from data.parcel where owner_id = $1', [
      people.wim.id,
    ]);
    expect(rows).toEqual([{ owner_path: `${home.head}/` }]);
    await run(move.id);
    expect(await owners()).toEqual(after);
  });

  it('a move that breaks says so, keeps what it moved, and may be started again', async () => {
    await parcel('una', { note: 'first try' });
    const start = () =>
      as(test.viewers.admin, 'handover.start', { from: people.una.id, to: people.zoe.id, tasks: true });
    const move = await start();
    const nobody = async () => refuse('auth.inactive');
    await runHandOver(test.host, nobody, move.id);
    const [broken] = (await as(test.viewers.admin, 'handover.list', {})).moves;
    expect(broken).toMatchObject({ id: move.id, state: 'failed' });
    expect(broken!.reason).toMatch(/account/i);
    expect(broken!.endedAt).not.toBeNull();
    expect((await owners()).una).toBeUndefined();
    const again = await start();
    await run(again.id);
    expect((await as(test.viewers.admin, 'handover.list', {})).moves[0]).toMatchObject({ state: 'done', reason: null });
  });

  it('to whom there is, and who is somebody else', async () => {
    const start = (to: string) => as(test.viewers.admin, 'handover.start', { from: people.una.id, to });
    expect(await codes(start(people.una.id))).toEqual(['handover.same']);
    expect(await codes(start(test.host.ids.uuid()))).toEqual(['access.unknownPerson']);
    const notAdmin = as(people.zoe, 'handover.start', { from: people.una.id, to: people.zoe.id });
    expect(await codes(notAdmin)).toEqual(['operation.forbidden']);
  });

  it('to another department: few at once, many in the background', async () => {
    await parcel('una');
    await person('una', ['clerk'], home.head);
    const paths = async (id: string) =>
      (
        await test.host.pool.query<{ owner_path: string }>(
          'select distinct owner_path from data.parcel where owner_id = $1',
          [id],
        )
      ).rows;
    expect(await paths(people.una.id)).toEqual([{ owner_path: `${home.head}/` }]);
    for (let i = 0; i < 3; i += 1) {
      const rows = Array.from({ length: 400 }, (_, j) => ({ name: `More ${j}` }));
      await test.host.records.createMany(
        { viewer: { ...people.wim, roles: ['clerk'] }, door: 'import', host: test.host },
        'parcel',
        rows,
      );
    }
    await person('wim', ['auditor'], home.branch);
    const [move] = (await as(test.viewers.admin, 'handover.list', {})).moves;
    expect(move).toMatchObject({ kind: 'department', state: 'running' });
    await run(move!.id);
    expect(await paths(people.wim.id)).toEqual([{ owner_path: `${home.head}/${home.branch}/` }]);
    expect((await as(test.viewers.admin, 'handover.list', {})).moves[0]).toMatchObject({ state: 'done' });
  });
});
