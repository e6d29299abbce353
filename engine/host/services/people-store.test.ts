import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { testHost, type TestHost } from '../../../tests/support/host';
import type { Input } from '../../kernel/api';
import { Refusal } from '../../kernel/problems';

let test: TestHost;
beforeAll(async () => {
  test = await testHost();
});
afterAll(() => test.close());

const asAdmin = () => ({ viewer: test.viewers.admin, door: 'screen' as const });
const department = (input: Input<'department.save'>) => test.host.call('department.save', input, asAdmin());
const person = (input: Input<'person.save'>) => test.host.call('person.save', input, asAdmin());
const codesOf = (promise: Promise<unknown>): Promise<readonly string[]> =>
  promise.then(
    () => [],
    (error: unknown) => (error instanceof Refusal ? error.problems.map(({ code }) => code) : Promise.reject(error)),
  );

describe('departments', () => {
  it('carry everything below along when they move, the records of their people too', async () => {
    const top = await department({ name: 'top' });
    const other = await department({ name: 'other' });
    const middle = await department({ name: 'middle', parent: top.id });
    const leaf = await department({ name: 'leaf', parent: middle.id });
    const { id, name, email } = test.viewers.writer;
    await person({ id, name, email, roles: ['writer'], active: true, department: leaf.id });
    const viewer = (await test.host.people.viewer(id))!;
    expect(viewer.departmentPath).toBe(`${top.id}/${middle.id}/${leaf.id}/`);
    const made = await test.host.call(
      'record.create',
      { entity: 'parcel', values: { name: 'mine' } },
      { viewer, door: 'screen' },
    );

    await department({ id: middle.id, name: 'middle', parent: other.id });
    const { departments } = await test.host.call('department.list', {}, asAdmin());
    expect(departments.find((one) => one.id === leaf.id)?.path).toBe(`${other.id}/${middle.id}/${leaf.id}/`);
    const path = 'select owner_path from data.parcel where id = $1';
    const { rows } = await test.host.pool.query<{ owner_path: string }>(path, [made.id]);
    expect(rows[0]?.owner_path).toBe(`${other.id}/${middle.id}/${leaf.id}/`);
  });

  it('cannot be moved below themselves, in words', async () => {
    const parent = await department({ name: 'parent' });
    const child = await department({ name: 'child', parent: parent.id });
    expect(await codesOf(department({ id: parent.id, name: 'parent', parent: child.id }))).toEqual([
      'department.cycle',
    ]);
    expect(await codesOf(department({ id: parent.id, name: 'parent', parent: parent.id }))).toEqual([
      'department.cycle',
    ]);
  });

  it('have one name each under one parent', async () => {
    const first = await department({ name: 'twins' });
    await department({ name: 'twin', parent: first.id });
    expect(await codesOf(department({ name: 'twin', parent: first.id }))).toEqual(['department.nameTaken']);
    expect(await codesOf(department({ name: 'twins' }))).toEqual(['department.nameTaken']);
  });

  it('stay while somebody is in them', async () => {
    const home = await department({ name: 'home' });
    const { id } = await person({ name: 'N', email: 'n@test.example', roles: [], active: true, department: home.id });
    const remove = () => test.host.call('department.delete', { id: home.id }, asAdmin());
    expect(await codesOf(remove())).toEqual(['department.notEmpty']);
    await person({ id, name: 'N', email: 'n@test.example', roles: [], active: true, department: null });
    expect(await codesOf(remove())).toEqual([]);
  });
});

describe('people', () => {
  it('have an e-mail of their own, however it is written', async () => {
    await person({ name: 'A', email: 'Ann@Test.example', roles: [], active: true });
    expect(await codesOf(person({ name: 'B', email: 'ANN@test.example', roles: [], active: true }))).toEqual([
      'person.emailTaken',
    ]);
  });

  it('hold only roles that exist', async () => {
    expect(await codesOf(person({ name: 'A', email: 'r@test.example', roles: ['nobody'], active: true }))).toEqual([
      'person.unknownRole',
    ]);
  });

  it('always include an administrator', async () => {
    const { id, name, email } = test.viewers.admin;
    const last = ['person.lastAdministrator'];
    expect(await codesOf(person({ id, name, email, roles: [], active: true }))).toEqual(last);
    expect(await codesOf(person({ id, name, email, roles: ['administrator'], active: false }))).toEqual(last);
  });
});

describe('keys', () => {
  it('are made for others by administrators only, and open nothing once revoked', async () => {
    const keeper = { viewer: test.viewers.keeper, door: 'screen' as const };
    const forAdmin = test.host.call('key.create', { label: 'x', person: test.viewers.admin.id }, keeper);
    expect(await codesOf(forAdmin)).toEqual(['operation.forbidden']);
    const { id, key } = await test.host.call('key.create', { label: 'mine', days: 1 }, keeper);
    const look = () => test.ask('GET', 'v1/openapi.json', { headers: { authorization: `Bearer ${key}` } });
    expect((await look()).status).toBe(200);
    const { keys } = await test.host.call('key.list', {}, keeper);
    expect(keys.every((one) => one.person.id === keeper.viewer.id)).toBe(true);
    expect(JSON.stringify(keys)).not.toContain(key);
    await test.host.call('key.revoke', { id }, keeper);
    await expect.poll(async () => (await look()).status).toBe(401);
  });
});
