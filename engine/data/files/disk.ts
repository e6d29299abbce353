import fs from 'node:fs';
import { mkdir, open, rename, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { pathOf, type BlobStore, type ByteRange } from './blobs';

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
    open: (id, range) => bytesOf(placeOf(id), range),
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

const PIECE = 128 * 1024;

/**
 * The bytes of a file, read as they are asked for. Not `Readable.toWeb`: when its reader leaves while a piece is on its
 * way, Node 20 throws where nobody can catch it, and the process ends.
 */
function bytesOf(place: string, range: ByteRange | undefined): ReadableStream<Uint8Array> {
  let at = range?.start ?? 0;
  const end = range ? range.end + 1 : Number.POSITIVE_INFINITY;
  let opened: ReturnType<typeof open> | undefined;
  const close = async (): Promise<void> => {
    const handle = await opened;
    opened = undefined;
    await handle?.close();
  };
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        opened ??= open(place);
        const handle = await opened;
        const piece = Buffer.allocUnsafe(Math.min(PIECE, end - at));
        try {
          const { bytesRead } = await handle.read(piece, 0, piece.length, at);
          at += bytesRead;
          if (bytesRead > 0) controller.enqueue(piece.subarray(0, bytesRead));
          if (bytesRead > 0 && at < end) return;
          controller.close();
        } catch (error) {
          await close();
          throw error;
        }
        await close();
      },
      cancel: close,
    },
    { highWaterMark: 0 },
  );
}
