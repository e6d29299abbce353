/** The life of documents: draft → check → plan → publish → history → revert. One code path for every kind. */
import {
  dropDraft,
  findDocument,
  freeNames,
  lockDocument,
  markRemoved,
  onPool,
  readDocument,
  readHistory,
  readKnownIds,
  readSummaries,
  renameRole,
  writeDraft,
  writeVersion,
  type DocumentRow,
  type Queryable,
} from '../../data/documents/rows';
import { lockPublishing, retryWhileBusy, runDdl } from '../../data/documents/tables';
import type { Pool } from 'pg';
import type { DocumentRef, DocumentVersion } from '../../kernel/api';
import type { Clock } from '../../kernel/clock';
import type { AnyDocument } from '../../kernel/documents.generated';
import type { Ids } from '../../kernel/ids';
import type { Model } from '../../kernel/model';
import { isName } from '../../kernel/names';
import { problem, Refusal, refuse } from '../../kernel/problems';
import type { Registry } from '../../kernel/registry';
import type { Author, DocumentLife, LiveEvents, Publication, Tx } from '../contract';
import { checkTogether, type Checker } from './documents-check';
import { changesBetween } from './documents-diff';
import { textOf } from './documents-files';
import { loadFormats } from './documents-formats';
import { checkAuthor, makePlan, type Change, type FullPlan } from './documents-plan';
import { readState, VersionCache, type Kind, type State } from './documents-state';
import { summaryOf } from './documents-summary';

export interface DocumentDeps {
  /** schemas/formats of this installation. */
  readonly formats: string;
  readonly registry: Registry;
  readonly clock: Clock;
  readonly ids: Ids;
  /** For reads outside a transaction. */
  readonly pool: Pool;
  transaction<T>(fn: (tx: Tx) => Promise<T>): Promise<T>;
  /** Only listened to; publications are told inside their own transaction. */
  readonly live: Pick<LiveEvents, 'subscribe'>;
}
export interface DocumentService extends DocumentLife {
  /** The published entities as of now: what `host.model()` answers. */
  model(): Model;
  close(): void;
}

/** Package of documents made on the screen. */
const WORKSPACE = 'workspace';

export async function createDocumentStore(deps: DocumentDeps): Promise<DocumentService> {
  const { registry, clock } = deps;
  const db = onPool(deps.pool);
  const checker: Checker = { registry, formats: loadFormats(deps.formats) };
  const cache = new VersionCache();
  let state = await readState(db, cache, registry);
  let reading: Promise<void> = Promise.resolve();

  /** One after the other, so that an older answer never replaces a newer one. */
  const refresh = (): Promise<void> => {
    reading = reading
      .catch(() => undefined)
      .then(async () => {
        state = await readState(db, cache, registry, state);
      });
    return reading;
  };
  let isClosed = false;
  const unsubscribe = deps.live.subscribe((event) => {
    // The pool may be gone already when the host is being closed.
    if (event.topic === 'documents') refresh().catch((error: unknown) => isClosed || console.error(error));
  });

  const entry = (kind: Kind, name: string) => state.byName.get(kind)?.get(name);

  async function rowOf(on: Queryable, ref: DocumentRef): Promise<DocumentRow> {
    const published = entry(ref.kind, ref.name);
    const row = published ? await readDocument(on, published.document.id) : await findDocument(on, ref.kind, ref.name);
    return row ?? refuse('document.notFound', [], { name: ref.name });
  }

  async function versionOf(row: DocumentRow, version: number): Promise<AnyDocument> {
    const document = await cache.read(db, row.id, version);
    return document ?? refuse('document.noVersion', ['version'], { name: row.name, version });
  }

  async function summary(id: string) {
    const [row] = await readSummaries(db, { id, removed: true });
    return summaryOf(row!);
  }

  /** The drafts of a publication by name, its documents as given, and what it takes away. */
  async function resolve(on: Queryable, publication: Publication, published: State): Promise<Change> {
    const documents = [...(publication.documents ?? [])];
    for (const ref of publication.refs ?? []) {
      const row = await rowOf(on, ref);
      if (!row.draft) refuse('document.noDraft', [], { name: ref.name });
      documents.push(JSON.parse(row.draft) as AnyDocument);
    }
    const removed = (publication.remove ?? []).map(({ kind, name }) => {
      const found = published.byName.get(kind)?.get(name);
      return found?.document.id ?? refuse('document.notFound', [], { name });
    });
    return { documents, removed: new Set(removed), isPackageRemoval: publication.package !== undefined };
  }

  async function write(tx: Tx, plan: FullPlan, change: Change, by: Author, publication: Publication, note: string) {
    await runDdl(tx, plan.sql);
    const commitId = deps.ids.uuid();
    const at = clock.now();
    const drafts = new Set((publication.refs ?? []).map((ref) => `${ref.kind} ${ref.name}`));
    await freeNames(tx, plan.documents);
    const versions: (DocumentRef & { version: number })[] = [];
    for (const document of plan.documents) {
      const { id, kind, name } = document;
      const old = state.byId.get(id);
      const row = await lockDocument(tx, id);
      const isDraft = drafts.has(`${kind} ${row?.name ?? name}`) || drafts.has(`${kind} ${name}`);
      const owner = publication.package ?? row?.package ?? WORKSPACE;
      const content = textOf(document);
      const author = { note, by: by.person, at, commitId };
      const version = await writeVersion(tx, { id, kind, name, package: owner, content, isDraft, ...author });
      if (kind === 'role' && old && old.document.name !== name) await renameRole(tx, old.document.name, name);
      versions.push({ kind, name, version });
    }
    for (const id of change.removed) await markRemoved(tx, id, at);
    await announce(tx, plan.documents);
    return versions;
  }

  async function publishOnce(by: Author, publication: Publication, note: string) {
    return deps.transaction(async (tx) => {
      await lockPublishing(tx);
      // Another process may have published since this one last heard.
      const before = await readState(tx, cache, registry, state);
      const change = await resolve(tx, publication, before);
      const plan = await makePlan(tx, change, before, checker);
      const faults = [...plan.problems, ...checkAuthor(by, { ...change, documents: plan.documents }, before)];
      const errors = faults.filter((fault) => fault.level !== 'warning');
      if (errors.length > 0) throw new Refusal(errors);
      if (publication.seal !== undefined && publication.seal !== plan.seal) refuse('plan.moved');
      return { plan, run: null, versions: await write(tx, plan, change, by, publication, note) };
    });
  }

  async function publish(by: Author, publication: Publication, note = '') {
    const result = await retryWhileBusy(() => publishOnce(by, publication, note));
    await refresh();
    return result;
  }

  return {
    kinds: new Set([...checker.formats.kinds].filter((kind) => registry.documentKinds.has(kind))),
    model: () => state.model,
    published: entry,
    list: (kind) => [...state.byId.values()].filter((e) => e.document.kind === kind),
    version: (id, version) => cache.read(db, id, version),
    refresh,
    known: () => readKnownIds(db),
    close() {
      isClosed = true;
      unsubscribe();
    },

    async summaries(kind) {
      return (await readSummaries(db, kind ? { kind } : {})).map(summaryOf);
    },

    async removed(kind) {
      const rows = await readSummaries(db, { kind, removed: true });
      return rows
        .filter((row) => row.version === null && row.removed_at !== null && row.content !== null)
        .map((row) => JSON.parse(row.content!) as AnyDocument);
    },

    async get(ref, version) {
      const row = await rowOf(db, ref);
      const draft = row.draft ? (JSON.parse(row.draft) as AnyDocument) : null;
      const wanted = version ?? row.version;
      const document = wanted === null ? draft : await versionOf(row, wanted);
      return {
        summary: await summary(row.id),
        document: document ?? refuse('document.notFound', [], { name: ref.name }),
        draft,
      };
    },

    async save(by, { document, base, package: owner, version }) {
      checkDraft(document);
      const { id, kind, name } = document;
      const rev = await deps.transaction(async (tx) => {
        const row = await lockDocument(tx, id);
        const isStale =
          (row?.draft ? row.draft_rev : 0) !== base || (version !== undefined && version !== (row?.version ?? 0));
        if (isStale) refuse('document.stale', [], { label: document.label ?? name });
        const holder = await findDocument(tx, kind, name);
        if (holder && holder.id !== id && holder.removed_at === null) {
          refuse('document.nameTaken', ['name'], { name, other: (await summary(holder.id)).label });
        }
        if (holder && holder.id !== id) await freeNames(tx, [{ id, kind, name }]);
        const content = textOf(document);
        const draft = { id, kind, name, content, by: by.person, at: clock.now() };
        return writeDraft(tx, { ...draft, package: owner ?? WORKSPACE });
      });
      const change = { documents: [document], removed: new Set<string>() };
      const { problems } = checkTogether(change.documents, change.removed, state, checker);
      return { rev, problems: [...problems, ...checkAuthor(by, change, state)] };
    },

    async discard(ref) {
      await deps.transaction(async (tx) => dropDraft(tx, (await rowOf(tx, ref)).id));
    },

    async check(documents) {
      return checkTogether(documents, new Set(), state, checker).problems;
    },

    async plan(publication) {
      const before = state;
      return makePlan(db, await resolve(db, publication, before), before, checker);
    },

    publish,

    async history(ref) {
      const row = await rowOf(db, ref);
      return (await readHistory(db, row.id)).map(({ version, at, note, by_id, by_name }): DocumentVersion => ({
        version,
        at: at.toISOString(),
        by: by_id ? { id: by_id, title: by_name ?? '' } : null,
        note,
        current: version === row.version,
      }));
    },

    async revert(by, ref, version) {
      const row = await rowOf(db, ref);
      const document = await versionOf(row, version);
      const note = `← ${version}`;
      const { plan, versions, run } = await publish(by, { documents: [document] }, note);
      return { plan, version: versions[0]?.version ?? row.version ?? version, run };
    },
  };
}

/** What even an unfinished draft must have, so that it can be kept and found again. */
function checkDraft({ id, kind, name }: AnyDocument): void {
  if (!isName(name)) refuse('document.nameInvalid', ['name'], { name: String(name) });
  if (!/^[a-z]{3}_[A-Za-z0-9_]{4,40}$/.test(id)) refuse('document.badFormat', ['id'], { at: 'id' });
  if (typeof kind !== 'string') refuse('document.missing', ['kind'], { at: 'kind' });
}

/**
 * Told with the commit itself (NOTIFY is transactional), not after it: a process that dies between the two would leave
 * the others with what was published before.
 */
async function announce(tx: Tx, documents: readonly AnyDocument[]): Promise<void> {
  await tx.query(`select pg_notify('trellis', $1)`, [JSON.stringify({ topic: 'documents' })]);
  if (documents.some((document) => document.kind === 'role')) {
    await tx.query(`select pg_notify('trellis', $1)`, [JSON.stringify({ topic: 'people' })]);
  }
}

/** What two versions of a document differ in; `to` may be its draft. */
export async function diffVersions(life: DocumentLife, ref: DocumentRef, from: number, to: number | 'draft') {
  const before = (await life.get(ref, from)).document;
  const after = to === 'draft' ? (await life.get(ref)).draft : (await life.get(ref, to)).document;
  if (!after) throw new Refusal(problem('document.noDraft', [], { name: ref.name }));
  return changesBetween(before, after);
}

/** undefined_table, undefined_column. */
const GONE = new Set(['42P01', '42703']);

/**
 * Runs an operation; once more when a table or column was renamed by a publication that this process had not heard of
 * yet. The failed run was rolled back, so nothing happens twice.
 */
export async function onCurrentModel<T>(documents: DocumentService, run: () => Promise<T>): Promise<T> {
  const model = documents.model();
  try {
    return await run();
  } catch (error) {
    if (!GONE.has((error as { code?: string }).code ?? '')) throw error;
    await documents.refresh();
    if (documents.model() === model) throw error;
    return run();
  }
}
