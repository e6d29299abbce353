'use client';
import { useEffect, useRef } from 'react';

/** The keys that mean the same in every builder. `mod` is ⌘ on a Mac and Ctrl elsewhere. */
export interface BuilderKeys {
  readonly undo: () => void;
  readonly redo: () => void;
  readonly save: () => void;
  readonly showKeys: () => void;
  /** The next part of the screen; with Shift the one before. */
  readonly nextPane: () => void;
  readonly previousPane: () => void;
  readonly remove?: (() => void) | undefined;
  readonly escape?: (() => void) | undefined;
}

const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  (target.isContentEditable || ['INPUT', 'TEXTAREA', 'SELECT'].includes(target.tagName));
/** A dialog or a menu above the builder has the keys for itself. */
const isElsewhere = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && target.closest('[role="dialog"], [role="menu"], [role="listbox"]') !== null;

/** Keys with ⌘ or Ctrl; they also reach boxes, for their text is part of the draft. */
function withMod(key: string, isShift: boolean): keyof BuilderKeys | null {
  if (key === 'z') return isShift ? 'redo' : 'undo';
  return key === 'y' ? 'redo' : null;
}
const PLAIN: { readonly [key: string]: keyof BuilderKeys } = {
  '?': 'showKeys',
  Delete: 'remove',
  Backspace: 'remove',
  Escape: 'escape',
};

function pressed(event: KeyboardEvent): keyof BuilderKeys | null {
  const isMod = event.metaKey || event.ctrlKey;
  if (isMod && event.key.toLowerCase() === 's') return 'save';
  if (isElsewhere(event.target)) return null;
  if (event.key === 'F6') return event.shiftKey ? 'previousPane' : 'nextPane';
  if (isMod) return withMod(event.key.toLowerCase(), event.shiftKey);
  if (event.altKey || isTyping(event.target)) return null;
  return PLAIN[event.key] ?? null;
}

/** Listens while the builder is on the screen. Undo also reaches boxes: their text is part of the draft. */
export function useBuilderKeys(keys: BuilderKeys): void {
  const latest = useRef(keys);
  useEffect(() => {
    latest.current = keys;
  });
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.defaultPrevented) return;
      const name = pressed(event);
      const act = name ? latest.current[name] : undefined;
      if (!act) return;
      event.preventDefault();
      act();
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, []);
}
