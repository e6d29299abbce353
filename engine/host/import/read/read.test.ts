import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import writeExcel from 'write-excel-file/node';
import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { utils, write } from '@e965/xlsx';
import { isDateFormat, plainNumber, serialText } from './cells';
import { CsvParser, detectDelimiter } from '../../../kernel/csv';
import { bytesSource, linesOf, openTable, type TableOptions } from './index';
import { SharedStrings } from './strings';
import { detectEncoding } from './text';

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);
const lines = async (body: Uint8Array, options: TableOptions = {}) => {
  const table = await openTable(bytesSource(body), options);
  const found = [];
  for await (const line of linesOf(table)) found.push(line);
  await table.close();
  return found;
};
const all = async (body: Uint8Array, options: TableOptions = {}): Promise<(readonly string[])[]> =>
  (await lines(body, options)).map(({ cells }) => cells);
const encodingOf = (body: Uint8Array) => detectEncoding(bytesSource(body), body.subarray(0, 1000));
/** 名称,城市 and 啤酒屋,杭州 as GBK, the encoding Excel in China writes. */
const GBK = Uint8Array.from([
  0xc3, 0xfb, 0xb3, 0xc6, 0x2c, 0xb3, 0xc7, 0xca, 0xd0, 0x0d, 0x0a, 0xc6, 0xa1, 0xbe, 0xc6, 0xce, 0xdd, 0x2c, 0xba,
  0xbc, 0xd6, 0xdd, 0x0d, 0x0a,
]);

describe('a CSV file', () => {
  it('is read as UTF-8 with and without a byte order mark', async () => {
    expect(await all(utf8('name,city\r\n啤酒屋,杭州\r\n'))).toEqual([
      ['name', 'city'],
      ['啤酒屋', '杭州'],
    ]);
    expect(await all(utf8('\ufeffname,city\n啤酒屋,杭州'))).toEqual([
      ['name', 'city'],
      ['啤酒屋', '杭州'],
    ]);
  });

  it('is read as GB18030 when it is no valid UTF-8, even if only its last line tells', async () => {
    expect(await encodingOf(GBK)).toBe('gb18030');
    expect(await encodingOf(Buffer.concat([Buffer.alloc(200_000, 'a,b\n'), GBK]))).toBe('gb18030');
    expect(await encodingOf(utf8('啤'.repeat(70_001)))).toBe('utf-8');
    expect(await all(GBK)).toEqual([
      ['名称', '城市'],
      ['啤酒屋', '杭州'],
    ]);
  });

  it('is read as UTF-16 by its byte order mark', async () => {
    const body = Buffer.from('\ufeffname;city\n啤酒屋;杭州', 'utf16le');
    expect(await all(body)).toEqual([
      ['name', 'city'],
      ['啤酒屋', '杭州'],
    ]);
  });

  it('keeps separators, quotes and line breaks inside quotes', async () => {
    expect(await all(utf8('a,b\n"x, ""y""\nz",2'))).toEqual([
      ['a', 'b'],
      ['x, "y"\nz', '2'],
    ]);
  });

  it('is split at the separator that gives every line the same number of columns', () => {
    expect(detectDelimiter('a;b;c\n1,5;2;3')).toBe(';');
    expect(detectDelimiter('a\tb\n1\t2')).toBe('\t');
    expect(detectDelimiter('only one column')).toBe(',');
  });
});

describe('an Excel file', () => {
  it('gives texts, plain numbers and dates without a time zone', async () => {
    const blob = await writeExcel([
      [{ value: 'name' }, { value: 'amount' }, { value: 'day' }],
      [
        { value: '啤酒屋' },
        { value: 1234.5, type: Number },
        { value: new Date(Date.UTC(2026, 0, 31)), type: Date, format: 'yyyy-mm-dd' },
      ],
    ]).toBuffer();
    expect(await all(new Uint8Array(blob))).toEqual([
      ['name', 'amount', 'day'],
      ['啤酒屋', '1234.5', '2026-01-31'],
    ]);
  });

  it('keeps the numbers of its rows, and cells that are left out are empty', async () => {
    const blob = await writeExcel([
      [{ value: 'a' }, { value: 'b' }],
      [null, null],
      [null, { value: 'line\nbreak & <tag>' }],
      [
        { value: true, type: Boolean },
        { value: 1e21, type: Number },
      ],
    ] as never).toBuffer();
    expect(await lines(new Uint8Array(blob))).toEqual([
      { number: 1, cells: ['a', 'b'] },
      { number: 3, cells: ['', 'line\nbreak & <tag>'] },
      { number: 4, cells: ['true', '1000000000000000000000'] },
    ]);
  });

  it('of the old kind is read too', async () => {
    const sheet = utils.aoa_to_sheet(
      [
        ['名称', 'n', 'day'],
        ['啤酒屋', 1.5, new Date(Date.UTC(2026, 0, 31))],
      ],
      { UTC: true },
    );
    const book = utils.book_new(sheet, 'First');
    utils.book_append_sheet(book, utils.aoa_to_sheet([['other']]), 'Second');
    const body = write(book, { type: 'buffer', bookType: 'biff8' }) as Buffer;
    expect(await all(body)).toEqual([
      ['名称', 'n', 'day'],
      ['啤酒屋', '1.5', '2026-01-31'],
    ]);
    expect(await all(body, { sheet: 'Second' })).toEqual([['other']]);
    await expect(openTable(bytesSource(body), { sheet: 'Third' })).rejects.toMatchObject({
      problems: [{ code: 'import.noSheet' }],
    });
  });

  it('that is damaged is refused', async () => {
    await expect(openTable(bytesSource(Uint8Array.from([0x50, 0x4b, 0x03, 0x04, 1, 2, 3])))).rejects.toMatchObject({
      problems: [{ code: 'import.unreadable' }],
    });
  });
});

describe('lines of CSV', () => {
  const parsed = (text: string, size: number, separator = ','): string[][] => {
    const parser = new CsvParser(separator);
    const rows: string[][] = [];
    for (let at = 0; at < text.length; at += size) {
      rows.push(...parser.push(text.slice(at, at + size)).map(({ cells }) => [...cells]));
    }
    return [...rows, ...parser.end().map(({ cells }) => [...cells])];
  };

  it('are what another parser makes of them, wherever the pieces are cut', () => {
    const cell = fc.string({ unit: fc.constantFrom('a', '啤', '"', ',', ';', '\n', '\r', ' ', '\0', '😀') });
    const table = fc.array(fc.array(cell, { minLength: 1, maxLength: 4 }), { maxLength: 6 });
    const quoted = (text: string): string => `"${text.replaceAll('"', '""')}"`;
    fc.assert(
      fc.property(table, fc.constantFrom('\n', '\r\n', '\r'), fc.integer({ min: 1, max: 9 }), (rows, eol, size) => {
        const text = rows.map((row) => row.map(quoted).join(',')).join(eol);
        const ours = parsed(text, size);
        expect(ours).toEqual(parsed(text, 1000));
        const theirs: string[][] = parse(text, {
          record_delimiter: eol,
          relax_column_count: true,
          skip_empty_lines: true,
        });
        // They give a line of one empty quoted cell, which we take for an empty line.
        expect(ours).toEqual(theirs.filter((row) => row.length > 1 || row[0] !== ''));
      }),
    );
  });

  it('may have marks inside, text behind a closing mark, and no break at the end', () => {
    expect(parsed('a"b,"c"d\r\n1,2', 3)).toEqual([
      ['a"b', 'cd'],
      ['1', '2'],
    ]);
  });

  it('are counted with the empty ones', () => {
    expect(new CsvParser(',').push('a\n\n\nb\n').map(({ number }) => number)).toEqual([1, 4]);
  });

  it('say where a mark was opened and never closed', () => {
    const parser = new CsvParser(',');
    parser.push('a,b\n1,"2\n');
    expect(() => parser.end()).toThrow('import.openQuote');
    expect(() => new CsvParser(',').push(`a\n"${'x'.repeat(2_100_000)}`)).toThrow('import.openQuote');
  });
});

describe('cells of a workbook', () => {
  it('are dates by their format', () => {
    for (const code of ['yyyy-mm-dd', '[$-804]yyyy"年"m"月"d"日"', 'h:mm:ss.000', 'd/m/yy;@', '[Red]m/d']) {
      expect(isDateFormat(200, code), code).toBe(true);
    }
    for (const code of ['General', '0.00', '#,##0"天"', '[h]:mm', '"day"0', '[Red]0.0']) {
      expect(isDateFormat(200, code), code).toBe(false);
    }
    expect([isDateFormat(14, undefined), isDateFormat(57, undefined), isDateFormat(2, undefined)]).toEqual([
      true,
      true,
      false,
    ]);
  });
  it('say days and times without a zone, also before the day that never was', () => {
    expect(['46053', '46053.5', '0.25', '1', '61', '-1'].map((serial) => serialText(Number(serial), 1900))).toEqual([
      '2026-01-31',
      '2026-01-31 12:00:00',
      '06:00:00',
      '1900-01-01',
      '1900-03-01',
      '-1',
    ]);
    expect(serialText(44_591, 1904)).toBe('2026-01-31');
  });
  it('are numbers without the noise of the binary', () => {
    expect(['1.1000000000000001', '12345678901234567890', '1e-7', '1.5E+3', '0.1'].map(plainNumber)).toEqual([
      '1.1',
      '12345678901234567890',
      '0.0000001',
      '1500',
      '0.1',
    ]);
  });
});

describe('shared strings', () => {
  it('are the same from memory and from disk', async () => {
    const folder = await mkdtemp(path.join(tmpdir(), 'strings-'));
    const strings = new SharedStrings(path.join(folder, 's'));
    const text = (i: number): string => (i % 1000 === 0 ? '' : `${i} 啤酒 ${'x'.repeat(i % 90)}`);
    const count = 900_000;
    for (let i = 0; i < count; i += 1) strings.add(text(i));
    strings.seal();
    expect((await stat(path.join(folder, 's'))).size).toBeGreaterThan(48 * 1024 * 1024);
    for (let i = 0; i < count; i += 997) if (strings.at(i) !== text(i)) throw new Error(`${i}: ${strings.at(i)}`);
    expect([strings.at(count - 1), strings.at(count)]).toEqual([text(count - 1), '']);
    strings.close();
    await rm(folder, { recursive: true });
  });
});
