/** Where the bytes of files lie: on disk, or in an S3-compatible service. Names, kinds and places are rows of the table file. */

/** Bytes of a file, both ends included, counted from 0. */
export interface ByteRange {
  readonly start: number;
  readonly end: number;
}

export interface BlobStore {
  /** Keeps a body as it comes in; nothing of it stays when it breaks off. Memory does not grow with its length. */
  write(id: string, body: AsyncIterable<Uint8Array>): Promise<void>;
  /** The bytes, or a part of them, as they are asked for; the stream fails where there are none. */
  open(id: string, range?: ByteRange): ReadableStream<Uint8Array>;
  has(id: string): Promise<boolean>;
  /** Nothing happens for what is not there. */
  remove(ids: readonly string[]): Promise<void>;
}

/** Two letters from the random end of the id: no folder gets more than a few thousand files. */
export const pathOf = (id: string): string => `${id.slice(-2)}/${id}`;

/** A stream whose source is opened when the first byte is asked for. */
export function lazyStream(open: () => Promise<ReadableStream<Uint8Array>>): ReadableStream<Uint8Array> {
  let reader: ReadableStreamDefaultReader<Uint8Array> | undefined;
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        reader ??= (await open()).getReader();
        const { done, value } = await reader.read();
        if (done) controller.close();
        else controller.enqueue(value);
      },
      cancel: (reason) => reader?.cancel(reason),
    },
    { highWaterMark: 0 },
  );
}
