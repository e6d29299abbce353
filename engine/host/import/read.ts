/** Reads a CSV or XLSX file as a table of texts. Nothing is guessed here that a person cannot overrule. */
import { Readable } from 'node:stream';
import { parse } from 'csv-parse';
import readWorkbook from 'read-excel-file/node';
import { problem, Refusal } from '../../kernel/problems';

export interface TableOptions {
  /** WHATWG name, e.g. `gb18030`; detected when absent. CSV only. */
  readonly encoding?: string;
  /** Name of a sheet; the first when absent. XLSX only. */
  readonly sheet?: string;
}
export interface Table {
  readonly encoding: string;
  readonly sheets: readonly string[];
  /** Lines in order, the header included. Line numbers people see start at 1. */
  rows(): AsyncIterable<readonly string[]>;
}

const ENCODINGS = new Set(['utf-8', 'utf-16le', 'utf-16be', 'gb18030', 'windows-1252']);
const isWorkbook = (body: Uint8Array): boolean => body[0] === 0x50 && body[1] === 0x4b && body[2] === 0x03;
const isOldWorkbook = (body: Uint8Array): boolean => body[0] === 0xd0 && body[1] === 0xcf && body[2] === 0x11;

/**
 * Opens a file. Throws a Refusal that says what to do when it is not a table (`import.oldWorkbook`, `import.unreadable`,
 * `import.noSheet`, `import.empty`).
 */
export async function openTable(body: Uint8Array, options: TableOptions = {}): Promise<Table> {
  if (body.length === 0) throw new Refusal(problem('import.empty'));
  if (isOldWorkbook(body)) throw new Refusal(problem('import.oldWorkbook'));
  return isWorkbook(body) ? openWorkbook(body, options) : openText(body, options);
}

// ---- XLSX ---------------------------------------------------------------------------------------------------------

async function openWorkbook(body: Uint8Array, options: TableOptions): Promise<Table> {
  let sheets: readonly { sheet: string; data: readonly (readonly unknown[])[] }[];
  try {
    sheets = await readWorkbook(Buffer.from(body), { trim: false });
  } catch {
    throw new Refusal(problem('import.unreadable'));
  }
  const chosen = options.sheet ? sheets.find((sheet) => sheet.sheet === options.sheet) : sheets[0];
  if (!chosen) throw new Refusal(problem('import.noSheet', ['sheet'], { sheet: options.sheet ?? '' }));
  return {
    encoding: 'xlsx',
    sheets: sheets.map((sheet) => sheet.sheet),
    async *rows() {
      for (const row of chosen.data) yield row.map(cellText);
    },
  };
}

/** A cell as a person would type it. A date without a time of day is a date; Excel knows no time zone, so UTC is its wall clock. */
function cellText(cell: unknown): string {
  if (cell === null || cell === undefined) return '';
  if (cell instanceof Date) {
    const iso = cell.toISOString();
    return iso.endsWith('T00:00:00.000Z') ? iso.slice(0, 10) : iso.slice(0, 19).replace('T', ' ');
  }
  if (typeof cell === 'number') return plainNumber(cell);
  return String(cell);
}

/** 1e+21 and 1e-7 written out: an amount must not arrive in scientific notation. */
function plainNumber(value: number): string {
  const text = String(value);
  if (!/e/i.test(text)) return text;
  return value.toLocaleString('en', { useGrouping: false, maximumFractionDigits: 20 });
}

// ---- CSV ----------------------------------------------------------------------------------------------------------

function openText(body: Uint8Array, options: TableOptions): Table {
  const encoding = options.encoding?.toLowerCase() ?? detectEncoding(body);
  if (!ENCODINGS.has(encoding)) throw new Refusal(problem('import.encoding', ['encoding'], { encoding }));
  const delimiter = detectDelimiter(new TextDecoder(encoding).decode(body.subarray(0, 65_536)));
  return {
    encoding,
    sheets: [],
    async *rows() {
      const parser = Readable.from(decoded(body, encoding)).pipe(
        parse({ bom: true, delimiter, relax_column_count: true, relax_quotes: true, skip_empty_lines: true }),
      );
      for await (const row of parser) yield row as string[];
    },
  };
}

/** The text in pieces of 1 MB, so that a large file is never one string. */
function* decoded(body: Uint8Array, encoding: string): Generator<string> {
  const decoder = new TextDecoder(encoding);
  const size = 1 << 20;
  for (let at = 0; at < body.length; at += size) yield decoder.decode(body.subarray(at, at + size), { stream: true });
  const rest = decoder.decode();
  if (rest) yield rest;
}

/**
 * Encoding of a text file: byte order mark, else UTF-8 if every byte sequence is valid, else GB18030, which is what
 * Excel in China writes (GBK and GB2312 are parts of it).
 */
export function detectEncoding(body: Uint8Array): string {
  if (body[0] === 0xff && body[1] === 0xfe) return 'utf-16le';
  if (body[0] === 0xfe && body[1] === 0xff) return 'utf-16be';
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(body);
    return 'utf-8';
  } catch {
    return 'gb18030';
  }
}

/** The separator that splits the first lines into the most columns, the same number in each; a comma when in doubt. */
export function detectDelimiter(text: string): string {
  const lines = text
    .split(/\r\n|\n|\r/)
    .filter(Boolean)
    .slice(0, 20);
  let best = ',';
  let bestScore = 0;
  for (const delimiter of [',', '\t', ';', '|']) {
    const counts = lines.map((line) => splitOutsideQuotes(line, delimiter));
    const first = counts[0] ?? 0;
    const score = first * (counts.filter((count) => count === first).length / Math.max(counts.length, 1));
    if (score > bestScore) [best, bestScore] = [delimiter, score];
  }
  return best;
}

function splitOutsideQuotes(line: string, delimiter: string): number {
  let isQuoted = false;
  let count = 0;
  for (const letter of line) {
    if (letter === '"') isQuoted = !isQuoted;
    else if (letter === delimiter && !isQuoted) count += 1;
  }
  return count;
}
