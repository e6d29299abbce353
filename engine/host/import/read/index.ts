/**
 * A CSV, XLSX or XLS file as a table of texts, line by line, whatever its size. Nothing is guessed here that a person
 * cannot overrule.
 */
import { problem, Refusal } from '../../../kernel/problems';
import type { Line } from '../../../kernel/csv';
import { firstBytes, openText } from './text';
import { openWorkbook } from './xlsx';
import { openOldWorkbook } from './xls';

export type { Line } from '../../../kernel/csv';

/** Where the bytes come from; may be read several times. */
export interface Source {
  readonly size: number;
  stream(): AsyncIterable<Uint8Array>;
}
export interface TableOptions {
  /** WHATWG name, e.g. `gb18030`; detected when absent. CSV only. */
  readonly encoding?: string;
  /** One character; detected when absent. CSV only. */
  readonly delimiter?: string;
  /** Name of a sheet; the first when absent. Workbooks only. */
  readonly sheet?: string;
}
export interface Table {
  readonly format: 'csv' | 'xlsx' | 'xls';
  /** Of a text file; for workbooks their format. */
  readonly encoding: string;
  readonly delimiter: string | undefined;
  readonly sheets: readonly string[];
  /** Lines in their order, some at a time, the header included. Each call begins at the first line. */
  rows(): AsyncIterable<readonly Line[]>;
  /** Deletes what was unpacked for reading. */
  close(): Promise<void>;
}

const startsWith = (bytes: Uint8Array, ...magic: readonly number[]): boolean =>
  magic.every((byte, i) => bytes[i] === byte);

/**
 * Opens a file; close the table when done. Throws a Refusal that says what to do when it is not a table
 * (`import.unreadable`, `import.noSheet`, `import.empty`, `import.tooLarge`).
 */
export async function openTable(source: Source, options: TableOptions = {}): Promise<Table> {
  const first = await firstBytes(source);
  if (first.length === 0) throw new Refusal(problem('import.empty'));
  if (startsWith(first, 0x50, 0x4b, 0x03)) return openWorkbook(source, options);
  if (startsWith(first, 0xd0, 0xcf, 0x11)) return openOldWorkbook(source, options);
  return openText(source, first, options);
}

/** Bytes in memory as a source: tests, and what was just made. */
export const bytesSource = (body: Uint8Array): Source => ({
  size: body.byteLength,
  async *stream() {
    const step = 1 << 16;
    for (let at = 0; at < body.byteLength; at += step) yield body.subarray(at, at + step);
  },
});

/** Lines one by one, for those who need only a few. */
export async function* linesOf(table: Table): AsyncGenerator<Line> {
  for await (const lines of table.rows()) yield* lines;
}
