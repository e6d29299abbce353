/** /api/v1/files: bodies in and out. Whoever may read the field that holds a file may read the file. */
import { isObject } from '../../kernel/json';
import { isUuid } from '../../kernel/ids';
import { refuse, Refusal } from '../../kernel/problems';
import { COMMENT_FILE, isFileOfComment } from '../comments/rows';
import type { ByteRange } from '../../data/files/blobs';
import type { StoredFile } from '../services/files';
import { json } from './answer';
import { bodyChunks } from './body';
import { callOf, readQuery, type SignedInVisit } from './door';

export const FILE_LIMIT = 32 * 1024 * 1024;
/** Bytes of a file to import; TRELLIS_IMPORT_LIMIT, 1 GB unless told. It lies on disk, never in memory. */
export const importLimit = (): number => Number(process.env.TRELLIS_IMPORT_LIMIT) || 1024 ** 3;

/** POST the bytes (for an import with ?for=import, which takes more); the name in ?name= or the header X-File-Name (percent-encoded). 201 with {id, name, size, mime}. */
export async function uploadFile(visit: SignedInVisit): Promise<Response> {
  const query = readQuery(visit.url, ['name', 'for']);
  const isImport = query.for === 'import' && visit.viewer.permissions.includes('import');
  const name = query.name ?? decodeName(visit.request.headers.get('x-file-name') ?? '');
  const mime = (visit.request.headers.get('content-type') ?? '').split(';')[0]!.trim();
  const stored = await visit.doors.files.putStream(callOf(visit), {
    name,
    mime,
    body: bodyChunks(visit.request, isImport ? importLimit() : FILE_LIMIT),
  });
  return json(stored, 201);
}

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
  if (!file || !(await maySee(visit, file))) return refuse('file.unknown');
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

async function maySee(visit: SignedInVisit, file: StoredFile): Promise<boolean> {
  if (!file.entity || !file.record || !file.field) return file.by === visit.viewer.id;
  try {
    return await isHeld(visit, file, file.entity, file.record);
  } catch (error) {
    if (error instanceof Refusal) return false;
    throw error;
  }
}

/** Whether the record, as far as this person may read it, holds the file: in a field, or in a comment on it. */
async function isHeld(visit: SignedInVisit, file: StoredFile, entityId: string, record: string): Promise<boolean> {
  const { host } = visit.doors;
  const entity = host.model().entity(entityId);
  const holder = entity?.parent?.entity ?? entity;
  if (!holder) return false;
  if (file.field === COMMENT_FILE) {
    await host.records.get(callOf(visit), holder.name, record, []);
    return isFileOfComment(host.pool, file.id, record);
  }
  const field = entity?.parent?.field ?? entity?.field(file.field ?? '');
  if (!field) return false;
  const values = await host.records.get(callOf(visit), holder.name, record, [field.name]);
  return holds(values[field.name], file.id);
}

/** Whether a value (an id, a link, or a list or lines of them) names the file. */
function holds(value: unknown, id: string): boolean {
  if (value === id) return true;
  if (Array.isArray(value)) return value.some((item) => holds(item, id));
  return isObject(value) && Object.values(value).some((item) => holds(item, id));
}
