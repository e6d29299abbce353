'use client';
import { ActionIcon, Loader, UnstyledButton } from '@mantine/core';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useImperativeHandle, type Ref, type RefObject } from 'react';
import { useFormatter, useTranslations } from 'use-intl';
import { FieldDisplay } from '@/components/inputs/registry';
import { Icon } from '@/components/ui/icons';
import { useAppLocale, useSay } from '@/components/ui/say';
import { ProblemList } from '@/components/ui/ProblemList';
import type { ViewGroup } from '@/engine/kernel/documents.generated';
import { formatBucket, NO_VALUE } from '@/engine/report/format';
import { isSelected, type Selection, type ShownColumn } from '../contract';
import { useFields } from '../paths';
import type { Place } from '@/components/sheet/grid';
import { GROUP_HEIGHT, TICK_WIDTH } from './layout';
import type { RowStore } from './rows';
import type { LineContext } from './TableCell';
import { TableLine } from './TableLine';
import type { GroupHead, Line } from './useLines';
import classes from './table.module.css';

export interface BodyHandle {
  scrollTo(place: Place): void;
}
interface BodyProps {
  readonly handle: Ref<BodyHandle>;
  readonly scroller: RefObject<HTMLDivElement | null>;
  readonly lines: readonly Line[];
  readonly context: LineContext;
  readonly selection: Selection;
  readonly height: number;
  /** The lines on the screen, for whoever reads them again. */
  readonly visible: { current: { first: number; last: number } };
  readonly group: ViewGroup | undefined;
  readonly totals: GroupHead | undefined;
  onToggleGroup(key: string): void;
}
const HEAD = 32;

/** The lines on the screen and a few around them. Scrolling draws this component alone. */
export function TableBody(props: BodyProps) {
  const { lines, context, height, scroller } = props;
  // eslint-disable-next-line react-hooks/incompatible-library -- nothing here is memoized by what the virtualizer returns
  const virtual = useVirtualizer({
    count: lines.length,
    getScrollElement: () => scroller.current,
    estimateSize: (index) => (lines[index]?.kind === 'record' ? height : GROUP_HEIGHT),
    getItemKey: (index) => lines[index]?.key ?? index,
    overscan: 10,
    scrollPaddingStart: HEAD,
    scrollPaddingEnd: 40,
    initialRect: { width: 1200, height: 720 },
  });
  useEffect(() => virtual.measure(), [virtual, height, lines]);
  useImperativeHandle(props.handle, () => ({
    scrollTo({ row, col }) {
      virtual.scrollToIndex(row, { align: 'auto' });
      showColumn(scroller.current, context, col);
    },
  }));
  const items = virtual.getVirtualItems();
  const [first, last] = [items[0]?.index ?? 0, items.at(-1)?.index ?? 0];
  useEffect(() => {
    props.visible.current = { first: Math.max(0, first), last };
  }, [first, last, props.visible]);
  return (
    <>
      <div className={classes.sized} style={{ height: virtual.getTotalSize() }}>
        {items.map(({ index, key, start }) => {
          const line = lines[index];
          const style = { transform: `translateY(${start}px)` };
          if (!line) return null;
          if (line.kind === 'record') {
            return (
              <TableLine
                key={key}
                context={context}
                row={line.row}
                index={index}
                isTicked={isSelected(props.selection, line.row.id)}
                start={start}
              />
            );
          }
          return (
            <div
              key={key}
              role="row"
              className={classes.line}
              style={{ ...style, minWidth: '100%', height: GROUP_HEIGHT }}
            >
              {line.kind === 'more' ? (
                <More store={line.store} />
              ) : (
                <GroupLine {...props} head={line.group} isOpen={line.isOpen} />
              )}
            </div>
          );
        })}
      </div>
      {props.totals ? <Totals context={context} totals={props.totals} /> : null}
    </>
  );
}

/** Sideways: the cell comes out from under the pinned columns. */
function showColumn(scroller: HTMLDivElement | null, { prefix, pinned, hasTicks }: LineContext, col: number): void {
  const cell = scroller?.querySelector<HTMLElement>(`[id^="${CSS.escape(prefix)}"][id$="-${col}"]`);
  if (!scroller || !cell || col < pinned) return;
  const style = getComputedStyle(scroller);
  const lastPinned = pinned > 0 ? scroller.querySelector<HTMLElement>(`[id$="-${pinned - 1}"]`) : null;
  const cover = lastPinned
    ? parseFloat(style.getPropertyValue(`--p${pinned - 1}`)) + lastPinned.offsetWidth
    : hasTicks
      ? TICK_WIDTH
      : 0;
  const left = cell.offsetLeft;
  if (left < scroller.scrollLeft + cover) scroller.scrollLeft = left - cover;
  else if (left + cell.offsetWidth > scroller.scrollLeft + scroller.clientWidth) {
    scroller.scrollLeft = left + cell.offsetWidth - scroller.clientWidth;
  }
}

/** Reads on as soon as it comes into sight. */
function More({ store }: { store: RowStore }) {
  const t = useTranslations('view');
  const { error, isReading } = store.get();
  useEffect(() => {
    if (!error) void store.more();
  });
  return (
    <div role="gridcell" className={classes.more}>
      {error ? (
        <ProblemList error={error} retry={() => void store.more()} />
      ) : (
        <>
          <Loader size={14} />
          {isReading ? t('reading') : ''}
        </>
      )}
    </div>
  );
}

function GroupLine(props: BodyProps & { head: GroupHead; isOpen: boolean }) {
  const t = useTranslations('view');
  const format = useFormatter();
  const { head, isOpen, context } = props;
  return (
    <div className={classes.group}>
      <div role="gridcell" className={classes.groupHead} style={{ gridColumn: '1 / span 2' }}>
        <ActionIcon
          size={22}
          variant="subtle"
          color="gray"
          aria-expanded={isOpen}
          aria-label={isOpen ? t('group.close') : t('group.open')}
          onClick={() => props.onToggleGroup(head.key)}
        >
          <Icon name={isOpen ? 'chevron-down' : 'chevron-right'} size={14} />
        </ActionIcon>
        <UnstyledButton fz={13} fw={500} tabIndex={-1} onClick={() => props.onToggleGroup(head.key)}>
          <GroupValue {...props} />
        </UnstyledButton>
        <span style={{ color: 'var(--mantine-color-dimmed)', fontWeight: 400 }}>{format.number(head.count)}</span>
      </div>
      <TotalCells context={context} totals={head} skip={context.hasTicks ? 1 : 2} />
    </div>
  );
}

function GroupValue({ head, group, context }: BodyProps & { head: GroupHead }) {
  const say = useSay();
  const locale = useAppLocale();
  const fields = useFields(context.entity);
  if (head.value === null || !group) return <>{say(NO_VALUE)}</>;
  if (group.grain && typeof head.value === 'string') return <>{formatBucket(head.value, group.grain, locale)}</>;
  const field = fields(group.field)?.field;
  return field ? <FieldDisplay field={field} value={head.value} isBrief /> : <>{String(head.value)}</>;
}

/** The totals of the columns, each under its column; the first ones are covered by the group's name. */
function TotalCells(props: { context: LineContext; totals: GroupHead; skip: number }) {
  return props.context.columns.slice(props.skip).map((column) => (
    <div key={column.field} role="gridcell" className={`${classes.total} ${classes.numeric}`}>
      <Total column={column} totals={props.totals} />
    </div>
  ));
}

function Total({ column, totals }: { column: ShownColumn; totals: GroupHead }) {
  const t = useTranslations('view');
  const format = useFormatter();
  const value = totals.totals[column.field];
  const agg = column.total;
  if (!agg || value === undefined || value === null) return null;
  const isCount = agg === 'count' || agg === 'countDistinct';
  return (
    <span title={t(`total.${agg}`)}>
      <span style={{ color: 'var(--mantine-color-dimmed)', fontSize: 11, marginRight: 4 }}>{t(`total.${agg}`)}</span>
      {isCount ? format.number(Number(value)) : <FieldDisplay field={column.shown} value={value} isBrief />}
    </span>
  );
}

function Totals({ context, totals }: { context: LineContext; totals: GroupHead }) {
  return (
    <div role="row" className={`${classes.row} ${classes.totals}`}>
      {context.hasTicks ? <div className={classes.pinned} style={{ left: 0 }} /> : null}
      <TotalCells context={context} totals={totals} skip={0} />
      <div />
    </div>
  );
}
