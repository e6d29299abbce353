'use client';
/**
 * The draft of one document or of a bundle that belongs together (an entity, its form, the roles that may use it):
 * undo without end, saving by itself, checking by itself, and never losing what somebody else wrote meanwhile.
 */
import { useCallback, useMemo, useReducer } from 'react';
import type { DocumentRef, Kind, SaidProblem } from '@/engine/kernel/api';
import type { AnyDocument } from '@/engine/kernel/documents.generated';
import { startHistory, stepHistory, type HistoryAction } from '../history';
import { documentIn, putDocument, refOf, type DocumentOf, type LoadedDocument } from './documents';
import { useAutosave, type Conflict, type SaveState } from './useAutosave';
import { useProblems } from './useProblems';

type Documents = readonly AnyDocument[];

export interface Draft {
  readonly documents: Documents;
  /** The document of a kind: the first, or the one of that name. */
  get<K extends Kind>(kind: K, name?: string): DocumentOf<K> | undefined;
  /** One step. Changes with the same `merge` key in a row (typing) are taken back together. */
  change(to: (documents: Documents) => Documents, merge?: string): void;
  /** As `change`, for one document: found by its id. */
  put(document: AnyDocument, merge?: string): void;
  undo(): void;
  redo(): void;
  readonly canUndo: boolean;
  readonly canRedo: boolean;

  readonly state: SaveState;
  /** Highest published version of the first document; null when never published. */
  readonly version: number | null;
  readonly isPublished: (document: AnyDocument) => boolean;
  /** The published version of one of the documents. */
  readonly publishedOf: (document: AnyDocument) => AnyDocument | null;
  /** Saves now; false when it could not be saved (the state says why). */
  save(): Promise<boolean>;
  /** What would be published: every document with a draft. */
  refs(): readonly DocumentRef[];
  /** Reads all again after a publication. */
  reload(): Promise<void>;
  readonly conflict: Conflict | null;
  resolve(choice: 'mine' | 'theirs'): Promise<void>;
  /** Reads a document again and joins in what somebody else saved meanwhile. */
  lookAgain(id: string): Promise<void>;

  readonly problems: readonly SaidProblem[];
  /** The check has not yet seen the latest change. */
  readonly isChecking: boolean;
}

/**
 * `isPart`: whether a document with a draft is published together with the others; false for one that lies in the
 * bundle only to be changed with it, and whose draft is somebody else's business.
 */
export function useDraft(
  loaded: readonly LoadedDocument[],
  isPart: (document: AnyDocument, published: AnyDocument | null) => boolean = () => true,
): Draft {
  const [history, dispatch] = useReducer(stepHistory<Documents>, loaded, (list) =>
    startHistory<Documents>(list.map((l) => l.document)),
  );
  const documents = history.present;
  const change = useCallback(
    (to: (d: Documents) => Documents, merge?: string) => dispatch({ do: 'change', to, merge }),
    [],
  );
  const replace = useCallback((to: (d: Documents) => Documents) => dispatch({ do: 'replace', to }), []);
  const rebase = useCallback((to: (d: Documents) => Documents) => dispatch({ do: 'rebase', to }), []);
  const edit = useMemo(() => ({ change, replace, rebase }), [change, replace, rebase]);
  const saving = useAutosave(documents, loaded, edit);
  const checking = useProblems(documents);
  const act = useCallback((action: HistoryAction<Documents>) => dispatch(action), []);

  // Documents that are not published from here: what is wrong with them is shown where they are at home.
  const foreign = new Set(documents.filter((d) => !isPart(d, saving.publishedOf(d))).map((d) => `${d.kind}/${d.name}`));

  return {
    documents,
    get: (kind, name) => documentIn(documents, kind, name),
    change,
    put: useCallback((document, merge) => change((list) => putDocument(list, document), merge), [change]),
    undo: useCallback(() => act({ do: 'undo' }), [act]),
    redo: useCallback(() => act({ do: 'redo' }), [act]),
    canUndo: history.past.length > 0,
    canRedo: history.future.length > 0,
    state: saving.state,
    version: documents[0] ? saving.versionOf(documents[0]) : null,
    publishedOf: saving.publishedOf,
    isPublished: (document) => saving.versionOf(document) !== null,
    save: saving.save,
    refs: () => documents.filter((d) => saving.hasDraft(d) && isPart(d, saving.publishedOf(d))).map(refOf),
    reload: saving.reload,
    conflict: saving.conflict,
    resolve: saving.resolve,
    lookAgain: saving.lookAgain,
    problems: checking.problems.filter((p) => !foreign.has(`${p.document?.kind}/${p.document?.name}`)),
    isChecking: checking.isChecking,
  };
}
