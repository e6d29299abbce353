/** The shapes that several operations share: what callers see of records, flows, documents, people and imports. */
import type { AnyDocument } from './documents.generated';
import type { Json } from './json';
import type { Problem } from './problems';
import type { Locale, Text } from './text';

export type Kind = AnyDocument['kind'];
/** What a viewer may do with a field, each holding the ones before it. `masked`: its value is shown unrecognisably only. */
export type FieldRight = 'none' | 'masked' | 'read' | 'edit';
/** What stands in a record for an encrypted value that cannot be read: its key is missing, or its bytes were changed. Sent back, it changes nothing. */
export interface Unreadable {
  readonly unreadable: true;
}
export const isUnreadable = (value: unknown): value is Unreadable =>
  typeof value === 'object' && value !== null && (value as Partial<Unreadable>).unreadable === true;

/** What stands in a record for a value the viewer may see masked only: `{masked: "138****5678"}`. The value itself never leaves the server. */
export interface Masked {
  readonly masked: string;
}
export const isMasked = (value: unknown): value is Masked =>
  typeof value === 'object' && value !== null && typeof (value as Masked).masked === 'string';

/**
 * A record as a caller sees it: only fields the viewer may read on this record. Relations and persons are `{id, title}`;
 * decimals are strings; a masked value of whatever type is `Masked`. A field that the viewer may read on other records
 * but not on this one is absent.
 */
export interface RecordView {
  readonly id: string;
  readonly rev: number;
  readonly title: string;
  readonly [field: string]: Json;
}
/**
 * A record that was just written. `$warnings`: what the rules of its form say about it without standing in the way
 * (`SaidProblem[]`, read it by `warningsOf`); absent when they say nothing. No field is called so.
 */
export type WrittenRecord = RecordView;

export const warningsOf = (record: WrittenRecord): readonly SaidProblem[] =>
  (record.$warnings ?? []) as unknown as readonly SaidProblem[];

export interface Link {
  readonly id: string;
  readonly title: string;
}

/** What a viewer may know of an entity; a field without the right to read is absent altogether. */
export interface EntityView {
  readonly id: string;
  readonly name: string;
  readonly label: Text;
  readonly labelPlural: Text;
  readonly icon?: string;
  readonly version: number;
  readonly isPlatform: boolean;
  readonly titleField: string;
  readonly can: { readonly create: boolean; readonly update: boolean; readonly delete: boolean };
  readonly fields: readonly FieldView[];
}
export interface FieldView {
  readonly id: string;
  readonly name: string;
  readonly type: string;
  readonly label: Text;
  readonly help?: Text;
  /** The most the viewer may do with it on any record; on one record it may be less (`form.open` says which). */
  readonly right: Exclude<FieldRight, 'none'>;
  readonly required: boolean;
  readonly unique: boolean;
  /** Kept encrypted: no sorting, grouping or searching; a value that cannot be decrypted is `{unreadable: true}`. */
  readonly encrypted?: boolean;
  readonly default?: Json;
  readonly options: { readonly [key: string]: Json };
  readonly target?: string;
  /** System fields (created_at …) come last and are never editable. */
  readonly system: boolean;
  /** The platform computes it (the declared field type: `formula` …); shown, never edited. `type` is that of its values. */
  readonly derived?: {
    readonly type: string;
    readonly options: { readonly [key: string]: Json };
    /** Published a moment ago: records written before have no value yet, until their turn comes. */
    readonly isComputing?: boolean;
  };
  /** The columns of line items. */
  readonly fields?: readonly FieldView[];
}
export interface FlowStepView {
  readonly seq: number;
  readonly at: string;
  readonly by: Link | null;
  readonly node: string | null;
  readonly what:
    | 'started'
    | 'asked'
    | 'approved'
    | 'rejected'
    | 'reminded'
    | 'escalated'
    | 'updated'
    | 'notified'
    | 'branched'
    | 'finished'
    | 'withdrawn'
    | 'failed';
  readonly data: { readonly [key: string]: Json };
  readonly comment?: string;
}
export interface FlowView {
  readonly instance: string;
  readonly flow: string;
  readonly label: Text;
  readonly version: number;
  readonly status: 'active' | 'done' | 'failed' | 'withdrawn';
  readonly outcome: string | null;
  /** The graph of the instance's own version, for the picture. */
  readonly nodes: readonly {
    readonly id: string;
    readonly type: string;
    readonly label: Text;
    readonly x: number;
    readonly y: number;
    readonly state: 'done' | 'active' | 'ahead' | 'skipped';
  }[];
  readonly edges: readonly {
    readonly from: string;
    readonly exit: string;
    readonly to: string;
    readonly taken: boolean;
  }[];
  readonly waitingFor: readonly {
    readonly node: string;
    readonly person: Link;
    readonly since: string;
    readonly dueAt: string | null;
  }[];
  readonly history: readonly FlowStepView[];
  /** The viewer's own open task on this record, if any. */
  readonly myTask: TaskView | null;
}
export interface TaskView {
  readonly id: string;
  readonly instance: string;
  readonly flow: Text;
  readonly node: string;
  readonly label: Text;
  readonly entity: string;
  readonly record: Link & { readonly entityLabel: Text };
  readonly submitter: Link;
  readonly createdAt: string;
  readonly dueAt: string | null;
  readonly state: 'open' | 'approved' | 'rejected' | 'closed';
  readonly reminded: boolean;
  readonly escalated: boolean;
  /** Fields the assignee may edit while deciding. */
  readonly editable: readonly string[];
  readonly commentRequired: 'never' | 'reject' | 'always';
}
export interface DocumentSummary {
  readonly kind: Kind;
  readonly id: string;
  readonly name: string;
  readonly label: Text;
  readonly package: string;
  /** null: never published. */
  readonly version: number | null;
  readonly publishedAt: string | null;
  readonly draft: { readonly rev: number; readonly at: string; readonly by: Link } | null;
}
export interface DocumentVersion {
  readonly version: number;
  readonly at: string;
  readonly by: Link | null;
  readonly note: string;
  readonly current: boolean;
}
export interface DocumentRef {
  readonly kind: Kind;
  readonly name: string;
}
/** One sentence of a plan: what will happen, how dangerous it is (S0–S4 as in DESIGN), and the SQL behind it. */
export interface PlanStep {
  readonly class: 'S0' | 'S1' | 'S2' | 'S3' | 'S4';
  readonly document: DocumentRef;
  readonly path: readonly (string | number)[];
  readonly words: Text;
  readonly sql: readonly string[];
  /** Rows that are read or rewritten; absent where only names and words change. */
  readonly rows?: number;
  /** Who has to wait, never longer than the lock time-out (0.3 s a try): writers of the table, or readers too. Absent: nobody. */
  readonly lock?: 'writers' | 'everybody';
  /** How long it takes, from what this database did before; absent below 50 ms. */
  readonly estimateMs?: number;
  /** Values are carried over. */
  readonly conversion?: ConversionView;
}
export interface PublishPlan {
  readonly steps: readonly PlanStep[];
  readonly problems: readonly SaidProblem[];
  readonly canPublish: boolean;
  /** Given back to `document.publish`: refused (409 `plan.moved`) when documents or tables changed since. */
  readonly seal: string;
  /** It goes on behind, in batches, while everybody works. */
  readonly isBackground: boolean;
}

/** How one field gets its values when a publication changes what it holds. All names of fields are ids or names. */
export interface Conversion {
  readonly entity: string;
  /** The field that gets the values; a column of line items as `lines.column`. */
  readonly field: string;
  /** Fields it takes them from, of the same table; left out: the field itself, whose type or settings change. */
  readonly from?: readonly string[];
  /** Between the values of several fields. Default: a space. */
  readonly join?: string;
  /** Takes one part of a text: `part` from 0; the last of `of` parts takes all the rest. */
  readonly split?: { readonly by: string; readonly part: number; readonly of: number };
  /** A record is found by this field of the target (unique or its title); default: the title. */
  readonly match?: string;
  /** What becomes of a text that names no record: listed as a value that does not convert, or a record of that name is made. */
  readonly missing?: 'list' | 'create';
  /** Of several values only the first is kept; left out: such values are listed. */
  readonly first?: boolean;
  /** Numbers are rounded to the decimals of the field; left out: those with more are listed. */
  readonly round?: boolean;
  /** How choices become text. Default: by label. */
  readonly text?: 'label' | 'value';
  /** Language of labels in texts, and the time zone between dates and instants. Default: those of who asks. */
  readonly locale?: Locale;
  readonly timeZone?: string;
  /** By the old value as text: the value to take instead; null: none. */
  readonly map?: { readonly [value: string]: Json };
  /** What still does not convert is set aside: it stays with its record and is shown there. */
  readonly quarantine?: boolean;
}
/** What can be chosen for a conversion, for the dialog: names of the properties of Conversion that mean something here. */
export type ConversionChoice =
  'map' | 'quarantine' | 'match' | 'missing' | 'first' | 'round' | 'text' | 'locale' | 'timeZone' | 'join' | 'split';
export interface ConversionView {
  /** As it will be done: what was chosen, and defaults for the rest. */
  readonly conversion: Conversion;
  readonly choices: readonly ConversionChoice[];
  readonly from: readonly { readonly id: string; readonly label: Text; readonly type: string }[];
  readonly to: { readonly id: string; readonly label: Text; readonly type: string };
  /** Records (rows of line items) that hold a value to convert, those in the trash included. */
  readonly values: number;
  /** A few values and what becomes of them, as text. */
  readonly samples: readonly { readonly before: string; readonly after: string }[];
  /** Values that do not convert by themselves: exact counts, and the twenty most frequent. All: `document.values`. */
  readonly bad: { readonly count: number; readonly different: number; readonly shown: readonly BadValue[] };
  /** Records that will be made in the target (`missing: 'create'`). */
  readonly creates: number;
}
export interface BadValue {
  /** As text; the key for `map`. */
  readonly value: string;
  readonly count: number;
  readonly why: Problem;
  /** Up to three records that hold it. */
  readonly records: readonly string[];
}
/** A publication that goes on behind. `stuck` waits for a person, and says why; nothing is lost, nothing is half done. */
export interface PlanRunView {
  readonly id: string;
  readonly state: 'running' | 'stuck' | 'done' | 'cancelled';
  readonly at: string;
  readonly by: Link | null;
  readonly note: string;
  readonly documents: readonly DocumentRef[];
  readonly steps: readonly {
    readonly words: Text;
    readonly state: 'waiting' | 'running' | 'done';
    readonly done: number;
    readonly total: number;
  }[];
  readonly problems: readonly SaidProblem[];
  readonly conversions: readonly Conversion[];
  readonly canCancel: boolean;
}
export interface TrashItem {
  readonly id: string;
  /** `values`: what a field held before its values were converted. */
  readonly what: 'entity' | 'field' | 'values';
  readonly entity: string;
  readonly name: string;
  readonly label: Text;
  readonly type?: string;
  readonly at: string;
  readonly by: Link | null;
  /** From then on it may be purged by itself. */
  readonly until: string;
  /** Records, or values that are not empty (an estimate of the database for big tables). */
  readonly rows: number;
}
export interface QuarantinedValue {
  readonly id: string;
  readonly field: string;
  readonly label: Text;
  /** The row of line items, if it is one's. */
  readonly row?: string;
  readonly value: string;
  readonly why: string;
  readonly at: string;
  readonly canResolve: boolean;
}
/** A problem with its sentence in the viewer's language. */
export interface SaidProblem extends Problem {
  readonly message: string;
  readonly document?: DocumentRef;
}

export interface MenuItem {
  readonly type: 'entity' | 'dashboard' | 'report';
  readonly name: string;
  readonly label: Text;
  readonly icon?: string;
}
export interface MenuGroup {
  readonly label: Text;
  readonly items: readonly MenuItem[];
}
export interface NotificationView {
  readonly id: string;
  readonly at: string;
  readonly title: Text;
  readonly body: Text;
  readonly link: string | null;
  readonly read: boolean;
}
export interface PersonView {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly active: boolean;
  readonly department: Link | null;
  readonly roles: readonly string[];
  readonly locale: string;
}
export interface DepartmentView {
  readonly id: string;
  readonly name: string;
  readonly parent: Link | null;
  readonly manager: Link | null;
  readonly path: string;
}
export interface FileView {
  readonly id: string;
  readonly name: string;
  readonly size: number;
  readonly mime: string;
}
/** What the SSE stream `/api/events` sends. Only topics the viewer may know of; never a value. */
export type LiveEvent =
  | { readonly topic: 'records'; readonly entity: string; readonly id?: string }
  | { readonly topic: 'comments'; readonly entity: string; readonly id?: string }
  /** Somebody came to or left a place where the viewer is. */
  | { readonly topic: 'presence'; readonly place: string }
  | { readonly topic: 'tasks' }
  | { readonly topic: 'notifications' }
  | { readonly topic: 'documents' }
  /** Somebody saved a draft; only builders hear of it. */
  | { readonly topic: 'draft'; readonly kind: string; readonly name: string }
  /** What the viewer types into a form, on another device. */
  | { readonly topic: 'formDraft'; readonly entity: string }
  | { readonly topic: 'import'; readonly job: string }
  | { readonly topic: 'batch'; readonly batch: string };

/** An error answer of `/api/v1`: RFC 9457 `application/problem+json`. */
export interface ProblemJson {
  readonly type: 'about:blank';
  readonly status: number;
  readonly title: string;
  readonly detail: string;
  readonly code: string;
  readonly problems: readonly SaidProblem[];
  /** On a 409 of a record: what is stored now. */
  readonly current?: RecordView;
}
