/** Pictures are found again by what they look like. */
import fs from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { root } from '../../../tests/support/sources';
import { takenAt } from '../../form/fields/file/exif';
import { grayOf } from './jpeg';
import { lookDistance, lookOf, nearQuarters, quartersOf, SAME_LOOK } from './look';

const photo = (name: string): Uint8Array =>
  new Uint8Array(fs.readFileSync(`${root}/tests/fixtures/photos/${name}.jpg`));
const look = (name: string): bigint => lookOf(photo(name))!;

describe('the look of a photo', () => {
  it('stays when it is scaled, compressed anew and stamped', () => {
    expect(lookDistance(look('shelf'), look('shelf-marked'))).toBeLessThanOrEqual(SAME_LOOK);
  });
  it('is the same for baseline and progressive files', () => {
    expect(lookDistance(look('shelf'), look('shelf-progressive'))).toBeLessThanOrEqual(SAME_LOOK);
  });
  it('differs from that of another picture', () => {
    expect(lookDistance(look('shelf'), look('other'))).toBeGreaterThan(SAME_LOOK * 2);
  });
  it('is not told of a picture that shows nothing', () => {
    expect(lookOf(photo('flat'))).toBeUndefined();
  });
  it('has the size of an eighth of the photo', () => {
    expect(grayOf(photo('other'))).toMatchObject({ width: 40, height: 30 });
  });
  it('is not computed for a picture larger than allowed', () => {
    expect(grayOf(photo('shelf'), 1000)).toBeUndefined();
  });
  it('never throws on damaged files', () => {
    const whole = photo('shelf-marked');
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: whole.length }),
        fc.integer({ min: 0, max: whole.length - 1 }),
        fc.nat(255),
        (end, at, byte) => {
          const bytes = whole.slice(0, end);
          if (at < end) bytes[at] = byte;
          lookOf(bytes);
          takenAt(bytes);
        },
      ),
      { numRuns: 150 },
    );
  });
  it('is found by its quarters whenever it differs in at most seven bits', () => {
    const bits = fc.uniqueArray(fc.integer({ min: 0, max: 63 }), { maxLength: 7 });
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: (1n << 64n) - 1n }), bits, (one, turned) => {
        const other = turned.reduce((value, bit) => value ^ (1n << BigInt(bit)), one);
        expect(lookDistance(one, other)).toBe(turned.length);
        const near = new Set(nearQuarters(one));
        expect(quartersOf(other).some((quarter) => near.has(quarter))).toBe(true);
      }),
    );
  });
});

describe('Exif', () => {
  it('tells when a photo was taken, with the zone of the camera', () => {
    expect(takenAt(photo('shelf'))).toBe('2026-11-22T09:30:05+08:00');
  });
  it('is missing in photos without it', () => {
    expect(takenAt(photo('other'))).toBeUndefined();
  });
});
