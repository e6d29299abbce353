/** What was typed and not yet saved, kept on this device, so that nothing typed is ever lost. */
import { isObject } from '@/engine/kernel/json';
import type { Values } from './plan';

export interface Draft {
  /** ISO instant of the last keystroke. */
  readonly at: string;
  readonly values: Values;
  /** Of the draft on the server that this one belongs to. */
  readonly id?: string;
  readonly rev?: number;
  /** Fields the server has not heard of yet. */
  readonly unsent?: readonly string[];
}

/** In a frame of another site a browser may refuse to store anything: then drafts live as long as the page. */
export function deviceStorage(): Storage {
  try {
    return localStorage;
  } catch {
    return (memory ??= memoryStorage());
  }
}
let memory: Storage | undefined;
function memoryStorage(): Storage {
  const kept = new Map<string, string>();
  return {
    get length() {
      return kept.size;
    },
    key: (index) => [...kept.keys()][index] ?? null,
    getItem: (key) => kept.get(key) ?? null,
    setItem: (key, value) => void kept.set(key, value),
    removeItem: (key) => void kept.delete(key),
    clear: () => kept.clear(),
  };
}

const PREFIX = 'trellis.draft:';
/** Older drafts are forgotten; nobody remembers what they were about. */
const KEEP_DAYS = 30;

/** Key of a draft: one per person, entity and record (or `new`). */
export const draftKey = (person: string, entity: string, record: string): string => `${person}:${entity}:${record}`;

export function readDraft(key: string, storage: Storage): Draft | null {
  try {
    const draft: unknown = JSON.parse(storage.getItem(PREFIX + key) ?? 'null');
    if (!isObject(draft) || typeof draft.at !== 'string' || !isObject(draft.values)) return null;
    if (Date.now() - Date.parse(draft.at) > KEEP_DAYS * 86_400_000) return null;
    const { at, id, rev, unsent } = draft;
    return {
      at,
      values: draft.values as Values,
      ...(typeof id === 'string' && typeof rev === 'number' ? { id, rev } : {}),
      ...(Array.isArray(unsent) ? { unsent: unsent.filter((name): name is string => typeof name === 'string') } : {}),
    };
  } catch {
    return null;
  }
}

/** The keys of all drafts of a person on this device. */
export function draftKeys(person: string, storage: Storage): readonly string[] {
  const all = Array.from({ length: storage.length }, (_, index) => storage.key(index) ?? '');
  return all.filter((key) => key.startsWith(`${PREFIX}${person}:`)).map((key) => key.slice(PREFIX.length));
}

/** How many drafts of a person would be lost with this device: the server has no copy of them, or not of all of it. */
export const draftsOnlyHere = (person: string, storage: Storage): number =>
  draftKeys(person, storage).filter((key) => {
    const draft = readDraft(key, storage);
    return draft !== null && (draft.rev === undefined || draft.rev === 0 || draft.unsent?.length !== 0);
  }).length;

/** Removes all drafts of a person: who signs out leaves nothing behind for the next one at this device. */
export function forgetDrafts(person: string, storage: Storage): void {
  for (const key of draftKeys(person, storage)) storage.removeItem(PREFIX + key);
}

/** Keeps a draft; nothing to keep removes it. A full storage is not worth an error: the form still works. */
export function keepDraft(
  key: string,
  values: Values,
  at: string,
  storage: Storage,
  sent: Pick<Draft, 'id' | 'rev' | 'unsent'> = {},
): void {
  try {
    if (Object.keys(values).length === 0) storage.removeItem(PREFIX + key);
    else storage.setItem(PREFIX + key, JSON.stringify({ at, values, ...sent }));
  } catch {
    // Quota or private mode.
  }
}
