/**
 * The operations: everything a caller can ask for, by name, with what goes in and what comes out. The Server Action,
 * `/api/v1/operations/{name}` and the CLI all end in these. Types only, so that host and browser share them.
 * Inputs are checked against a JSON Schema beside each operation (engine/host/operations); these types must agree.
 */
import type { Answer } from './contract';
import type { AnyDocument, Filter, FormDocument, PackageDocument, Question } from './documents.generated';
import type { Json } from './json';
import type { Text } from './text';
import type { Door, PlatformPermission } from './viewer';
import type {
  Kind,
  RecordView,
  Link,
  EntityView,
  FlowView,
  TaskView,
  DocumentSummary,
  DocumentVersion,
  DocumentRef,
  PublishPlan,
  SaidProblem,
  MenuGroup,
  NotificationView,
  PersonView,
  DepartmentView,
  ImportColumn,
  ImportState,
} from './api-shapes';

export type * from './api-shapes';

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
