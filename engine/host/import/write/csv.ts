/** Rows of texts → CSV (RFC 4180), piece by piece, in the encoding asked for; no cell of it runs as a formula. */
import { encodeGb18030 } from './gb18030';

export type CsvEncoding = 'utf-8' | 'gb18030' | 'utf-16le' | 'utf-16be';

/** Text → bytes. UTF-8 and UTF-16 begin with the mark by which spreadsheets know them. */
function encoder(encoding: CsvEncoding): { readonly mark: string; encode(text: string): Uint8Array } {
  if (encoding === 'gb18030') return { mark: '', encode: encodeGb18030 };
  if (encoding === 'utf-8') return { mark: '\ufeff', encode: (text) => Buffer.from(text, 'utf8') };
  return {
    mark: '\ufeff',
    encode: (text) => (encoding === 'utf-16le' ? Buffer.from(text, 'utf16le') : Buffer.from(text, 'utf16le').swap16()),
  };
}

/**
 * A text that a spreadsheet would run as a formula is shown as a text (OWASP: CSV injection, CWE-1236); East Asian Excel
 * knows full-width signs too. One mark more where there are marks already: an import takes one away and has the text back.
 */
const RUNS = /^'*\s*[=+\-@＝＋－＠]|^'*[\t\r\n]/;
const NUMBER = /^[+-]?\d+([.,]\d+)*$/;
export const harmless = (cell: string): string => (RUNS.test(cell) && !NUMBER.test(cell) ? `'${cell}` : cell);

/** Bytes gathered before they are handed on. */
const PIECE = 1 << 16;

/** @param rows an async iterable of some rows at a time */
export async function* csvBytes(
  rows: AsyncIterable<readonly (readonly string[])[]>,
  options: { readonly encoding: CsvEncoding; readonly delimiter?: string },
): AsyncGenerator<Uint8Array> {
  const { delimiter = ',' } = options;
  const { mark, encode } = encoder(options.encoding);
  const special = new RegExp(`["\\r\\n${delimiter === '|' ? '\\|' : delimiter}]`);
  const quoted = (cell: string): string => (special.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);
  let text = mark;
  for await (const some of rows) {
    for (const row of some) text += `${row.map((cell) => quoted(harmless(cell))).join(delimiter)}\r\n`;
    if (text.length < PIECE) continue;
    yield encode(text);
    text = '';
  }
  if (text !== '') yield encode(text);
}
