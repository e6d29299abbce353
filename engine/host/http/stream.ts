/** An answer that is made while it is sent. */

/** RFC 6266: an ASCII name for old clients, the real one in UTF-8. */
export const fileNames = (name: string): string =>
  `filename="${name.replace(/[^\x20-\x7e]|["\\%]/g, '_')}"; filename*=UTF-8''${encodeURIComponent(name).replace(
    /['()*]/g,
    (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`,
  )}`;

/** A file to save, sent piece by piece; a reader who goes away ends the making of it. */
export function streamed(body: AsyncIterable<Uint8Array>, mime: string, name: string): Response {
  const pieces = body[Symbol.asyncIterator]();
  const stream = new ReadableStream<Uint8Array>({
    async pull(controller) {
      const { value, done } = await pieces.next();
      if (done) controller.close();
      else controller.enqueue(value);
    },
    cancel: () => pieces.return?.(undefined).then(() => undefined),
  });
  return new Response(stream, {
    headers: {
      'content-type': mime,
      'content-disposition': `attachment; ${fileNames(name)}`,
      'x-content-type-options': 'nosniff',
      'content-security-policy': "default-src 'none'; sandbox",
      'cache-control': 'private, no-store',
    },
  });
}
