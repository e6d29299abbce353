'use client';
import { useCallback, useEffect, useRef, useState } from 'react';
import { call, CallError } from '@/components/lib/call';
import type { Link } from '@/engine/kernel/api';
import type { AnyDocument } from '@/engine/kernel/documents.generated';
import { sameJson } from '@/engine/kernel/json';
import { join, joining } from './join';
import type { PathOf, Side } from './merge';
import { putDocument, refOf, WORKSPACE, type LoadedDocument } from './documents';
import { loadDocument, loadedFrom } from './useLoadDocuments';

const CLEAN: SaveState = { is: 'clean' };
const SAVE_AFTER_MS = 1200;
const LOOKS = 3;

export type SaveState =
  | { readonly is: 'clean' }
  | { readonly is: 'waiting' }
  | { readonly is: 'saving' }
  | { readonly is: 'saved'; readonly at: number }
  | { readonly is: 'failed'; readonly message: string }
  | { readonly is: 'conflict' };

/** Somebody else changed the very same places: both are kept until the analyst has chosen. */
export interface Conflict {
  /** What both started from; null when both made it. */
  readonly base: AnyDocument | null;
  readonly mine: AnyDocument;
  readonly theirs: LoadedDocument;
  readonly by: Link | null;
  /** Where they are at odds; all else is joined whatever is chosen. */
  readonly clashes: readonly PathOf[];
}

/** What the server is known to hold of a document. */
interface Held {
  readonly document: AnyDocument | null;
  readonly rev: number;
  readonly version: number | null;
  readonly published: AnyDocument | null;
  readonly package: string;
}
type Documents = readonly AnyDocument[];
interface Edit {
  readonly change: (to: (d: Documents) => Documents) => void;
  readonly replace: (to: (d: Documents) => Documents) => void;
  /** Into every step of the history. */
  readonly rebase: (to: (d: Documents) => Documents) => void;
}

const held = (loaded: LoadedDocument): Held => ({
  ...loaded,
  document: loaded.rev === 0 && loaded.version === null ? null : loaded.document,
});

/** Saves what differs from what the server holds, one document after the other, each with the rev it started from. */
export function useAutosave(documents: Documents, loaded: readonly LoadedDocument[], edit: Edit) {
  const [server, setServer] = useState<ReadonlyMap<string, Held>>(
    () => new Map(loaded.map((l) => [l.document.id, held(l)])),
  );
  const [state, setState] = useState<SaveState>(CLEAN);
  const [conflict, setConflict] = useState<Conflict | null>(null);
  // Saving runs across renders: it needs the newest documents and what it just learnt, not those of its first render.
  const latest = useRef({ documents, server, isStopped: false });
  const running = useRef<Promise<boolean> | null>(null);
  useEffect(() => {
    latest.current = { ...latest.current, documents };
  }, [documents]);

  const learn = useCallback((id: string, what: Held) => {
    const next = new Map(latest.current.server).set(id, what);
    latest.current = { ...latest.current, server: next };
    setServer(next);
  }, []);

  const saveOne = useCallback(
    async (document: AnyDocument) => {
      const before = latest.current.server.get(document.id);
      const { rev } = await call('document.save', {
        document,
        base: before?.rev ?? 0,
        version: before?.version ?? 0,
        ...(before && before.version === null ? { package: before.package } : {}),
      });
      learn(document.id, {
        document,
        rev,
        version: before?.version ?? null,
        published: before?.published ?? null,
        package: before?.package ?? WORKSPACE,
      });
    },
    [learn],
  );

  /**
   * Takes in what somebody else saved or published: joined with mine where that is possible, and into every step of undo.
   * False when there is something to choose.
   */
  const takeIn = useCallback(
    (theirs: LoadedDocument, by: Link | null): boolean => {
      const { id } = theirs.document;
      const known = latest.current.server.get(id);
      const mine = latest.current.documents.find((d) => d.id === id);
      if (!mine || (theirs.rev === known?.rev && theirs.version === known.version)) return true;
      const base = known?.document ?? null;
      const { clashes } = join(base, mine, theirs.document, 'mine');
      if (clashes.length > 0) {
        latest.current = { ...latest.current, isStopped: true };
        setConflict({ base, mine, theirs, by, clashes });
        setState({ is: 'conflict' });
        return false;
      }
      const rebased = joining(base, theirs.document);
      // At once and not with the next rendering: what is saved next must not lack what they did.
      latest.current = { ...latest.current, documents: rebased(latest.current.documents) };
      learn(id, held(theirs));
      edit.rebase(rebased);
      return true;
    },
    [edit, learn],
  );

  /** After a 409: true when nothing stands against saving again; otherwise there is something to choose. */
  const isSettled = useCallback(
    async (mine: AnyDocument): Promise<boolean> => {
      const answer = await call('document.get', refOf(mine)).catch(() => null);
      if (!answer || answer.summary.id !== mine.id) return false;
      const theirs = loadedFrom(answer);
      const known = latest.current.server.get(mine.id);
      if (theirs.rev === known?.rev && theirs.version === known.version) return false;
      return takeIn(theirs, answer.summary.draft?.by ?? null);
    },
    [takeIn],
  );

  /** Reads one again because somebody else may have saved it. An answer that a save of mine overtook says nothing. */
  const lookAgain = useCallback(
    async (id: string): Promise<void> => {
      for (let tries = 0; tries < LOOKS && !latest.current.isStopped; tries += 1) {
        await running.current;
        const before = latest.current.server.get(id);
        const mine = latest.current.documents.find((d) => d.id === id);
        if (!before?.document || !mine) return;
        const answer = await call('document.get', refOf(before.document));
        if (running.current || latest.current.server.get(id) !== before || answer.summary.id !== id) continue;
        takeIn(loadedFrom(answer), answer.summary.draft?.by ?? null);
        return;
      }
    },
    [takeIn],
  );

  const saveAll = useCallback(async (): Promise<boolean> => {
    for (;;) {
      const { documents: now, server: known } = latest.current;
      const next = now.find((d) => known.get(d.id)?.document !== d);
      if (!next) break;
      setState({ is: 'saving' });
      try {
        await saveOne(next);
      } catch (error) {
        if (error instanceof CallError && error.status === 409 && (await isSettled(next))) continue;
        if (latest.current.isStopped) return false;
        setState({ is: 'failed', message: error instanceof Error ? error.message : String(error) });
        return false;
      }
    }
    setState({ is: 'saved', at: Date.now() });
    return true;
  }, [saveOne, isSettled]);

  const save = useCallback(async (): Promise<boolean> => {
    if (latest.current.isStopped) return false;
    running.current ??= saveAll().finally(() => {
      running.current = null;
    });
    return running.current;
  }, [saveAll]);

  const isDirty = documents.some((d) => server.get(d.id)?.document !== d);
  useEffect(() => {
    if (!isDirty || latest.current.isStopped) return;
    setState((s) => (s.is === 'saving' ? s : { is: 'waiting' }));
    const timer = setTimeout(() => void save(), SAVE_AFTER_MS);
    return () => clearTimeout(timer);
  }, [documents, isDirty, save]);

  useEffect(() => {
    if (!isDirty) return;
    const warn = (event: BeforeUnloadEvent) => {
      void save();
      event.preventDefault();
    };
    window.addEventListener('beforeunload', warn);
    return () => window.removeEventListener('beforeunload', warn);
  }, [isDirty, save]);

  const resolve = useCallback(
    async (choice: Side) => {
      if (!conflict) return;
      const { base, theirs } = conflict;
      const rebased = joining(base, theirs.document);
      learn(conflict.mine.id, held(theirs));
      latest.current = { ...latest.current, documents: rebased(latest.current.documents), isStopped: false };
      setConflict(null);
      edit.rebase(rebased);
      // Taking theirs is a step like any other: undo brings mine back.
      if (choice === 'theirs') {
        const chosen = join(base, conflict.mine, theirs.document, 'theirs').value;
        edit.change((list) => putDocument(list, chosen));
      } else await save();
    },
    [conflict, edit, learn, save],
  );

  const reload = useCallback(async () => {
    const known = latest.current.documents.filter((d) => latest.current.server.get(d.id)?.document);
    const fresh = await Promise.all(known.map((d) => loadDocument(refOf(d))));
    for (const one of fresh) {
      const mine = known.find((d) => d.id === one.document.id);
      // Keep the very object when nothing differs, so that it does not look changed.
      const document = mine && sameJson(mine, one.document) ? mine : one.document;
      learn(document.id, { ...one, document });
      if (document !== mine) edit.replace((list) => putDocument(list, document));
    }
    setState(CLEAN);
  }, [edit, learn]);

  return {
    // A step that was taken back before it was saved leaves nothing to wait for.
    state: state.is === 'waiting' && !isDirty ? CLEAN : state,
    conflict,
    save,
    resolve,
    reload,
    lookAgain,
    publishedOf: (document: AnyDocument): AnyDocument | null =>
      latest.current.server.get(document.id)?.published ?? null,
    versionOf: (document: AnyDocument): number | null => server.get(document.id)?.version ?? null,
    hasDraft: (document: AnyDocument): boolean => {
      const known = latest.current.server.get(document.id);
      return known === undefined || known.rev > 0 || known.version === null;
    },
  };
}
