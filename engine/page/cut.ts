/** A page as one viewer may know it: no block, figure or condition tells of what may not be read. */
import type { BlockSight, BlockType } from '../kernel/contract';
import type { PageDocument } from '../kernel/documents.generated';
import { maySeeBelonging } from '../query/belonging/check';

export interface PageSight extends BlockSight {
  readonly blockTypes: ReadonlyMap<string, BlockType>;
}

export type PageFigure = NonNullable<NonNullable<PageDocument['header']>['figures']>[number];
export type PageTab = PageDocument['tabs'][number];
export type PageRow = PageTab['rows'][number];
export type PageColumn = PageRow['columns'][number];
export type PageBlock = PageColumn['blocks'][number];

/** Blocks that are left out take their column, row and tab with them when nothing else is there. */
export function cutPage(page: PageDocument, sight: PageSight): PageDocument {
  const { status, figures = [], ...header } = page.header ?? {};
  return {
    ...page,
    header: {
      ...header,
      ...(status !== undefined && sight.canRead(sight.entity, status) ? { status } : {}),
      figures: figures.filter((figure) => maySeeFigure(figure, sight)),
    },
    tabs: page.tabs
      .map((tab) => ({ ...tab, rows: tab.rows.map((row) => cutRow(row, sight)).filter(hasBlocks) }))
      .filter((tab) => tab.rows.length > 0),
  };
}

const hasBlocks = (row: PageRow): boolean => row.columns.length > 0;

function cutRow(row: PageRow, sight: PageSight): PageRow {
  const columns = row.columns
    .map((column) => ({ ...column, blocks: column.blocks.flatMap((block) => cutBlock(block, sight)) }))
    .filter((column) => column.blocks.length > 0);
  return { ...row, columns };
}

function cutBlock(block: PageBlock, sight: PageSight): readonly PageBlock[] {
  const type = sight.blockTypes.get(block.type);
  if (!type || (type.plugin && !sight.hasPlugin(type.plugin))) return [];
  if (!type.cut) return [block];
  const options = type.cut(block.options ?? {}, sight);
  return options ? [{ ...block, options }] : [];
}

function maySeeFigure({ field, measure }: PageFigure, sight: PageSight): boolean {
  if (!measure) return field !== undefined && sight.canRead(sight.entity, field);
  const owner = sight.model.entity(measure.entity);
  if (!owner || !maySeeBelonging(measure, sight)) return false;
  return measure.field === undefined || sight.canRead(owner, measure.field);
}
