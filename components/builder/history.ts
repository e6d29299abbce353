/**
 * Undo without end: immutable snapshots that share what did not change. Pure, so that it can be tested without a browser.
 * Present changes by `change`; a run of changes with the same `merge` key (typing into one box) is one step back.
 */
export interface History<T> {
  readonly past: readonly T[];
  readonly present: T;
  readonly future: readonly T[];
  /** Key of the run that the present belongs to; null when the next change starts a step of its own. */
  readonly merge: string | null;
}

export type HistoryAction<T> =
  | { readonly do: 'change'; readonly to: (present: T) => T; readonly merge?: string | undefined }
  | { readonly do: 'undo' }
  | { readonly do: 'redo' }
  /** The server's own version of the same thing: no step of the person's. */
  | { readonly do: 'replace'; readonly to: (present: T) => T }
  /** What somebody else did goes into every step, so that taking back mine does not take back theirs. */
  | { readonly do: 'rebase'; readonly to: (step: T) => T };

export const startHistory = <T>(present: T): History<T> => ({ past: [], present, future: [], merge: null });

export function stepHistory<T>(history: History<T>, action: HistoryAction<T>): History<T> {
  const { past, present, future } = history;
  if (action.do === 'undo') {
    const before = past.at(-1);
    if (before === undefined) return history;
    return { past: past.slice(0, -1), present: before, future: [present, ...future], merge: null };
  }
  if (action.do === 'redo') {
    const after = future[0];
    if (after === undefined) return history;
    return { past: [...past, present], present: after, future: future.slice(1), merge: null };
  }
  if (action.do === 'rebase') {
    const { to } = action;
    return { ...history, past: past.map(to), present: to(present), future: future.map(to) };
  }
  const next = action.to(present);
  if (next === present) return history;
  if (action.do === 'replace') return { ...history, present: next };
  const isSameRun = action.merge !== undefined && action.merge === history.merge;
  return { past: isSameRun ? past : [...past, present], present: next, future: [], merge: action.merge ?? null };
}
