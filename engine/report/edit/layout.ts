/** Tiles on the grid of a dashboard: twelve columns, endless rows, nothing over each other, no holes above. */

/** Where a tile lies, in cells of the grid. */
export interface Box {
  readonly x: number;
  readonly y: number;
  readonly w: number;
  readonly h: number;
}
export interface Item extends Box {
  readonly id: string;
}

export const GRID_COLUMNS = 12;
export const LEAST_WIDTH = 2;
export const LEAST_HEIGHT = 2;
export const MOST_HEIGHT = 40;

export const overlap = (a: Box, b: Box): boolean =>
  a.x < b.x + b.w && b.x < a.x + a.w && a.y < b.y + b.h && b.y < a.y + a.h;

const clamp = (value: number, least: number, most: number): number => Math.min(Math.max(value, least), most);

/** The box inside the grid: width first, then place. */
export function intoGrid<T extends Box>(box: T): T {
  const w = clamp(box.w, LEAST_WIDTH, GRID_COLUMNS);
  const h = clamp(box.h, LEAST_HEIGHT, MOST_HEIGHT);
  return { ...box, w, h, x: clamp(box.x, 0, GRID_COLUMNS - w), y: Math.max(0, box.y) };
}

/**
 * Lays tiles out so that none overlap and each lies as high as it can. The tile `first` (the one just moved) keeps its
 * place against the others, which make way downwards. Order of the list is kept; unchanged tiles are the same objects.
 */
export function settle<T extends Item>(items: readonly T[], first?: string): readonly T[] {
  const rank = (item: T): number => item.y - (item.id === first ? 0.5 : 0);
  const placed: T[] = [];
  for (const item of [...items].sort((a, b) => rank(a) - rank(b) || a.x - b.x)) placed.push(rise(item, placed));
  const byId = new Map(placed.map((item) => [item.id, item]));
  return items.map((item) => byId.get(item.id)!);
}

/** As high as it can be below what is already placed above it. */
function rise<T extends Item>(item: T, placed: readonly T[]): T {
  const isFree = (y: number): boolean => !placed.some((other) => overlap(other, { ...item, y }));
  let y = item.y;
  while (!isFree(y)) y += 1;
  while (y > 0 && isFree(y - 1)) y -= 1;
  return y === item.y ? item : { ...item, y };
}

/** The first free place for a new tile, row by row from the top. */
export function freePlace(items: readonly Box[], size: { readonly w: number; readonly h: number }): Box {
  for (let y = 0; ; y += 1) {
    for (let x = 0; x + size.w <= GRID_COLUMNS; x += 1) {
      const box = { ...size, x, y };
      if (!items.some((item) => overlap(item, box))) return box;
    }
  }
}
