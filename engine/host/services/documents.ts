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
import { keepVacuumOut, lockPublishing, retryWhileBusy, runDdl } from '../../data/documents/tables';
import { readComputing } from '../../data/derived/fill';
import { BadValues } from '../../data/plans/fill';
import { forgetRun } from '../../data/plans/journal';
import { listBad } from '../../data/plans/scan';
import { markForSearch } from '../../data/search/fill';
import { searchAfterPublish } from '../../data/search/publish';
import type { DocumentRef, DocumentVersion } from '../../kernel/api';
import type { AnyDocument } from '../../kernel/documents.generated';
import type { Model } from '../../kernel/model';
import { isName } from '../../kernel/names';
import { Refusal, refuse } from '../../kernel/problems';
import type { Registry } from '../../kernel/registry';
import type { Secrets } from '../../kernel/secrets';
import type { Author, DocumentLife, LiveEvents, Publication, Tx } from '../contract';
import { fillAll, fillOf, refusalOf } from './documents-fill';
import { isOutdated } from './outdated';
import { checkTogether, type Checker } from './documents-check';
import { textOf } from './documents-files';
import { loadFormats } from './documents-formats';
import { checkAuthor, DEFAULT_READER, draftOf, howOf, makePlan, type Change, type FullPlan } from './documents-plan';
import { createRuns, type RunCore, type RunDeps, type RunPublication } from './documents-runs';
import { readState, VersionCache, type Kind, type State } from './documents-state';
import { summaryOf } from './documents-summary';
import { writeTrash } from './documents-trash';

export interface DocumentDeps extends RunDeps {
  /** schemas/formats of this installation. */
  readonly formats: string;
  readonly registry: Registry;
  readonly secrets?: Secrets;
  /** Only listened to; publications are told inside their own transaction. */
  readonly live: Pick<LiveEvents, 'subscribe'>;
}
export interface DocumentService extends DocumentLife {
  /** The published entities as of now: what `host.model()` answers. */
  model(): Model;
  close(): void;
}
/** With the ids of the fields the values stand in. */
export type BadPage = Awaited<ReturnType<typeof listBad>> & { readonly sources: readonly string[] };

/** Package of documents made on the screen. */
const WORKSPACE = 'workspace';

export async function createDocumentStore(deps: DocumentDeps): Promise<DocumentService> {
  const { registry, clock } = deps;
  const db = onPool(deps.pool);
  const checker: Checker = { registry, formats: loadFormats(deps.formats), secrets: deps.secrets };
  const cache = new VersionCache();
  let state = await readState(db, cache, registry);
  let computing = await readComputing(db);
  let reading: Promise<void> = Promise.resolve();

  /** One after the other, so that an older answer never replaces a newer one. */
  const refresh = (): Promise<void> => {
    reading = reading
      .catch(() => undefined)
      .then(async () => {
        state = await readState(db, cache, registry, state);
        computing = await readComputing(db);
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
      documents.push(draftOf(row, publication.conversions, published));
    }
    const removed = (publication.remove ?? []).map(({ kind, name }) => {
      const found = published.byName.get(kind)?.get(name);
      return found?.document.id ?? refuse('document.notFound', [], { name });
    });
    return { documents, removed: new Set(removed), isPackageRemoval: publication.package !== undefined };
  }

  /** Everything of a publication that must be there together: columns, documents, versions, the trash. */
  const write: RunCore['write'] = async (tx, plan, change, by, { publication, before, note, run }) => {
    await runDdl(tx, plan.sql);
    const commitId = deps.ids.uuid();
    const at = clock.now();
    await freeNames(tx, plan.documents);
    const versions: (DocumentRef & { version: number })[] = [];
    for (const document of plan.documents) {
      const { id, kind, name } = document;
      const old = before.byId.get(id);
      await searchAfterPublish(tx, old?.document, document);
      const row = await lockDocument(tx, id);
      // A draft that was changed since it was published is a draft still.
      const isDraft = row !== undefined && publication.drafts[id] === row.draft_rev;
      const owner = publication.package ?? row?.package ?? WORKSPACE;
      const content = textOf(document);
      const author = { note, by: by.person, at, commitId };
      const version = await writeVersion(tx, { id, kind, name, package: owner, content, isDraft, ...author });
      if (kind === 'role' && old && old.document.name !== name) await renameRole(tx, old.document.name, name);
      versions.push({ kind, name, version });
    }
    for (const id of change.removed) await markRemoved(tx, id, at);
    const rewritten = new Set(plan.carrying.map(({ field }) => field.entity.id));
    for (const id of rewritten) await markForSearch(tx, id);
    await writeTrash(tx, plan.trash, deps.ids, by.person, at, run);
    await announce(tx, plan.documents);
    return versions;
  };

  /** Values of small tables, in the transaction of the publication. Gives under which id values were set aside. */
  async function carryOver(tx: Tx, plan: FullPlan, by: Author): Promise<string | undefined> {
    if (plan.carrying.length === 0) return undefined;
    await runDdl(tx, plan.expand);
    const run = deps.ids.uuid();
    for (const planned of plan.carrying) {
      try {
        await fillAll(tx, fillOf(planned, run, by, deps.makeRecords));
      } catch (error) {
        throw error instanceof BadValues ? refusalOf(error, planned) : error;
      }
    }
    return run;
  }

  async function draftsOf(tx: Tx, publication: Publication, plan: FullPlan): Promise<RunPublication['drafts']> {
    const drafts: { [id: string]: number } = {};
    for (const ref of publication.refs ?? []) {
      const row = await rowOf(tx, ref);
      if (plan.documents.some(({ id }) => id === row.id)) drafts[row.id] = row.draft_rev;
    }
    return drafts;
  }

  async function publishOnce(by: Author, publication: Publication, note: string) {
    return deps.transaction(async (tx) => {
      await lockPublishing(tx);
      // Another process may have published since this one last heard.
      const before = await readState(tx, cache, registry, state);
      const change = await resolve(tx, publication, before);
      await runs.refuseWhileRunning(tx, new Set([...change.documents.map(({ id }) => id), ...change.removed]));
      const plan = await makePlan(tx, change, before, checker, howOf(publication));
      const faults = [...plan.problems, ...checkAuthor(by, { ...change, documents: plan.documents }, before)];
      const errors = faults.filter((fault) => fault.level !== 'warning');
      if (errors.length > 0) throw new Refusal(errors);
      if (publication.seal !== undefined && publication.seal !== plan.seal) refuse('plan.moved');
      const asked: RunPublication = {
        documents: plan.documents,
        removed: [...change.removed],
        ...(publication.package === undefined ? {} : { package: publication.package }),
        conversions: plan.carrying.map(({ field }) => field.conversion),
        plain: plan.plain,
        late: [...plan.late, ...plan.numbering.map(({ number }) => number)].map(({ field }) => field.id),
        drafts: await draftsOf(tx, publication, plan),
        reader: publication.reader ?? DEFAULT_READER,
      };
      if (plan.isBackground) return { plan, versions: [], run: await runs.begin(tx, by, asked, plan, note) };
      await keepVacuumOut(tx, [...plan.expand, ...plan.sql]);
      const carried = await carryOver(tx, plan, by);
      const versions = await write(tx, plan, change, by, { publication: asked, before, note, run: carried });
      for (const statement of plan.later) await tx.query(statement);
      if (carried) await forgetRun(tx, carried, true);
      return { plan, run: null, versions };
    });
  }

  const publish: DocumentLife['publish'] = async (by, publication, note = '', how = {}) => {
    const result = await retryWhileBusy(() => publishOnce(by, publication, note));
    if (result.run === null || how.isBackground) {
      await refresh();
      return result;
    }
    const became = await runs.drive(result.run);
    await refresh();
    const { versions, problems } = await runs.get(result.run);
    if (became === 'stuck') {
      // Whoever waits for it decides now; nothing is left behind.
      await runs.cancel(result.run);
      throw new Refusal(problems);
    }
    return { ...result, versions, run: became === 'done' ? null : result.run };
  };

  const core: RunCore = {
    deps,
    authorOf: (run) => ({ person: run.by_id, isAdmin: run.is_admin }),
    async planOf(on, run) {
      const publication = JSON.parse(run.publication) as RunPublication;
      const before = await readState(on, cache, registry, state);
      const change: Change = {
        documents: publication.documents,
        removed: new Set(publication.removed),
        isPackageRemoval: publication.package !== undefined,
      };
      const { conversions, reader, plain, late = [] } = publication;
      const how = { conversions, reader, plain: new Set(plain), late: new Set(late) };
      const plan = await makePlan(on, change, before, checker, how);
      return { plan, change, before, publication };
    },
    modelOf: async (on) => (await readState(on, cache, registry, state)).model,
    lockPublishing,
    write,
    refresh,
  };
  const runs = createRuns(core);

  return {
    kinds: new Set([...checker.formats.kinds].filter((kind) => registry.documentKinds.has(kind))),
    model: () => state.model,
    computing: () => computing,
    published: entry,
    edition: () => state,
    list: (kind) => [...state.byId.values()].filter((e) => e.document.kind === kind),
    version: (id, version) => cache.read(db, id, version),
    refresh,
    runs,
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
        const rev = await writeDraft(tx, { ...draft, package: owner ?? WORKSPACE });
        await tx.query(`select pg_notify('trellis', $1)`, [JSON.stringify({ topic: 'draft', kind, name })]);
        return rev;
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

    modelWith: (documents) => checkTogether(documents, new Set(), state, checker).state.model,

    async plan(publication) {
      const before = state;
      return makePlan(db, await resolve(db, publication, before), before, checker, howOf(publication));
    },

    async badValues(publication, { entity, field, after, size }) {
      const plan = await makePlan(db, await resolve(db, publication, state), state, checker, howOf(publication));
      const found = [...plan.carrying, ...plan.looking].find(
        ({ field: own }) =>
          [own.entity.id, own.entity.name].includes(entity) && [own.field.id, own.conversion.field].includes(field),
      );
      if (!found) refuse('plan.unknownField', ['field'], { name: field });
      const sources = found.field.converter.from.map((side) => side.id);
      return { ...(await listBad(db, found.carry, after ?? null, size)), sources };
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

    async revert(by, ref, version, how = {}) {
      const row = await rowOf(db, ref);
      const document = await versionOf(row, version);
      const note = `← ${version}`;
      const { conversions, isBackground = false } = how;
      const publication = { documents: [document], ...(conversions ? { conversions } : {}) };
      const { plan, versions, run } = await publish(by, publication, note, { isBackground });
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

/** Each failed try means that one more publication came in between. */
const TRIES = 20;

/**
 * Runs an operation; again when a table or column was changed by a publication that this process had not heard of yet.
 * The failed run was rolled back, so nothing happens twice.
 */
export async function onCurrentModel<T>(documents: DocumentService, run: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    const model = documents.model();
    try {
      return await run();
    } catch (error) {
      if (!isOutdated(error) || attempt === TRIES) throw error;
      await documents.refresh();
      if (documents.model() === model) throw error;
    }
  }
}
