/**
 * Runs an import as a background job.
 *
 * An import is in one of these states: `ready` (made, not yet taken), `running` (a worker works on it), `done`, `failed`
 * (the file could not be read to its end) and `cancelled` (a person stopped it; what was written stays). Rows are written
 * in batches; records, bad rows and the counter `done` change in one transaction, so that a worker killed at any moment
 * leaves whole batches, and the next worker goes on behind the last one without repeating or losing a row.
 */
import type { Json } from '../../kernel/json';
import type { Problem } from '../../kernel/problems';
import type { Viewer } from '../../kernel/viewer';
import type { Call, Host, Tx } from '../contract';
import { convertRows, createLinkFinder, type ConvertedRow, type Mapping } from './convert';
import { openTable } from './read';

/** Rows written together: large enough that the fixed cost of a transaction does not count, small enough for live progress. */
const BATCH = 500;

export interface ImportOptions {
  readonly encoding?: string;
  readonly sheet?: string;
  readonly hasHeader: boolean;
  readonly mapping: readonly { readonly index: number; readonly field: string }[];
  readonly fileName: string;
}
interface JobRow {
  readonly id: string;
  readonly entity_id: string;
  readonly file_id: string;
  readonly by_id: string;
  readonly options: ImportOptions;
  readonly state: string;
  readonly done: number;
}
interface Line {
  /** As the person sees it in the file; the header is line 1. */
  readonly number: number;
  readonly cells: readonly string[];
}

/** This worker is to stop, or another one works on the same import: the job must come back, and nothing is said to be done. */
class Interrupted extends Error {
  override readonly name = 'Interrupted';
}

/**
 * Works on an import until its end, or until it is cancelled. `viewerOf` says who the importing person is now. Throws
 * when the job must be taken up again: after an abort, or when another worker was faster.
 */
export async function runImport(
  host: Host,
  viewerOf: (personId: string) => Promise<Viewer>,
  jobId: string,
  signal?: AbortSignal,
): Promise<void> {
  const { rows } = await host.pool.query<JobRow>(
    `update import_job set state = 'running', started_at = coalesce(started_at, $2)
      where id = $1 and state in ('ready', 'running')
      returning id, entity_id, file_id, by_id, options, state, done`,
    [jobId, host.clock.now()],
  );
  const job = rows[0];
  if (!job) return;
  const call: Call = { viewer: await viewerOf(job.by_id), door: 'import', host, ...(signal ? { signal } : {}) };
  try {
    await importLines(call, job);
    await finish(host, job, 'done');
  } catch (error) {
    if (!(error instanceof Interrupted) && !signal?.aborted) await finish(host, job, 'failed');
    throw error;
  }
}

async function importLines(call: Call, job: JobRow): Promise<void> {
  const { host } = call;
  const entity = host.model().entity(job.entity_id);
  if (!entity) throw new Error(`The entity ${job.entity_id} of the import ${job.id} is not published any more.`);
  const mapping: Mapping[] = job.options.mapping.flatMap(({ index, field: name }) => {
    const field = entity.field(name);
    return field ? [{ index, field }] : [];
  });
  const table = await openTable(await host.files.read(job.file_id), job.options);
  const links = createLinkFinder(call);
  /** @returns whether to go on: not after a person stopped the import */
  const write = async (lines: readonly Line[], done: number): Promise<boolean> => {
    if (call.signal?.aborted) throw new Interrupted('This worker stops.');
    const converted = await convertRows(
      lines.map((line) => line.cells),
      mapping,
      { registry: host.registry, viewer: call.viewer, links },
    );
    const state = await host.transaction((tx) => writeBatch(tx, call, job, entity.name, { lines, converted, done }));
    if (state === 'taken') throw new Interrupted('Another worker has this import.');
    return state === 'written';
  };

  let number = 0;
  let read = 0;
  let done = job.done;
  let batch: Line[] = [];
  for await (const cells of table.rows()) {
    number += 1;
    if (number === 1 && job.options.hasHeader) continue;
    read += 1;
    if (read <= job.done) continue;
    batch.push({ number, cells });
    if (batch.length < BATCH) continue;
    if (!(await write(batch, done))) return;
    done += batch.length;
    batch = [];
  }
  if (batch.length > 0) await write(batch, done);
}

/** Writes one batch, unless the import was cancelled (`over`) or another worker has written this batch already (`taken`). */
async function writeBatch(
  tx: Tx,
  call: Call,
  job: JobRow,
  entity: string,
  batch: { lines: readonly Line[]; converted: readonly ConvertedRow[]; done: number },
): Promise<'written' | 'over' | 'taken'> {
  const { rows } = await tx.query<{ state: string; done: number }>(
    'select state, done from import_job where id = $1 for update',
    [job.id],
  );
  if (rows[0]?.state !== 'running') return 'over';
  if (rows[0].done !== batch.done) return 'taken';

  const failures = new Map<number, readonly Problem[]>();
  batch.converted.forEach((row, index) => row.problems.length > 0 && failures.set(index, row.problems));
  const good = batch.converted.map((row, index) => ({ row, index })).filter(({ index }) => !failures.has(index));
  const { failed } = await call.host.records.createMany(
    call,
    entity,
    good.map(({ row }) => row.values),
    tx,
  );
  for (const { index, problems } of failed) failures.set(good[index]!.index, problems);

  if (failures.size > 0) await keepFailures(tx, job.id, batch.lines, failures);
  await tx.query(
    'update import_job set done = done + $2, inserted = inserted + $3, failed = failed + $4 where id = $1',
    [job.id, batch.lines.length, batch.lines.length - failures.size, failures.size],
  );
  await call.host.live.publish(tx, { topic: 'import', job: job.id, people: [job.by_id] });
  return 'written';
}

async function keepFailures(
  tx: Tx,
  jobId: string,
  lines: readonly Line[],
  failures: ReadonlyMap<number, readonly Problem[]>,
): Promise<void> {
  const indexes = [...failures.keys()];
  await tx.query(
    `insert into import_error (job_id, row, problems, values)
     select $1, u.row, u.problems::jsonb, u.cells::jsonb
       from unnest($2::int[], $3::text[], $4::text[]) as u (row, problems, cells)`,
    [
      jobId,
      indexes.map((index) => lines[index]!.number),
      indexes.map((index) => JSON.stringify(failures.get(index))),
      indexes.map((index) => JSON.stringify(lines[index]!.cells.map(storable) satisfies Json)),
    ],
  );
}

/** jsonb cannot hold U+0000 or half of a surrogate pair; both become the replacement character. */
const storable = (cell: string): string => Buffer.from(cell.replaceAll('\u0000', '\ufffd'), 'utf8').toString('utf8');

async function finish(host: Host, job: JobRow, state: 'done' | 'failed'): Promise<void> {
  await host.transaction(async (tx) => {
    await tx.query(`update import_job set state = $2, ended_at = $3 where id = $1 and state = 'running'`, [
      job.id,
      state,
      host.clock.now(),
    ]);
    await host.live.publish(tx, { topic: 'import', job: job.id, people: [job.by_id] });
  });
}
