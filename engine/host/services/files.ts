/** Uploaded files: streamed in and out of a store; their names, kinds and places are rows of the table file. */
import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import type { Pool } from 'pg';
import { lookOf, quartersOf } from '../../data/files/look';
import { HEAD_BYTES, sniff } from '../../data/files/sniff';
import type { BlobStore, ByteRange } from '../../data/files/blobs';
import { takenAt } from '../../form/fields/file/exif';
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
  readonly sha256: string;
}

/** How a photo or a signature came about, as the screen that made it says. */
export interface Origin {
  readonly source: 'camera' | 'album' | 'pen' | 'typed';
  /** By the clock of the device; a camera's own time in the file counts before it. */
  readonly taken?: string | undefined;
  /** What was typed instead of drawn. */
  readonly typed?: string | undefined;
}

/** A file on its way in. */
interface Incoming {
  readonly name: string;
  readonly mime: string;
  readonly body: AsyncIterable<Uint8Array>;
  readonly origin?: Origin | undefined;
  /** The sender's own name for it. */
  readonly key?: string | undefined;
}

export interface Files extends FileStore {
  /**
   * Stores a body as it comes in, without holding it in memory. What it is, its bytes tell; `mime` is not believed. The
   * same person's file with the same `key` and the same bytes is stored once, however often it is sent.
   */
  putStream(call: Call, file: Incoming): Promise<FileView>;
  info(id: string): Promise<StoredFile | undefined>;
  open(id: string, range?: ByteRange): ReadableStream<Uint8Array>;
  /** Deletes files that no record has held for a day; returns how many. */
  sweep(): Promise<number>;
}

/** A file that belongs to no record (an import, an export, a form that was never saved) is kept this long. */
const ORPHAN_HOURS = 24;
/** Photos come compressed by the screen that took them; what is longer is kept, but not compared with others. */
const COMPARED_BYTES = 4 * 1024 * 1024;
/** An imported file stays longer: for going on, for the file of bad rows, and to look it up. */
const IMPORT_DAYS = 30;

export function createFiles(pool: Pool, store: BlobStore, ids: Ids): Files {
  async function putStream(call: Call, { name, body, origin, key }: Incoming): Promise<FileView> {
    const clean = cleanName(name);
    const id = ids.uuid();
    const seen = new Seen(body, origin ? COMPARED_BYTES : HEAD_BYTES);
    try {
      await store.write(id, seen);
      if (seen.size === 0) refuse('file.empty');
    } catch (error) {
      await store.remove([id]).catch(() => undefined);
      throw error;
    }
    const mime = sniff(seen.head.subarray(0, HEAD_BYTES), clean);
    const { sha256 } = seen;
    const made = await pool.query(
      `insert into file (id, name, mime, size, sha256, by_id, key) values ($1, $2, $3, $4, $5, $6, $7)
         on conflict (by_id, key) do nothing`,
      [id, clean, mime, seen.size, sha256, call.viewer.id, key ?? null],
    );
    const isNew = made.rowCount === 1;
    if (!isNew) await store.remove([id]);
    const stored = isNew
      ? { id, name: clean, size: seen.size, mime }
      : await sentBefore(pool, call.viewer.id, key!, sha256);
    if (origin) await keepOrigin(pool, stored.id, origin, mime === 'image/jpeg' ? seen.head : undefined);
    return stored;
  }

  return {
    putStream,
    put: (call, { name, mime, body }) => putStream(call, { name, mime, body: Readable.from([body]) }),
    read: async (id) => new Uint8Array(await new Response(store.open(id)).arrayBuffer()),
    async info(id) {
      const { rows } = await pool.query<StoredFile>(
        `select id, name, size, mime, sha256, by_id as by, entity_id as entity, record_id as record, field_id as field
           from file where id = $1`,
        [id],
      );
      const found = rows[0];
      return found && (await store.has(id)) ? found : undefined;
    },
    open: (id, range) => store.open(id, range),
    async sweep() {
      const { rows } = await pool.query<{ id: string }>(
        `delete from file f where record_id is null and at < now() - make_interval(hours => $1)
            and not exists (select 1 from import_job j where j.file_id = f.id and j.created_at > now() - make_interval(days => $2))
          returning id`,
        [ORPHAN_HOURS, IMPORT_DAYS],
      );
      await store.remove(rows.map(({ id }) => id));
      return rows.length;
    },
  };
}

/** The file that came with this key the first time; other bytes under the same key are somebody's mistake. */
async function sentBefore(pool: Pool, person: string, key: string, sha256: string): Promise<FileView> {
  const { rows } = await pool.query<FileView>(
    'select id, name, size, mime from file where by_id = $1 and key = $2 and sha256 = $3',
    [person, key, sha256],
  );
  return rows[0] ?? refuse('file.keyUsed', ['key']);
}

/**
 * Keeps how a file came about. Its look is computed here, from the bytes that were kept: a browser could say anything.
 * @param jpeg its bytes, where it is a photo
 */
async function keepOrigin(pool: Pool, id: string, origin: Origin, jpeg: Uint8Array | undefined): Promise<void> {
  const look = jpeg && lookOf(jpeg);
  const taken = (jpeg && takenAt(jpeg)) ?? origin.taken ?? null;
  await pool.query(
    // A file that is sent again after its answer was lost, perhaps before this line.
    `insert into file_evidence (file_id, source, taken_at, look, quarters, typed) values ($1, $2, $3, $4, $5, $6)
       on conflict (file_id) do nothing`,
    [
      id,
      origin.source,
      // A camera that says no zone stands where its owner does; the server's own time is kept beside it in any case.
      taken !== null && Number.isNaN(Date.parse(taken)) ? null : taken,
      look === undefined ? null : String(BigInt.asIntN(64, look)),
      look === undefined ? null : quartersOf(look),
      origin.typed ?? null,
    ],
  );
}

/** A body on its way: counted, hashed, its first bytes kept. */
class Seen {
  size = 0;
  readonly #chunks: Uint8Array[] = [];
  #kept = 0;
  readonly #hash = createHash('sha256');
  constructor(
    readonly body: AsyncIterable<Uint8Array>,
    readonly headBytes: number,
  ) {}

  async *[Symbol.asyncIterator](): AsyncGenerator<Uint8Array> {
    for await (const chunk of this.body) {
      this.#hash.update(chunk);
      this.#keep(chunk);
      this.size += chunk.byteLength;
      yield chunk;
    }
  }

  #keep(chunk: Uint8Array): void {
    if (this.#kept >= this.headBytes) return;
    this.#chunks.push(chunk.slice());
    this.#kept += chunk.byteLength;
  }

  get head(): Uint8Array {
    return Buffer.concat(this.#chunks).subarray(0, this.headBytes);
  }

  get sha256(): string {
    return this.#hash.digest('hex');
  }
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
