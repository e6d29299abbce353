/** Edits of a page draft. Pure: each gives a new document and leaves the old one as it was, so that undo is free. */
import type { PageDocument } from '../kernel/documents.generated';
import { documentId } from '../kernel/ids';
import type { Text } from '../kernel/text';
import type { PageBlock, PageColumn, PageRow, PageTab } from './cut';

/** Where a block lies or is to lie: before the block that is at `at` now. */
export interface BlockPlace {
  readonly row: string;
  readonly column: number;
  readonly at: number;
}
/** Widths a row may be divided into. */
export const LAYOUTS = {
  one: [12],
  wideNarrow: [8, 4],
  two: [6, 6],
  narrowWide: [4, 8],
  three: [4, 4, 4],
} as const;
export type Layout = keyof typeof LAYOUTS;

export const newBlock = (type: string, options?: PageBlock['options']): PageBlock => ({
  id: documentId('blk'),
  type,
  ...(options ? { options } : {}),
});
export const newRow = (): PageRow => ({ id: documentId('row'), columns: [{ width: 12, blocks: [] }] });

const mapRows = (page: PageDocument, map: (row: PageRow) => PageRow): PageDocument => ({
  ...page,
  tabs: page.tabs.map((tab) => ({ ...tab, rows: tab.rows.map(map) })),
});
const mapColumns = (page: PageDocument, map: (column: PageColumn, row: PageRow, index: number) => PageColumn) =>
  mapRows(page, (row) => ({ ...row, columns: row.columns.map((column, index) => map(column, row, index)) }));

export const rowsOf = (page: PageDocument): readonly PageRow[] => page.tabs.flatMap((tab) => tab.rows);

export function findBlock(
  page: PageDocument,
  id: string,
): { readonly block: PageBlock; readonly place: BlockPlace; readonly tab: PageTab } | undefined {
  for (const tab of page.tabs) {
    for (const row of tab.rows) {
      for (const [column, { blocks }] of row.columns.entries()) {
        const at = blocks.findIndex((block) => block.id === id);
        if (at >= 0) return { block: blocks[at]!, place: { row: row.id, column, at }, tab };
      }
    }
  }
  return undefined;
}

export const addBlock = (page: PageDocument, block: PageBlock, place: BlockPlace): PageDocument =>
  mapColumns(page, (column, row, index) =>
    row.id === place.row && index === place.column
      ? { ...column, blocks: column.blocks.toSpliced(place.at, 0, block) }
      : column,
  );

export const removeBlock = (page: PageDocument, id: string): PageDocument =>
  mapColumns(page, (column) => ({ ...column, blocks: column.blocks.filter((block) => block.id !== id) }));

export const changeBlock = (page: PageDocument, id: string, change: (block: PageBlock) => PageBlock): PageDocument =>
  mapColumns(page, (column) => ({
    ...column,
    blocks: column.blocks.map((block) => (block.id === id ? change(block) : block)),
  }));

/** Takes a block from where it lies to a place that is told as before it was taken away. */
export function moveBlock(page: PageDocument, id: string, place: BlockPlace): PageDocument {
  const found = findBlock(page, id);
  if (!found) return page;
  const { place: from, block } = found;
  const isSameColumn = from.row === place.row && from.column === place.column;
  const at = isSameColumn && from.at < place.at ? place.at - 1 : place.at;
  if (isSameColumn && at === from.at) return page;
  return addBlock(removeBlock(page, id), block, { ...place, at });
}

/** One step: `up`/`down` in its column and beyond its row, `left`/`right` to the column beside it. The page itself at an end. */
export function stepBlock(page: PageDocument, id: string, step: 'up' | 'down' | 'left' | 'right'): PageDocument {
  const found = findBlock(page, id);
  if (!found) return page;
  const { place, tab } = found;
  const index = tab.rows.findIndex((row) => row.id === place.row);
  const row = tab.rows[index]!;
  if (step === 'left' || step === 'right') {
    const column = place.column + (step === 'left' ? -1 : 1);
    const beside = row.columns[column];
    return beside ? moveBlock(page, id, { row: row.id, column, at: Math.min(place.at, beside.blocks.length) }) : page;
  }
  const own = row.columns[place.column]!.blocks;
  if (step === 'up' && place.at > 0) return moveBlock(page, id, { ...place, at: place.at - 1 });
  if (step === 'down' && place.at < own.length - 1) return moveBlock(page, id, { ...place, at: place.at + 2 });
  const next = tab.rows[index + (step === 'up' ? -1 : 1)];
  if (!next) return page;
  const column = Math.min(place.column, next.columns.length - 1);
  return moveBlock(page, id, { row: next.id, column, at: step === 'up' ? next.columns[column]!.blocks.length : 0 });
}

// ---- rows -----------------------------------------------------------------------------------------------------------
export const addRow = (page: PageDocument, tab: string, row: PageRow): PageDocument => ({
  ...page,
  tabs: page.tabs.map((one) => (one.id === tab ? { ...one, rows: [...one.rows, row] } : one)),
});
export const removeRow = (page: PageDocument, id: string): PageDocument => ({
  ...page,
  tabs: page.tabs.map((tab) => ({ ...tab, rows: tab.rows.filter((row) => row.id !== id) })),
});
export const moveRow = (page: PageDocument, id: string, by: -1 | 1): PageDocument => ({
  ...page,
  tabs: page.tabs.map((tab) => ({ ...tab, rows: swapped(tab.rows, id, by) })),
});

/** Divides a row anew; blocks of columns that go lie below those of the last one that stays. */
export function layoutRow(page: PageDocument, id: string, layout: Layout): PageDocument {
  const widths = LAYOUTS[layout];
  return mapRows(page, (row) => {
    if (row.id !== id) return row;
    const kept = widths.map((width, index) => ({ ...(row.columns[index] ?? { blocks: [] }), width }));
    const rest = row.columns.slice(widths.length).flatMap(({ blocks }) => blocks);
    return { ...row, columns: kept.with(-1, { ...kept.at(-1)!, blocks: [...kept.at(-1)!.blocks, ...rest] }) };
  });
}
/** The layout whose widths a row has; undefined for one written by hand. */
export const layoutOf = (row: PageRow): Layout | undefined =>
  (Object.keys(LAYOUTS) as Layout[]).find(
    (layout) => LAYOUTS[layout].join() === row.columns.map(({ width }) => width).join(),
  );

export const columnAs = (page: PageDocument, row: string, column: number, as: 'stack' | 'tabs'): PageDocument =>
  mapColumns(page, (one, of, index) => {
    if (of.id !== row || index !== column) return one;
    const { as: _old, ...rest } = one;
    return as === 'tabs' ? { ...rest, as } : rest;
  });

// ---- tabs -----------------------------------------------------------------------------------------------------------
export function addTab(page: PageDocument, label: Text): { readonly page: PageDocument; readonly tab: PageTab } {
  const tab: PageTab = { id: documentId('tab'), label, rows: [newRow()] };
  return { page: { ...page, tabs: [...page.tabs, tab] }, tab };
}
/** The last tab stays: a page shows something. */
export const removeTab = (page: PageDocument, id: string): PageDocument =>
  page.tabs.length > 1 ? { ...page, tabs: page.tabs.filter((tab) => tab.id !== id) } : page;
export const moveTab = (page: PageDocument, id: string, by: -1 | 1): PageDocument => ({
  ...page,
  tabs: swapped(page.tabs, id, by),
});
export const changeTab = (page: PageDocument, id: string, change: Partial<PageTab>): PageDocument => ({
  ...page,
  tabs: page.tabs.map((tab) => (tab.id === id ? { ...tab, ...change } : tab)),
});

function swapped<T extends { readonly id: string }>(list: readonly T[], id: string, by: -1 | 1): T[] {
  const at = list.findIndex((one) => one.id === id);
  const to = at + by;
  if (at < 0 || to < 0 || to >= list.length) return [...list];
  return list.with(at, list[to]!).with(to, list[at]!);
}
