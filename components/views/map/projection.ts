/**
 * Places on a flat map: Web Mercator (EPSG:3857) on the unit square, north-west corner (0, 0), as tiled maps use it.
 * Pure: no DOM.
 */
export interface Place {
  readonly lat: number;
  readonly lng: number;
}
/** On the unit square. */
export interface Point {
  readonly x: number;
  readonly y: number;
}
/** What a map shows: its middle, and how far in: the world is 256 · 2^zoom pixels wide. */
export interface Look {
  readonly middle: Point;
  readonly zoom: number;
}
export interface Size {
  readonly width: number;
  readonly height: number;
}

/** Where the square ends. */
const MOST_LAT = 85.05112878;
export const LEAST_ZOOM = 0;
export const MOST_ZOOM = 18;
/** A single record is not shown from nearer than this at first. */
const NEAR = 12;
const TILE = 256;

export function project({ lat, lng }: Place): Point {
  const phi = (Math.max(-MOST_LAT, Math.min(MOST_LAT, lat)) * Math.PI) / 180;
  return { x: (lng + 180) / 360, y: (1 - Math.asinh(Math.tan(phi)) / Math.PI) / 2 };
}
export const unproject = ({ x, y }: Point): Place => ({
  lat: (Math.atan(Math.sinh(Math.PI * (1 - 2 * y))) * 180) / Math.PI,
  lng: x * 360 - 180,
});

export const scaleOf = ({ zoom }: Look): number => TILE * 2 ** zoom;

/** Pixels from the map's north-west corner. */
export const onScreen = (look: Look, size: Size, { x, y }: Point): Point => ({
  x: (x - look.middle.x) * scaleOf(look) + size.width / 2,
  y: (y - look.middle.y) * scaleOf(look) + size.height / 2,
});

export const isWithin = ({ width, height }: Size, { x, y }: Point): boolean =>
  x >= 0 && y >= 0 && x <= width && y <= height;

const clamp = (value: number, least: number, most: number): number => Math.min(most, Math.max(least, value));
/** Stays on the map and between the zooms. */
export const kept = ({ middle, zoom }: Look): Look => ({
  middle: { x: clamp(middle.x, 0, 1), y: clamp(middle.y, 0, 1) },
  zoom: clamp(zoom, LEAST_ZOOM, MOST_ZOOM),
});

export const moved = (look: Look, dx: number, dy: number): Look =>
  kept({ ...look, middle: { x: look.middle.x - dx / scaleOf(look), y: look.middle.y - dy / scaleOf(look) } });

/** Zooms by `steps`; what lies at `at` (pixels) stays there. */
export function zoomed(look: Look, size: Size, steps: number, at: Point): Look {
  const zoom = clamp(look.zoom + steps, LEAST_ZOOM, MOST_ZOOM);
  const [from, to] = [scaleOf(look), scaleOf({ ...look, zoom })];
  const [dx, dy] = [at.x - size.width / 2, at.y - size.height / 2];
  const middle = { x: look.middle.x + dx / from - dx / to, y: look.middle.y + dy / from - dy / to };
  return kept({ middle, zoom });
}

/** The nearest look that shows all points with some air around; the whole world without any. */
export function fit(points: readonly Point[], size: Size): Look {
  if (points.length === 0) return { middle: { x: 0.5, y: 0.42 }, zoom: 1 };
  const xs = points.map(({ x }) => x);
  const ys = points.map(({ y }) => y);
  const [left, right, top, bottom] = [extreme(xs, -1), extreme(xs, 1), extreme(ys, -1), extreme(ys, 1)];
  const wide = Math.max((right - left) / Math.max(size.width - 96, 1), (bottom - top) / Math.max(size.height - 96, 1));
  const zoom = wide > 0 ? Math.log2(1 / (wide * TILE)) : NEAR;
  return kept({ middle: { x: (left + right) / 2, y: (top + bottom) / 2 }, zoom: Math.min(zoom, NEAR) });
}
const extreme = (values: readonly number[], sign: 1 | -1): number =>
  values.reduce((most, value) => (value * sign > most * sign ? value : most), values[0]!);

export interface Cluster<Item> {
  readonly at: Point;
  readonly items: readonly Item[];
}

/** Points that would cover each other become one: those of one cell of `cell` pixels, at the middle of their places. */
export function clusters<Item extends { readonly point: Point }>(
  items: readonly Item[],
  look: Look,
  size: Size,
  cell: number,
): readonly Cluster<Item>[] {
  // Whole zooms: while somebody zooms on, clusters stay together until the next step.
  const scale = TILE * 2 ** Math.floor(look.zoom);
  const cells = new Map<string, Item[]>();
  for (const item of items) {
    const { x, y } = onScreen(look, size, item.point);
    if (x < -cell || y < -cell || x > size.width + cell || y > size.height + cell) continue;
    const key = `${Math.floor((item.point.x * scale) / cell)} ${Math.floor((item.point.y * scale) / cell)}`;
    const known = cells.get(key);
    if (known) known.push(item);
    else cells.set(key, [item]);
  }
  return [...cells.values()].map((list) => ({
    at: {
      x: list.reduce((sum, { point }) => sum + point.x, 0) / list.length,
      y: list.reduce((sum, { point }) => sum + point.y, 0) / list.length,
    },
    items: list,
  }));
}

/** `31.23010,121.47370,9.5` in the address. */
export function lookText({ middle, zoom }: Look): string {
  const { lat, lng } = unproject(middle);
  return `${lat.toFixed(5)},${lng.toFixed(5)},${zoom.toFixed(2)}`;
}
export function readLook(text: string | null): Look | undefined {
  const [lat, lng, zoom] = (text ?? '').split(',').map(Number);
  if (![lat, lng, zoom].every((part) => Number.isFinite(part))) return undefined;
  return kept({ middle: project({ lat: lat!, lng: lng! }), zoom: zoom! });
}

/** A round length for the scale bar, and how many pixels it is. */
export function scaleBar(look: Look, most: number): { readonly metres: number; readonly pixels: number } {
  const { lat } = unproject(look.middle);
  const perPixel = (40_075_016.686 * Math.cos((lat * Math.PI) / 180)) / scaleOf(look);
  const longest = perPixel * most;
  const power = 10 ** Math.floor(Math.log10(longest));
  const metres = [5, 2, 1].map((step) => step * power).find((length) => length <= longest)!;
  return { metres, pixels: metres / perPixel };
}
