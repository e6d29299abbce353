import fc from 'fast-check';
import { expect, test } from 'vitest';
import { clusters, fit, lookText, onScreen, project, readLook, scaleBar, unproject, zoomed } from './projection';

const SIZE = { width: 800, height: 600 };
const place = fc.record({
  lat: fc.double({ min: -85, max: 85, noNaN: true }),
  lng: fc.double({ min: -180, max: 180, noNaN: true }),
});

test('a place on the map is the same place again', () => {
  fc.assert(
    fc.property(place, (one) => {
      const { lat, lng } = unproject(project(one));
      expect(lat).toBeCloseTo(one.lat, 6);
      expect(lng).toBeCloseTo(one.lng, 6);
    }),
  );
});

test('the first look shows every point', () => {
  fc.assert(
    fc.property(fc.array(place, { minLength: 1, maxLength: 30 }), (places) => {
      const points = places.map(project);
      const look = fit(points, SIZE);
      if (look.zoom === 0) return;
      for (const point of points) {
        const { x, y } = onScreen(look, SIZE, point);
        expect(x).toBeGreaterThanOrEqual(-1);
        expect(x).toBeLessThanOrEqual(801);
        expect(y).toBeGreaterThanOrEqual(-1);
        expect(y).toBeLessThanOrEqual(601);
      }
    }),
  );
});

test('what lies under the pointer stays there while zooming', () => {
  const look = { middle: project({ lat: 36, lng: 120 }), zoom: 5 };
  const point = project({ lat: 37, lng: 121 });
  const at = onScreen(look, SIZE, point);
  const after = onScreen(zoomed(look, SIZE, 2, at), SIZE, point);
  expect(after.x).toBeCloseTo(at.x, 6);
  expect(after.y).toBeCloseTo(at.y, 6);
});

test('points that would cover each other are one, and no point is lost', () => {
  const points = [
    { lat: 36.07, lng: 120.38 },
    { lat: 36.071, lng: 120.381 },
    { lat: 31.2, lng: 121.5 },
  ].map((one) => ({ point: project(one) }));
  const far = clusters(
    points,
    fit(
      points.map(({ point }) => point),
      SIZE,
    ),
    SIZE,
    56,
  );
  expect(far.map(({ items }) => items.length).sort()).toEqual([1, 2]);
  const near = clusters(points.slice(0, 2), { middle: points[0]!.point, zoom: 17 }, SIZE, 56);
  expect(near).toHaveLength(2);
});

test('the address keeps where one looks, and anything else in it is ignored', () => {
  const look = { middle: project({ lat: 36.0671, lng: 120.3826 }), zoom: 9.5 };
  expect(lookText(readLook(lookText(look))!)).toBe(lookText(look));
  for (const bad of [null, '', 'x', '1,2', '1,2,x', 'NaN,1,1']) expect(readLook(bad)).toBeUndefined();
});

test('the scale bar is a round length that fits', () => {
  const { metres, pixels } = scaleBar({ middle: project({ lat: 0, lng: 0 }), zoom: 10 }, 100);
  expect(metres).toBe(10_000);
  expect(pixels).toBeLessThanOrEqual(100);
});
