'use client';
import { useCallback, useEffect, useRef, useState } from 'react';
import type { Json } from '@/engine/kernel/json';
import { keepDraft, readDraft, type Draft } from './drafts';
import type { FormCore } from './formCore';

const WRITE_MS = 400;

/** Keeps what is typed on this device and offers a draft of an earlier visit. `key` null: nothing is kept. */
export function useDraft(core: FormCore, key: string | null) {
  const [offered, setOffered] = useState<Draft | null>(null);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);

  const write = useCallback(() => {
    clearTimeout(timer.current);
    timer.current = undefined;
    if (key) keepDraft(key, draftValues(core), new Date().toISOString(), localStorage);
  }, [core, key]);

  useEffect(() => {
    if (!key) return;
    // Read after the first drawing: the server has no storage, and both must draw the same.
    const handle = setTimeout(() => setOffered(readDraft(key, localStorage)), 0);
    const stop = core.onChange(() => {
      timer.current ??= setTimeout(write, WRITE_MS);
    });
    const flush = () => timer.current && write();
    window.addEventListener('pagehide', flush);
    return () => {
      clearTimeout(handle);
      stop();
      flush();
      window.removeEventListener('pagehide', flush);
    };
  }, [core, key, write]);

  return {
    offered,
    /** Keeps what is unsaved now, or nothing if all was saved. */
    sync: write,
    restore() {
      core.restoring(() => {
        for (const [name, value] of Object.entries(offered?.values ?? {})) {
          if (core.states.get(name).isEditable) core.form.setValue(name, value, { shouldDirty: true });
        }
      });
      setOffered(null);
    },
    /** Forgets the draft: it was saved, or the person does not want it. */
    forget() {
      clearTimeout(timer.current);
      timer.current = undefined;
      if (key) keepDraft(key, {}, '', localStorage);
      setOffered(null);
    },
  };
}

/**
 * The changed values as the form holds them: with titles of links, so that a restored form reads the same. Encrypted
 * fields are left out: this device keeps its drafts in plain text.
 */
const draftValues = (core: FormCore) =>
  Object.fromEntries(
    Object.keys(core.changed())
      .filter((name) => core.fields.every((field) => field.name !== name || !field.encrypted))
      .map((name) => [name, (core.form.getValues(name) ?? null) as Json]),
  );
