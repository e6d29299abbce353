import fs from 'node:fs';
import { mkdir, rename, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { pathOf, type BlobStore } from './blobs';

/** Files below a folder. A body is written beside its place and renamed when it is whole. */
export function diskStore(folder: string): BlobStore {
  const placeOf = (id: string): string => path.join(folder, pathOf(id));
  return {
    async write(id, body) {
      const place = placeOf(id);
      const partial = `${place}.part`;
      await mkdir(path.dirname(place), { recursive: true });
      try {
        await pipeline(Readable.from(body), fs.createWriteStream(partial, { mode: 0o600 }));
        await rename(partial, place);
      } catch (error) {
        await rm(partial, { force: true });
        throw error;
      }
    },
    open: (id, range) => Readable.toWeb(fs.createReadStream(placeOf(id), range)) as ReadableStream<Uint8Array>,
    has: (id) =>
      stat(placeOf(id)).then(
        () => true,
        () => false,
      ),
    async remove(ids) {
      for (const id of ids) await rm(placeOf(id), { force: true });
    },
  };
}
