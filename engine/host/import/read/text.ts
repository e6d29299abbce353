/** Text files: which encoding, which separator, and their lines as they come in. */
import { isUtf8 } from 'node:buffer';
import { problem, Refusal } from '../../../kernel/problems';
import { CsvParser, detectDelimiter, type Line } from '../../../kernel/csv';
import type { Source, Table, TableOptions } from './index';

const ENCODINGS = new Set(['utf-8', 'utf-16le', 'utf-16be', 'gb18030', 'windows-1252']);
const SAMPLE = 256 * 1024;

export async function openText(source: Source, first: Uint8Array, options: TableOptions): Promise<Table> {
  const encoding = options.encoding?.toLowerCase() ?? (await detectEncoding(source, first));
  if (!ENCODINGS.has(encoding)) throw new Refusal(problem('import.encoding', ['encoding'], { encoding }));
  const delimiter = options.delimiter ?? detectDelimiter(new TextDecoder(encoding).decode(first));
  return {
    format: 'csv',
    encoding,
    delimiter,
    sheets: [],
    async *rows() {
      const decoder = new TextDecoder(encoding);
      const parser = new CsvParser(delimiter);
      for await (const chunk of source.stream()) {
        const lines = parser.push(decoder.decode(chunk, { stream: true }));
        if (lines.length > 0) yield lines;
      }
      const last = [...parser.push(decoder.decode()), ...parser.end()];
      if (last.length > 0) yield last;
    },
    close: () => Promise.resolve(),
  };
}

/** The first bytes of a file, enough to tell what it is. */
export async function firstBytes(source: Source): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of source.stream()) {
    chunks.push(chunk);
    size += chunk.byteLength;
    if (size >= SAMPLE) break;
  }
  return Buffer.concat(chunks).subarray(0, SAMPLE);
}

/**
 * Encoding of a text file: byte order mark; else UTF-16 if every other byte of the beginning is zero; else UTF-8 if every
 * sequence of the whole file is valid (a file may hold its first Chinese name in the last line); else GB18030, which is
 * what Excel in China writes (GBK and GB2312 are parts of it); else Windows-1252.
 */
export async function detectEncoding(source: Source, first: Uint8Array): Promise<string> {
  if (first[0] === 0xff && first[1] === 0xfe) return 'utf-16le';
  if (first[0] === 0xfe && first[1] === 0xff) return 'utf-16be';
  const wide = wideOf(first);
  if (wide) return wide;
  if (await isWholeUtf8(source)) return 'utf-8';
  try {
    new TextDecoder('gb18030', { fatal: true }).decode(first, { stream: true });
    return 'gb18030';
  } catch {
    return 'windows-1252';
  }
}

/** UTF-16 without a mark: of ASCII letters one byte in two is zero. */
function wideOf(first: Uint8Array): string | undefined {
  const sample = first.subarray(0, 4096);
  const zeros = [0, 0];
  for (let i = 0; i < sample.length; i += 1) if (sample[i] === 0) zeros[i % 2]! += 1;
  const half = sample.length / 2;
  if (zeros[1]! > half * 0.4 && zeros[0]! < half * 0.05) return 'utf-16le';
  if (zeros[0]! > half * 0.4 && zeros[1]! < half * 0.05) return 'utf-16be';
  return undefined;
}

async function isWholeUtf8(source: Source): Promise<boolean> {
  let rest: Uint8Array = new Uint8Array();
  for await (const chunk of source.stream()) {
    const bytes = rest.length > 0 ? Buffer.concat([rest, chunk]) : chunk;
    const end = bytes.length - unfinished(bytes);
    if (!isUtf8(bytes.subarray(0, end))) return false;
    rest = bytes.slice(end);
  }
  return isUtf8(rest);
}

/** How many bytes at the end begin a sequence that goes on in the next chunk. */
function unfinished(bytes: Uint8Array): number {
  for (let back = 1; back <= Math.min(3, bytes.length); back += 1) {
    const byte = bytes[bytes.length - back]!;
    if ((byte & 0xc0) === 0x80) continue;
    const length = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : byte >= 0xc0 ? 2 : 1;
    return length > back ? back : 0;
  }
  return 0;
}

export type { Line };
