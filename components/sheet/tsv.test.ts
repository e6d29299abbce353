import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseTsv, writeTsv } from './tsv';

test('cells with line breaks, tabs and quotes come back as they were copied', () => {
  fc.assert(
    fc.property(
      fc.array(
        fc.array(fc.string({ unit: fc.constantFrom('a', '"', '\t', '\n', '中', ' ') }), { minLength: 2, maxLength: 2 }),
        { minLength: 1 },
      ),
      (rows) => {
        expect(parseTsv(`${writeTsv(rows)}\n`)).toEqual(rows);
      },
    ),
  );
});

test('what Excel copies is read: CRLF, a quoted cell, an empty cell, and inches', () => {
  expect(parseTsv('a\t"b\r\n""c"""\t\r\n5" pipe\td\te\r\n')).toEqual([
    ['a', 'b\n"c"', ''],
    ['5" pipe', 'd', 'e'],
  ]);
  expect(parseTsv('"open\tx')).toEqual([['"open', 'x']]);
});
