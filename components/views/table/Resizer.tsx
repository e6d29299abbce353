'use client';
import { useRef, type PointerEvent } from 'react';
import type { ShownColumn } from '../contract';
import { LEAST_WIDTH, plainColumns, trackStyle } from './layout';
import type { OneProps } from './TableHead';
import classes from './table.module.css';

/** The right edge: dragged it changes one CSS property; let go, the width is kept. A double click takes the width back. */
export function Resizer({ column, columns, widths, index, pinned, hasTicks, frame, change }: OneProps) {
  const begin = useRef<{ x: number; width: number } | null>(null);
  const widthAt = (event: PointerEvent) =>
    Math.min(1200, Math.max(LEAST_WIDTH, Math.round(begin.current!.width + event.clientX - begin.current!.x)));
  const keep = (width: number | undefined) =>
    change({
      columns: plainColumns(columns.map((one) => (one === column ? ({ ...one, width } as ShownColumn) : one))),
    });
  return (
    <span
      className={classes.resizer}
      aria-hidden
      draggable
      onDragStart={(event) => {
        event.preventDefault();
        event.stopPropagation();
      }}
      onPointerDown={(event) => {
        event.stopPropagation();
        event.currentTarget.setPointerCapture(event.pointerId);
        begin.current = { x: event.clientX, width: widths[index]! };
      }}
      onPointerMove={(event) => {
        if (!begin.current) return;
        const style = trackStyle(widths.with(index, widthAt(event)), pinned, hasTicks);
        for (const [name, value] of Object.entries(style)) frame.current?.style.setProperty(name, value);
      }}
      onPointerUp={(event) => {
        if (!begin.current) return;
        const width = widthAt(event);
        begin.current = null;
        if (width !== widths[index]) keep(width);
      }}
      onDoubleClick={() => keep(undefined)}
    />
  );
}
