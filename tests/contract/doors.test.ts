/** Every door answers bad input with a problem a person can read, status 4xx, and nothing changes. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ProblemJson } from '../../engine/kernel/api';
import { testHost, type Ask, type TestHost } from '../support/host';
import { BAD, create } from './doors-bad';

let test: TestHost;
let id: string;
/** Of keeper, in no record. */
let foreignFile: string;
beforeAll(async () => {
  test = await testHost();
  const made = await test.ask('POST', 'v1/records/parcel', {
    as: 'keeper',
    body: { values: { name: 'first', secret: 'hush' } },
  });
  expect(made.status, await made.clone().text()).toBe(201);
  id = ((await made.json()) as { id: string }).id;
  const sent = await test.ask('POST', 'v1/files?name=a.txt', {
    as: 'keeper',
    raw: 'x',
    headers: { 'content-type': 'text/plain' },
  });
  foreignFile = ((await sent.json()) as { id: string }).id;
});
afterAll(() => test.close());

/** Everything a request could have changed, as one text. */
async function everything(): Promise<string> {
  const { rows } = await test.host.pool.query(
    `select (select json_agg(p order by p.id) from data.parcel p) as records,
            (select count(*) from record_history) as history, (select count(*) from document_version) as versions,
            (select count(*) from file) as files, (select count(*) from import_job) as imports,
            (select json_agg(row(p.email, p.is_active) order by p.id) from person p) as people`,
  );
  return JSON.stringify(rows);
}

async function problemOf(response: Response): Promise<ProblemJson> {
  expect(response.headers.get('content-type')).toContain('application/problem+json');
  const body = (await response.json()) as ProblemJson;
  expect(body.status).toBe(response.status);
  expect(body.detail).not.toBe('');
  for (const { message, code } of body.problems) expect(message, code).not.toBe(code);
  return body;
}

describe('bad input', () => {
  it.each(BAD)('%s', async (_, method, path, ask, status) => {
    const before = await everything();
    const body = ask.body && (JSON.parse(JSON.stringify(ask.body).replace(':file', foreignFile)) as unknown);
    const response = await test.ask(method, path.replace(':id', id), body ? { ...ask, body } : ask);
    const text = await response.clone().text();
    expect(response.status, text).toBe(status);
    await problemOf(response);
    expect(text).not.toContain('hush');
    expect(await everything()).toBe(before);
  });

  it('a body of 50 MB is refused before it is read', async () => {
    let sent = 0;
    const body = new ReadableStream({
      pull(controller) {
        sent += 1024 * 1024;
        controller.enqueue(new Uint8Array(1024 * 1024));
        if (sent >= 50 * 1024 * 1024) controller.close();
      },
    });
    const response = await test.ask('POST', 'v1/records/parcel', {
      as: 'writer',
      raw: body,
      headers: { 'content-type': 'application/json' },
    });
    expect(response.status).toBe(413);
    expect(sent).toBeLessThan(4 * 1024 * 1024);
  });

  it('a page mark belongs to its own question', async () => {
    for (const name of ['second', 'third']) await test.ask('POST', 'v1/records/parcel', create({ name }));
    const page = await test.ask('GET', 'v1/records/parcel?sort=name&page[size]=1', { as: 'writer' });
    const { next } = (await page.json()) as { next: string };
    const ask = (query: string, as: Ask['as'] = 'writer') =>
      test.ask('GET', `v1/records/parcel?page[size]=1&page[after]=${encodeURIComponent(next)}&${query}`, { as: as! });
    expect((await ask('sort=name')).status).toBe(200);
    for (const query of ['sort=-name', 'sort=note', 'sort=name,note', '']) {
      const response = await ask(query);
      expect(response.status, query).toBe(400);
      expect((await problemOf(response)).code).toBe('query.cursor');
    }
  });

  it('is said in the language of whoever asks', async () => {
    const german = await test.ask('GET', 'v1/records/parcel', { headers: { 'accept-language': 'de' } });
    expect((await problemOf(german)).detail).toBe('请先登录。');
    const english = await test.ask('GET', 'v1/records/parcel', { headers: { 'accept-language': 'en' } });
    expect((await problemOf(english)).detail).toBe('Sign in first.');
    // A person's own language is above that of the browser.
    const person = await test.ask('GET', 'v1/records/nothing', { as: 'writer', headers: { 'accept-language': 'zh' } });
    expect((await problemOf(person)).detail).toMatch(/^There is no/);
  });

  it('SQL and HTML in every text field are stored as they are', async () => {
    const nasty = `'); drop table data.parcel; -- <script>alert(1)</script> \${1} %s \\`;
    const made = await test.ask('POST', 'v1/records/parcel', create({ name: nasty, note: nasty }));
    expect(made.status).toBe(201);
    const { id: nastyId } = (await made.json()) as { id: string };
    const found = await test.ask('GET', `v1/records/parcel/${nastyId}`, { as: 'writer' });
    expect(await found.json()).toMatchObject({ name: nasty, note: nasty });
  });
});

describe('files', () => {
  it('come back to whoever sent them, and to nobody else', async () => {
    const sent = await test.ask('POST', 'v1/files?name=%E5%90%88%E5%90%8C.txt', {
      as: 'writer',
      raw: '<script>alert(1)</script>',
      headers: { 'content-type': 'text/html' },
    });
    expect(sent.status).toBe(201);
    const { id: file } = (await sent.json()) as { id: string };
    const back = await test.ask('GET', `v1/files/${file}`, { as: 'writer' });
    expect(await back.text()).toBe('<script>alert(1)</script>');
    expect(back.headers.get('content-disposition')).toMatch(/^attachment;.*filename\*=UTF-8''%E5%90%88%E5%90%8C.txt$/);
    expect(back.headers.get('x-content-type-options')).toBe('nosniff');
    expect((await test.ask('GET', `v1/files/${file}`, { as: 'keeper' })).status).toBe(404);
  });

  it('are refused above the limit', async () => {
    const response = await test.ask('POST', 'v1/files?name=big.bin', {
      as: 'writer',
      raw: new Uint8Array(33 * 1024 * 1024),
    });
    expect(response.status).toBe(413);
  });
});
