'use client';
/** The mouse in a table: a press marks a cell, drawing marks a range, the corner of a range is drawn to fill downwards. */
import type { MouseEvent, PointerEvent } from 'react';
import { rangeOf, type GridStore, type Place } from './grid';

function placeOf(target: EventTarget | null): Place | null {
  const at = (target as Element | null)?.closest<HTMLElement>('[data-cell]')?.dataset.cell?.split('-');
  return at ? { row: Number(at[0]), col: Number(at[1]) } : null;
}

export function useMouse(props: {
  readonly grid: GridStore;
  readonly fill: (to: number) => void;
  readonly edit: (place: Place) => void;
}) {
  const { grid } = props;
  /** Listens until the button is let go; a finger scrolls, and draws nothing. */
  const follow = (event: PointerEvent, move: (place: Place) => void, end: () => void = () => undefined) => {
    const onMove = (next: globalThis.PointerEvent) => {
      const place = placeOf(document.elementFromPoint(next.clientX, next.clientY));
      if (place) move(place);
    };
    const onUp = () => {
      window.removeEventListener('pointermove', onMove);
      end();
    };
    if (event.pointerType === 'touch') return;
    window.addEventListener('pointermove', onMove);
    window.addEventListener('pointerup', onUp, { once: true });
  };
  return {
    onPointerDown(event: PointerEvent<HTMLElement>): void {
      const place = placeOf(event.target);
      const target = event.target as Element;
      const { editing } = grid.get();
      if (!place || event.button !== 0 || (editing?.row === place.row && editing.col === place.col)) return;
      if (target.closest('[data-corner]')) {
        event.preventDefault();
        const end = () => {
          const { fillTo } = grid.get();
          grid.set({ fillTo: null });
          if (fillTo !== null) props.fill(fillTo);
        };
        return follow(
          event,
          ({ row }) => {
            const range = rangeOf(grid.get());
            grid.set({ fillTo: range && row > range.bottom ? row : null });
          },
          end,
        );
      }
      if (target.closest('a, button')) return;
      event.currentTarget.focus({ preventScroll: true });
      grid.move(place, event.shiftKey);
      follow(event, (to) => {
        const { active } = grid.get();
        if (active?.row !== to.row || active.col !== to.col) grid.set({ active: to });
      });
    },
    onDoubleClick(event: MouseEvent): void {
      const place = placeOf(event.target);
      if (place && !(event.target as Element).closest('a, button')) props.edit(place);
    },
  };
}
