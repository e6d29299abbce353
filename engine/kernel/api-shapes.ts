/** The shapes that several operations share: what callers see of records, flows, documents, people and imports. */
import type { AnyDocument } from './documents.generated';
import type { Json } from './json';
import type { Problem } from './problems';
import type { Text } from './text';

export type Kind = AnyDocument['kind'];
export type FieldRight = 'none' | 'read' | 'edit';

/** A record as a caller sees it: only fields the viewer may read. Relations and persons are `{id, title}`; decimals are strings. */
export interface RecordView {
  readonly id: string;
  readonly rev: number;
  readonly title: string;
  readonly [field: string]: Json;
}
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
  readonly right: 'read' | 'edit';
  readonly required: boolean;
  readonly unique: boolean;
  /** Kept encrypted: no sorting, grouping or searching; a value that cannot be decrypted is `{unreadable: true}`. */
  readonly encrypted?: boolean;
  readonly default?: Json;
  readonly options: { readonly [key: string]: Json };
  readonly target?: string;
  /** System fields (created_at …) come last and are never editable. */
  readonly system: boolean;
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
}
export interface PublishPlan {
  readonly steps: readonly PlanStep[];
  readonly problems: readonly SaidProblem[];
  readonly canPublish: boolean;
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
export interface ImportColumn {
  readonly index: number;
  readonly header: string;
  readonly samples: readonly string[];
  /** Guessed field, or null. */ readonly guess: string | null;
}
export interface ImportState {
  readonly id: string;
  readonly entity: string;
  readonly file: string;
  readonly state: 'ready' | 'running' | 'done' | 'failed' | 'cancelled';
  readonly total: number;
  readonly done: number;
  readonly inserted: number;
  readonly failed: number;
  readonly startedAt: string | null;
  readonly endedAt: string | null;
}

/** What the SSE stream `/api/events` sends. Only topics the viewer may know of; never a value. */
export type LiveEvent =
  | { readonly topic: 'records'; readonly entity: string; readonly id?: string }
  | { readonly topic: 'tasks' }
  | { readonly topic: 'notifications' }
  | { readonly topic: 'documents' }
  | { readonly topic: 'import'; readonly job: string };

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
