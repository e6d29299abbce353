/** Every door answers bad input with a problem a person can read, status 4xx, and nothing changes. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ProblemJson } from '../../engine/kernel/api';
import { testHost, type Ask, type TestHost } from '../support/host';

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

const long = 'x'.repeat(1_000_000);
const create = (values: unknown): Ask => ({ as: 'writer', body: { values } });

const BAD: readonly (readonly [what: string, method: string, path: string, ask: Ask, status: number])[] = [
  [
    'broken JSON',
    'POST',
    'v1/records/parcel',
    { as: 'writer', raw: '{"values":', headers: { 'content-type': 'application/json' } },
    400,
  ],
  [
    'another content type',
    'POST',
    'v1/records/parcel',
    { as: 'writer', raw: 'name=x', headers: { 'content-type': 'application/x-www-form-urlencoded' } },
    415,
  ],
  ['JSON that is no object', 'POST', 'v1/records/parcel', { as: 'writer', body: [1] }, 400],
  ['a body without values', 'POST', 'v1/records/parcel', { as: 'writer', body: {} }, 400],
  [
    'an unknown key beside values',
    'POST',
    'v1/records/parcel',
    { as: 'writer', body: { values: { name: 'x' }, nonsense: 1 } },
    400,
  ],
  ['a value of a wrong type', 'POST', 'v1/records/parcel', create({ name: 'x', weight: 'heavy' }), 422],
  ['a nested value where text belongs', 'POST', 'v1/records/parcel', create({ name: { first: 'x' } }), 422],
  ['an unknown field', 'POST', 'v1/records/parcel', create({ name: 'x', colour: 'red' }), 400],
  ['a field the person may not know of', 'POST', 'v1/records/parcel', create({ name: 'x', secret: 'y' }), 400],
  ['a system field', 'POST', 'v1/records/parcel', create({ name: 'x', created_at: '2020-01-01T00:00:00Z' }), 403],
  ['a missing required field', 'POST', 'v1/records/parcel', create({ note: 'x' }), 400],
  ['a text of a million characters in a short field', 'POST', 'v1/records/parcel', create({ name: long }), 400],
  ['a date that does not exist', 'POST', 'v1/records/parcel', create({ name: 'x', sent: '2026-02-30' }), 422],
  ['a number beyond what is stored', 'POST', 'v1/records/parcel', create({ name: 'x', weight: '9'.repeat(500) }), 422],
  [
    '__proto__ as a field',
    'POST',
    'v1/records/parcel',
    {
      as: 'writer',
      raw: '{"values":{"name":"x","__proto__":{"a":1}}}',
      headers: { 'content-type': 'application/json' },
    },
    400,
  ],
  [
    'constructor as a field',
    'POST',
    'v1/records/parcel',
    {
      as: 'writer',
      raw: '{"values":{"name":"x","constructor":{"prototype":{}}}}',
      headers: { 'content-type': 'application/json' },
    },
    400,
  ],
  ['a NUL character', 'POST', 'v1/records/parcel', create({ name: 'a\u0000b' }), 400],
  [
    'endless nesting',
    'POST',
    'v1/records/parcel',
    {
      as: 'writer',
      raw: `{"values":${'['.repeat(9_000)}${']'.repeat(9_000)}}`,
      headers: { 'content-type': 'application/json' },
    },
    400,
  ],
  ['more JSON than is taken', 'POST', 'v1/records/parcel', create({ name: 'x', note: long.repeat(2) }), 413],
  ['an unknown entity', 'POST', 'v1/records/unheard_of', create({ name: 'x' }), 404],
  [
    'an entity name that is SQL',
    'GET',
    `v1/records/${encodeURIComponent('parcel; drop table data.parcel')}`,
    { as: 'writer' },
    404,
  ],
  ['an entity name of the prototype', 'GET', 'v1/records/__proto__', { as: 'writer' }, 404],
  ['an entity that may not be read', 'GET', 'v1/records/parcel', { as: 'stranger' }, 404],
  [
    'a platform entity to be written',
    'POST',
    'v1/records/person',
    { as: 'admin', body: { values: { name: 'x' } } },
    403,
  ],
  ['an id that is none', 'GET', 'v1/records/parcel/1%20or%201=1', { as: 'writer' }, 400],
  ['an id nobody has', 'GET', 'v1/records/parcel/01a00000-0000-7000-8000-000000000000', { as: 'writer' }, 404],
  ['a stale rev', 'PATCH', 'v1/records/parcel/:id', { as: 'writer', body: { rev: 999, values: { name: 'y' } } }, 409],
  ['a change without rev', 'PATCH', 'v1/records/parcel/:id', { as: 'writer', body: { values: { name: 'y' } } }, 400],
  [
    'a rev that is no number',
    'PATCH',
    'v1/records/parcel/:id',
    { as: 'writer', body: { rev: '1', values: { name: 'y' } } },
    400,
  ],
  ['a filter that is no JSON', 'GET', 'v1/records/parcel?filter=name', { as: 'writer' }, 400],
  [
    'a filter on an unknown field',
    'GET',
    `v1/records/parcel?filter=${encodeURIComponent('{"field":"x","op":"eq","value":1}')}`,
    { as: 'writer' },
    400,
  ],
  [
    'a filter on a hidden field',
    'GET',
    `v1/records/parcel?filter=${encodeURIComponent('{"field":"secret","op":"eq","value":"hush"}')}`,
    { as: 'writer' },
    400,
  ],
  [
    'a filter of an unknown operator',
    'GET',
    `v1/records/parcel?filter=${encodeURIComponent('{"field":"name","op":"or 1=1","value":1}')}`,
    { as: 'writer' },
    400,
  ],
  ['a sort by a hidden field', 'GET', 'v1/records/parcel?sort=-secret', { as: 'writer' }, 400],
  ['a column that is hidden', 'GET', 'v1/records/parcel?fields=name,secret', { as: 'writer' }, 400],
  ['an unknown parameter', 'GET', 'v1/records/parcel?order=name', { as: 'writer' }, 400],
  ['a page size that is no number', 'GET', 'v1/records/parcel?page[size]=many', { as: 'writer' }, 400],
  ['a page mark that was never given', 'GET', 'v1/records/parcel?page[after]=%27%3B--', { as: 'writer' }, 400],
  [
    'a question about an unknown entity',
    'POST',
    'v1/query',
    { as: 'writer', body: { entity: 'unheard_of', measures: [{ op: 'count' }] } },
    400,
  ],
  ['a question that is none', 'POST', 'v1/query', { as: 'writer', body: { select: '*' } }, 400],
  ['an unknown operation', 'POST', 'v1/operations/unheard.of', { as: 'writer', body: {} }, 404],
  ['an operation of the prototype', 'POST', 'v1/operations/constructor', { as: 'writer', body: {} }, 404],
  ['an operation that needs more rights', 'POST', 'v1/operations/person.list', { as: 'writer', body: {} }, 403],
  [
    'an unknown key for an operation',
    'POST',
    'v1/operations/session.get',
    { as: 'writer', body: { extra: true } },
    400,
  ],
  [
    'a document that refers to nothing',
    'POST',
    'v1/operations/document.publish',
    { as: 'admin', body: { refs: [{ kind: 'entity', name: 'unheard_of' }] } },
    404,
  ],
  [
    'an import of a file nobody sent',
    'POST',
    'v1/import/parcel',
    { as: 'writer', body: { file: '01a00000-0000-7000-8000-000000000000' } },
    404,
  ],
  [
    'a file without a name',
    'POST',
    'v1/files',
    { as: 'writer', raw: 'x', headers: { 'content-type': 'text/plain' } },
    400,
  ],
  [
    'an empty file',
    'POST',
    'v1/files?name=a.txt',
    { as: 'writer', raw: '', headers: { 'content-type': 'text/plain' } },
    400,
  ],
  ['a file nobody has', 'GET', 'v1/files/..%2f..%2fetc%2fpasswd', { as: 'writer' }, 404],
  ['an address that is none', 'GET', 'v1/nothing/here', { as: 'writer' }, 404],
  ['a path that is no UTF-8', 'GET', 'v1/records/%E0%A4%A', { as: 'writer' }, 404],
  ['a method that is not taken', 'PUT', 'v1/records/parcel', { as: 'writer', body: {} }, 405],
  [
    'bytes that are no UTF-8',
    'POST',
    'v1/records/parcel',
    {
      as: 'writer',
      raw: Buffer.concat([Buffer.from('{"values":{"name":"'), Buffer.from([0xc3, 0x28, 0xff]), Buffer.from('"}}')]),
      headers: { 'content-type': 'application/json' },
    },
    400,
  ],
  ['bytes in the address that are no UTF-8', 'GET', 'v1/records/parcel?search=%ED%A0%80', { as: 'writer' }, 400],
  ['half of a surrogate pair', 'POST', 'v1/records/parcel', create({ name: 'a\ud800b' }), 400],
  [
    'half of a surrogate pair in a filter',
    'POST',
    'v1/operations/record.list',
    { as: 'writer', body: { entity: 'parcel', search: '\ud800' } },
    400,
  ],
  ['a parameter given twice', 'GET', 'v1/records/parcel?page[size]=1&page[size]=2', { as: 'writer' }, 400],
  ['a yes that is none', 'GET', 'v1/records/parcel?trash=1', { as: 'writer' }, 400],
  ['a page of no records', 'GET', 'v1/records/parcel?page[size]=0', { as: 'writer' }, 400],
  ['a page of fewer than no records', 'GET', 'v1/records/parcel?page[size]=-1', { as: 'writer' }, 400],
  [
    'an endless page',
    'POST',
    'v1/operations/record.list',
    { as: 'writer', raw: '{"entity":"parcel","page":{"size":1e999}}', headers: { 'content-type': 'application/json' } },
    400,
  ],
  ['an address that is too long', 'GET', `v1/records/parcel?search=${'x'.repeat(17_000)}`, { as: 'writer' }, 414],
  [
    'a second word on the id',
    'PATCH',
    'v1/records/parcel/:id',
    { as: 'writer', body: { rev: 1, id: 'x', values: {} } },
    400,
  ],
  [
    'a second word on the entity',
    'POST',
    'v1/records/parcel',
    { as: 'writer', body: { entity: 'person', values: { name: 'x' } } },
    400,
  ],
  [
    'another method in a header',
    'POST',
    'v1/records/parcel/:id',
    { as: 'writer', body: {}, headers: { 'x-http-method-override': 'DELETE' } },
    405,
  ],
  [
    'more conditions than anybody makes',
    'POST',
    'v1/operations/record.list',
    {
      as: 'writer',
      body: {
        entity: 'parcel',
        filter: { any: Array.from({ length: 5_000 }, () => ({ field: 'name', op: 'eq', value: 'x' })) },
      },
    },
    400,
  ],
  [
    'endless nesting of a filter',
    'GET',
    `v1/records/parcel?filter=${encodeURIComponent(`${'{"not":'.repeat(40)}{"field":"name","op":"eq","value":1}${'}'.repeat(40)}`)}`,
    { as: 'writer' },
    400,
  ],
  [
    'endless nesting of ten thousand levels',
    'POST',
    'v1/query',
    {
      as: 'writer',
      raw: `${'{"a":'.repeat(10_000)}1${'}'.repeat(10_000)}`,
      headers: { 'content-type': 'application/json' },
    },
    400,
  ],
  [
    'a formula that is a book',
    'POST',
    'v1/operations/record.list',
    { as: 'writer', body: { entity: 'parcel', filter: { expression: `name == "${long.slice(0, 200_000)}"` } } },
    422,
  ],
  [
    'a number beyond all in a filter',
    'GET',
    `v1/records/parcel?filter=${encodeURIComponent('{"field":"weight","op":"gt","value":1e999}')}`,
    { as: 'writer' },
    400,
  ],
  [
    'a file of another person',
    'PATCH',
    'v1/records/parcel/:id',
    { as: 'writer', body: { rev: 1, values: { papers: [':file'] } } },
    400,
  ],
  [
    'a group that the question does not have',
    'POST',
    'v1/operations/report.records',
    {
      as: 'writer',
      body: {
        question: { entity: 'parcel', dimensions: [{ field: 'name' }], measures: [{ agg: 'count' }] },
        group: { d1: 'x' },
      },
    },
    400,
  ],
  [
    'a group of a day that is none',
    'POST',
    'v1/operations/report.records',
    {
      as: 'writer',
      body: {
        question: { entity: 'parcel', dimensions: [{ field: 'sent', grain: 'month' }], measures: [{ agg: 'count' }] },
        group: { d0: 'x' },
      },
    },
    400,
  ],
  [
    'a form nobody made',
    'POST',
    'v1/records/parcel',
    { as: 'writer', body: { values: { name: 'x' }, form: '__proto__' } },
    404,
  ],
  [
    'a task nobody has',
    'POST',
    'v1/operations/task.decide',
    { as: 'writer', body: { task: '01a00000-0000-7000-8000-000000000000', decision: 'approve' } },
    404,
  ],
  [
    'a file whose name is a way',
    'POST',
    'v1/files?name=..%2F..',
    { as: 'writer', raw: 'x', headers: { 'content-type': 'text/plain' } },
    400,
  ],
  [
    'a file with NUL in its name',
    'POST',
    'v1/files?name=a%00.txt',
    { as: 'writer', raw: 'x', headers: { 'content-type': 'text/plain' } },
    400,
  ],
  [
    'an import of another person',
    'GET',
    'v1/imports/01a00000-0000-7000-8000-000000000000/errors.csv',
    { as: 'writer' },
    404,
  ],
  ['nobody', 'GET', 'v1/records/parcel', {}, 401],
  ['a key that does not exist', 'GET', 'v1/records/parcel', { headers: { authorization: 'Bearer trl_nothing' } }, 401],
];

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
