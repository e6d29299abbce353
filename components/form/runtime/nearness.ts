'use client';
/**
 * Which fields of a long form are drawn with their inputs: those near the screen. The others stand as their label and a
 * box, which the browser finds by "find in page", which Tab reaches, and which become inputs when they come near, get the
 * focus, or the form is printed. 1,000 fields: 46 inputs instead of 1,000.
 */
import { useCallback, useEffect, useSyncExternalStore } from 'react';
import { flushSync } from 'react-dom';

/** Shorter forms are drawn as a whole. */
const DRAW_ALL = 60;
/** So many of the first fields are drawn at once, before anything is known of the screen. */
const FIRST = 24;
/** Fields that come into view together. */
const GROUP = 8;
const MARGIN = '600px 0px';

export class Nearness {
  readonly #group = new Map<string, number>();
  readonly #near = new Set<number>();
  readonly #waiting = new Map<number, Set<Element>>();
  readonly #listeners = new Map<number, Set<() => void>>();
  readonly #groupOf = new WeakMap<Element, number>();
  #observer: IntersectionObserver | undefined;

  /** @param names the fields in the order of the form */
  constructor(names: readonly string[]) {
    names.forEach((name, index) => this.#group.set(name, Math.floor(index / GROUP)));
    const first = names.length <= DRAW_ALL ? names.length : FIRST;
    for (let group = 0; group * GROUP < first; group += 1) this.#near.add(group);
  }

  /** Fields of the same group come near together. */
  groupOf(name: string): number | undefined {
    return this.#group.get(name);
  }
  isNear(name: string): boolean {
    const group = this.#group.get(name);
    return group === undefined || this.#near.has(group);
  }
  subscribe(name: string, listener: () => void): () => void {
    const group = this.#group.get(name) ?? -1;
    const listeners = this.#listeners.get(group) ?? new Set();
    this.#listeners.set(group, listeners.add(listener));
    return () => listeners.delete(listener);
  }
  /** Draws the field and those beside it; it stays drawn. */
  show(name: string): void {
    const group = this.#group.get(name);
    if (group !== undefined) this.#show([group]);
  }
  readonly showAll = (): void => this.#show(new Set(this.#group.values()));

  #show(groups: Iterable<number>): void {
    for (const group of groups) {
      if (this.#near.has(group)) continue;
      this.#near.add(group);
      this.#listeners.get(group)?.forEach((listener) => listener());
    }
  }

  /** A box waits for the screen to come near. One of each group is watched: watching each costs a millisecond a frame. */
  watch(name: string, box: Element): () => void {
    const group = this.#group.get(name) ?? -1;
    this.#observer ??= new IntersectionObserver((entries) => this.#seen(entries), { rootMargin: MARGIN });
    const boxes = this.#waiting.get(group) ?? new Set();
    this.#waiting.set(group, boxes.add(box));
    this.#groupOf.set(box, group);
    if (boxes.size === 1) this.#observer.observe(box);
    return () => {
      boxes.delete(box);
      this.#observer?.unobserve(box);
      const [next] = boxes;
      if (next) this.#observer?.observe(next);
    };
  }
  #seen(entries: readonly IntersectionObserverEntry[]): void {
    this.#show(
      entries.flatMap(({ isIntersecting, target }) => (isIntersecting ? (this.#groupOf.get(target) ?? []) : [])),
    );
  }
}

/** Whether a field is to be drawn with its input. */
export function useIsNear(nearness: Nearness, name: string): boolean {
  const read = () => nearness.isNear(name);
  const subscribe = useCallback((listener: () => void) => nearness.subscribe(name, listener), [nearness, name]);
  return useSyncExternalStore(subscribe, read, read);
}

/** What is printed is printed whole. */
export function useShownInPrint(nearness: Nearness): void {
  useEffect(() => {
    const onPrint = () => flushSync(nearness.showAll);
    window.addEventListener('beforeprint', onPrint);
    return () => window.removeEventListener('beforeprint', onPrint);
  }, [nearness]);
}
