/** What the parts of the host are to each other. Types only: parts are made in services/ and put together in host.ts. */
import type { Pool } from 'pg';
import type { Access, RecordAction, Scope } from '../access/access';
import type {
  Conversion,
  AuditVerdict,
  DocumentRef,
  DocumentSummary,
  DocumentVersion,
  Input,
  LiveEvent,
  OperationName,
  Output,
  PlanStep,
  ProblemJson,
  RecordView,
} from '../kernel/api';
import type { Clock } from '../kernel/clock';
import type { AnyDocument, Filter, FormDocument } from '../kernel/documents.generated';
import type { Ids } from '../kernel/ids';
import type { Json, JsonSchema } from '../kernel/json';
import type { EntityModel, Model } from '../kernel/model';
import type { Problem } from '../kernel/problems';
import type { Registry } from '../kernel/registry';
import type { SecretService } from '../kernel/secrets';
import type { Locale } from '../kernel/text';
import type { Door, PlatformPermission, Viewer } from '../kernel/viewer';
import type { LinkKeys } from './links/keys';
import type { PdfService } from './pdf/pdf';
import type { PresenceService } from './presence/presence';
import type { BadPage } from './services/documents';
import type { Runs } from './services/documents-runs';
import type { PrismaClient } from '../data/generated/client';

/** One PostgreSQL transaction. Prisma and SQL go through the same connection. */
export interface Tx {
  query<R = { [column: string]: unknown }>(
    text: string,
    values?: readonly unknown[],
  ): Promise<{ rows: R[]; rowCount: number }>;
  /** The same for compiled statements: rows are lists, in the order of the columns selected. `name` keeps PostgreSQL's plan. */
  run(statement: {
    readonly text: string;
    readonly values: readonly unknown[];
    readonly name?: string;
  }): Promise<readonly (readonly unknown[])[]>;
  /** COPY … FROM STDIN (engine/data/copy.ts). */
  copy(text: string, body: Uint8Array): Promise<void>;
  /** Made when first asked for (≈ 10 ms): not for hot paths. */
  readonly prisma: PrismaClient;
  /** Runs after a successful commit; for telling, never for writing. */
  afterCommit(fn: () => void): void;
}

/** One call of one operation. */
export interface Call {
  readonly viewer: Viewer;
  readonly door: Door;
  /** Network address the call came from, as far as it is known. */
  readonly source?: string;
  readonly host: Host;
  readonly signal?: AbortSignal;
  /** Takes what the rules of a form say about a write without standing in its way. */
  warn?(warnings: readonly Problem[]): void;
}

export type { Access, RecordAction, Scope };

export interface DocumentStore {
  /** Published documents only; from memory. */
  published(
    kind: AnyDocument['kind'],
    name: string,
  ): { readonly document: AnyDocument; readonly version: number; readonly package: string } | undefined;
  list(
    kind: AnyDocument['kind'],
  ): readonly { readonly document: AnyDocument; readonly version: number; readonly package: string }[];
  /** Another object after each publication: whatever is made of what is published may be kept under it. */
  edition(): object;
  /** Any version ever published, by document id; kept in memory once read. */
  version(id: string, version: number): Promise<AnyDocument | undefined>;
  /** Ids of computed fields whose values are still being computed for the records there were; from memory. */
  computing(): ReadonlySet<string>;
  /** Reads what is published again, when another process published. */
  refresh(): Promise<void>;
}

/** A problem and the document it lies in. */
export interface DocumentProblem extends Problem {
  readonly document?: DocumentRef;
}
/** What is published together: drafts by name, documents as given (files), and what is taken away. */
export interface Publication {
  readonly refs?: readonly DocumentRef[];
  readonly documents?: readonly AnyDocument[];
  readonly remove?: readonly DocumentRef[];
  /**
   * Package of the documents given; without it a document stays where it is, a new one belongs to `workspace`.
   * With `remove` it says that the whole package goes.
   */
  readonly package?: string;
  /** How values are carried over; for what is not named the defaults hold, which lose nothing: bad values stop it. */
  readonly conversions?: readonly Conversion[];
  /** Of the plan that was shown: refused when documents or tables changed since. */
  readonly seal?: string;
  /** Whose language and time zone texts are written in where a conversion says none. */
  readonly reader?: { readonly locale: Locale; readonly timeZone: string };
}
export interface DocumentPlan {
  readonly steps: readonly PlanStep[];
  readonly problems: readonly DocumentProblem[];
  /** No problem is an error. */
  readonly canPublish: boolean;
  /** Of what is published and of the tables as they are. */
  readonly seal: string;
  /** Values are carried over in batches, too many for one transaction. */
  readonly isBackground: boolean;
}
/** Who changes documents. Only an administrator changes the permissions that a role hands out. */
export interface Author {
  readonly person: string | null;
  readonly isAdmin: boolean;
}
/** One life for every kind: draft → check → plan → publish → history → revert. All refuse with Refusal. */
export interface DocumentLife extends DocumentStore {
  /** Publications that go on behind. */
  readonly runs: Runs;
  /** All values of a field that will not convert, page by page. */
  badValues(
    publication: Publication,
    which: { readonly entity: string; readonly field: string; readonly after?: string; readonly size: number },
  ): Promise<BadPage>;
  /** Kinds that are installed and have a format. */
  readonly kinds: ReadonlySet<string>;
  /** Ids of all documents that were ever published, removed ones included. */
  known(): Promise<ReadonlySet<string>>;
  /** What was taken away, as it was last published. */
  removed(kind: AnyDocument['kind']): Promise<readonly AnyDocument[]>;
  /** What is published or drafted, of one kind or of all; by kind, then name. */
  summaries(kind?: AnyDocument['kind']): Promise<readonly DocumentSummary[]>;
  /** The published document (a version of it, when asked for), or the draft of one that was never published. */
  get(
    ref: DocumentRef,
    version?: number,
  ): Promise<{ summary: DocumentSummary; document: AnyDocument; draft: AnyDocument | null }>;
  save(
    by: Author,
    input: Input<'document.save'>,
  ): Promise<{ readonly rev: number; readonly problems: readonly DocumentProblem[] }>;
  discard(ref: DocumentRef): Promise<void>;
  /** As if published together with what is published; nothing is stored. */
  check(documents: readonly AnyDocument[]): Promise<readonly DocumentProblem[]>;
  /** The entities as they would be then, whatever is wrong with the documents. */
  modelWith(documents: readonly AnyDocument[]): Model;
  plan(publication: Publication): Promise<DocumentPlan>;
  /**
   * Refuses with every problem when the plan has errors. What is unchanged gets no new version. Documents and tables
   * change in one transaction; values of big tables are carried over before it, by this call or, with `isBackground`,
   * by a worker.
   */
  publish(
    by: Author,
    publication: Publication,
    note?: string,
    how?: { readonly isBackground?: boolean },
  ): Promise<{
    readonly plan: DocumentPlan;
    readonly versions: readonly (DocumentRef & { readonly version: number })[];
    /** What goes on behind, when it does (only when asked for by `isBackground`). */
    readonly run: string | null;
  }>;
  history(ref: DocumentRef): Promise<readonly DocumentVersion[]>;
  /** Publishes an old version as a new one. A draft stays as it is. */
  revert(
    by: Author,
    ref: DocumentRef,
    version: number,
    how?: { readonly isBackground?: boolean; readonly conversions?: readonly Conversion[] },
  ): Promise<{ readonly plan: DocumentPlan; readonly version: number; readonly run: string | null }>;
}

export interface RecordChange {
  readonly op: 'create' | 'update' | 'delete' | 'restore';
  readonly entity: EntityModel;
  readonly id: string;
  readonly rev: number;
  /** Names of the fields that changed. */
  readonly changed: readonly string[];
}
/** Which fields a write may touch: those the viewer may edit, exactly these, or any (a flow's own update). */
export type Editable = 'rights' | 'any' | readonly string[];

export interface RecordService {
  create(
    call: Call,
    input: {
      entity: string;
      values: { readonly [field: string]: Json };
      form?: string;
      id?: string;
      key?: string;
      editable?: Editable;
    },
    tx?: Tx,
  ): Promise<RecordView>;
  /** Rows that pass are written together; rows that do not are returned with their problems. One transaction. */
  createMany(
    call: Call,
    entity: string,
    rows: readonly { readonly [field: string]: Json }[],
    tx?: Tx,
    /** Searched only when the worker has prepared it: whoever brings in thousands marks the entity (markForSearch). */
    options?: { isSearchedLater?: boolean },
  ): Promise<{ ids: readonly (string | null)[]; failed: readonly { index: number; problems: readonly Problem[] }[] }>;
  /** Deletes records nobody points to, or brings deleted ones back; answers like changeMany. No record twice. */
  removeMany(
    call: Call,
    entity: string,
    op: 'delete' | 'restore',
    rows: readonly { id: string; rev?: number }[],
    tx?: Tx,
    /** Also records that others point to: the caller has looked. */
    options?: { isUsedAllowed?: boolean },
  ): ReturnType<RecordService['changeMany']>;
  /**
   * Changes records that pass together, in one statement; a row that changes nothing writes nothing. Since an older `rev`
   * what others changed is merged, and what both changed refused. `results` are in the order of the rows, null where a row failed. No record twice.
   */
  changeMany(
    call: Call,
    entity: string,
    rows: readonly {
      id: string;
      rev?: number;
      /** Or what they are to be, made of the values as they are stored (line items that keep their rows). */
      values: { readonly [field: string]: Json } | ((present: { readonly [field: string]: unknown }) => unknown);
      /** What it counts as captured with from now on; null: nobody knows. */
      captured?: { readonly form: string; readonly version: number } | null | undefined;
    }[],
    /** `document`: the version of the form whose rules hold. `move`: to another version of the form, or back. */
    options?: { editable?: Editable; document?: FormDocument; move?: 'there' | 'back' },
    tx?: Tx,
  ): Promise<{
    results: readonly ({ readonly rev: number; readonly isChanged: boolean } | null)[];
    failed: readonly { index: number; problems: readonly Problem[] }[];
  }>;
  /**
   * Without `rev` the caller takes the record as it is now (flows). A stale `rev` merges where other fields changed, else
   * 409. `formVersion`: from now on the record counts as captured with the newest version of its form.
   */
  update(
    call: Call,
    input: {
      entity: string;
      id: string;
      rev?: number;
      values: { readonly [field: string]: Json };
      form?: string;
      formVersion?: 'newest';
      editable?: Editable;
    },
    tx?: Tx,
  ): Promise<RecordView>;
  remove(call: Call, entity: string, id: string, rev?: number): Promise<void>;
  restore(call: Call, entity: string, id: string): Promise<RecordView>;
  list(call: Call, input: Input<'record.list'>): Promise<Output<'record.list'>>;
  get(call: Call, entity: string, id: string, fields?: readonly string[]): Promise<RecordView>;
  history(call: Call, entity: string, id: string): Promise<Output<'record.history'>>;
  options(call: Call, input: Input<'record.options'>): Promise<Output<'record.options'>>;
  /** All values of one record in the transaction, without rights: for expressions of flows. Relations are loaded along `paths`. */
  load(
    tx: Tx,
    entity: EntityModel,
    id: string,
    paths: readonly string[],
  ): Promise<{ readonly [field: string]: unknown } | undefined>;
}

export interface FlowService {
  /** Starts the flows that wait for such a change. Runs inside the transaction of the write. */
  onRecord(tx: Tx, call: Call, change: RecordChange): Promise<void>;
  /** Delivers timers that are due by the host's clock; returns how many. Each in a transaction of its own. */
  fireDueTimers(limit?: number): Promise<number>;
}

export interface JobQueue {
  /** Durable: enqueued with the transaction, run by a worker at least once. */
  enqueue(tx: Tx, name: string, data: Json): Promise<void>;
  work(name: string, run: (data: Json, signal: AbortSignal) => Promise<void>): void;
}

export interface LiveEvents {
  /** Told to every process and browser after the commit. */
  publish(tx: Tx, event: LiveEvent & { /** only these people */ readonly people?: readonly string[] }): Promise<void>;
  subscribe(listener: (event: LiveEvent & { readonly people?: readonly string[] }) => void): () => void;
  /** People, roles, departments, keys or sessions changed: after the commit every process looks up its viewers again. */
  peopleChanged(tx: Tx): void;
}

/** Who is where; nothing is stored. See presence/presence.ts. */
export type { PresenceService };

export interface FileStore {
  put(
    call: Call,
    file: { name: string; mime: string; body: Uint8Array },
  ): Promise<{ id: string; name: string; size: number; mime: string }>;
  read(id: string): Promise<Uint8Array>;
  open(id: string): ReadableStream<Uint8Array>;
  /** Stores a body as it comes in, without holding it in memory. */
  putStream(
    call: Call,
    file: { name: string; mime: string; body: AsyncIterable<Uint8Array> },
  ): Promise<{ id: string; name: string; size: number; mime: string }>;
}

/** What was done, chained so that nobody can alter it unseen. */
export interface AuditLog {
  verify(): Promise<AuditVerdict>;
}

export interface Host {
  readonly registry: Registry;
  readonly pool: Pool;
  /** For reading records: PostgreSQL ends what takes too long there. Without it they are read on `pool`. */
  readonly readPool?: Pool;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly isDemo: boolean;
  /** The published entities as of now. Take it once per call. */
  model(): Model;
  access(viewer: Viewer): Access;
  readonly documents: DocumentLife;
  readonly records: RecordService;
  /** undefined when the workflow plugin is not installed. */
  readonly flows: FlowService | undefined;
  readonly jobs: JobQueue;
  readonly live: LiveEvents;
  readonly presence: PresenceService;
  readonly files: FileStore;
  /** Keys of encrypted fields. */
  readonly secrets: SecretService;
  readonly audit: AuditLog;
  /** Tokens of links and what else follows from the installation's secret. */
  readonly links: LinkKeys;
  /** Records as PDFs. */
  readonly pdf: PdfService;
  transaction<T>(fn: (tx: Tx) => Promise<T>): Promise<T>;
  /** The one way in: known operation → viewer → may they → input schema → run. Throws Refusal. */
  call<N extends OperationName>(
    name: N,
    input: Input<N>,
    by: { viewer: Viewer; door: Door; source?: string; signal?: AbortSignal },
  ): Promise<Output<N>>;
  /** The same for a page: problems come back as they would over HTTP, in the viewer's language. Never throws. */
  answer<N extends OperationName>(
    name: N,
    input: Input<N>,
    viewer: Viewer | undefined,
  ): Promise<{ readonly ok: true; readonly output: Output<N> } | { readonly ok: false; readonly problem: ProblemJson }>;
  /** Who sent these headers (session cookie or API key); undefined when nobody is signed in. */
  identify(headers: Headers): Promise<Viewer | undefined>;
  /** `/api/…`: Request → Response. Never throws. */
  fetch(request: Request): Promise<Response>;
  close(): Promise<void>;
}

/** One thing a caller can ask for; one file in operations/, default export, named like the operation. */
export interface Operation<N extends OperationName = OperationName> {
  readonly name: N;
  /** JSON Schema of the input; `additionalProperties: false` throughout. */
  readonly input: JsonSchema;
  /**
   * Everybody who is signed in, or holders of a permission; or guests, who hold a link, may nothing else, and are the only
   * ones who may this. Rights to records are checked where records are read and written.
   */
  readonly may: 'signedIn' | 'guest' | PlatformPermission;
  /** Plugin without which the operation does not exist. */
  readonly plugin?: string;
  readonly isReadOnly: boolean;
  /** Whether each call is kept in the audit log; unless told, what needs a permission and changes something. */
  readonly audit?: boolean;
  run(input: Input<N>, call: Call): Promise<Output<N>>;
}
export const defineOperation = <N extends OperationName>(operation: Operation<N>): Operation<N> => operation;

/** A filter that no caller can widen. */
export type { Filter };
