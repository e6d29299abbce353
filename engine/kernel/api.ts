/**
 * The operations: everything a caller can ask for, by name, with what goes in and what comes out. The Server Action,
 * `/api/v1/operations/{name}` and the CLI all end in these. Types only, so that host and browser share them.
 * Inputs are checked against a JSON Schema beside each operation (engine/host/operations); these types must agree.
 */
import type { Answer } from './contract';
import type { AnyDocument, Filter, FormDocument, PackageDocument, Question } from './documents.generated';
import type { Json } from './json';
import type { Problem } from './problems';
import type { Text } from './text';
import type { Door, PlatformPermission } from './viewer';

// ---- shapes shared by several operations ----------------------------------------------------------------------------
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

// ---- the operations -------------------------------------------------------------------------------------------------
export interface Operations {
  // session and shell
  'session.get': {
    input: Record<string, never>;
    output: {
      viewer: {
        id: string;
        name: string;
        email: string;
        locale: string;
        timeZone: string;
        roles: readonly { name: string; label: Text }[];
        department: Link | null;
        permissions: readonly PlatformPermission[];
      };
      menus: readonly MenuGroup[];
      counts: { tasks: number; notifications: number };
      demo: boolean;
      plugins: readonly string[];
    };
  };
  'session.locale': { input: { locale: 'zh-CN' | 'en' }; output: { ok: true } };
  'search.all': {
    input: { text: string };
    output: {
      records: readonly { entity: string; entityLabel: Text; id: string; title: string }[];
      documents: readonly DocumentSummary[];
    };
  };

  // documents: one life for every kind
  'document.list': { input: { kind?: Kind }; output: { documents: readonly DocumentSummary[] } };
  'document.get': {
    input: DocumentRef & { version?: number };
    output: { summary: DocumentSummary; document: AnyDocument; draft: AnyDocument | null };
  };
  /** Saves a draft. `base` is the draft rev the editor started from (0: none); a stale base is a 409 and loses nothing. */
  'document.save': {
    input: {
      document: AnyDocument;
      base: number;
      package?: string;
      /** Published version the editor started from; when another was published since, that is a 409 too. */
      version?: number;
    };
    output: { rev: number; problems: readonly SaidProblem[] };
  };
  'document.discard': { input: DocumentRef; output: { ok: true } };
  /** Checks documents as if they were published together with what is published; nothing is stored. */
  'document.check': { input: { documents: readonly AnyDocument[] }; output: { problems: readonly SaidProblem[] } };
  'document.plan': { input: { refs: readonly DocumentRef[] }; output: PublishPlan };
  'document.publish': {
    input: { refs: readonly DocumentRef[]; note?: string };
    output: { plan: PublishPlan; versions: readonly (DocumentRef & { version: number })[] };
  };
  'document.history': { input: DocumentRef; output: { versions: readonly DocumentVersion[] } };
  'document.diff': {
    input: DocumentRef & { from: number; to: number | 'draft' };
    output: { changes: readonly { path: readonly (string | number)[]; before?: Json; after?: Json }[] };
  };
  /** Makes an old version the draft and publishes it as a new version. */
  'document.revert': { input: DocumentRef & { version: number }; output: { plan: PublishPlan; version: number } };
  /** Unpublishes: soft, restorable; refused with the places that use it. An entity's table and records stay. */
  'document.remove': { input: DocumentRef; output: { ok: true } };

  // entities and records
  'entity.list': { input: Record<string, never>; output: { entities: readonly EntityView[] } };
  'entity.get': { input: { entity: string }; output: EntityView };
  'form.open': {
    input: { entity: string; form?: string; record?: string; task?: string };
    output: {
      entity: EntityView;
      form: FormDocument;
      record: RecordView | null;
      values: { readonly [field: string]: Json };
      /** fields editable now: rights and, with a task, the node's own list */ editable: readonly string[];
      targets: readonly EntityView[];
    };
  };
  'record.list': {
    input: {
      entity: string;
      filter?: Filter;
      search?: string;
      sort?: readonly { field: string; direction: 'asc' | 'desc' }[];
      fields?: readonly string[];
      page?: { size?: number; after?: string };
      count?: boolean;
      trash?: boolean;
    };
    output: { rows: readonly RecordView[]; next: string | null; total: number | null };
  };
  'record.get': { input: { entity: string; id: string; fields?: readonly string[] }; output: RecordView };
  /** `key`: an idempotency key of the caller; the same key again answers with the record made the first time. */
  'record.create': {
    input: { entity: string; values: { readonly [field: string]: Json }; form?: string; key?: string };
    output: RecordView;
  };
  'record.update': {
    input: { entity: string; id: string; rev: number; values: { readonly [field: string]: Json }; form?: string };
    output: RecordView;
  };
  'record.delete': { input: { entity: string; id: string; rev?: number }; output: { ok: true } };
  'record.restore': { input: { entity: string; id: string }; output: RecordView };
  'record.history': {
    input: { entity: string; id: string };
    output: {
      entries: readonly {
        rev: number;
        at: string;
        by: Link | null;
        door: Door;
        op: 'create' | 'update' | 'delete' | 'restore';
        changes: readonly { field: string; label: Text; before: Json; after: Json }[];
      }[];
    };
  };
  /** Candidates of a relation or person field while typing. */
  'record.options': {
    input: { entity: string; search?: string; ids?: readonly string[]; size?: number };
    output: { options: readonly Link[] };
  };
  'record.export': {
    input: {
      entity: string;
      filter?: Filter;
      search?: string;
      fields?: readonly string[];
      sort?: readonly { field: string; direction: 'asc' | 'desc' }[];
      format: 'csv' | 'xlsx';
    };
    output: { file: string };
  };

  // flows
  'flow.of': {
    input: { entity: string; record: string };
    output: { flows: readonly FlowView[]; startable: readonly { flow: string; label: Text }[] };
  };
  'flow.start': { input: { flow: string; record: string; key?: string }; output: { instance: string } };
  'flow.withdraw': { input: { instance: string; comment?: string }; output: { ok: true } };
  'task.list': { input: { state?: 'open' | 'done'; size?: number }; output: { tasks: readonly TaskView[] } };
  /** `values` changes the node's editable fields in the same transaction; `rev` guards the record. */
  'task.decide': {
    input: {
      task: string;
      decision: 'approve' | 'reject';
      comment?: string;
      values?: { readonly [field: string]: Json };
      rev?: number;
    };
    output: { ok: true; next: TaskView | null };
  };
  'notification.list': {
    input: { size?: number };
    output: { notifications: readonly NotificationView[]; unread: number };
  };
  'notification.read': { input: { ids: readonly string[] | 'all' }; output: { ok: true } };

  // reports
  'query.run': { input: { question: Question }; output: Answer };
  'report.run': {
    input: { report: string };
    output: {
      report: {
        name: string;
        label: Text;
        chart: { type: string; options?: { readonly [key: string]: unknown } };
        question: Question;
      };
      answer: Answer;
    };
  };
  /** The records behind one group of an answer; `group` holds the dimension values clicked, by column name. */
  'report.records': {
    input: { question: Question; group: { readonly [column: string]: Json }; page?: { size?: number; after?: string } };
    output: { entity: string; filter: Filter; rows: readonly RecordView[]; next: string | null; total: number | null };
  };
  'dashboard.open': {
    input: { dashboard: string };
    output: {
      name: string;
      label: Text;
      tiles: readonly {
        id: string;
        report: string;
        title: Text;
        x: number;
        y: number;
        w: number;
        h: number;
        chart: { type: string; options?: { readonly [key: string]: unknown } };
        question: Question;
      }[];
    };
  };

  // import
  'import.inspect': {
    input: { entity: string; file: string; encoding?: string; sheet?: string; hasHeader?: boolean };
    output: {
      encoding: string;
      sheets: readonly string[];
      columns: readonly ImportColumn[];
      rows: number;
      preview: readonly (readonly string[])[];
    };
  };
  'import.start': {
    input: {
      entity: string;
      file: string;
      encoding?: string;
      sheet?: string;
      hasHeader?: boolean;
      mapping: readonly { index: number; field: string }[];
    };
    output: { job: string };
  };
  'import.get': { input: { job: string }; output: ImportState };
  'import.errors': {
    input: { job: string; size?: number; after?: number };
    output: {
      errors: readonly { row: number; field: string | null; message: string; values: readonly string[] }[];
      total: number;
      /** link to the list as CSV */ download: string;
    };
  };
  'import.cancel': { input: { job: string }; output: { ok: true } };

  // people
  'person.list': { input: Record<string, never>; output: { people: readonly PersonView[] } };
  'person.save': {
    input: {
      id?: string;
      name: string;
      email: string;
      password?: string;
      department?: string | null;
      roles: readonly string[];
      active: boolean;
      locale?: 'zh-CN' | 'en';
    };
    output: PersonView;
  };
  'department.list': { input: Record<string, never>; output: { departments: readonly DepartmentView[] } };
  'department.save': {
    input: { id?: string; name: string; parent?: string | null; manager?: string | null };
    output: DepartmentView;
  };
  'department.delete': { input: { id: string }; output: { ok: true } };
  'key.list': {
    input: Record<string, never>;
    output: {
      keys: readonly {
        id: string;
        label: string;
        prefix: string;
        person: Link;
        createdAt: string;
        lastUsedAt: string | null;
      }[];
    };
  };
  /** The key itself is shown once. */
  'key.create': { input: { label: string; person?: string; days?: number }; output: { id: string; key: string } };
  'key.revoke': { input: { id: string }; output: { ok: true } };
  'package.list': {
    input: Record<string, never>;
    output: {
      packages: readonly { name: string; label: Text; version: string; installed: boolean; documents: number }[];
    };
  };
  'package.get': {
    input: { name: string };
    output: { package: PackageDocument; documents: readonly DocumentSummary[] };
  };
}
export type OperationName = keyof Operations;
export type Input<N extends OperationName> = Operations[N]['input'];
export type Output<N extends OperationName> = Operations[N]['output'];

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
