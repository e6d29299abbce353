/** What the field draws, the scanner reads again. */
import { encode } from 'uqr';
import { describe, expect, it } from 'vitest';
import { barsOf } from './encode';
import { grayOf, readersFor, readGray } from './zxing';

/** Bars (1 dark) as a picture with a quiet zone, 3 points a module. */
function picture(rows: readonly string[], high: number) {
  const wide = rows.map((row) => `${'0'.repeat(12)}${row}${'0'.repeat(12)}`);
  const blank = '0'.repeat(wide[0]!.length);
  const all = [
    ...Array<string>(12).fill(blank),
    ...wide.flatMap((row) => Array<string>(high).fill(row)),
    ...Array<string>(12).fill(blank),
  ];
  const [width, height] = [blank.length * 3, all.length * 3];
  const rgba = new Uint8ClampedArray(width * height * 4).fill(255);
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      if (all[Math.floor(y / 3)]![Math.floor(x / 3)] === '1') {
        rgba.fill(10, (y * width + x) * 4, (y * width + x) * 4 + 3);
      }
    }
  }
  return { gray: grayOf(rgba), width, height };
}

describe('the scanner', () => {
  it.each([
    ['6901028075831', 'ean13'],
    ['96385074', 'ean8'],
    ['PJJ123C', 'code128'],
  ] as const)('reads %s as %s', (code, format) => {
    const { gray, width, height } = picture([barsOf(code, format)], 30);
    expect(readGray(readersFor(format), gray, width, height)).toBe(code);
    expect(readGray(readersFor('any'), gray, width, height)).toBe(code);
    expect(readGray(readersFor('qr'), gray, width, height)).toBeUndefined();
  });

  it('reads a QR code with Chinese in it', () => {
    const rows = encode('扫一扫 https://example.com').data.map((row) =>
      row.map((isDark) => (isDark ? '1' : '0')).join(''),
    );
    const { gray, width, height } = picture(rows, 1);
    expect(readGray(readersFor('qr'), gray, width, height)).toBe('扫一扫 https://example.com');
  });

  it('sees nothing in an empty picture', () => {
    expect(readGray(readersFor('any'), new Uint8ClampedArray(100 * 100).fill(255), 100, 100)).toBeUndefined();
  });
});
