'use client';
import { Alert, Button, Paper, Skeleton } from '@mantine/core';
import { IconGripVertical, IconPlus } from '@tabler/icons-react';
import GridLayout, { useContainerWidth, verticalCompactor, type Layout } from 'react-grid-layout';
import 'react-grid-layout/css/styles.css';
import 'react-resizable/css/styles.css';
import { useTranslations } from 'use-intl';
import { useDropTarget } from '@/components/builder/dnd';
import { EmptyState } from '@/components/ui/EmptyState';
import { useSay } from '@/components/ui/say';
import type { DashboardDocument, ReportDocument } from '@/engine/kernel/documents.generated';
import { applyLayout, moveTile, resizeTile, type Tile } from '@/engine/report/edit/dashboard';
import { GRID_COLUMNS, LEAST_HEIGHT, LEAST_WIDTH, MOST_HEIGHT } from '@/engine/report/edit/layout';
import { ReportTile } from '../ReportTile';
import { GAP, ROW_HEIGHT } from './grid';
import classes from './builder.module.css';

const ACCEPTED = ['report'] as const;
/** Pixels below which twelve columns are too narrow to show anything. */
const LEAST_GRID = 600;

export interface BoardCanvasProps {
  readonly board: DashboardDocument;
  readonly reports: ReadonlyMap<string, ReportDocument | null>;
  readonly selected: string | undefined;
  readonly onSelect: (id: string | undefined) => void;
  readonly onChange: (board: DashboardDocument, merge?: string) => void;
  /** Asks a new question and puts it on the board. */
  readonly onAsk: () => void;
  /** Enter on a tile. */
  readonly onOpen: (tile: Tile) => void;
}
/** Arrow keys: where a tile goes, or with Shift how it grows. */
const ARROWS: { readonly [key: string]: readonly [number, number] } = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

/** The board itself: tiles with their answers, dragged by their heads, resized at their corners, or by keys. */
export function BoardCanvas(props: BoardCanvasProps) {
  const t = useTranslations('report.dashboard');
  const { board, selected, onSelect, onChange } = props;
  const { width, containerRef, mounted } = useContainerWidth();
  const { ref, edge } = useDropTarget({ id: 'board', accepts: ACCEPTED, sides: 'inside' });
  const take = (layout: Layout) =>
    onChange(
      applyLayout(
        board,
        layout.map(({ i, x, y, w, h }) => ({ id: i, x, y, w, h })),
      ),
    );
  const onKey = (event: React.KeyboardEvent, tile: Tile) => {
    if (event.target !== event.currentTarget) return;
    if (event.key === 'Enter') return props.onOpen(tile);
    const arrow = ARROWS[event.key];
    if (!arrow || event.metaKey || event.ctrlKey || event.altKey) return;
    event.preventDefault();
    const edit = event.shiftKey ? resizeTile : moveTile;
    // Holding the key down is one step of undo.
    onChange(edit(board, tile.id, ...arrow), `${event.shiftKey ? 'size' : 'place'}:${tile.id}`);
  };
  // Side by side they could not be read: below one another, as on the dashboard itself; buttons move and resize.
  const isNarrow = mounted && width < LEAST_GRID && board.tiles.length > 0;
  const drawTile = (tile: Tile) => (
    <div
      key={tile.id}
      className={classes.boardTile}
      data-selected={tile.id === selected}
      data-tile={tile.id}
      tabIndex={0}
      role="group"
      aria-label={t('tile')}
      style={isNarrow ? { height: tile.h * (ROW_HEIGHT + GAP) - GAP } : undefined}
      onFocus={() => onSelect(tile.id)}
      onClick={(event) => {
        event.stopPropagation();
        onSelect(tile.id);
      }}
      onKeyDown={(event) => onKey(event, tile)}
    >
      <TileBody tile={tile} report={props.reports.get(tile.report)} isFixed={isNarrow} />
    </div>
  );
  return (
    <div ref={ref} className={classes.board} data-over={edge !== null} data-board onClick={() => onSelect(undefined)}>
      <div ref={containerRef as React.RefObject<HTMLDivElement>}>
        {board.tiles.length === 0 && (
          <EmptyState
            icon="layout-dashboard"
            title={t('emptyTitle')}
            text={t('empty')}
            action={
              <Button size="sm" leftSection={<IconPlus size={15} />} onClick={props.onAsk}>
                {t('newQuestion')}
              </Button>
            }
          />
        )}
        {isNarrow && <div className={classes.stack}>{inReadingOrder(board.tiles).map(drawTile)}</div>}
        {mounted && !isNarrow && board.tiles.length > 0 && (
          <GridLayout
            width={width}
            layout={board.tiles.map(({ id, x, y, w, h }) => ({
              i: id,
              x,
              y,
              w,
              h,
              minW: LEAST_WIDTH,
              minH: LEAST_HEIGHT,
              maxH: MOST_HEIGHT,
            }))}
            gridConfig={{ cols: GRID_COLUMNS, rowHeight: ROW_HEIGHT, margin: [GAP, GAP], containerPadding: [0, 0] }}
            dragConfig={{ enabled: true, handle: `.${classes.grip}`, threshold: 4 }}
            resizeConfig={{ enabled: true, handles: ['se'] }}
            compactor={verticalCompactor}
            onDragStop={(layout) => take(layout)}
            onResizeStop={(layout) => take(layout)}
          >
            {board.tiles.map(drawTile)}
          </GridLayout>
        )}
      </div>
    </div>
  );
}

/** From the top, row by row. */
const inReadingOrder = (tiles: readonly Tile[]): readonly Tile[] =>
  tiles.toSorted((one, other) => one.y - other.y || one.x - other.x);

/** undefined: being read; null: there is no such report. */
function TileBody(props: {
  readonly tile: Tile;
  readonly report: ReportDocument | null | undefined;
  /** It cannot be dragged. */
  readonly isFixed: boolean;
}) {
  const { tile, report } = props;
  const t = useTranslations('report.dashboard');
  const say = useSay();
  const grip = props.isFixed ? null : (
    <span className={classes.grip} title={t('drag')} aria-hidden>
      <IconGripVertical size={15} />
    </span>
  );
  if (report) {
    return (
      <ReportTile
        title={say(tile.title) || say(report.label)}
        question={report.question}
        chart={report.chart}
        lead={grip}
      />
    );
  }
  return (
    <Paper h="100%" p="sm">
      {grip}
      {report === undefined ? <Skeleton height="100%" /> : <Alert color="red">{t('missing')}</Alert>}
    </Paper>
  );
}
