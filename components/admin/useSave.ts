'use client';
import { useState } from 'react';
import { useWrite } from '@/components/lib/call';
import { useNotes } from '@/components/ui/notes';
import type { Input, OperationName } from '@/engine/kernel/api';

/** Saves what a drawer holds: closes it when that worked, else keeps what was entered and says why. */
export function useSave<N extends OperationName>(name: N, stale: readonly OperationName[], onDone: () => void) {
  const notes = useNotes();
  const write = useWrite(name, stale);
  const [error, setError] = useState<unknown>(null);
  return {
    error,
    isBusy: write.isPending,
    save(input: Input<N>, done: string): void {
      setError(null);
      write.mutate(input, {
        onError: setError,
        onSuccess: () => {
          notes.done(done);
          onDone();
        },
      });
    },
  };
}
