/** Who may see and do what: sharing one record, asking why, handing records over. */

import type { FieldRight, Link } from '../api-shapes';
import type { Text } from '../text';

/** Whom a record is shared with. A department means its people and those of the departments below it. */
export type ShareTarget = { readonly person: string } | { readonly role: string } | { readonly department: string };
export type ShareLevel = 'read' | 'edit';
export interface ShareView {
  readonly id: string;
  readonly kind: 'person' | 'role' | 'department';
  /** Name of the person or department, label of the role; empty for one that is no more. */
  readonly label: Text;
  readonly level: ShareLevel;
  /** Instant after which it gives nothing any more. */
  readonly until: string | null;
  readonly by: Link;
  readonly at: string;
  /** Whether whoever asks may take it away. */
  readonly canRemove: boolean;
}

/** One reason of an answer: what was looked at, whether it holds, and what it consists of. */
export interface Reason {
  readonly holds: boolean;
  readonly what: 'role' | 'scope' | 'condition' | 'share' | 'field' | 'entity' | 'system' | 'trash';
  readonly words: Text;
  readonly of: readonly Reason[];
}
/** The answer to "may this person do this, and why". `allowed` is what is enforced; the reasons lead to it. */
export interface Explanation {
  readonly allowed: boolean;
  /** Of a field: how much of it. */
  readonly right: FieldRight | null;
  readonly person: Link;
  /** One sentence. */
  readonly words: Text;
  readonly reasons: readonly Reason[];
}

export interface HandOverCount {
  readonly entity: string;
  readonly label: Text;
  readonly count: number;
}
export interface HandOverState {
  readonly id: string;
  /** `person`: records got another owner; `department`: they followed their owner to another department. */
  readonly kind: 'person' | 'department';
  readonly from: Link;
  readonly to: Link;
  /** What a failed one has moved stays moved; starting again goes on with the rest. */
  readonly state: 'running' | 'done' | 'failed';
  readonly total: number;
  readonly done: number;
  readonly at: string;
  readonly endedAt: string | null;
  /** Why it failed, in the reader's language. */
  readonly reason: string | null;
}

export interface AccessOperations {
  /** Whom a record is shared with, for whoever may read it; `give`: what they may share of it themselves. */
  'share.list': {
    input: { entity: string; record: string };
    output: { shares: readonly ShareView[]; give: 'none' | ShareLevel };
  };
  /** Shares a record, or changes a share that is there. Nobody gives more than their own roles give them. */
  'share.add': {
    input: { entity: string; record: string; with: ShareTarget; level: ShareLevel; until?: string | null };
    output: { shares: readonly ShareView[] };
  };
  'share.remove': {
    input: { entity: string; record: string; share: string };
    output: { shares: readonly ShareView[] };
  };
  /** Everybody a record can be shared with, by the words typed; people, departments and roles that open its entity. */
  'share.targets': {
    input: { entity: string; search?: string };
    output: {
      targets: readonly {
        readonly kind: ShareView['kind'];
        readonly id: string;
        readonly label: Text;
        readonly hint: string;
      }[];
    };
  };
  /**
   * Why somebody may, or may not, do something. About oneself everyone may ask, of records they may read; about others
   * an administrator.
   */
  'access.explain': {
    input: {
      entity: string;
      action: 'create' | 'read' | 'update' | 'delete';
      person?: string;
      record?: string;
      field?: string;
    };
    output: Explanation;
  };
  /** Who may read and change one record, for whoever may read it; the reasons only for administrators. */
  'access.who': {
    input: { entity: string; record: string };
    output: {
      people: readonly {
        readonly person: Link;
        readonly may: 'read' | 'edit';
        /** By what: names of roles, or a share. */
        readonly by: readonly Text[];
      }[];
      /** How many people there are in all; only the first 500 are looked at. */
      total: number;
    };
  };
  'handover.preview': {
    input: { from: string };
    output: { entities: readonly HandOverCount[]; tasks: number };
  };
  /** Hands all records a person owns (of some entities, when named) to another, and open approvals too. In the background. */
  'handover.start': {
    input: { from: string; to: string; entities?: readonly string[]; tasks?: boolean };
    output: HandOverState;
  };
  'handover.list': { input: Record<string, never>; output: { moves: readonly HandOverState[] } };
}
