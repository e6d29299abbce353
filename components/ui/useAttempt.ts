'use client';
import { useState } from 'react';

export interface Attempts {
  readonly isBusy: boolean;
  /** What went wrong last, for ProblemList; null while nothing did. */
  readonly error: unknown;
  /** Does one thing at a time of a screen; never throws. */
  attempt(work: () => Promise<unknown>): Promise<void>;
}

/**
 * The state of what a screen is asked to do: under way, or failed.
 * @param onError tells a failure where it is not shown in place (`notes.failed`)
 */
export function useAttempt(onError?: (error: unknown) => void): Attempts {
  const [isBusy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const attempt = async (work: () => Promise<unknown>) => {
    setBusy(true);
    setError(null);
    try {
      await work();
    } catch (cause) {
      setError(cause);
      onError?.(cause);
    } finally {
      setBusy(false);
    }
  };
  return { isBusy, error, attempt };
}
