/** Forms that are filled in, and records that are looked at, by people without a sign-in: whoever holds the link. */
import type { EntityView, Link, RecordView, SaidProblem } from '../api-shapes';
import type { FormDocument } from '../documents.generated';
import type { Json } from '../json';
import type { Locale, Text } from '../text';

/** `public`: each answer is a new record. `record`: one record, to look at or to fill in. */
export type LinkKind = 'public' | 'record';
export type LinkState = 'open' | 'closed' | 'expired' | 'full' | 'fullToday' | 'revoked';
/** What senders of a public form get of their own record. */
export type OwnRecord = 'none' | 'view' | 'edit';
export type LinkFiles = 'any' | 'image' | 'document';

export interface LinkSettings {
  /** Says in the history by what a record came in. */
  readonly name: string;
  /** Names of role documents whose rights count; of a link to a record those of its maker. */
  readonly roles: readonly string[];
  readonly expiresAt: string | null;
  readonly maxAnswers: number | null;
  /** In one day of the maker's time zone. */
  readonly maxPerDay: number | null;
  readonly isOpen: boolean;
  readonly closedText: Text | null;
  readonly thanksText: Text | null;
  readonly languages: readonly Locale[];
  /** Sites that may show the form in a frame: `https://www.example.com`. */
  readonly origins: readonly string[];
  /** Fields that the address may fill in (`?name=…`). */
  readonly prefill: readonly string[];
  /** Relations may be searched, as far as the roles read; otherwise they are not on the form. */
  readonly searches: boolean;
  readonly own: OwnRecord;
  /** How long the sender's link to their own record works. */
  readonly ownDays: number;
  /** Who owns what comes in. */
  readonly owner: Link | null;
  /** Files of one answer. */
  readonly files: { readonly most: number; readonly megabytes: number; readonly kinds: LinkFiles };
  /** Names of the fields that are shown; null: all of the form. */
  readonly fields: readonly string[] | null;
  /** Names of the fields that may be filled in; null: all that the roles allow. */
  readonly editable: readonly string[] | null;
}
export interface LinkView extends LinkSettings {
  readonly id: string;
  readonly kind: LinkKind;
  readonly entity: string;
  /** Name of the form. */
  readonly form: string | null;
  readonly record: string | null;
  /** Path on this server; null where it cannot be shown any more (TRELLIS_SECRET changed): issue it anew. */
  readonly path: string | null;
  readonly state: LinkState;
  readonly answers: number;
  readonly lastAnswerAt: string | null;
  /** null: made for the sender of a public form. */
  readonly by: Link | null;
  readonly at: string;
}
/** A role whose rights a link may carry, and what they are for the entity. */
export interface LinkRole {
  readonly name: string;
  readonly label: Text;
  readonly canCreate: boolean;
  readonly canUpdate: boolean;
}
type Settable = { -readonly [K in keyof LinkSettings]?: K extends 'owner' ? string | null : LinkSettings[K] };

/** What a page needs that is opened by a link. */
export interface OpenedLink {
  readonly state: 'open';
  readonly kind: LinkKind;
  readonly id: string;
  readonly title: Text;
  readonly languages: readonly Locale[];
  readonly entity: EntityView;
  readonly form: FormDocument;
  readonly record: RecordView | null;
  readonly values: { readonly [field: string]: Json };
  readonly editable: readonly string[];
  readonly targets: readonly EntityView[];
  /** Names of fields. */
  readonly prefill: readonly string[];
  readonly work: LinkWork;
}
/** Work that a browser does before it sends: cheap for one answer, dear for a million. */
export interface LinkWork {
  /** Signed by the server; bound to the link and the time. */
  readonly challenge: string;
  /** A number is sought whose SHA-256 with the challenge begins with so many zero bits. */
  readonly bits: number;
  /** Milliseconds that must pass before the answer is sent. */
  readonly wait: number;
}
export interface ClosedLink {
  readonly state: Exclude<LinkState, 'open' | 'revoked'>;
  readonly title: Text;
  readonly languages: readonly Locale[];
  readonly text: Text | null;
}

export interface LinksOperations {
  /** Links of an entity's forms (for builders), or to one record (for those who may share it), and what a new one may carry. */
  'link.list': {
    input: { entity: string; record?: string };
    output: {
      links: readonly LinkView[];
      roles: readonly LinkRole[];
      /** What a link to the record may give; `none` with a public form. */
      give: 'none' | 'read' | 'edit';
    };
  };
  'link.create': {
    input: { kind: LinkKind; entity: string; form?: string; record?: string } & Settable & { name: string };
    output: LinkView;
  };
  'link.update': { input: { id: string } & Settable; output: LinkView };
  /** A new address; the old one opens nothing from now on. */
  'link.renew': { input: { id: string }; output: LinkView };
  'link.revoke': { input: { id: string }; output: { ok: true } };

  // For guests only: by POST /api/v1/link/<name> with the link's token.
  'link.open': { input: Record<string, never>; output: OpenedLink | ClosedLink };
  'link.submit': {
    input: {
      values: { readonly [field: string]: Json };
      /** Of a link to a record: the revision that was looked at. */
      rev?: number;
      challenge: string;
      nonce: string;
      /** A field that people do not see; programs fill it in. */
      trap?: string;
    };
    output: {
      readonly thanks: Text | null;
      /** Path of the sender's own record. */
      readonly own: string | null;
      readonly $warnings: readonly SaidProblem[];
    };
  };
  'link.options': {
    input: { entity: string; search?: string; ids?: readonly string[]; filter?: { expression: string } };
    output: { options: readonly Link[] };
  };
  /** Records that rules of the form read along relations. */
  'link.related': {
    input: { entity: string; fields: readonly string[]; ids: readonly string[] };
    output: { rows: readonly RecordView[] };
  };
}
