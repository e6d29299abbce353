/** The clipboard as spreadsheets write and read it: tabs between cells, lines between rows, quotes around both. */

/** `a\t"b\nc"` → [['a', 'b\nc']]. A quote counts only at the beginning of a cell, as in Excel and LibreOffice. */
export function parseTsv(text: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  let at = 0;
  const source = text.replace(/\r\n?/g, '\n').replace(/\n$/, '');
  while (at <= source.length) {
    const { cell, end } = source[at] === '"' ? quoted(source, at) : plain(source, at);
    row.push(cell);
    if (source[end] !== '\t') {
      rows.push(row);
      row = [];
    }
    at = end + 1;
  }
  return rows;
}

function plain(source: string, at: number): { cell: string; end: number } {
  const found = source.slice(at).search(/[\t\n]/);
  const end = found < 0 ? source.length : at + found;
  return { cell: source.slice(at, end), end };
}

/** Ends at the first quote that is not doubled. Without such an end, or with text behind it, the quote is a character. */
function quoted(source: string, at: number): { cell: string; end: number } {
  let end = at + 1;
  while (end < source.length) {
    if (source[end] !== '"') end += 1;
    else if (source[end + 1] === '"') end += 2;
    else break;
  }
  const isClosed = source[end] === '"' && [undefined, '\t', '\n'].includes(source[end + 1]);
  return isClosed ? { cell: source.slice(at + 1, end).replaceAll('""', '"'), end: end + 1 } : plain(source, at);
}

export const writeTsv = (rows: readonly (readonly string[])[]): string =>
  rows.map((row) => row.map(cellText).join('\t')).join('\n');

const cellText = (cell: string): string => (/[\t\n\r]|^"/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);
