/** What comes in over HTTP: read with a limit, parsed, and refused when it could harm. */
import { isPrototypeKey, type Json } from '../../kernel/json';
import { refuse } from '../../kernel/problems';

export const JSON_LIMIT = 1024 * 1024;
/** Deeper than any filter or document; shallower than the stack. */
const MOST_DEPTH = 64;

export const megabytes = (bytes: number): string => `${Math.round(bytes / 1024 / 1024)} MB`;

/** Refuses a body that says it is longer than the limit before a byte of it is read. */
export function checkLength(headers: Headers, limit: number): void {
  if (Number(headers.get('content-length') ?? 0) > limit) refuse('http.tooLarge', [], { limit: megabytes(limit) });
}

/** The chunks of a body; refuses at the first chunk that goes over the limit. */
export async function* bodyChunks(request: Request, limit: number): AsyncGenerator<Uint8Array> {
  checkLength(request.headers, limit);
  const reader = request.body?.getReader();
  if (!reader) return;
  let size = 0;
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      size += value.byteLength;
      if (size > limit) refuse('http.tooLarge', [], { limit: megabytes(limit) });
      yield value;
    }
  } finally {
    reader.releaseLock();
  }
}

async function bodyText(request: Request, limit: number): Promise<string> {
  checkLength(request.headers, limit);
  try {
    // With a length the server itself ends the body there; only a chunked body has to be counted.
    if (request.headers.has('content-length')) return UTF8.decode(await request.arrayBuffer());
    const chunks: Uint8Array[] = [];
    for await (const chunk of bodyChunks(request, limit)) chunks.push(chunk);
    return UTF8.decode(Buffer.concat(chunks));
  } catch (error) {
    if (error instanceof TypeError && 'code' in error && error.code === NOT_UTF8) return refuse('input.encoding');
    throw error;
  }
}

/** Bytes that are no UTF-8 are refused: replaced by question marks they would be stored, and nobody would have seen it. */
const UTF8 = new TextDecoder('utf-8', { fatal: true });
const NOT_UTF8 = 'ERR_ENCODING_INVALID_ENCODED_DATA';

/** The JSON body of a request. Refuses other content types, broken JSON and what `checkJson` refuses. */
export async function readJson(request: Request, limit = JSON_LIMIT): Promise<Json> {
  const type = request.headers.get('content-type') ?? '';
  if (!/^application\/json\b/i.test(type)) refuse('http.contentType', [], { wanted: 'application/json' });
  return parseJson(await bodyText(request, limit), []);
}

/** Parses JSON that a caller wrote; `path` says where it stood. */
export function parseJson(text: string, path: readonly (string | number)[]): Json {
  let value: Json;
  try {
    value = JSON.parse(text) as Json;
  } catch (error) {
    // The parser quotes the text; its first words are enough.
    return refuse('input.json', path, { reason: (error as Error).message.slice(0, 80) });
  }
  checkJson(value, path, 0);
  return value;
}

/** Refuses keys that reach the prototype, NUL characters (PostgreSQL cannot store them) and endless nesting. */
function checkJson(value: Json, path: readonly (string | number)[], depth: number): void {
  if (typeof value === 'string') {
    if (value.includes('\u0000')) refuse('input.nul', path, { at: path.join('.') });
    return;
  }
  if (typeof value !== 'object' || value === null) return;
  if (depth >= MOST_DEPTH) refuse('input.tooDeep', path.slice(0, 4));
  if (Array.isArray(value)) {
    for (const [index, item] of value.entries()) {
      if (isWorthChecking(item)) checkJson(item, [...path, index], depth + 1);
    }
    return;
  }
  for (const [key, item] of Object.entries(value)) {
    if (isPrototypeKey(key) || key.includes('\u0000')) refuse('input.key', [...path, key], { at: key.slice(0, 40) });
    if (isWorthChecking(item)) checkJson(item, [...path, key], depth + 1);
  }
}

const isWorthChecking = (value: Json): boolean => typeof value === 'string' || typeof value === 'object';
