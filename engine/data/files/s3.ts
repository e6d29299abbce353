/** Files in an S3-compatible service (AWS, MinIO, Aliyun OSS, Tencent COS …), signed by Signature Version 4 (aws4fetch). */
import { createHash } from 'node:crypto';
import { AwsClient } from 'aws4fetch';
import { lazyStream, pathOf, type BlobStore } from './blobs';

export interface S3Options {
  /** `https://s3.eu-central-1.amazonaws.com`; the bucket is the first part of the path. */
  readonly endpoint: string;
  readonly bucket: string;
  readonly region: string;
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  /** Put before every key, for several installations in one bucket. */
  readonly prefix: string;
  /** Bytes of one part of a long file: what is held in memory at once. The service demands 5 MB at least. */
  readonly partSize?: number;
}
const PART_SIZE = 8 * 1024 * 1024;
const NEEDED = ['ENDPOINT', 'BUCKET', 'ACCESS_KEY_ID', 'SECRET_ACCESS_KEY'] as const;

/**
 * Options from TRELLIS_S3_ENDPOINT, _BUCKET, _ACCESS_KEY_ID, _SECRET_ACCESS_KEY, and optionally _REGION and _PREFIX.
 * @returns undefined where none of them is set; throws an Error naming what is missing where only some are
 */
export function s3Options(env: { readonly [name: string]: string | undefined }): S3Options | undefined {
  const read = (name: string): string => env[`TRELLIS_S3_${name}`]?.trim() ?? '';
  const missing = NEEDED.filter((name) => read(name) === '');
  if (missing.length === NEEDED.length) return undefined;
  if (missing.length > 0) {
    throw new Error(
      `Files shall lie in S3, but these are not set: ${missing.map((name) => `TRELLIS_S3_${name}`).join(', ')}.`,
    );
  }
  if (!URL.canParse(read('ENDPOINT'))) {
    throw new Error('TRELLIS_S3_ENDPOINT must be an address such as https://s3.example.com.');
  }
  return {
    endpoint: read('ENDPOINT').replace(/\/+$/, ''),
    bucket: read('BUCKET'),
    region: read('REGION') || 'us-east-1',
    accessKeyId: read('ACCESS_KEY_ID'),
    secretAccessKey: read('SECRET_ACCESS_KEY'),
    prefix: read('PREFIX').replace(/^\/+|\/+$/g, ''),
  };
}

export function s3Store(options: S3Options): BlobStore {
  const { endpoint, bucket, accessKeyId, secretAccessKey, region, prefix, partSize = PART_SIZE } = options;
  const client = new AwsClient({ accessKeyId, secretAccessKey, region, service: 's3', retries: 3 });
  const urlOf = (id: string): string => `${endpoint}/${bucket}/${prefix ? `${prefix}/` : ''}${pathOf(id)}`;

  /** Throws for every answer but the ones expected; the body of an error holds no secret, but it may be long. */
  async function ask(
    method: string,
    url: string,
    body?: Uint8Array | string,
    headers: { [name: string]: string } = {},
  ) {
    const bytes = typeof body === 'string' ? Buffer.from(body) : body;
    const response = await client.fetch(url, {
      method,
      headers: {
        ...headers,
        // Signed with the body: what arrives changed is refused by the service.
        'x-amz-content-sha256': createHash('sha256')
          .update(bytes ?? '')
          .digest('hex'),
      },
      ...(bytes ? { body: bytes as NonNullable<RequestInit['body']> } : {}),
    });
    if (response.ok || (response.status === 404 && method !== 'GET')) return response;
    const said = (await response.text()).slice(0, 300);
    throw new Error(`${method} ${new URL(url).pathname}: ${response.status} ${said}`);
  }

  async function writeParts(url: string, parts: AsyncIterator<Uint8Array>, first: Uint8Array, second: Uint8Array) {
    const begun = await (await ask('POST', `${url}?uploads=`)).text();
    const upload = /<UploadId>([^<]+)<\/UploadId>/.exec(begun)?.[1];
    if (!upload) throw new Error('The service did not begin an upload.');
    const of = `uploadId=${encodeURIComponent(upload)}`;
    try {
      const tags: string[] = [];
      const send = async (part: Uint8Array): Promise<void> => {
        const sent = await ask('PUT', `${url}?partNumber=${tags.length + 1}&${of}`, part);
        tags.push(sent.headers.get('etag') ?? '');
      };
      await send(first);
      await send(second);
      for (let next = await parts.next(); !next.done; next = await parts.next()) await send(next.value);
      const list = tags.map((tag, i) => `<Part><PartNumber>${i + 1}</PartNumber><ETag>${tag}</ETag></Part>`).join('');
      const done = await ask('POST', `${url}?${of}`, `<CompleteMultipartUpload>${list}</CompleteMultipartUpload>`);
      // The service may answer 200 and say in the body that it failed.
      const said = await done.text();
      if (said.includes('<Error>')) throw new Error(said.slice(0, 300));
    } catch (error) {
      await ask('DELETE', `${url}?${of}`).catch(() => undefined);
      throw error;
    }
  }

  return {
    async write(id, body) {
      const url = urlOf(id);
      const parts = partsOf(body, partSize);
      const first = await parts.next();
      const second = first.done ? first : await parts.next();
      if (second.done) await ask('PUT', url, first.done ? new Uint8Array() : first.value);
      else await writeParts(url, parts, first.value as Uint8Array, second.value);
    },
    open: (id, range) =>
      lazyStream(async () => {
        const headers: { [name: string]: string } = range ? { range: `bytes=${range.start}-${range.end}` } : {};
        const { body } = await ask('GET', urlOf(id), undefined, headers);
        return body ?? new ReadableStream({ start: (controller) => controller.close() });
      }),
    has: async (id) => (await ask('HEAD', urlOf(id))).ok,
    async remove(ids) {
      for (const id of ids) await ask('DELETE', urlOf(id));
    },
  };
}

/** A body in pieces of `size`; the last may be shorter. */
async function* partsOf(body: AsyncIterable<Uint8Array>, size: number): AsyncGenerator<Uint8Array, undefined> {
  let held: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of body) {
    held.push(chunk);
    length += chunk.byteLength;
    while (length >= size) {
      const all = Buffer.concat(held);
      yield all.subarray(0, size);
      held = [all.subarray(size)];
      length = all.byteLength - size;
    }
  }
  if (length > 0) yield Buffer.concat(held);
  return undefined;
}
