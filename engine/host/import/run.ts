/**
 * Runs an import as a background job.
 *
 * An import is in one of these states: `ready` (made, not yet taken), `running` (a worker works on it), `paused`, `done`,
 * `failed` (the file could not be read to its end) and `cancelled`. Rows are written in batches; records, bad rows, the
 * number of the transaction and the counter `done` change in one transaction, so that a worker killed at any moment leaves
 * whole batches, and the next worker goes on behind the last one without repeating or losing a row.
 *
 * Two batches are under way at a time: while PostgreSQL writes one, the next is read and checked. They are committed in
 * order: a batch waits for the one before it at its last step.
 */
import type { Viewer } from '../../kernel/viewer';
import { markForSearch } from '../../data/search/fill';
import { uuidv7 } from '../../kernel/ids';
import { problem, Refusal, type Problem } from '../../kernel/problems';
import type { Call, Host, Tx } from '../contract';
import { writeItems, type Importer, type Outcome } from './batch';
import { itemsOf, survey, type Batch } from './items';
import { keepFailures, keepLinks } from './journal';
import { writeLinks } from './late-links';
import { LinkFinder } from './links';
import { planImport } from './mapping';
import { openTable, type Table } from './read';
import { fileSource, json, tellProgress, type JobRow } from './session';

/** Lines written together: large enough that the fixed cost of a transaction does not count, small enough for live progress. */
const BATCH = 2000;
const LANES = 2;
/** So many new records are prepared for searching with their writing; of more, the worker takes care afterwards. */
const MOST_SEARCHED = 2000;

/** The import was paused or cancelled: nothing of the batch stays. */
class Stopped extends Error {
  override readonly name = 'Stopped';
}
/** This worker is to stop, or another one works on the same import: the job must come back. */
class Interrupted extends Error {
  override readonly name = 'Interrupted';
}
/** A trial batch is over. */
class TakenBack extends Error {
  override readonly name = 'TakenBack';
}

/**
 * Works on an import until its end, or until a person stops it. `viewerOf` says who the importing person is now. Throws
 * when the job must be taken up again: after an abort, when another worker was faster, or when the database went away.
 */
export async function runImport(
  host: Host,
  viewerOf: (personId: string) => Promise<Viewer>,
  jobId: string,
  signal?: AbortSignal,
): Promise<void> {
  const { rows } = await host.pool.query<JobRow>(
    `update import_job set state = 'running', started_at = coalesce(started_at, $2)
      where id = $1 and state in ('ready', 'running') returning *`,
    [jobId, host.clock.now()],
  );
  const job = rows[0];
  if (!job) return;
  try {
    const viewer = await viewerOf(job.by_id);
    await importFile({ viewer, door: 'import', host, ...(signal ? { signal } : {}) }, job);
    await finish(host, job, 'done');
  } catch (error) {
    if (error instanceof Stopped) return;
    if (error instanceof Interrupted || signal?.aborted || isPassing(error)) throw error;
    if (!(error instanceof Refusal)) console.error('import:', error);
    await finish(host, job, 'failed', error instanceof Refusal ? error.problems[0]! : problem('import.broken'));
  }
}

/** The connection was lost, or two transactions stood in each other's way: the next try may well succeed. */
function isPassing(error: unknown): boolean {
  const code = (error as { code?: unknown }).code;
  return typeof code === 'string' && /^(08|57P|40|53|ECONN|EPIPE)/.test(code);
}

async function importFile(call: Call, job: JobRow): Promise<void> {
  const { host } = call;
  const entity = host.model().entity(job.entity_id);
  if (!entity) throw new Refusal(problem('import.noEntity'));
  const plan = planImport(call, entity, job.options);
  const { rows } = await host.pool.query<{ size: number }>('select size from file where id = $1', [job.file_id]);
  if (!rows[0]) throw new Refusal(problem('import.noFile'));
  const table = await openTable(fileSource(host, job.file_id, Number(rows[0].size)), job.options);
  try {
    const { total, names } = await survey(table.rows(), plan);
    await host.pool.query('update import_job set total = $2 where id = $1', [job.id, total]);
    const links = new LinkFinder(call, job.kind === 'check');
    const importer: Importer = { call, plan, names, links, isSearchedLater: total > MOST_SEARCHED };
    await importBatches(importer, job, table);
    if (job.kind === 'import') await writeLinks(call, job, plan, importer.links);
  } finally {
    await table.close();
  }
}

async function importBatches(importer: Importer, job: JobRow, table: Table): Promise<void> {
  const { call, plan } = importer;
  // Whoever makes missing records must see those of the batch before.
  const makes = [...plan.columns, ...(plan.lines?.columns ?? [])].some(
    ({ relation }) => relation?.missing === 'create',
  );
  const lanes = makes || job.kind === 'check' ? 1 : LANES;
  const pace = new Pace();
  const running: Promise<void>[] = [];
  let before: Promise<void> = Promise.resolve();
  try {
    for await (const batch of itemsOf(table.rows(), plan, BATCH, job.done)) {
      if (call.signal?.aborted) throw new Interrupted('This worker stops.');
      const turn = before;
      const written = runBatch(importer, job, batch, turn, pace);
      before = written;
      running.push(written);
      // A lane that fails is heard of below; until then nobody listens to it.
      written.catch(() => undefined);
      if (running.length >= lanes) await running.shift();
    }
  } finally {
    await Promise.allSettled(running);
  }
  await before;
}

/** Ids grow with time: those of this import are greater. A minute is left for clocks that differ. */
const idsSince = ({ created_at: at }: JobRow): string => uuidv7(new Date(at).getTime() - 60_000, new Uint8Array(16));

/** Lines a second over the last batches. */
class Pace {
  #at = performance.now();
  #rate: number | undefined;
  next(lines: number): number {
    const now = performance.now();
    const rate = (lines / Math.max(now - this.#at, 1)) * 1000;
    this.#at = now;
    return (this.#rate = this.#rate === undefined ? rate : this.#rate * 0.8 + rate * 0.2);
  }
}

async function runBatch(importer: Importer, job: JobRow, batch: Batch, turn: Promise<void>, pace: Pace): Promise<void> {
  const { host } = importer.call;
  if (job.kind === 'check') return tryBatch(importer, job, batch, pace);
  await host.transaction(async (tx) => {
    // Nobody waits for the disk: should the server lose power, the last batches are lost together with the count of lines
    // done, and are written again. The end of the import is waited for, and with it everything before it.
    await tx.query('set local synchronous_commit = off');
    const outcome = await writeItems(tx, importer, batch.items);
    await turn;
    await journal(tx, host, job, batch, outcome, pace);
    if (importer.isSearchedLater && outcome.inserted > 0) await markForSearch(tx, job.entity_id, idsSince(job));
    await tx.query('insert into import_batch (job_id, seq) values ($1, $2)', [job.id, batch.before + batch.size]);
  });
}

/** The same steps, then everything is taken back; what was found out is kept in a transaction of its own. */
async function tryBatch(importer: Importer, job: JobRow, batch: Batch, pace: Pace): Promise<void> {
  const { host } = importer.call;
  let outcome: Outcome | undefined;
  await host
    .transaction(async (tx) => {
      outcome = await writeItems(tx, importer, batch.items);
      throw new TakenBack();
    })
    .catch((error: unknown) => {
      if (!(error instanceof TakenBack)) throw error;
    });
  importer.links.forget();
  await host.transaction((tx) => journal(tx, host, job, batch, outcome!, pace));
}

/** What became of a batch, unless a person stopped the import or another worker has written this batch already. */
async function journal(tx: Tx, host: Host, job: JobRow, batch: Batch, outcome: Outcome, pace: Pace): Promise<void> {
  const { rows } = await tx.query<{ state: string; done: number }>(
    'select state, done from import_job where id = $1 for update',
    [job.id],
  );
  if (rows[0]?.state !== 'running') throw new Stopped();
  if (rows[0].done !== batch.before) throw new Interrupted('Another worker has this import.');
  if (outcome.failures.size > 0) await keepFailures(tx, job.id, outcome);
  if (outcome.later.length > 0 && job.kind === 'import') await keepLinks(tx, job.id, outcome);
  await tx.query(
    `update import_job set done = done + $2, inserted = inserted + $3, updated = updated + $4,
       unchanged = unchanged + $5, failed = failed + $6, linked = linked + $7, rate = $8 where id = $1`,
    [
      job.id,
      batch.size,
      outcome.inserted,
      outcome.updated,
      outcome.unchanged,
      outcome.failures.size,
      outcome.linked,
      pace.next(batch.size),
    ],
  );
  await tellProgress(host, tx, job.id, job.by_id);
}

async function finish(host: Host, job: JobRow, state: 'done' | 'failed', why?: Problem): Promise<void> {
  await host.transaction(async (tx) => {
    await tx.query(
      `update import_job set state = $2, ended_at = $3, problem = $4 where id = $1 and state = 'running'`,
      [job.id, state, host.clock.now(), why ? json(why) : null],
    );
    await tellProgress(host, tx, job.id, job.by_id);
  });
}
