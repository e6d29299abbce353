'use client';
import { useEffect, useRef, useState } from 'react';
import { useRead } from '@/components/lib/call';
import type { FormCore } from './formCore';
import { Keeping, type KeepingState, type ServerPlace } from './keeping';

const NOTHING: KeepingState = { restoredAt: null, clashes: [], isWaiting: false, refused: null };

/** Keeps what is typed while the form is on the screen. `server` null: on this device alone. */
export function useKeeping(core: FormCore, key: string, server: ServerPlace | null) {
  const [state, setState] = useState(NOTHING);
  const [keeping] = useState(() => new Keeping(core, key, server, setState));
  const read = useRead('draft.open', server ?? { entity: '', place: '' }, {
    enabled: server !== null,
    // An answer of an earlier visit knows nothing of what was typed since.
    gcTime: 0,
    staleTime: 0,
    retry: false,
  });
  useEffect(() => keeping.begin(), [keeping]);
  const heard = useRef<unknown>(undefined);
  useEffect(() => {
    if (!read.data || heard.current === read.data) return;
    heard.current = read.data;
    keeping.hear(read.data.draft);
  }, [keeping, read.data]);
  return { keeping, state };
}
