/** /api/v1/files: bodies in and out. Whoever may read the field that holds a file may read the file. */
import { isObject } from '../../kernel/json';
import { isUuid } from '../../kernel/ids';
import { refuse, Refusal } from '../../kernel/problems';
import { COMMENT_FILE, isFileOfComment } from '../comments/rows';
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

/** Kinds a browser may show in the page's own origin; everything else is downloaded. */
const SHOWN = new Set(['image/png', 'image/jpeg', 'image/gif', 'image/webp', 'application/pdf']);

/** GET the bytes; ?download to save instead of show. */
export async function downloadFile(visit: SignedInVisit): Promise<Response> {
  const { download } = readQuery(visit.url, ['download']);
  const id = visit.params[0]!;
  const file = isUuid(id) ? await visit.doors.files.info(id) : undefined;
  if (!file || !(await maySee(visit, file))) return refuse('file.unknown');
  const disposition = SHOWN.has(file.mime) && download === undefined ? 'inline' : 'attachment';
  return new Response(visit.doors.files.open(id), {
    headers: {
      'content-type': file.mime,
      'content-length': String(file.size),
      'content-disposition': `${disposition}; ${fileNames(file.name)}`,
      'x-content-type-options': 'nosniff',
      'content-security-policy': "default-src 'none'; sandbox",
      'cache-control': 'private, no-cache',
    },
  });
}

/** RFC 6266: an ASCII name for old clients, the real one in UTF-8. */
const fileNames = (name: string): string =>
  `filename="${name.replace(/[^\x20-\x7e]|["\\%]/g, '_')}"; filename*=UTF-8''${encodeURIComponent(name).replace(
    /['()*]/g,
    (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`,
  )}`;

async function maySee(visit: SignedInVisit, file: StoredFile): Promise<boolean> {
  if (!file.entity || !file.record || !file.field) return file.by === visit.viewer.id;
  const { host } = visit.doors;
  const entity = host.model().entity(file.entity);
  const holder = entity?.parent?.entity ?? entity;
  const field = entity?.parent?.field ?? entity?.field(file.field);
  const isOfComment = file.field === COMMENT_FILE;
  if (!holder || (!field && !isOfComment)) return false;
  try {
    if (!field || isOfComment) {
      await host.records.get(callOf(visit), holder.name, file.record, []);
      return await isFileOfComment(host.pool, file.id, file.record);
    }
    const record = await host.records.get(callOf(visit), holder.name, file.record, [field.name]);
    return holds(record[field.name], file.id);
  } catch (error) {
    if (error instanceof Refusal) return false;
    throw error;
  }
}

/** Whether a value (an id, a link, or a list or lines of them) names the file. */
function holds(value: unknown, id: string): boolean {
  if (value === id) return true;
  if (Array.isArray(value)) return value.some((item) => holds(item, id));
  return isObject(value) && Object.values(value).some((item) => holds(item, id));
}
