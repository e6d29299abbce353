'use client';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useImperativeHandle, useRef, useState, type CSSProperties, type Ref } from 'react';
import { useTranslations } from 'use-intl';
import { type Place } from '@/components/sheet/grid';
import { useMouse } from '@/components/sheet/useMouse';
import { GridRow, isNumeric } from './GridRow';
import { pinnedOf, trackStyle } from './layout';
import type { Row } from './rows';
import { TotalsRow } from './TotalsRow';
import { ROW_HEIGHT, type LineGrid } from './types';
import type { useClipboard } from './useClipboard';
import { useKeys } from './useKeys';
import type { FieldView } from '@/engine/kernel/api';
import classes from './lines.module.css';

export interface GridHandle {
  scrollTo(place: Place): void;
  focus(): void;
}
interface GridProps {
  readonly handle: Ref<GridHandle>;
  readonly grid: LineGrid;
  readonly field: FieldView;
  readonly label: string;
  readonly rows: readonly Row[];
  /** There is a place for a new row below the last one. */
  readonly hasNew: boolean;
  readonly isInvalid: boolean;
  readonly clipboard: ReturnType<typeof useClipboard>;
  edit(place: Place, typed?: string): void;
  undo(isRedo: boolean): void;
}
/** The head, the totals and a bit of air. */
const OVERSCAN = 6;

/** Line items as a spreadsheet. Only the rows in view are drawn; where the keyboard is lies outside of React (GridStore). */
export function Grid(props: GridProps) {
  const { grid, rows, clipboard } = props;
  const { store, columns } = grid;
  const t = useTranslations('lines');
  const scroller = useRef<HTMLDivElement>(null);
  const [menu, setMenu] = useState<number | null>(null);
  const count = rows.length + (props.hasNew ? 1 : 0);
  // eslint-disable-next-line react-hooks/incompatible-library -- nothing here is memoized by what the virtualizer returns
  const virtual = useVirtualizer({
    count,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_HEIGHT,
    overscan: OVERSCAN,
    scrollPaddingStart: ROW_HEIGHT,
    scrollPaddingEnd: ROW_HEIGHT,
    initialRect: { width: 1000, height: 480 },
  });
  const scrollTo = (place: Place): void => {
    virtual.scrollToIndex(place.row, { align: 'auto' });
    // Its row may be drawn only now. What covers the edges (head, pinned columns, the bar of the form) is in the CSS.
    const name = columns[place.col]?.name;
    requestAnimationFrame(() =>
      document
        .getElementById(`${grid.id}-${place.row}-${name}`)
        ?.scrollIntoView({ block: 'nearest', inline: 'nearest' }),
    );
  };
  useImperativeHandle(props.handle, () => ({
    scrollTo,
    focus: () => scroller.current?.focus({ preventScroll: true }),
  }));
  useActiveCell(scroller, grid);
  const onKeyDown = useKeys({
    columns,
    store,
    isReadOnly: grid.isReadOnly,
    lines: () => count,
    page: () => Math.max(1, Math.floor((scroller.current?.clientHeight ?? 400) / ROW_HEIGHT) - 3),
    scrollTo,
    edit: props.edit,
    clear: clipboard.clear,
    fillDown: () => clipboard.fill(),
    undo: () => props.undo(false),
    redo: () => props.undo(true),
    act: grid.act,
  });
  const mouse = useMouse({
    grid: store,
    fill: clipboard.fill,
    edit: (place) => (grid.isReadOnly ? undefined : props.edit(place)),
  });
  const pinned = pinnedOf(props.field, columns);
  return (
    <div
      className={classes.frame}
      data-invalid={props.isInvalid || undefined}
      style={trackStyle(columns, pinned) as CSSProperties}
    >
      <div
        ref={scroller}
        id={grid.id}
        role="grid"
        tabIndex={0}
        aria-label={props.label}
        aria-rowcount={count + 1}
        aria-colcount={columns.length + 1}
        aria-multiselectable
        aria-readonly={grid.isReadOnly || undefined}
        className={classes.scroll}
        onKeyDown={onKeyDown}
        onFocus={(event) => {
          if (event.target === event.currentTarget && !store.get().active && count > 0) store.move({ row: 0, col: 0 });
        }}
        onPointerDown={mouse.onPointerDown}
        onDoubleClick={mouse.onDoubleClick}
        onCopy={clipboard.onCopy}
        onCut={clipboard.onCut}
        onPaste={clipboard.onPaste}
      >
        <Head grid={grid} pinned={pinned} />
        <div role="rowgroup" className={classes.sized} style={{ height: virtual.getTotalSize() }}>
          {virtual.getVirtualItems().map(({ index, start }) => (
            <GridRow
              // By place: scrolling on takes the drawn rows along instead of making new ones.
              key={index}
              grid={grid}
              row={rows[index]}
              index={index}
              start={start}
              isMenuOpen={menu === index}
              onMenu={setMenu}
            />
          ))}
        </div>
        <TotalsRow grid={grid} pinned={pinned} rows={rows} />
      </div>
      {rows.length === 0 && props.hasNew ? <span className={classes.hint}>{t('begin')}</span> : null}
    </div>
  );
}

function Head({ grid, pinned }: { grid: LineGrid; pinned: number }) {
  const t = useTranslations('lines');
  return (
    <div role="row" aria-rowindex={1} className={`${classes.row} ${classes.head}`}>
      <div role="columnheader" className={`${classes.cell} ${classes.number}`} aria-label={t('number')}>
        #
      </div>
      {grid.columns.map((column, col) => (
        <div
          key={column.name}
          role="columnheader"
          aria-colindex={col + 2}
          className={[
            classes.cell,
            isNumeric(column) ? classes.numeric : '',
            col < pinned ? classes.pinned : '',
            col === pinned - 1 ? classes.lastPinned : '',
          ].join(' ')}
          style={col < pinned ? { left: `var(--p${col})` } : undefined}
          title={grid.labelOf(column)}
        >
          <span className={classes.text}>
            {grid.labelOf(column)}
            {column.required && !grid.isReadOnly ? (
              <span aria-hidden style={{ color: 'var(--mantine-color-error)' }}>
                {' *'}
              </span>
            ) : null}
          </span>
        </div>
      ))}
    </div>
  );
}

/** Screen readers read the cell the grid names; changing the attribute draws nothing. */
function useActiveCell(scroller: { readonly current: HTMLDivElement | null }, { store, columns, id }: LineGrid): void {
  useEffect(() => {
    const tell = () => {
      const { active } = store.get();
      const column = active && columns[active.col];
      if (column) scroller.current?.setAttribute('aria-activedescendant', `${id}-${active.row}-${column.name}`);
      else scroller.current?.removeAttribute('aria-activedescendant');
    };
    tell();
    return store.subscribe(tell);
  }, [store, columns, id, scroller]);
}
