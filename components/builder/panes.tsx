'use client';
import {
  createContext,
  useCallback,
  useContext,
  useMemo,
  useRef,
  useState,
  type ReactNode,
  type RefObject,
} from 'react';

/** The three parts of a builder. On a phone one of them is shown; F6 walks through them. */
export type Pane = 'left' | 'canvas' | 'right';
const PANES: readonly Pane[] = ['left', 'canvas', 'right'];

export interface Panes {
  readonly pane: Pane;
  /** Element around the three parts; each part carries `data-pane-part`. */
  readonly body: RefObject<HTMLDivElement | null>;
  /** Shows a part and puts the focus there: on the element of a selector, or where it makes most sense. */
  readonly show: (pane: Pane, selector?: string) => void;
  /** Shows a part and leaves the focus where it is. */
  readonly turnTo: (pane: Pane) => void;
  readonly walk: (step: 1 | -1) => void;
}
const PaneContext = createContext<Panes | null>(null);

export function usePanes(): Panes {
  const panes = useContext(PaneContext);
  if (!panes) throw new Error('usePanes is used outside of BuilderShell.');
  return panes;
}

const FIRST = 'input:not([type=hidden]), textarea, button, [tabindex="0"]';

function focusIn(body: HTMLElement | null, pane: Pane, selector?: string): void {
  const part = body?.querySelector(`[data-pane-part="${pane}"]`);
  const find = (what: string) => part?.querySelector<HTMLElement>(what);
  const target = (selector && find(selector)) || find('[data-pane-focus]') || find(FIRST);
  target?.focus();
  if (target instanceof HTMLInputElement && selector) target.select();
}
function paneWithFocus(body: HTMLElement | null): Pane | undefined {
  const part = document.activeElement?.closest<HTMLElement>('[data-pane-part]');
  return part && body?.contains(part) ? PANES.find((pane) => pane === part.dataset['panePart']) : undefined;
}

export function PaneProvider({ children }: { readonly children: ReactNode }) {
  const [pane, setPane] = useState<Pane>('canvas');
  const body = useRef<HTMLDivElement>(null);
  const show = useCallback((next: Pane, selector?: string) => {
    setPane(next);
    // After React has drawn the part: on a phone it was not there before, and a new field has no properties yet.
    requestAnimationFrame(() => requestAnimationFrame(() => focusIn(body.current, next, selector)));
  }, []);
  const panes = useMemo(
    (): Panes => ({
      pane,
      body,
      show,
      turnTo: setPane,
      walk: (step) => {
        const at = PANES.indexOf(paneWithFocus(body.current) ?? pane);
        show(PANES[(at + step + PANES.length) % PANES.length]!);
      },
    }),
    [pane, show],
  );
  return <PaneContext value={panes}>{children}</PaneContext>;
}
