'use client';
/** Who or what was chosen last on this device: ids only, for names may change and rights too. */
import { useCallback, useState } from 'react';

const MOST = 5;
const keyOf = (what: string): string => `trellis-recent-${what}`;

function read(what: string): readonly string[] {
  try {
    const list = JSON.parse(localStorage.getItem(keyOf(what)) ?? '[]') as unknown;
    return Array.isArray(list) ? list.filter((id): id is string => typeof id === 'string').slice(0, MOST) : [];
  } catch {
    return [];
  }
}

/** The last ones chosen, newest first, read anew by `refresh`; `add` puts one in front. */
export function useRecent(what: string) {
  const [ids, setIds] = useState<readonly string[]>([]);
  const refresh = useCallback(() => setIds(read(what)), [what]);
  const add = useCallback(
    (id: string) => {
      try {
        localStorage.setItem(
          keyOf(what),
          JSON.stringify([id, ...read(what).filter((one) => one !== id)].slice(0, MOST)),
        );
      } catch {
        // A browser that keeps nothing for us: there are no recent ones then.
      }
    },
    [what],
  );
  return { ids, refresh, add };
}
