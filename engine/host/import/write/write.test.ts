/** What is written comes back equal, whatever the text; and nothing of it runs. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bytesSource, linesOf, openTable } from '../read';
import { csvBytes, harmless, type CsvEncoding } from './csv';
import { encodeGb18030 } from './gb18030';
import { xlsxBytes, type XlsxRow } from './xlsx';

const joined = async (bytes: AsyncIterable<Uint8Array>): Promise<Uint8Array> => {
  const chunks: Uint8Array[] = [];
  for await (const chunk of bytes) chunks.push(chunk);
  return Buffer.concat(chunks);
};
async function* some<T>(rows: readonly T[]): AsyncGenerator<readonly T[]> {
  for (let at = 0; at < rows.length; at += 3) yield await Promise.resolve(rows.slice(at, at + 3));
}
const read = async (body: Uint8Array): Promise<(readonly string[])[]> => {
  const table = await openTable(bytesSource(body));
  const rows: (readonly string[])[] = [];
  for await (const { cells } of linesOf(table)) rows.push(cells);
  await table.close();
  return rows;
};

describe('GB18030', () => {
  it('is written so that its reader has every letter back', () => {
    const decoder = new TextDecoder('gb18030');
    let text = '';
    for (let code = 0; code < 0x10000; code += 1) {
      if (code < 0xd800 || code > 0xf8ff) text += String.fromCodePoint(code);
    }
    text += '😀𠀀\u{10ffff}';
    expect(decoder.decode(encodeGb18030(text)) === text).toBe(true);
  });
});

describe('CSV', () => {
  it.each<CsvEncoding>(['utf-8', 'gb18030', 'utf-16le', 'utf-16be'])('in %s is read as it was', async (encoding) => {
    const rows = [
      ['名称', 'b'],
      ['x, "y"\nz', '😀；;'],
      ['', 'end'],
    ];
    expect(await read(await joined(csvBytes(some(rows), { encoding })))).toEqual(rows);
    if (encoding === 'utf-8') {
      expect(await read(await joined(csvBytes(some(rows), { encoding, delimiter: ';' })))).toEqual(rows);
    }
  });

  it('runs nothing, and numbers stay numbers', () => {
    const cells = ['=1', '+1+1', '-a', '@x', '\t=1', ' =1', '＝1', "'=1", "it's", '-5', '+5.25', '1,234.5', ''];
    expect(cells.map(harmless)).toEqual([
      "'=1",
      "'+1+1",
      "'-a",
      "'@x",
      "'\t=1",
      "' =1",
      "'＝1",
      "''=1",
      "it's",
      '-5',
      '+5.25',
      '1,234.5',
      '',
    ]);
  });
});

describe('XLSX', () => {
  const written = (rows: readonly XlsxRow[]) => joined(xlsxBytes('Sheet: [a]', ['head', '列'], some(rows)));

  it('keeps texts, numbers, days and times', async () => {
    const row: XlsxRow = [
      { text: '=1+1', kind: 'text' },
      { text: '-12.50', kind: 'number' },
      { text: '12345678901234567890.5', kind: 'number' },
      { text: '2026-01-31', kind: 'date' },
      { text: '2026-01-31 09:30:01', kind: 'datetime' },
      { text: '1850-01-31', kind: 'date' },
      null,
      { text: 'end', kind: 'text' },
    ];
    expect(await read(await written([row]))).toEqual([
      ['head', '列'],
      ['=1+1', '-12.5', '12345678901234567890.5', '2026-01-31', '2026-01-31 09:30:01', '1850-01-31', '', 'end'],
    ]);
  });

  it('keeps any text that can be kept', async () => {
    const texts = fc.array(
      fc.string({ unit: 'binary', minLength: 1, maxLength: 12 }).filter((text) => text.trim() !== ''),
      {
        minLength: 1,
        maxLength: 20,
      },
    );
    await fc.assert(
      fc.asyncProperty(texts, async (given) => {
        const rows = given.map((text): XlsxRow => [{ text, kind: 'text' }]);
        expect((await read(await written(rows))).slice(1).map(([text]) => text)).toEqual(given);
      }),
      { numRuns: 30 },
    );
    const odd = ['_x0041_', 'a\u0000b', 'a\rb', 'a\u001fb', '\ufffe'];
    const rows = odd.map((text): XlsxRow => [{ text, kind: 'text' }]);
    expect((await read(await written(rows))).slice(1).map(([text]) => text)).toEqual(odd);
  });

  it('passes an error on to its reader', async () => {
    async function* broken(): AsyncGenerator<readonly XlsxRow[]> {
      yield await Promise.resolve([[{ text: 'a', kind: 'text' }]]);
      throw new Error('the database went away');
    }
    await expect(joined(xlsxBytes('x', ['a'], broken()))).rejects.toThrow('the database went away');
  });
});
