/** Who comes in, how long, and who does not: passwords, cookies, keys, other sites, guessers. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ProblemJson } from '../../engine/kernel/api';
import { savePerson } from '../../engine/host/services/people-store';
import { PASSWORD, testHost, type TestHost } from '../support/host';

let test: TestHost;
beforeAll(async () => {
  test = await testHost();
});
afterAll(() => test.close());

const HERE = { origin: 'http://trellis.test', host: 'trellis.test', 'content-type': 'application/json' };
const signIn = (email: string, password: string, headers: { readonly [name: string]: string } = HERE) =>
  test.ask('POST', 'auth/sign-in/email', { raw: JSON.stringify({ email, password }), headers });
const cookieOf = (response: Response): string => response.headers.get('set-cookie')!.split(';')[0]!;
const look = (cookie: string) => test.ask('GET', 'v1/openapi.json', { headers: { cookie } });
const codeOf = async (response: Response): Promise<string> => ((await response.json()) as ProblemJson).code;

describe('signing in', () => {
  it('gives a cookie that no script can read, and no token', async () => {
    const response = await signIn('writer@test.example', PASSWORD);
    expect(response.status).toBe(200);
    expect(await response.json()).toEqual({ ok: true });
    expect(response.headers.get('set-cookie')).toMatch(/Path=\/; HttpOnly; SameSite=Lax/);
  });

  it('gives a cookie for https only where the address is https', async () => {
    const secure = await testHost({ baseUrl: 'https://trellis.test' });
    const headers = { ...HERE, origin: 'https://trellis.test' };
    const raw = JSON.stringify({ email: 'writer@test.example', password: PASSWORD });
    const response = await secure.ask('POST', 'auth/sign-in/email', { raw, headers });
    expect(response.headers.get('set-cookie')).toMatch(
      /^__Secure-trellis\.session_token=.*; HttpOnly; Secure; SameSite=Lax/,
    );
    const cookie = cookieOf(response);
    expect((await secure.ask('GET', 'v1/openapi.json', { headers: { cookie } })).status).toBe(200);
    await secure.close();
  });

  it('refuses a wrong password and an unknown person in the same words', async () => {
    const wrong = await signIn('writer@test.example', 'not it at all');
    const unknown = await signIn('no@test.example', 'x');
    expect([wrong.status, unknown.status]).toEqual([401, 401]);
    expect(await wrong.text()).toBe(await unknown.text());
  });

  it('says it in the language the browser asks for', async () => {
    const words = async (language: string) =>
      ((await (await signIn('no@test.example', 'x', { ...HERE, 'accept-language': language })).json()) as ProblemJson)
        .detail;
    expect(await words('en-GB,en')).toMatch(/^E-mail or password/);
    expect(await words('zh-CN,zh;q=0.9')).toMatch(/^邮箱或密码/);
  });

  it('refuses sign-up and every address of the library that the product does not use', async () => {
    for (const address of [
      'sign-up/email',
      'update-user',
      'delete-user',
      'forget-password',
      'request-password-reset',
      'get-session',
      'list-sessions',
      'error',
      'ok',
    ]) {
      const response = await test.ask('POST', `auth/${address}`, {
        raw: JSON.stringify({ email: 'new@test.example', password: PASSWORD, name: 'New' }),
        headers: HERE,
      });
      expect(response.status, address).toBe(404);
    }
  });

  it('never takes over a session somebody else prepared', async () => {
    const prepared = 'trellis.session_token=prepared.by-somebody';
    const response = await signIn('writer@test.example', PASSWORD, { ...HERE, cookie: prepared });
    const cookie = cookieOf(response);
    expect(cookie).not.toContain('prepared');
    expect((await look(prepared)).status).toBe(401);
    const again = await signIn('writer@test.example', PASSWORD, { ...HERE, cookie });
    expect(cookieOf(again)).not.toBe(cookie);
  });

  it('refuses a cookie whose signature was changed, and a token without one', async () => {
    const [name, token, signature] = /^(.*?)=(.*?)\.(.*)$/
      .exec(cookieOf(await signIn('writer@test.example', PASSWORD)))!
      .slice(1);
    expect((await look(`${name}=${token}.${signature}`)).status).toBe(200);
    expect((await look(`${name}=${token}.${signature!.replace(/^./, (c) => (c === 'A' ? 'B' : 'A'))}`)).status).toBe(
      401,
    );
    expect((await look(`${name}=${token}`)).status).toBe(401);
  });

  it('refuses what is no sign-in', async () => {
    for (const raw of [
      '',
      '{',
      '[]',
      '{"email":["writer@test.example"],"password":"x"}',
      '{"email":"writer@test.example"}',
      `{"email":"writer@test.example","password":"${'x'.repeat(15_000)}"}`,
    ]) {
      const response = await test.ask('POST', 'auth/sign-in/email', { raw, headers: HERE });
      expect(response.status, raw.slice(0, 40)).toBeGreaterThanOrEqual(400);
      expect(response.status, raw.slice(0, 40)).toBeLessThan(500);
    }
    const huge = await test.ask('POST', 'auth/sign-in/email', { raw: 'x'.repeat(20_000), headers: HERE });
    expect(huge.status).toBe(413);
  });
});

describe('a guesser', () => {
  it('is stopped after ten tries under one e-mail, from however many addresses, at once or one by one', async () => {
    const guess = (n: number, email = 'keeper@test.example') =>
      signIn(email, `guess ${n}`, { ...HERE, 'x-trellis-client': `10.0.0.${n}` });
    const guesses = await Promise.all(Array.from({ length: 14 }, (_, n) => guess(n)));
    expect(guesses.map(({ status }) => status).sort()).toEqual([
      ...Array<number>(10).fill(401),
      ...Array<number>(4).fill(429),
    ]);
    const right = await signIn('keeper@test.example', PASSWORD, { ...HERE, 'x-trellis-client': '10.0.1.1' });
    expect(right.status).toBe(429);
    expect(await codeOf(right)).toBe('auth.tooMany');
    // Nobody else is locked out, and an e-mail nobody has is answered the same.
    expect((await signIn('writer@test.example', PASSWORD)).status).toBe(200);
    const nobody: number[] = [];
    for (let n = 0; n < 12; n += 1) nobody.push((await guess(n, 'nobody@test.example')).status);
    expect(nobody).toEqual([...Array<number>(10).fill(401), 429, 429]);
    await test.host.pool.query('update rate_limit set last_request = last_request - 61000');
    expect((await signIn('keeper@test.example', PASSWORD)).status).toBe(200);
  });

  it('somebody who remembers the password at last starts anew', async () => {
    for (let round = 0; round < 3; round += 1) {
      for (let n = 0; n < 6; n += 1) {
        await signIn('writer@test.example', 'hm', { ...HERE, 'x-trellis-client': `10.1.${round}.${n}` });
      }
      const right = await signIn('writer@test.example', PASSWORD, { ...HERE, 'x-trellis-client': `10.1.${round}.9` });
      expect(right.status).toBe(200);
    }
  });
});

describe('a session', () => {
  it('writes from its own pages only', async () => {
    const cookie = cookieOf(await signIn('keeper@test.example', PASSWORD));
    const write = (headers: { [name: string]: string }) =>
      test.ask('POST', 'v1/operations/session.get', {
        body: {},
        headers: { host: 'trellis.test', cookie, ...headers },
      });
    expect((await write({ origin: 'http://trellis.test' })).status).toBe(200);
    expect((await write({ 'sec-fetch-site': 'same-origin' })).status).toBe(200);
    expect((await write({ origin: 'http://elsewhere.test' })).status).toBe(403);
    expect((await write({ origin: 'null' })).status).toBe(403);
    expect((await write({ origin: 'http://trellis.test.evil.example' })).status).toBe(403);
    expect((await write({ 'sec-fetch-site': 'cross-site', origin: 'http://trellis.test' })).status).toBe(403);
    expect((await write({ 'sec-fetch-site': 'same-site', origin: 'http://trellis.test' })).status).toBe(403);
    expect((await write({})).status).toBe(403);
    // A page of another site can send text/plain without asking; JSON under that name is not taken.
    const form = {
      as: undefined,
      raw: '{}',
      headers: { host: 'trellis.test', cookie, origin: 'http://trellis.test', 'content-type': 'text/plain' },
    };
    expect((await test.ask('POST', 'v1/operations/session.get', form)).status).toBe(415);
    // Signing somebody in or out from another site is refused too.
    expect((await signIn('writer@test.example', PASSWORD, { ...HERE, origin: 'http://elsewhere.test' })).status).toBe(
      403,
    );
    expect((await test.ask('POST', 'auth/sign-out', { raw: '{}', headers: { cookie } })).status).toBe(403);
    expect((await look(cookie)).status).toBe(200);
  });

  it('is over after signing out, here and in every other process', async () => {
    const cookie = cookieOf(await signIn('keeper@test.example', PASSWORD));
    const other = cookieOf(await signIn('keeper@test.example', PASSWORD));
    expect((await look(cookie)).status).toBe(200);
    const out = await test.ask('POST', 'auth/sign-out', { raw: '{}', headers: { ...HERE, cookie } });
    expect(out.status).toBe(200);
    expect(out.headers.get('set-cookie')).toMatch(/session_token=;.*Max-Age=0/);
    expect((await look(cookie)).status).toBe(401);
    expect((await look(other)).status).toBe(200);
    const { rowCount } = await test.host.pool.query('select 1 from session where token = $1', [
      decodeURIComponent(cookie.split('=')[1]!).split('.')[0],
    ]);
    expect(rowCount).toBe(0);
  });

  it('is over when it has expired', async () => {
    const cookie = cookieOf(await signIn('keeper@test.example', PASSWORD));
    await test.host.pool.query(`update session set expires_at = now() - interval '1 second'`);
    expect((await look(cookie)).status).toBe(401);
  });

  it('ends at once for somebody who is no longer active, and for a password that was changed', async () => {
    const { host, viewers } = test;
    const cookie = cookieOf(await signIn('stranger@test.example', PASSWORD));
    expect((await look(cookie)).status).toBe(200);
    const { id, name, email } = viewers.stranger;
    const save = (input: { active: boolean; password?: string }) =>
      host.call(
        'person.save',
        { id, name, email, roles: ['stranger'], ...input },
        { viewer: viewers.admin, door: 'screen' },
      );
    await save({ active: true, password: 'another password' });
    await expect.poll(async () => (await look(cookie)).status).toBe(401);
    const next = cookieOf(await signIn('stranger@test.example', 'another password'));
    await save({ active: false });
    await expect.poll(async () => (await look(next)).status).toBe(401);
    const refused = await signIn('stranger@test.example', 'another password');
    expect(refused.status).toBe(403);
    expect(await codeOf(refused)).toBe('auth.inactive');
  });
});

describe('a key', () => {
  const ask = (authorization: string) => test.ask('GET', 'v1/records/parcel', { headers: { authorization } });
  const make = async (days?: number) => {
    const by = { viewer: test.viewers.admin, door: 'cli' as const };
    return test.host.call('key.create', { label: 'k', person: test.viewers.writer.id, ...(days ? { days } : {}) }, by);
  };

  it('is what stands behind Bearer, in any case, and nothing else', async () => {
    const { key } = await make();
    expect((await ask(`Bearer ${key}`)).status).toBe(200);
    expect((await ask(`bearer  ${key} `)).status).toBe(200);
    for (const wrong of [
      key,
      `Basic ${key}`,
      `Bearer ${key}x`,
      `Bearer ${key} ${key}`,
      'Bearer ',
      `Bearer ${key.slice(0, -1)}`,
    ]) {
      expect((await ask(wrong)).status, wrong.slice(0, 10)).toBe(401);
    }
  });

  it('is over when it is revoked, or has expired, or its person is no longer active', async () => {
    const { host, viewers } = test;
    const [revoked, expired] = [await make(), await make(1)];
    expect((await ask(`Bearer ${revoked.key}`)).status).toBe(200);
    await host.call('key.revoke', { id: revoked.id }, { viewer: viewers.admin, door: 'cli' });
    await expect.poll(async () => (await ask(`Bearer ${revoked.key}`)).status).toBe(401);
    await host.pool.query(`update api_key set expires_at = now() - interval '1 second' where id = $1`, [expired.id]);
    expect((await ask(`Bearer ${expired.key}`)).status).toBe(401);
    const input = { name: 'Leaver', email: 'leaver@test.example', roles: ['writer'], active: true };
    const { id } = await host.transaction((tx) => savePerson(host, tx, input));
    const { key } = await host.call('key.create', { label: 'k', person: id }, { viewer: viewers.admin, door: 'cli' });
    expect((await ask(`Bearer ${key}`)).status).toBe(200);
    await host.call('person.save', { id, ...input, active: false }, { viewer: viewers.admin, door: 'cli' });
    await expect.poll(async () => (await ask(`Bearer ${key}`)).status).toBe(401);
  });
});

describe('outside of the demo', () => {
  it('demo people may not sign in, are not listed, and do not count as administrators', async () => {
    const { host, viewers } = test;
    const demo = {
      name: 'Demo',
      email: 'demo@test.example',
      password: PASSWORD,
      roles: ['administrator'],
      active: true,
      isDemo: true,
    };
    await host.transaction((tx) => savePerson(host, tx, demo));
    expect((await signIn('demo@test.example', PASSWORD)).status).toBe(403);
    expect(await (await test.ask('GET', 'v1/demo')).json()).toEqual({ people: [] });
    const { id, name, email } = viewers.admin;
    const leave = host.call(
      'person.save',
      { id, name, email, roles: [], active: true },
      { viewer: viewers.admin, door: 'cli' },
    );
    await expect(leave).rejects.toThrow('person.lastAdministrator');
  });
});
