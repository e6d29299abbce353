/** What people typed into a form for a new record and have not sent yet, on whatever device. */
import type { Json } from '../json';
import type { Text } from '../text';

export interface DraftView {
  /** A record is created with it as `key`: whatever is sent twice, one draft makes one record. */
  readonly id: string;
  /** Counts the saves; 0: nothing is kept. */
  readonly rev: number;
  readonly at: string;
  /** By field name; fields the viewer may no longer fill in are left out. */
  readonly values: { readonly [field: string]: Json };
}
/** A field that was changed on another device since this one last heard of the draft. It was not overwritten. */
export interface DraftClash {
  readonly field: string;
  readonly value: Json;
  readonly at: string;
}
export interface DraftOfMine {
  readonly entity: string;
  readonly label: Text;
  readonly place: string;
  readonly at: string;
  /** What the record would be called so far. */
  readonly title: string;
  /** How many fields are filled in. */
  readonly fields: number;
}

interface DraftPlace {
  entity: string;
  /** `new`, or what the record begins with: one draft for each. */
  place: string;
}
export interface DraftsOperations {
  'draft.open': { input: DraftPlace; output: { draft: DraftView | null } };
  /**
   * Keeps fields. `base`: the rev this device last heard of; a field that another device changed since then to something
   * else is kept as it is and told as a clash. `id` counts for a draft that is new.
   */
  'draft.save': {
    input: DraftPlace & { id: string; base: number; values: { readonly [field: string]: Json } };
    output: { draft: DraftView; clashes: readonly DraftClash[] };
  };
  'draft.discard': { input: DraftPlace; output: { ok: true } };
  /** The newest first. */
  'draft.list': { input: Record<string, never>; output: { drafts: readonly DraftOfMine[] } };
}
