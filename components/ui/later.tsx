'use client';
/**
 * Parts of a page that become alive after what the page is for: the server has drawn them, their scripts are loaded when
 * the browser is idle, or at once when somebody reaches for them. A press before that is done when they are there.
 */
import { lazy, memo, Suspense, useEffect, useState, type ComponentType } from 'react';

/** Nothing waits longer for an idle moment. */
const LONGEST_MS = 2000;
const REACHES = ['pointerdown', 'keydown', 'focusin'] as const;

/** The first idle moment; at once where somebody reaches for what is named by the attribute, and on the server. */
function quiet(): Promise<void> {
  if (typeof window === 'undefined') return Promise.resolve();
  return new Promise((resolve) => {
    const done = () => {
      REACHES.forEach((name) => document.removeEventListener(name, reached, true));
      resolve();
    };
    const reached = ({ target }: Event) => {
      if (target instanceof Element && target.closest('[data-later]')) done();
    };
    REACHES.forEach((name) => document.addEventListener(name, reached, true));
    // Safari has no idle callback.
    if ('requestIdleCallback' in window) window.requestIdleCallback(done, { timeout: LONGEST_MS });
    else setTimeout(done, LONGEST_MS / 4);
  });
}

/** @param load the part; give it the same props at each drawing, for only then it is left alone while it waits */
export function later<Props extends object>(load: () => Promise<ComponentType<Props>>): ComponentType<Props> {
  const Part = lazy(async () => {
    await quiet();
    return { default: await load() };
  });
  return memo(function Later(props: Props) {
    const [{ listen, end }] = useState(remembering);
    return (
      <div ref={listen} data-later style={{ display: 'contents' }}>
        <Suspense>
          <Part {...props} />
          <Alive onAlive={end} />
        </Suspense>
      </div>
    );
  });
}

function Alive({ onAlive }: { readonly onAlive: () => void }) {
  useEffect(onAlive, [onAlive]);
  return null;
}

/** Remembers what was pressed last until the part can hear it. */
function remembering() {
  let isOver = false;
  let last: HTMLElement | undefined;
  return {
    listen(box: HTMLElement | null): (() => void) | undefined {
      // Not by React: it hears nothing of what is not alive yet. Links work by themselves.
      const onClick = ({ target }: Event) => {
        if (!isOver && target instanceof HTMLElement && !target.closest('a')) last = target;
      };
      box?.addEventListener('click', onClick);
      return () => box?.removeEventListener('click', onClick);
    },
    end(): void {
      isOver = true;
      if (last?.isConnected) last.click();
      last = undefined;
    },
  };
}
