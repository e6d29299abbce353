/** Files on disk, streamed in and out; their names and places are rows of the table file. */
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import { mkdir, readFile, rename, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Pool } from 'pg';
import type { FileView } from '../../kernel/api';
import type { Ids } from '../../kernel/ids';
import { refuse } from '../../kernel/problems';
import type { Call, FileStore } from '../contract';

/** A file and where it is used; `by` put it there. */
export interface StoredFile extends FileView {
  readonly by: string | null;
  readonly entity: string | null;
  readonly record: string | null;
  readonly field: string | null;
}

export interface Files extends FileStore {
  /** Stores a body as it comes in, without holding it in memory. */
  putStream(call: Call, file: { name: string; mime: string; body: AsyncIterable<Uint8Array> }): Promise<FileView>;
  info(id: string): Promise<StoredFile | undefined>;
  open(id: string): ReadableStream<Uint8Array>;
  /** Deletes files that no record has held for a day; returns how many. */
  sweep(): Promise<number>;
}

const MIME = /^[a-z0-9][a-z0-9!#$&^_.+-]*\/[a-z0-9][a-z0-9!#$&^_.+-]*$/i;
/** A file that belongs to no record (an import, an export, a form that was never saved) is kept this long. */
const ORPHAN_HOURS = 24;
/** An imported file stays longer: for going on, for the file of bad rows, and to look it up. */
const IMPORT_DAYS = 30;

export function createFiles(pool: Pool, dataDir: string, ids: Ids): Files {
  const folder = path.join(dataDir, 'files');
  // Two letters from the random end of the id: no folder gets more than a few thousand files.
  const placeOf = (id: string): string => path.join(folder, id.slice(-2), id);

  async function putStream(
    call: Call,
    { name, mime, body }: { name: string; mime: string; body: AsyncIterable<Uint8Array> },
  ): Promise<FileView> {
    const clean = cleanName(name);
    const id = ids.uuid();
    const place = placeOf(id);
    const partial = `${place}.part`;
    await mkdir(path.dirname(place), { recursive: true });
    const hash = createHash('sha256');
    let size = 0;
    try {
      await pipeline(
        Readable.from(body),
        async function* (chunks: AsyncIterable<Uint8Array>) {
          for await (const chunk of chunks) {
            hash.update(chunk);
            size += chunk.byteLength;
            yield chunk;
          }
        },
        fs.createWriteStream(partial, { mode: 0o600 }),
      );
      if (size === 0) refuse('file.empty');
      await rename(partial, place);
    } catch (error) {
      await rm(partial, { force: true });
      throw error;
    }
    const type = MIME.test(mime) ? mime.toLowerCase() : 'application/octet-stream';
    await pool.query('insert into file (id, name, mime, size, sha256, by_id) values ($1, $2, $3, $4, $5, $6)', [
      id,
      clean,
      type,
      size,
      hash.digest('hex'),
      call.viewer.id,
    ]);
    return { id, name: clean, size, mime: type };
  }

  return {
    putStream,
    put: (call, { name, mime, body }) => putStream(call, { name, mime, body: Readable.from([body]) }),
    read: (id) => readFile(placeOf(id)),
    async info(id) {
      const { rows } = await pool.query<StoredFile>(
        `select id, name, size, mime, by_id as by, entity_id as entity, record_id as record, field_id as field
           from file where id = $1`,
        [id],
      );
      const found = rows[0];
      return found && (await stat(placeOf(id)).catch(() => undefined)) ? found : undefined;
    },
    open: (id) => Readable.toWeb(fs.createReadStream(placeOf(id))) as ReadableStream<Uint8Array>,
    async sweep() {
      const { rows } = await pool.query<{ id: string }>(
        `delete from file f where record_id is null and at < now() - make_interval(hours => $1)
            and not exists (select 1 from import_job j where j.file_id = f.id and j.created_at > now() - make_interval(days => $2))
          returning id`,
        [ORPHAN_HOURS, IMPORT_DAYS],
      );
      for (const { id } of rows) await rm(placeOf(id), { force: true });
      return rows.length;
    },
  };
}

/** The last part of a path, without control characters; refuses an empty or endless name. */
function cleanName(name: string): string {
  const clean = name
    .replace(/^.*[/\\]/, '')
    .replace(/\p{Cc}/gu, '')
    .trim();
  if (/^\.*$/.test(clean) || clean.length > 200) refuse('file.name', ['name']);
  return clean;
}
