import { describe, expect, it } from 'vitest';
import writeExcel from 'write-excel-file/node';
import { detectDelimiter, detectEncoding, openTable } from './read';

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);
const all = async (body: Uint8Array, options = {}): Promise<(readonly string[])[]> => {
  const rows: (readonly string[])[] = [];
  for await (const row of (await openTable(body, options)).rows()) rows.push(row);
  return rows;
};
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

  it('is read as GB18030 when it is no valid UTF-8', async () => {
    expect(detectEncoding(GBK)).toBe('gb18030');
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

  it('of the old kind is refused with what to do', async () => {
    await expect(openTable(Uint8Array.from([0xd0, 0xcf, 0x11, 0xe0]))).rejects.toMatchObject({
      problems: [{ code: 'import.oldWorkbook' }],
    });
  });

  it('that is damaged is refused', async () => {
    await expect(openTable(Uint8Array.from([0x50, 0x4b, 0x03, 0x04, 1, 2, 3]))).rejects.toMatchObject({
      problems: [{ code: 'import.unreadable' }],
    });
  });
});
