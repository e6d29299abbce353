'use client';
import { useEffect, useState } from 'react';
import { draftKey, keepDraft, readDraft } from '@/components/form/runtime/drafts';
import type { Values } from '@/components/form/runtime/plan';
import { uploadFile } from '@/components/lib/upload';
import { useSession } from '@/components/shell/session';
import { useNotes } from '@/components/ui/notes';
import type { FileView } from '@/engine/kernel/api';
import type { Json } from '@/engine/kernel/json';
import type { Mention } from '@/engine/kernel/mentions';

export interface Writing {
  readonly text: string;
  readonly picked: readonly Mention[];
  readonly files: readonly FileView[];
}
export const NOTHING: Writing = { text: '', picked: [], files: [] };
const isSame = (a: Writing, b: Writing): boolean =>
  a.text === b.text && a.files.map(({ id }) => id).join() === b.files.map(({ id }) => id).join();

/**
 * What is being written: kept on this device until it is sent, so that a reload loses nothing.
 * @param place names the box: a record and what is answered or changed there
 */
export function useComposer(place: string, initial: Writing) {
  const { viewer } = useSession();
  const notes = useNotes();
  const key = draftKey(viewer.id, 'comment', place);
  const [writing, setWriting] = useState(initial);
  const [sending, setSending] = useState<readonly string[]>([]);
  useEffect(() => {
    // Read after the first drawing: the server has no storage, and both must draw the same.
    const handle = setTimeout(() => {
      const kept = readDraft(key, localStorage)?.values.writing;
      if (kept) setWriting(kept as unknown as Writing);
    }, 0);
    return () => clearTimeout(handle);
  }, [key]);

  const put = (change: (before: Writing) => Writing) =>
    setWriting((before) => {
      const next = change(before);
      const values: Values = isSame(next, initial) ? {} : { writing: next as unknown as Json };
      keepDraft(key, values, new Date().toISOString(), localStorage);
      return next;
    });
  return {
    writing,
    /** Names of files that are on their way. */
    sending,
    setText: (text: string) => put((before) => ({ ...before, text })),
    pick: (person: Mention, text: string) =>
      put((before) => ({
        ...before,
        text,
        picked: [...before.picked.filter(({ name, id }) => name !== person.name && id !== person.id), person],
      })),
    removeFile: (id: string) => put((before) => ({ ...before, files: before.files.filter((file) => file.id !== id) })),
    async attach(files: readonly File[]): Promise<void> {
      setSending((before) => [...before, ...files.map(({ name }) => name)]);
      for (const file of files) {
        try {
          const stored = await uploadFile(file);
          put((before) => ({ ...before, files: [...before.files, stored] }));
        } catch (error) {
          notes.failed(error);
        }
        setSending((before) => before.toSpliced(before.indexOf(file.name), 1));
      }
    },
    clear(): void {
      keepDraft(key, {}, '', localStorage);
      setWriting(NOTHING);
    },
  };
}
