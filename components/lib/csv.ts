import { CsvParser } from '@/engine/kernel/csv';

/** A small table as a file for a spreadsheet: UTF-8 with its mark, and no cell that a spreadsheet would calculate. */
/** What a spreadsheet would run; a text with marks gets one more, so that reading takes just one away. */
const RUNS = /^'*[=+\-@＝＋－＠\t\r]/;

const cell = (text: string): string => {
  const safe = RUNS.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
};

export const csvOf = (rows: readonly (readonly string[])[]): string =>
  `\uFEFF${rows.map((row) => row.map(cell).join(',')).join('\r\n')}\r\n`;

/** Reads such a file, or what a spreadsheet made of it. Lines of nothing are left out. @throws Refusal import.openQuote */
export function rowsOf(text: string): readonly (readonly string[])[] {
  const plain = text.replace(/^\uFEFF/, '');
  const [first = ''] = plain.split(/\r?\n/, 1);
  const parser = new CsvParser([';', '\t'].find((mark) => !first.includes(',') && first.includes(mark)) ?? ',');
  const lines = [...parser.push(plain), ...parser.end()];
  return lines.map(({ cells }) => cells.map((one) => (RUNS.test(one) && one.startsWith("'") ? one.slice(1) : one)));
}

/** Hands a text to the browser as a file. */
export function saveFile(name: string, text: string): void {
  const url = URL.createObjectURL(new Blob([text], { type: 'text/csv;charset=utf-8' }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  URL.revokeObjectURL(url);
}
