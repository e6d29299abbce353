'use client';
import { Checkbox } from '@mantine/core';
import { memo, useSyncExternalStore, type CSSProperties } from 'react';
import { useTranslations } from 'use-intl';
import type { RecordView } from '@/engine/kernel/api';
import { cellKey, lineState } from '@/components/sheet/grid';
import { Cell, type LineContext } from './TableCell';
import classes from './table.module.css';

const parse = (state: string) => {
  const [active, marked, editing, fill, corner] = state.split('|') as [string, string, string, string, string];
  const [left, right] = marked.split('-').map(Number);
  return { active, left: left ?? NaN, right: right ?? NaN, editing, isFill: fill !== '', corner };
};

/** One record. Drawn again only when it, its marks or its problems change. */
export const TableLine = memo(function TableLine(props: {
  readonly context: LineContext;
  readonly row: RecordView;
  readonly index: number;
  readonly isTicked: boolean;
  /** Pixels from the top. A number: a style object would be a new one at each scroll. */
  readonly start: number;
}) {
  const { context, row, index } = props;
  const { grid, columns } = context;
  const t = useTranslations('record');
  const state = useSyncExternalStore(
    grid.subscribe,
    () => lineState(grid.get(), index),
    () => '||||',
  );
  const saving = useSyncExternalStore(
    grid.subscribe,
    () => columns.filter(({ field }) => grid.get().saving.has(cellKey(row.id, field))).length,
    () => 0,
  );
  const problems = useSyncExternalStore(
    grid.subscribe,
    () => grid.get().problems,
    () => grid.get().problems,
  );
  const { active, left, right, editing, isFill, corner } = parse(state);
  const colors = context.colorOf(row);
  const typed = editing === '' ? undefined : grid.get().editing?.typed;
  return (
    <div
      role="row"
      aria-rowindex={index + 2}
      className={`${classes.row} ${classes.line}`}
      data-selected={props.isTicked || undefined}
      data-record={row.id}
      style={
        {
          transform: `translateY(${props.start}px)`,
          ...(colors.row && { '--row-color': colors.row }),
        } as CSSProperties
      }
    >
      {context.hasTicks ? (
        <div role="gridcell" className={`${classes.cell} ${classes.tick} ${classes.pinned}`} style={{ left: 0 }}>
          <Checkbox
            size="xs"
            aria-label={t('selection.one', { title: row.title || t('untitled') })}
            checked={props.isTicked}
            onChange={() => undefined}
            onClick={(event) => context.onTick(row.id, event.shiftKey)}
          />
        </div>
      ) : null}
      {columns.map((column, col) => (
        <Cell
          key={column.field}
          context={context}
          column={column}
          row={row}
          place={`${index}-${col}`}
          pinnedAt={col < context.pinned ? col : null}
          isActive={active === String(col)}
          isIn={col >= left && col <= right}
          isFill={isFill}
          isCorner={corner === String(col)}
          isEditing={editing === String(col)}
          typed={typed}
          isSaving={saving > 0 && grid.get().saving.has(cellKey(row.id, column.field))}
          problem={problems.get(cellKey(row.id, column.field))}
          color={colors.cells[column.field]}
          index={index}
        />
      ))}
      <div />
    </div>
  );
});
