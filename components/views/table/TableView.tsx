'use client';
import { useEffect, useId, useMemo, useRef, useState, type CSSProperties } from 'react';
import { fieldsOf } from '@/components/record/listState';
import { ProblemList } from '@/components/ui/ProblemList';
import { useSay } from '@/components/ui/say';
import type { RecordView } from '@/engine/kernel/api';
import type { Json } from '@/engine/kernel/json';
import { isSelected, type Selection, type ShownColumn, type ViewProps } from '../contract';
import { useColors } from '../useColors';
import { useTop } from '../useTop';
import type { Leave } from './CellEditor';
import { GridStore, type Place } from '@/components/sheet/grid';
import { HEIGHTS, inOrder, linesIn, trackStyle, widthOf } from './layout';
import { PasteDialog } from './PasteDialog';
import { TableBody, type BodyHandle } from './TableBody';
import { TableHead } from './TableHead';
import type { LineContext } from './TableCell';
import { useCells } from './useCells';
import { nextRow, startEditing, useKeyboard, type KeyboardDeps } from './useKeyboard';
import { useLines, useTotals } from './useLines';
import { useMouse } from '@/components/sheet/useMouse';
import { usePaste } from './usePaste';
import classes from './table.module.css';

/**
 * Records as a spreadsheet: any number of them (only what is on the screen is drawn), cells written in place, ranges copied
 * and pasted, groups with subtotals. What moves with every key and pixel lives outside of React (GridStore, CSS properties).
 */
export function TableView(props: ViewProps) {
  const { entity, definition, change, selection, select, open } = props;
  const say = useSay();
  const prefix = `${useId()}c`;
  const [grid] = useState(() => new GridStore());
  const columns = useMemo(() => inOrder(props.columns), [props.columns]);
  const widths = useMemo(() => columns.map((column) => widthOf(column, entity.titleField)), [columns, entity]);
  const pinned = columns.filter((column) => column.pinned).length;
  const height = HEIGHTS[definition.rowHeight ?? 'short'];
  const { lines, source, visible, groups, isGrouped } = useLines({ ...props, columns });
  const totals = useTotals({ ...props, columns });
  const linesRef = useRef(lines);
  const frame = useRef<HTMLDivElement>(null);
  const scroller = useRef<HTMLDivElement>(null);
  const body = useRef<BodyHandle>(null);
  useEffect(() => {
    linesRef.current = lines;
  }, [lines]);
  useTop(frame);

  const cells = useCells(entity, fieldsOf(entity, definition), grid);
  const paste = usePaste({ entity, columns, lines: () => linesRef.current, grid, writeMany: cells.writeMany });
  const keys: KeyboardDeps = {
    entity,
    columns,
    lines: () => linesRef.current,
    grid,
    page: () => Math.max(1, Math.floor((scroller.current?.clientHeight ?? 400) / height) - 2),
    scrollTo: (place) => body.current?.scrollTo(place),
    open,
    tick: (id) => toggle(id, false),
    clear: paste.clear,
    fillDown: () => paste.fill(),
    undo: () => void cells.undo(),
    toggleGroup: (key) => source.toggle(key),
  };
  const onKeyDown = useKeyboard(keys);
  const mouse = useMouse({ grid, fill: paste.fill, edit: (place) => void startEditing(keys, place) });

  const lastTicked = useRef<string | null>(null);
  const toggle = (id: string, isRange: boolean) => {
    select(
      isRange ? withRange(linesRef.current.flatMap(idOf), selection, lastTicked.current, id) : flipped(selection, id),
    );
    lastTicked.current = id;
  };
  const leave = (place: Place, where: Leave) => {
    const row = where === 'down' ? nextRow(linesRef.current, place.row, 1) : place.row;
    const col = place.col + (where === 'right' ? 1 : where === 'left' ? -1 : 0);
    const next = { row, col: Math.min(Math.max(col, 0), columns.length - 1) };
    grid.move(next);
    body.current?.scrollTo(next);
    if (where !== 'stay') scroller.current?.focus({ preventScroll: true });
  };
  const commit = (index: number, column: ShownColumn, value: Json, where: Leave) => {
    const line = linesRef.current[index];
    leave({ row: index, col: columns.indexOf(column) }, where);
    if (where === 'stay' && document.activeElement?.id === 'cell-input') {
      scroller.current?.focus({ preventScroll: true });
    }
    if (line?.kind === 'record') void cells.writeOne({ row: line.row, store: line.store, field: column.field, value });
  };
  const latest = useRef({ toggle, commit });
  useEffect(() => {
    latest.current = { toggle, commit };
  });
  const colorOf = useColors(props);
  const canTick = entity.can.update || entity.can.delete;
  const context = useMemo<LineContext>(
    () => ({
      entity,
      columns,
      pinned,
      hasTicks: canTick,
      grid,
      prefix,
      colorOf,
      onTick: (id, isRange) => latest.current.toggle(id, isRange),
      onOpen: open,
      onCommit: (...all) => latest.current.commit(...all),
      onCancel: () => {
        grid.set({ editing: null });
        scroller.current?.focus({ preventScroll: true });
      },
    }),
    [entity, columns, pinned, canTick, grid, prefix, colorOf, open],
  );
  const shownIds = lines.flatMap(idOf);
  const tickedHere = shownIds.filter((id) => isSelected(selection, id)).length;
  const style = {
    ...trackStyle(widths, pinned, canTick),
    '--row-height': `${height}px`,
    '--lines': linesIn(height),
  } as CSSProperties;
  return (
    <div ref={frame} className={`${classes.frame} ${definition.wrap ? classes.wrap : ''}`} style={style}>
      <ProblemList error={groups.error} retry={() => void groups.refetch()} />
      <div
        ref={scroller}
        role="grid"
        tabIndex={0}
        aria-label={say(entity.labelPlural, entity.name)}
        aria-rowcount={-1}
        aria-colcount={columns.length}
        className={classes.scroll}
        onKeyDown={onKeyDown}
        onPointerDown={mouse.onPointerDown}
        onDoubleClick={mouse.onDoubleClick}
        onCopy={paste.onCopy}
        onPaste={paste.onPaste}
      >
        <TableHead
          columns={columns}
          widths={widths}
          pinned={pinned}
          hasTicks={canTick}
          ticked={tickedHere === 0 ? 'none' : tickedHere === shownIds.length ? 'all' : 'some'}
          definition={definition}
          titleField={entity.titleField}
          frame={frame}
          onTickAll={(isAll) => select({ isAll: false, ids: new Set(isAll ? shownIds : []) })}
          change={change}
        />
        <TableBody
          handle={body}
          scroller={scroller}
          lines={lines}
          context={context}
          selection={selection}
          height={height}
          visible={visible}
          group={isGrouped ? definition.group : undefined}
          totals={totals}
          onToggleGroup={(key) => source.toggle(key)}
        />
      </div>
      {paste.preview ? (
        <PasteDialog
          pasted={paste.preview}
          onPaste={() => void paste.paste(paste.preview!.cells)}
          onClose={() => paste.setPreview(null)}
        />
      ) : null}
    </div>
  );
}

const idOf = (line: { kind: string; row?: RecordView }): string[] => (line.row ? [line.row.id] : []);

function flipped(selection: Selection, id: string): Selection {
  const ids = new Set(selection.ids);
  if (!ids.delete(id)) ids.add(id);
  return { ...selection, ids };
}
/** All from the record ticked last to this one. */
function withRange(all: readonly string[], selection: Selection, from: string | null, to: string): Selection {
  const [a, b] = [from === null ? -1 : all.indexOf(from), all.indexOf(to)];
  if (a < 0 || selection.isAll) return flipped(selection, to);
  return { isAll: false, ids: new Set([...selection.ids, ...all.slice(Math.min(a, b), Math.max(a, b) + 1)]) };
}
