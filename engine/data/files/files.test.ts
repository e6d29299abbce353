/** Files on disk and in S3 (a small server that checks every signature itself), what they are, and how they are given out. */
import { createHash, createHmac, randomBytes } from 'node:crypto';
import fs from 'node:fs';
import http from 'node:http';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { testHost, type TestHost } from '../../../tests/support/host';
import { diskStore } from './disk';
import { s3Options, s3Store } from './s3';
import { sniff } from './sniff';
import type { BlobStore } from './blobs';

const KEY = 'AKIDEXAMPLE';
const SECRET = 'wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY';

// ---- an S3 of our own -------------------------------------------------------------------------------------------------
const hmac = (key: Buffer | string, text: string): Buffer => createHmac('sha256', key).update(text).digest();
const sha256 = (bytes: Buffer | string): string => createHash('sha256').update(bytes).digest('hex');
const encode = (text: string): string =>
  encodeURIComponent(text).replace(/[!'()*]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`);

/** Signature Version 4 as the AWS General Reference describes it, computed here again from what arrived. */
function isSigned(request: http.IncomingMessage, body: Buffer): boolean {
  const given =
    /Credential=([^/]+)\/(\d{8})\/([^/]+)\/s3\/aws4_request, ?SignedHeaders=([^,]+), ?Signature=([0-9a-f]{64})/.exec(
      request.headers.authorization ?? '',
    );
  if (!given || given[1] !== KEY) return false;
  const [, , day, region, names, signature] = given as unknown as string[];
  if (request.headers['x-amz-content-sha256'] !== sha256(body)) return false;
  const url = new URL(request.url!, 'http://x');
  const query = [...url.searchParams]
    .map(([k, v]) => `${encode(k)}=${encode(v)}`)
    .sort()
    .join('&');
  const headers = names!.split(';').map(
    (name) =>
      `${name}:${String(request.headers[name] ?? '')
        .trim()
        .replace(/ +/g, ' ')}\n`,
  );
  const canonical = [request.method, url.pathname, query, headers.join(''), names, sha256(body)].join('\n');
  const at = String(request.headers['x-amz-date']);
  const scope = `${day}/${region}/s3/aws4_request`;
  const text = ['AWS4-HMAC-SHA256', at, scope, sha256(canonical)].join('\n');
  const key = [day!, region!, 's3', 'aws4_request'].reduce<Buffer | string>(
    (k, part) => hmac(k, part),
    `AWS4${SECRET}`,
  );
  return hmac(key, text).toString('hex') === signature;
}

interface Fake {
  readonly url: string;
  readonly objects: Map<string, Buffer>;
  readonly uploads: Map<string, Map<number, Buffer>>;
  /** Longest body that came in one request. */
  longest: number;
  /** Answers the next so many requests by 503. */
  busy: number;
  close(): Promise<void>;
}
async function fakeS3(): Promise<Fake> {
  const objects = new Map<string, Buffer>();
  const uploads = new Map<string, Map<number, Buffer>>();
  type Answered = { status: number; body?: Buffer | string; headers?: object };
  const ofUpload = (method: string | undefined, key: string, upload: string, part: number, body: Buffer): Answered => {
    if (method === 'PUT') {
      uploads.get(upload)!.set(part, body);
      return { status: 200, headers: { etag: `"${sha256(body).slice(0, 32)}"` } };
    }
    if (method === 'POST') {
      const parts = [...body.toString().matchAll(/<PartNumber>(\d+)<\/PartNumber><ETag>"?([^"<]+)/g)];
      objects.set(key, Buffer.concat(parts.map(([, n]) => uploads.get(upload)!.get(Number(n))!)));
      uploads.delete(upload);
      return { status: 200, body: '<CompleteMultipartUploadResult/>' };
    }
    if (method === 'DELETE') return (uploads.delete(upload), { status: 204 });
    return { status: 405 };
  };
  const answer = (
    request: http.IncomingMessage,
    body: Buffer,
  ): { status: number; body?: Buffer | string; headers?: object } => {
    fake.longest = Math.max(fake.longest, body.length);
    if (fake.busy > 0) return { status: (fake.busy -= 1) >= 0 ? 503 : 503 };
    if (!isSigned(request, body)) return { status: 403, body: '<Error><Code>SignatureDoesNotMatch</Code></Error>' };
    const url = new URL(request.url!, 'http://x');
    const [upload, part] = [url.searchParams.get('uploadId'), url.searchParams.get('partNumber')];
    const key = url.pathname;
    if (request.method === 'POST' && url.searchParams.has('uploads')) {
      const id = randomBytes(8).toString('hex');
      uploads.set(id, new Map());
      return { status: 200, body: `<R><UploadId>${id}</UploadId></R>` };
    }
    if (upload) return ofUpload(request.method, key, upload, Number(part), body);
    if (request.method === 'PUT') return (objects.set(key, body), { status: 200 });
    if (request.method === 'DELETE') return (objects.delete(key), { status: 204 });
    const found = objects.get(key);
    if (!found) return { status: 404, body: '<Error><Code>NoSuchKey</Code></Error>' };
    const range = /bytes=(\d+)-(\d+)/.exec(request.headers.range ?? '');
    return range
      ? { status: 206, body: found.subarray(Number(range[1]), Number(range[2]) + 1) }
      : { status: 200, body: found };
  };
  const server = http.createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const made = answer(request, Buffer.concat(chunks));
      response.writeHead(made.status, { ...made.headers });
      response.end(request.method === 'HEAD' ? undefined : made.body);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as { port: number };
  const fake: Fake = {
    url: `http://127.0.0.1:${port}`,
    objects,
    uploads,
    longest: 0,
    busy: 0,
    close: () => new Promise((resolve) => (server.closeAllConnections(), server.close(() => resolve()))),
  };
  return fake;
}

const MB = 1024 * 1024;
let s3: Fake;
let folder: string;
const inS3 = (more: object = {}): BlobStore =>
  s3Store({
    endpoint: s3.url,
    bucket: 'files of trellis'.replaceAll(' ', '-'),
    region: 'cn-qingdao',
    accessKeyId: KEY,
    secretAccessKey: SECRET,
    prefix: 'a/b',
    partSize: 5 * MB,
    ...more,
  });
beforeAll(async () => {
  s3 = await fakeS3();
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'trellis-files-'));
});
afterAll(async () => {
  await s3.close();
  fs.rmSync(folder, { recursive: true, force: true });
});

async function* pieces(bytes: Uint8Array, size = 64 * 1024): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}
const all = async (stream: ReadableStream<Uint8Array>): Promise<Buffer> =>
  Buffer.from(await new Response(stream).arrayBuffer());
const ID = '01932c07-0000-7000-8000-0000000000ab';

describe.each([
  ['on disk', () => diskStore(folder)],
  ['in S3', () => inS3()],
] as const)('a store %s', (_name, make) => {
  it.each([0, 1, 5 * MB - 1, 5 * MB, 12 * MB + 7])(
    'gives %i bytes back as they came, whole and in parts',
    async (size) => {
      const store = make();
      const bytes = randomBytes(size);
      await store.write(ID, pieces(bytes));
      expect(await store.has(ID)).toBe(true);
      expect((await all(store.open(ID))).equals(bytes)).toBe(true);
      if (size > 100) {
        const part = await all(store.open(ID, { start: 10, end: 99 }));
        expect(part.equals(bytes.subarray(10, 100))).toBe(true);
      }
      await store.remove([ID, '01932c07-0000-7000-8000-0000000000ff']);
      expect(await store.has(ID)).toBe(false);
    },
  );

  it('keeps nothing of a body that breaks off', async () => {
    const store = make();
    async function* broken(): AsyncGenerator<Uint8Array> {
      yield randomBytes(11 * MB);
      throw new Error('the line was cut');
    }
    await expect(store.write(ID, broken())).rejects.toThrow('the line was cut');
    expect(await store.has(ID)).toBe(false);
    expect(s3.uploads.size).toBe(0);
    expect(fs.existsSync(path.join(folder, 'ab', `${ID}.part`))).toBe(false);
  });

  it('does not mind readers who leave in the middle, whatever is on its way then', async () => {
    const store = make();
    await store.write(ID, pieces(randomBytes(2 * MB)));
    for (let turns = 0; turns < 12; turns += 1) {
      const reader = store.open(ID).getReader();
      expect((await reader.read()).done).toBe(false);
      const pending = turns % 2 === 0 ? reader.read() : undefined;
      for (let wait = 0; wait < turns % 4; wait += 1) await new Promise((resolve) => setImmediate(resolve));
      await reader.cancel();
      await pending;
    }
    // What goes wrong behind a reader's back is heard of a little later (vitest fails then).
    await new Promise((resolve) => setTimeout(resolve, 50));
    await store.remove([ID]);
  });

  it('fails where there is nothing', async () => {
    await expect(all(make().open('01932c07-0000-7000-8000-000000000000'))).rejects.toThrow();
  });
});

describe('S3', () => {
  it('is sent a long file part by part, never more than one part at once', async () => {
    s3.longest = 0;
    await inS3().write(ID, pieces(randomBytes(23 * MB), MB));
    expect(s3.longest).toBe(5 * MB);
  });

  it('that is busy is asked again', async () => {
    s3.busy = 2;
    await inS3().write(ID, pieces(Buffer.from('again')));
    expect((await all(inS3().open(ID))).toString()).toBe('again');
  });

  it('refuses another key, and that is told without it', async () => {
    const wrong = inS3({ secretAccessKey: 'not the secret' });
    await expect(wrong.write(ID, pieces(Buffer.from('x')))).rejects.toThrow(/403.*SignatureDoesNotMatch/);
    await expect(wrong.write(ID, pieces(Buffer.from('x')))).rejects.not.toThrow(/not the secret/);
  });

  it('is set up by the environment as a whole or not at all', () => {
    expect(s3Options({})).toBeUndefined();
    expect(() => s3Options({ TRELLIS_S3_BUCKET: 'b' })).toThrow(/TRELLIS_S3_ENDPOINT, TRELLIS_S3_ACCESS_KEY_ID/);
    const env = {
      ENDPOINT: 'https://s3.example.com/',
      BUCKET: 'b',
      ACCESS_KEY_ID: 'k',
      SECRET_ACCESS_KEY: 's',
      PREFIX: '/x/',
    };
    const named = Object.fromEntries(Object.entries(env).map(([k, v]) => [`TRELLIS_S3_${k}`, v]));
    expect(s3Options(named)).toMatchObject({ endpoint: 'https://s3.example.com', prefix: 'x', region: 'us-east-1' });
    expect(() => s3Options({ ...named, TRELLIS_S3_ENDPOINT: 'nowhere' })).toThrow(/must be an address/);
  });
});

describe('what a file is', () => {
  const bytes = (hex: string): Uint8Array => Buffer.from(hex.replaceAll(' ', ''), 'hex');
  it.each([
    ['a.txt', bytes('89504e470d0a1a0a'), 'image/png'],
    ['photo.jpg', bytes('4d5a9000'), 'application/x-msdownload'],
    ['a.docx', bytes('504b0304 1400'), 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'],
    ['a.zip', bytes('504b0304 1400'), 'application/zip'],
    ['old.xls', bytes('d0cf11e0a1b11ae1'), 'application/vnd.ms-excel'],
    ['a.webp', bytes('52494646 11223344 57454250'), 'image/webp'],
    ['a.pdf', Buffer.from('%PDF-1.7'), 'application/pdf'],
    ['a.png', Buffer.from('<!DOCTYPE html><script>alert(1)</script>'), 'text/html'],
    ['a.png', Buffer.from('\ufeff  <svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)">'), 'image/svg+xml'],
    ['a.txt', Buffer.from('<?xml version="1.0"?><!-- x --><svg onload="x()">'), 'image/svg+xml'],
    ['a.csv', Buffer.from('名称,金额\n甲,1'), 'text/csv'],
    ['gb.csv', Buffer.from([0xc3, 0xfb, 0xb3, 0xc6, 0x2c, 0x31]), 'text/csv'],
    ['a.md', Buffer.from('\xff\xfea\0b\0', 'latin1'), 'text/markdown'],
    ['constructor', Buffer.from('plain'), 'text/plain'],
    ['a.txt', bytes('00010203'), 'application/octet-stream'],
  ])('%s of these bytes is told as it is', (name, head, mime) => {
    expect(sniff(head, name)).toBe(mime);
  });
});

describe.each(['on disk', 'in S3'])('the door for files (%s)', (where) => {
  let t: TestHost;
  beforeAll(async () => {
    t = await testHost(where === 'in S3' ? { files: inS3() } : {});
  });
  afterAll(() => t.close());
  const send = async (name: string, raw: Uint8Array | string, type = 'application/octet-stream') => {
    const sent = await t.ask('POST', `v1/files?name=${encodeURIComponent(name)}`, {
      as: 'writer',
      raw,
      headers: { 'content-type': type },
    });
    return (await sent.json()) as { id: string; mime: string };
  };
  const get = (id: string, headers: { [name: string]: string } = {}, query = '') =>
    t.ask('GET', `v1/files/${id}${query}`, { as: 'writer', headers });

  it('gives a part that is asked for, the end, and says where a file ends', async () => {
    const { id } = await send('a.txt', '0123456789');
    const part = await get(id, { range: 'bytes=2-4' });
    expect([
      part.status,
      await part.text(),
      part.headers.get('content-range'),
      part.headers.get('content-length'),
    ]).toEqual([206, '234', 'bytes 2-4/10', '3']);
    expect(await (await get(id, { range: 'bytes=-3' })).text()).toBe('789');
    expect(await (await get(id, { range: 'bytes=7-' })).text()).toBe('789');
    expect(await (await get(id, { range: 'bytes=7-99' })).text()).toBe('789');
    const outside = await get(id, { range: 'bytes=10-' });
    expect([outside.status, outside.headers.get('content-range')]).toEqual([416, 'bytes */10']);
    for (const range of ['bytes=0-1,3-4', 'lines=1-2', 'bytes=-', 'bytes=a-b']) {
      expect((await get(id, { range })).status).toBe(200);
    }
    expect((await get(id, { range: 'bytes=0-1', 'if-range': '"other"' })).status).toBe(200);
  });

  it('sends nothing twice to who has it', async () => {
    const { id } = await send('a.txt', 'the same');
    const etag = (await get(id)).headers.get('etag')!;
    expect(etag).toBe(`"${sha256('the same')}"`);
    expect((await get(id, { 'if-none-match': etag })).status).toBe(304);
  });

  it.each([
    ['page.html', '<html><script>alert(1)</script>', 'text/html'],
    ['photo.png', '<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>', 'image/png'],
    ['photo.png', '<script>alert(1)</script>', 'image/png'],
  ])('%s with a script in it is only ever downloaded, whatever it claims to be', async (name, body, type) => {
    const { id } = await send(name, body, type);
    const got = await get(id);
    expect(got.headers.get('content-disposition')).toMatch(/^attachment;/);
    expect(got.headers.get('content-security-policy')).toContain('sandbox');
    expect(got.headers.get('x-content-type-options')).toBe('nosniff');
  });

  it('a field takes only the kinds it accepts, by what the bytes say', async () => {
    const fields = [
      { id: 'fld_albumname', name: 'name', type: 'text', label: { 'zh-CN': '名', en: 'Name' } },
      {
        id: 'fld_albumshot',
        name: 'shots',
        type: 'file',
        label: { 'zh-CN': '照片', en: 'Photos' },
        options: { accept: 'image' },
      },
      {
        id: 'fld_albumrows',
        name: 'rows',
        type: 'lines',
        label: { 'zh-CN': '行', en: 'Rows' },
        options: {
          fields: [{ id: 'fld_albumpaper', name: 'paper', type: 'file', label: { 'zh-CN': '纸', en: 'Paper' } }],
        },
      },
    ];
    const album = {
      kind: 'entity',
      id: 'ent_testalbum',
      name: 'album',
      label: { 'zh-CN': '相册', en: 'Album' },
      fields,
    } as const;
    const role = {
      kind: 'role',
      id: 'rol_testwriter',
      name: 'writer',
      label: { 'zh-CN': 'w', en: 'w' },
      entities: { '*': { create: true, read: 'all', update: 'all', delete: 'all' } },
    } as const;
    await t.host.documents.publish({ person: null, isAdmin: true }, { documents: [album, role] as never });
    const save = (values: object) => t.ask('POST', 'v1/records/album', { as: 'writer', body: { values } });
    const program = await send('photo.jpg', Buffer.from('4d5a9000', 'hex'), 'image/jpeg');
    const refused = await save({ name: 'a', shots: [program.id] });
    expect([refused.status, ((await refused.json()) as { problems: { code: string }[] }).problems[0]!.code]).toEqual([
      400,
      'record.fileKind',
    ]);
    const photo = await send('photo.txt', Buffer.from('ffd8ffe0', 'hex'), 'text/plain');
    const paper = await send('paper.txt', 'of a row');
    const saved = await save({ name: 'a', shots: [photo.id], rows: [{ paper: [paper.id] }] });
    expect([saved.status, await saved.text()]).toEqual([201, expect.stringContaining('image/jpeg')]);
    // Held by a record and by a row of one: neither is an orphan after a day.
    await t.host.pool.query(`update file set at = now() - interval '25 hours'`);
    await t.host.files.sweep();
    expect((await get(photo.id)).status).toBe(200);
    expect((await get(paper.id)).status).toBe(200);
    expect((await get(program.id)).status).toBe(404);
  });
});
