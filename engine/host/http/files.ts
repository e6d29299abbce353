/** /api/v1/files: bodies in and out. Whoever may read the field that holds a file may read the file. */
import { isUuid } from '../../kernel/ids';
import { refuse } from '../../kernel/problems';
import type { ByteRange } from '../../data/files/blobs';
import { maySeeFile } from '../services/file-rights';
import type { Origin } from '../services/files';
import { json } from './answer';
import { bodyChunks } from './body';
import { callOf, readQuery, type SignedInVisit, type Visit } from './door';

export const FILE_LIMIT = 32 * 1024 * 1024;
/** Bytes of a file to import; TRELLIS_IMPORT_LIMIT, 1 GB unless told. It lies on disk, never in memory. */
export const importLimit = (): number => Number(process.env.TRELLIS_IMPORT_LIMIT) || 1024 ** 3;

/** POST the bytes (for an import with ?for=import, which takes more); the name in ?name= or the header X-File-Name (percent-encoded). 201 with {id, name, size, mime}.
 *  A photo or signature says how it came about: ?from=camera|album|pen|typed, &taken=<instant>, &typed=<name>.
 *  ?key=<UUID of the caller>: the same file sent again answers with the one that was stored the first time. */
export async function uploadFile(visit: SignedInVisit): Promise<Response> {
  const { isImport, ...file } = fileQuery(visit);
  const limit = isImport && visit.viewer.permissions.includes('import') ? importLimit() : FILE_LIMIT;
  const body = bodyChunks(visit.request, limit);
  return json(await visit.doors.files.putStream(callOf(visit), { ...file, body }), 201);
}

/** What an upload says of its file. */
export function fileQuery({ url, request }: Visit) {
  const query = readQuery(url, ['name', 'for', 'from', 'taken', 'typed', 'key']);
  if (query.key !== undefined && !isUuid(query.key)) refuse('input.value', ['key'], { at: 'key' });
  return {
    name: query.name ?? decodeName(request.headers.get('x-file-name') ?? ''),
    mime: (request.headers.get('content-type') ?? '').split(';')[0]!.trim(),
    origin: originOf(query),
    key: query.key,
    isImport: query.for === 'import',
  };
}

const SOURCES = new Set<unknown>(['camera', 'album', 'pen', 'typed']);

function originOf(query: { readonly [name: string]: string | undefined }): Origin | undefined {
  const { from, taken, typed } = query;
  if (from === undefined) return undefined;
  if (!SOURCES.has(from)) refuse('input.value', ['from'], { at: 'from' });
  if (taken !== undefined && !ISO_INSTANT.test(taken)) refuse('input.value', ['taken'], { at: 'taken' });
  if (typed !== undefined && typed.length > 100) refuse('input.tooLong', ['typed'], { at: 'typed', limit: 100 });
  return { source: from as Origin['source'], taken, typed };
}
const ISO_INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d{1,6})?)?(Z|[+-]\d\d:\d\d)?$/;

function decodeName(header: string): string {
  try {
    return decodeURIComponent(header);
  } catch {
    return refuse('file.name', ['name']);
  }
}

/** Kinds a browser may show in the page's own origin; everything else is downloaded, HTML and SVG above all. */
const SHOWN = new Set(['image/png', 'image/jpeg', 'image/gif', 'image/webp', 'application/pdf', 'text/plain']);
const LOCKED = "default-src 'none'; sandbox; frame-ancestors 'self'";
/** A browser shows no PDF inside a sandbox; its viewer runs nothing of ours. */
const POLICY: { readonly [mime: string]: string } = {
  'application/pdf': "default-src 'none'; style-src 'unsafe-inline'; object-src 'self'; frame-ancestors 'self'",
};
/** Texts are shown as plain text, whatever they are called: a browser renders no Markdown and runs no JSON. */
const PLAIN = new Set(['text/plain', 'text/csv', 'text/markdown', 'application/json', 'application/xml']);

/** GET the bytes; ?download to save instead of show. One `Range: bytes=a-b` is answered by 206, a known `ETag` by 304. */
export async function downloadFile(visit: SignedInVisit): Promise<Response> {
  const { download } = readQuery(visit.url, ['download']);
  const id = visit.params[0]!;
  const file = isUuid(id) ? await visit.doors.files.info(id) : undefined;
  if (!file || !(await maySeeFile(callOf(visit), file))) return refuse('file.unknown');
  const isText = PLAIN.has(file.mime) && download === undefined;
  const mime = isText ? 'text/plain' : file.mime;
  const disposition = SHOWN.has(mime) && download === undefined ? 'inline' : 'attachment';
  const headers = {
    'content-type': mime,
    'content-disposition': `${disposition}; ${fileNames(file.name)}`,
    'x-content-type-options': 'nosniff',
    'content-security-policy': POLICY[mime] ?? LOCKED,
    // Asked again each time, for rights change; the bytes of an id never do.
    'cache-control': 'private, no-cache',
    'accept-ranges': 'bytes',
    etag: `"${file.sha256}"`,
  };
  const { request } = visit;
  if (request.headers.get('if-none-match') === headers.etag) return new Response(null, { status: 304, headers });
  const range = rangeOf(request.headers, file.size, headers.etag);
  if (range === 'outside') {
    return new Response(null, { status: 416, headers: { ...headers, 'content-range': `bytes */${file.size}` } });
  }
  const length = range ? range.end - range.start + 1 : file.size;
  return new Response(visit.doors.files.open(id, range), {
    status: range ? 206 : 200,
    headers: {
      ...headers,
      'content-length': String(length),
      ...(range ? { 'content-range': `bytes ${range.start}-${range.end}/${file.size}` } : {}),
    },
  });
}

/** One range of bytes (RFC 9110, 14.1.2). Several at once, or those of another version, are answered by the whole file. */
function rangeOf(headers: Headers, size: number, etag: string): ByteRange | 'outside' | undefined {
  const asked = /^bytes=(\d{0,15})-(\d{0,15})$/.exec(headers.get('range')?.trim() ?? '');
  const known = headers.get('if-range');
  if (!asked || (asked[1] === '' && asked[2] === '') || (known !== null && known !== etag)) return undefined;
  const [from, to] = [asked[1]!, asked[2]!];
  const start = from === '' ? Math.max(size - Number(to), 0) : Number(from);
  const end = from === '' || to === '' ? size - 1 : Math.min(Number(to), size - 1);
  return start > end || start >= size ? 'outside' : { start, end };
}

/** RFC 6266: an ASCII name for old clients, the real one in UTF-8. */
const fileNames = (name: string): string =>
  `filename="${name.replace(/[^\x20-\x7e]|["\\%]/g, '_')}"; filename*=UTF-8''${encodeURIComponent(name).replace(
    /['()*]/g,
    (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`,
  )}`;
