import { GRID_COLUMNS } from '@/engine/report/edit/layout';
import { GAP, ROW_HEIGHT } from './grid';

/** The cell of the board under a point of the window; undefined beside the board. */
export function cellAt(point: { readonly x: number; readonly y: number }): { x: number; y: number } | undefined {
  const grid = document.querySelector('[data-board] > *')?.getBoundingClientRect();
  if (!grid) return undefined;
  const column = (grid.width + GAP) / GRID_COLUMNS;
  const x = Math.floor((point.x - grid.left) / column);
  const y = Math.floor((point.y - grid.top) / (ROW_HEIGHT + GAP));
  return { x: Math.max(0, Math.min(x, GRID_COLUMNS - 1)), y: Math.max(0, y) };
}
