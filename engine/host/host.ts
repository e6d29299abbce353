/** Puts the host together: plugins, services, operations and the door. One for each process. */
import { randomBytes } from 'node:crypto';
import path from 'node:path';
import type { Pool } from 'pg';
import { compileAccess, type Access } from '../access/access';
import { guestAccess } from '../access/guest';
import { diskStore } from '../data/files/disk';
import type { BlobStore } from '../data/files/blobs';
import { findKeys } from '../data/secrets/keys';
import { createSecrets } from '../data/secrets/secrets';
import { createPool, createReadPool, transaction } from '../data/transaction';
import { createJobs, type Jobs } from '../jobs/queue';
import { systemClock, type Clock } from '../kernel/clock';
import type { Plugin } from '../kernel/contract';
import type { RoleDocument } from '../kernel/documents.generated';
import { systemIds, type Ids } from '../kernel/ids';
import { refuse } from '../kernel/problems';
import type { Viewer } from '../kernel/viewer';
import { buildRegistry, type Registry } from '../kernel/registry';
import { createAuth } from './auth/auth';
import { createTries } from './auth/tries';
import { createViewers } from './auth/viewers';
import type { FlowService, Host, Operation, Tx } from './contract';
import { problemJson, problemsOf } from './http/answer';
import type { Doors } from './http/door';
import { createHandler } from './http/handler';
import { checkInput } from './input';
import type { Printer } from './pdf/browser';
import { createPdf, type Pdf } from './pdf/pdf';
import { operations as allOperations } from './operations/index.generated';
import { plugins as allPlugins } from './plugins';
import { createAudit, type Audit } from './services/audit';
import { createPresence } from './presence/presence';
import { createDocumentStore, onCurrentModel, type DocumentService } from './services/documents';
import { createLinkKeys } from './links/keys';
import { installPackage } from './services/documents-install';
import { recordMaker } from './services/documents-make';
import { RUN_JOB } from './services/documents-runs';
import { createFiles, type Files } from './services/files';
import { createFlowService } from './services/flows';
import { createKeyUsage } from './services/key-usage';
import { createLive, type LiveService } from './services/live';
import { createPeople, type People } from './services/people';
import { createRecordService } from './services/records';
import { recordMover } from './services/records-move';
import { refuseFormOfOthers } from './services/form-choice';
import { prepareByForm, prepareManyByForm, servingForm } from './services/records-form';

export interface HostOptions {
  readonly databaseUrl: string;
  /** The project's folder: schemas/ lies there. */
  readonly root: string;
  /** Folder of uploaded files. */
  readonly dataDir: string;
  readonly plugins?: readonly Plugin[];
  readonly clock?: Clock;
  readonly ids?: Ids;
  /** Demo people may sign in and are listed on the sign-in page. */
  readonly isDemo?: boolean;
  /** Runs jobs and timers. */
  readonly isWorker?: boolean;
  /** Public address; https makes cookies secure. */
  readonly baseUrl?: string | undefined;
  /** Where files lie; below `dataDir` without it. */
  readonly files?: BlobStore | undefined;
  /** Keys of encrypted fields, `id:base64,…`, the current one first (TRELLIS_KEYS). */
  readonly keys?: string | undefined;
  /** Without `keys` a file of them may be made in `dataDir`. */
  readonly mayMakeKeys?: boolean;
  /** Told before and after each step of a publication that goes on behind; tests end the process here. */
  readonly onStep?: (step: string, at: string) => void;
  /** What makes PDFs of pages; a Chromium that is found, without it. */
  readonly printer?: Printer | undefined;
  /** Signs cookies; else one is made at the first start and kept in the database. */
  readonly secret?: string | undefined;
}

/** The host with what only its own process needs. */
export interface RunningHost extends Host {
  flows: FlowService | undefined;
  readonly documents: DocumentService;
  readonly people: People;
  readonly jobs: Jobs;
  readonly files: Files;
  readonly live: LiveService;
  readonly audit: Audit;
  readonly pdf: Pdf;
}

/** The operations whose plugin is there, by name. */
function operationsOf(registry: Registry): ReadonlyMap<string, Operation> {
  const present = allOperations.filter(({ plugin }) => !plugin || registry.plugins.has(plugin));
  return new Map(present.map((operation) => [operation.name, operation]));
}

/** How many combinations of roles are kept compiled. */
const MOST_ACCESS = 500;

/** What a viewer's roles allow; compiled once for each combination of roles, model and version of each role. */
function accessCache(documents: DocumentService): Host['access'] {
  const compiled = new Map<string, Access>();
  return ({ roles, guest }) => {
    const model = documents.model();
    const held = roles.flatMap((role) => documents.published('role', role) ?? []);
    const of = held.map(({ document, version }) => `${document.id}@${version}`).join();
    const key = `${model.version}|${of}${guest ? `|${JSON.stringify(guest)}` : ''}`;
    let access = compiled.get(key);
    if (!access) {
      if (compiled.size >= MOST_ACCESS) compiled.clear();
      const rights = compileAccess(held.map(({ document }) => document) as RoleDocument[], model);
      const home = guest && model.entity(guest.entity);
      compiled.set(key, (access = { ...(guest && home ? guestAccess(rights, home, guest) : rights), key }));
    }
    return access;
  };
}

/** The secret of this installation, the same for every process on its database. */
async function installationSecret(pool: Pool): Promise<string> {
  const made = JSON.stringify(randomBytes(32).toString('base64url'));
  await pool.query(`insert into setting (key, value) values ('secret', $1) on conflict do nothing`, [made]);
  const { rows } = await pool.query<{ value: string }>(`select value from setting where key = 'secret'`);
  return rows[0]!.value;
}

/** Guests may what is made for guests, and nothing else; nobody else may that. */
function checkMay(may: Operation['may'], { guest, permissions }: Viewer): void {
  if (guest || may === 'guest') {
    if (!guest || may !== 'guest') refuse('operation.forbidden');
  } else if (may !== 'signedIn' && !permissions.includes(may)) refuse('operation.forbidden');
}

/**
 * Starts a host. Throws one Error in plain words when plugins clash or the database cannot be reached.
 * The database must be migrated (engine/cli/migrate.mjs).
 */
export async function createHost(options: HostOptions): Promise<RunningHost> {
  const { databaseUrl, dataDir, clock = systemClock, ids = systemIds, isDemo = false, isWorker = false } = options;
  const registry = buildRegistry(options.plugins ?? allPlugins);
  const operations = operationsOf(registry);
  await Promise.all([...registry.fieldTypes.values()].map((type) => type.prepare?.()));
  const pool = createPool(databaseUrl);
  const readPool = createReadPool(databaseUrl);
  const live = await createLive(pool, databaseUrl);
  const presence = createPresence(live, clock);
  const jobs = await createJobs(pool, { isWorker });
  const keys = findKeys({ keys: options.keys, dataDir, mayMake: options.mayMakeKeys ?? false });
  const secrets = await createSecrets(pool, keys);
  const files = createFiles(pool, options.files ?? diskStore(path.join(dataDir, 'files')), ids);
  const run: Host['transaction'] = (fn) =>
    transaction(pool, async (tx) => {
      const result = await fn(tx);
      await audit.inside(tx);
      return result;
    });
  const secret = options.secret ?? (await installationSecret(pool));
  const audit = createAudit({ pool, secret, clock, transaction: run });
  await audit.begin();
  const formats = path.join(options.root, 'schemas/formats');
  const makeRecords = recordMaker(
    () => host,
    async (person) => people.viewer(person),
  );
  const moveRecords = recordMover(
    () => host,
    async (person) => people.viewer(person),
  );
  const enqueue = (tx: Tx, id: string): Promise<void> => jobs.enqueue(tx, RUN_JOB, { run: id });
  const base = { formats, registry, clock, ids, pool, transaction: run, live };
  const documents = await createDocumentStore({
    ...base,
    secrets,
    makeRecords,
    moveRecords,
    enqueue,
    ...(options.onStep && { onStep: options.onStep }),
  });
  // People, departments and the basic roles; what an administrator made of them since stays.
  await installPackage({ documents }, path.join(options.root, 'schemas/platform'));
  const accessOf = accessCache(documents);
  const role = (name: string) => documents.published('role', name)?.document as RoleDocument | undefined;
  const people = createPeople(pool, { isDemo, role });
  const { auth, close: closeAuth } = createAuth({
    databaseUrl,
    secret,
    ids,
    baseUrl: options.baseUrl,
    maySignIn: people.maySignIn,
  });
  const viewers = createViewers(auth, people, clock);
  live.onPeopleChanged(() => viewers.forget());
  const keyUsage = createKeyUsage(pool, clock, documents.model);
  const tries = createTries(pool, clock, ids);
  const streams = new Set<() => void>();

  const call: Host['call'] = async (name, input, { viewer, door, source, signal }) => {
    const operation = operations.get(name);
    if (!operation) return refuse('operation.unknown', [], { name: String(name).slice(0, 60) });
    // The table holds operations of all names; that name, input and output belong together is checked where each is defined.
    const by = { viewer, door, host, ...(source ? { source } : {}), ...(signal ? { signal } : {}) };
    const run = async (): Promise<unknown> => {
      checkMay(operation.may, viewer);
      checkInput(operation.input, input);
      return onCurrentModel(documents, () => operation.run(input, by));
    };
    return (await audit.during(operation, input, by, run)) as never;
  };
  const pdf = createPdf({
    pool,
    clock,
    people,
    doors: () => doors,
    publicUrl: options.baseUrl,
    printer: options.printer,
  });
  const host: RunningHost = {
    registry,
    pool,
    readPool,
    clock,
    ids,
    isDemo,
    jobs,
    files,
    secrets,
    live,
    presence,
    people,
    documents,
    records: createRecordService({
      host: () => host,
      prepare: prepareByForm,
      prepareMany: prepareManyByForm,
      formFor: servingForm,
      refuseForm: (call, entity, form) =>
        refuseFormOfOthers(call, entity, servingForm(call.host, entity, form)?.document),
    }),
    audit,
    links: createLinkKeys(secret),
    pdf,
    model: documents.model,
    access: accessOf,
    transaction: run,
    call,
    async answer(name, input, viewer) {
      try {
        if (!viewer) return refuse('auth.required');
        return { ok: true, output: await call(name, input, { viewer, door: 'screen' }) };
      } catch (error) {
        const problems = problemsOf(error, ids);
        return { ok: false, problem: problemJson(registry.problems, problems, viewer?.locale ?? 'zh-CN') };
      }
    },
    identify: async (headers) => (await viewers.identify(headers))?.viewer,
    fetch: (request) => handle(request),
    async close() {
      for (const end of [...streams]) end();
      documents.close();
      await pdf.close();
      await jobs.stop();
      presence.close();
      await live.close();
      await keyUsage.close();
      await closeAuth();
      await readPool.end();
      await pool.end();
    },
    flows: undefined,
  };
  // A service that needs the whole host is made after it.
  if (registry.plugins.has('workflow')) host.flows = createFlowService(host);
  const doors: Doors = {
    audit,
    host,
    operations,
    auth,
    viewers,
    tries,
    people,
    files,
    live,
    pool,
    streams,
    keyUsage,
  };
  const handle = createHandler(doors);
  return host;
}
