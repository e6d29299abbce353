/** The old XLS (at most 65,536 rows): read whole, by SheetJS, which is loaded only when such a file comes. */
import { problem, Refusal } from '../../../kernel/problems';
import { dateText, isDateFormat, plainNumber, serialText } from './cells';
import type { Line } from '../../../kernel/csv';
import type { Source, Table, TableOptions } from './index';

const MOST_BYTES = 100 * 1024 * 1024;
/** Rows handed on together. */
const SOME = 1000;

interface Cell {
  readonly t: string;
  readonly v?: unknown;
  readonly w?: string;
  readonly z?: string | number;
}

export async function openOldWorkbook(source: Source, options: TableOptions): Promise<Table> {
  if (source.size > MOST_BYTES) throw new Refusal(problem('import.tooLarge', [], { limit: '100 MB' }));
  const chunks: Uint8Array[] = [];
  for await (const chunk of source.stream()) chunks.push(chunk);
  const { read } = await import('@e965/xlsx');
  let book: ReturnType<typeof read>;
  try {
    book = read(Buffer.concat(chunks), { type: 'buffer', dense: true, cellNF: true, cellFormula: false });
  } catch {
    throw new Refusal(problem('import.unreadable'));
  }
  const name = options.sheet ?? book.SheetNames[0] ?? '';
  const sheet = book.SheetNames.includes(name) ? book.Sheets[name] : undefined;
  if (!sheet) throw new Refusal(problem('import.noSheet', ['sheet'], { sheet: name }));
  const data = (sheet as { '!data'?: readonly (readonly (Cell | undefined)[] | undefined)[] })['!data'] ?? [];
  const system = book.Workbook?.WBProps?.date1904 ? 1904 : 1900;
  return {
    format: 'xls',
    encoding: 'xls',
    delimiter: undefined,
    sheets: book.SheetNames,
    async *rows() {
      let lines: Line[] = [];
      for (const [index, row] of data.entries()) {
        const cells = Array.from(row ?? [], (cell) => cellText(cell, system));
        if (cells.some((cell) => cell !== '')) lines.push({ number: index + 1, cells });
        if (lines.length < SOME) continue;
        yield lines;
        lines = [];
      }
      if (lines.length > 0) yield lines;
    },
    close: () => Promise.resolve(),
  };
}

function cellText(cell: Cell | undefined, system: 1900 | 1904): string {
  const value = cell?.v;
  if (!cell || value === undefined || value === null || cell.t === 'z') return '';
  if (value instanceof Date) return dateText(value);
  if (cell.t === 'e') return cell.w ?? '';
  if (typeof value === 'number') {
    const isDate = cell.z !== undefined && isDateFormat(Number(cell.z), String(cell.z));
    return isDate ? serialText(value, system) : plainNumber(String(value));
  }
  return String(value);
}
