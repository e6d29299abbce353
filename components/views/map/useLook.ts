'use client';
import { useCallback, useEffect, useRef, useState, type KeyboardEvent, type PointerEvent } from 'react';
import type { ViewProps } from '../contract';
import { fit, lookText, moved, readLook, zoomed, type Look, type Point, type Size } from './projection';

const STEP = 80;
const KEYS: { readonly [key: string]: (look: Look, size: Size) => Look } = {
  ArrowLeft: (look) => moved(look, STEP, 0),
  ArrowRight: (look) => moved(look, -STEP, 0),
  ArrowUp: (look) => moved(look, 0, STEP),
  ArrowDown: (look) => moved(look, 0, -STEP),
  '+': (look, size) => zoomed(look, size, 1, middleOf(size)),
  '=': (look, size) => zoomed(look, size, 1, middleOf(size)),
  '-': (look, size) => zoomed(look, size, -1, middleOf(size)),
};
export const middleOf = ({ width, height }: Size): Point => ({ x: width / 2, y: height / 2 });
const DELAY_MS = 400;

/** Where one looks: at all points first, then as one drags, turns the wheel, pinches or presses keys; kept in the address. */
export function useLook(props: Pick<ViewProps, 'at' | 'goTo'>, points: readonly Point[] | undefined, size: Size) {
  const [own, setOwn] = useState<Look | undefined>(() => readLook(props.at));
  const look = own ?? fit(points ?? [], size);
  const latest = useRef(look);
  useEffect(() => {
    latest.current = look;
  });
  const { goTo } = props;
  useEffect(() => {
    if (!own) return;
    const timer = setTimeout(() => goTo(lookText(own)), DELAY_MS);
    return () => clearTimeout(timer);
  }, [own, goTo]);
  const change = useCallback((make: (look: Look) => Look) => {
    latest.current = make(latest.current);
    setOwn(latest.current);
  }, []);

  const pointers = useRef(new Map<number, Point>());
  const hand = {
    onPointerDown(event: PointerEvent<HTMLDivElement>) {
      if ((event.target as Element).closest('button')) return;
      event.currentTarget.setPointerCapture(event.pointerId);
      pointers.current.set(event.pointerId, { x: event.clientX, y: event.clientY });
    },
    onPointerMove(event: PointerEvent<HTMLDivElement>) {
      const before = pointers.current.get(event.pointerId);
      if (!before) return;
      const now = { x: event.clientX, y: event.clientY };
      const other = [...pointers.current].find(([id]) => id !== event.pointerId)?.[1];
      pointers.current.set(event.pointerId, now);
      if (!other) return change((present) => moved(present, now.x - before.x, now.y - before.y));
      const box = event.currentTarget.getBoundingClientRect();
      const at = { x: (now.x + other.x) / 2 - box.left, y: (now.y + other.y) / 2 - box.top };
      const steps = Math.log2(distance(now, other) / Math.max(distance(before, other), 1));
      return change((present) => zoomed(present, size, steps, at));
    },
    onPointerUp: (event: PointerEvent<HTMLDivElement>) => void pointers.current.delete(event.pointerId),
    onPointerCancel: (event: PointerEvent<HTMLDivElement>) => void pointers.current.delete(event.pointerId),
    onKeyDown(event: KeyboardEvent<HTMLDivElement>) {
      const make = event.target === event.currentTarget ? KEYS[event.key] : undefined;
      if (!make) return;
      event.preventDefault();
      change((present) => make(present, size));
    },
  };
  return { look, change, hand, all: () => setOwn(fit(points ?? [], size)) };
}
const distance = (a: Point, b: Point): number => Math.hypot(a.x - b.x, a.y - b.y);
