/** Edits of a dashboard draft. Pure: each gives a new document and leaves the old one as it was, so that undo is free. */
import type { DashboardDocument, Text } from '../../kernel/documents.generated';
import { documentId } from '../../kernel/ids';
import { freePlace, intoGrid, settle, type Item } from './layout';

export type Tile = DashboardDocument['tiles'][number];

export const newDashboard = (name: string, label: Text): DashboardDocument => ({
  kind: 'dashboard',
  id: documentId('dsh'),
  name,
  label,
  tiles: [],
});

/** Cells a new tile takes, by how its chart is shown: a number needs little, a table needs width. */
export const TILE_SIZES = { number: { w: 4, h: 4 }, echarts: { w: 6, h: 9 }, table: { w: 12, h: 9 } } as const;

/** Puts a report on the board: at a place where others make way, or at the first free one. */
export function addTile(
  board: DashboardDocument,
  report: string,
  size: { readonly w: number; readonly h: number },
  at?: { readonly x: number; readonly y: number },
): { readonly board: DashboardDocument; readonly tile: Tile } {
  const tile: Tile = {
    id: documentId('til'),
    report,
    ...(at ? intoGrid({ ...size, ...at }) : freePlace(board.tiles, size)),
  };
  return { board: { ...board, tiles: [...settle([...board.tiles, tile], tile.id)] }, tile };
}

export const removeTile = (board: DashboardDocument, id: string): DashboardDocument => ({
  ...board,
  tiles: [...settle(board.tiles.filter((tile) => tile.id !== id))],
});

/** Changes a tile and makes room for it; the board itself when nothing changed. */
function changeTile(board: DashboardDocument, id: string, change: (tile: Tile) => Tile): DashboardDocument {
  const tiles = board.tiles.map((tile) => (tile.id === id ? intoGrid(change(tile)) : tile));
  const settled = settle(tiles, id);
  const isSame = settled.every((tile, i) => isSameBox(tile, board.tiles[i]!));
  return isSame ? board : { ...board, tiles: [...settled] };
}
const isSameBox = (a: Item, b: Item): boolean => a.x === b.x && a.y === b.y && a.w === b.w && a.h === b.h;

/**
 * Moves a tile by whole steps of the grid. Down means below the next tile that is in the way: one cell down would only
 * let it rise again.
 */
export function moveTile(board: DashboardDocument, id: string, dx: number, dy: number): DashboardDocument {
  const tile = board.tiles.find((one) => one.id === id);
  if (!tile) return board;
  const step = dy === 0 ? 0 : dy < 0 ? -rowAbove(board, tile) : rowBelow(board, tile);
  return changeTile(board, id, (one) => ({ ...one, x: one.x + dx, y: one.y + step }));
}
const isInColumns = (a: Tile, b: Tile): boolean => a.id !== b.id && a.x < b.x + b.w && b.x < a.x + a.w;
const rowAbove = (board: DashboardDocument, tile: Tile): number => {
  const above = board.tiles.filter((other) => isInColumns(other, tile) && other.y < tile.y);
  return above.length === 0 ? tile.y : tile.y - Math.max(...above.map((other) => other.y));
};
const rowBelow = (board: DashboardDocument, tile: Tile): number => {
  const below = board.tiles.filter((other) => isInColumns(other, tile) && other.y > tile.y);
  return below.length === 0 ? 0 : Math.min(...below.map((other) => other.y + other.h)) - tile.y;
};

export const resizeTile = (board: DashboardDocument, id: string, dw: number, dh: number): DashboardDocument =>
  changeTile(board, id, (tile) => ({ ...tile, w: tile.w + dw, h: tile.h + dh }));

/** Takes over a layout that was dragged; boxes of unknown tiles are ignored. */
export function applyLayout(board: DashboardDocument, boxes: readonly Item[]): DashboardDocument {
  const byId = new Map(boxes.map((box) => [box.id, box]));
  const tiles = settle(
    board.tiles.map((tile) => {
      const box = byId.get(tile.id);
      return box ? intoGrid({ ...tile, x: box.x, y: box.y, w: box.w, h: box.h }) : tile;
    }),
  );
  return tiles.every((tile, i) => isSameBox(tile, board.tiles[i]!)) ? board : { ...board, tiles: [...tiles] };
}

/** The tile's own title; undefined shows the report's. */
export const titleTile = (board: DashboardDocument, id: string, title: Text | undefined): DashboardDocument => ({
  ...board,
  tiles: board.tiles.map((tile) => {
    if (tile.id !== id) return tile;
    const { title: _old, ...rest } = tile;
    return title ? { ...rest, title } : rest;
  }),
});
