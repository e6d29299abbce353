/** WGS-84 and GCJ-02 are kept apart. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import geo from '.';
import { fromGcj, toGcj } from './datum';
import { distanceKm } from './place';

describe('the two datums', () => {
  it('differ by a few hundred metres in China and not at all elsewhere', () => {
    const tower = { lat: 31.2396, lng: 121.4998 };
    expect(distanceKm(tower, toGcj(tower)) * 1000).toBeGreaterThan(300);
    expect(distanceKm(tower, toGcj(tower)) * 1000).toBeLessThan(700);
    expect(toGcj({ lat: 52.52, lng: 13.405 })).toEqual({ lat: 52.52, lng: 13.405 });
  });
  it('shift Tiananmen as the maps do', () => {
    // 39.90734, 116.39089 (GPS) lies at 39.908739, 116.397128 on Amap, to a few metres.
    expect(
      distanceKm(toGcj({ lat: 39.90734, lng: 116.39089 }), { lat: 39.908739, lng: 116.397128 }) * 1000,
    ).toBeLessThan(10);
  });
  it('convert there and back to a centimetre', () => {
    const inside = fc.record({
      lat: fc.double({ min: 18, max: 53, noNaN: true }),
      lng: fc.double({ min: 75, max: 135, noNaN: true }),
    });
    fc.assert(
      fc.property(inside, (place) => {
        expect(distanceKm(fromGcj(toGcj(place)), place) * 100_000).toBeLessThan(1);
      }),
    );
  });
  it('are told apart by what is written behind, and the field holds WGS-84', () => {
    const plain = geo.normalize!('36.0671, 120.3826', {});
    expect(plain).toEqual({ lat: 36.0671, lng: 120.3826 });
    const shifted = geo.normalize!('36.0671, 120.3826 GCJ-02', {}) as { lat: number; lng: number };
    expect(distanceKm(shifted, { lat: 36.0671, lng: 120.3826 }) * 1000).toBeGreaterThan(100);
    expect(geo.normalize!('36.0671，120.3826（高德）', {})).toEqual(shifted);
    expect(geo.normalize!({ lat: 36.0671, lng: 120.3826, datum: 'gcj02' }, {})).toEqual(shifted);
    // Nothing of the datum is left that could be converted twice.
    expect(geo.normalize!(shifted, {})).toEqual(shifted);
  });
});
