/**
 * How questions for records are run: with a time limit, after a look at their cost where their shape says that they could
 * take very long, and counted exactly only where that is cheap.
 */
import { runnerOf, type Runnable, type Runner } from '../../data/run';
import { isObject } from '../../kernel/json';
import type { EntityModel } from '../../kernel/model';
import { refuse } from '../../kernel/problems';
import { rowsStatement, runRows, type Asking, type Ready } from '../../query/compile';
import { blamed, heavyFields, namesOf, narrowingFields } from '../../query/guard';
import type { RowsQuestion } from '../../query/question';
import type { RowsOptions, RowsStatement } from '../../query/rows';
import type { Schema } from '../../query/source';
import type { Host } from '../contract';

/** Statements run on connections on which PostgreSQL ends what takes longer than READ_TIMEOUT_MS. */
export const readRunner = (host: Pick<Host, 'pool' | 'readPool'>): Runner => runnerOf(host.readPool ?? host.pool);

/** From when a question is too much. */
interface Limits {
  /** Entities with fewer records are never asked what a question costs. */
  readonly manyRecords: number;
  /** In PostgreSQL's unit, as EXPLAIN tells it. */
  readonly mostCost: number;
}
/**
 * Measured: ILIKE on 1,000,000 records, cost 27,900, took 0.96 to 1.73 s on two busy cores with three processes, 34 to
 * 62 µs for a unit. So this is half a minute and more there; what was estimated too low ends at READ_TIMEOUT_MS.
 */
const LIMITS: Limits = { manyRecords: 200_000, mostCost: 1_000_000 };

interface Estimate {
  readonly rows: number;
  readonly cost: number;
}
async function explain(runner: Runner, { text, values }: Runnable): Promise<Estimate> {
  const [row] = await runner.run({ text: `explain (format json) ${text}`, values });
  const [{ Plan: plan }] = row![0] as [{ Plan: { 'Plan Rows': number; 'Total Cost': number } }];
  return { rows: plan['Plan Rows'], cost: plan['Total Cost'] };
}

/** How many records each table had when PostgreSQL last looked; read again after a minute. */
const sizes = new WeakMap<object, { readonly at: number; readonly rows: ReadonlyMap<string, number> }>();
const KNOWN_MS = 60_000;
async function sizeOf(host: Pick<Host, 'pool'>, { table }: EntityModel): Promise<number> {
  let known = sizes.get(host.pool);
  if (!known || Date.now() - known.at > KNOWN_MS) {
    const text = `select n.nspname || '.' || c.relname, c.reltuples from pg_class c join pg_namespace n on n.oid = c.relnamespace where c.relkind = 'r' and n.nspname in ('data', 'public')`;
    const rows = await runnerOf(host.pool).run({ text, values: [] });
    known = { at: Date.now(), rows: new Map(rows.map(([name, n]) => [name as string, Number(n)])) };
    sizes.set(host.pool, known);
  }
  return known.rows.get(`${table.schema}.${table.name}`) ?? 0;
}

/** A question in every form it is run in. */
export interface Reading {
  readonly host: Host;
  readonly schema: Schema;
  readonly question: RowsQuestion;
  readonly asking: Asking;
  readonly options?: RowsOptions;
}

/** The rows of a question. Refuses one that would take too long, with a sentence that names what to narrow down by. */
export async function readRows(
  reading: Reading,
  limits: Limits = LIMITS,
): Promise<Ready<RowsStatement> & { rows: readonly (readonly unknown[])[] }> {
  const ready = rowsStatement(reading.schema, reading.question, reading.asking, reading.options);
  await guard(reading, ready, limits);
  return { ...ready, rows: await inTime(reading, ready, (runner) => runRows(ready, (one) => runner.run(one))) };
}

async function guard(reading: Reading, ready: Ready<RowsStatement>, limits: Limits): Promise<void> {
  const heavy = heavyFields(ready.compiled.shape);
  if (heavy.length === 0 || (await sizeOf(reading.host, ready.compiled.entity)) < limits.manyRecords) return;
  const { cost } = await explain(readRunner(reading.host), ready.statement);
  if (cost > limits.mostCost) refuseSlow(reading, ready);
}

/** Any statement that reads, within the time there is. */
export async function runTimed(
  host: Pick<Host, 'pool' | 'readPool'>,
  statement: Runnable,
): Promise<readonly (readonly unknown[])[]> {
  try {
    return await readRunner(host).run(statement);
  } catch (error) {
    if (isObject(error) && error.code === QUERY_CANCELED) return refuse('query.tooSlow');
    throw error;
  }
}

const QUERY_CANCELED = '57014';
async function inTime<T>(
  reading: Reading,
  ready: Ready<RowsStatement>,
  run: (runner: Runner) => Promise<T>,
): Promise<T> {
  try {
    return await run(readRunner(reading.host));
  } catch (error) {
    if (isObject(error) && error.code === QUERY_CANCELED) return refuseSlow(reading, ready);
    throw error;
  }
}

/** Names the conditions that are to blame, and the fields that would help. */
function refuseSlow({ schema }: Reading, { compiled: { shape, entity } }: Ready<RowsStatement>): never {
  const culprits = blamed(schema, entity, heavyFields(shape));
  const narrow = narrowingFields(schema, entity, shape.filter);
  if (narrow.length === 0) return refuse('query.tooSlow');
  if (culprits.length === 0) return refuse('query.tooBroad', ['filter'], { narrow: namesOf(narrow) });
  return refuse('query.tooBroadBy', ['filter'], { narrow: namesOf(narrow), fields: namesOf(culprits) });
}

/** How many there are. */
export interface Total {
  readonly count: number;
  readonly isExact: boolean;
}
/** Up to here records are counted one by one (20 ms and less). */
const MOST_COUNTED = 100_000;

/** Two or three seconds at the pace measured above: for a number beside a list nobody waits longer. */
const MOST_COUNT_COST = 50_000;

/**
 * How many records a question has: counted up to MOST_COUNTED, beyond that as PostgreSQL estimates. An estimate never
 * says fewer than were counted, and is rounded to two digits, so that nobody takes it for more than it is.
 */
export async function countRows(reading: Reading): Promise<Total> {
  const { schema, question, asking, options } = reading;
  const ready = rowsStatement(schema, question, asking, { ...options, give: 'count', countTo: MOST_COUNTED + 1 });
  const whole = rowsStatement(schema, question, asking, { ...options, give: 'ids' }).statement;
  const isHeavy = heavyFields(ready.compiled.shape).length > 0;
  if (isHeavy && (await sizeOf(reading.host, ready.compiled.entity)) >= LIMITS.manyRecords) {
    const { cost, rows } = await explain(readRunner(reading.host), whole);
    if (cost > MOST_COUNT_COST) return { count: rounded(rows), isExact: false };
  }
  const [row] = await inTime(reading, ready, (runner) => runner.run(ready.statement));
  const count = Number(row![0]);
  if (count <= MOST_COUNTED) return { count, isExact: true };
  const { rows } = await explain(readRunner(reading.host), whole);
  return { count: rounded(Math.max(rows, count)), isExact: false };
}

function rounded(n: number): number {
  if (n < 100) return n;
  const unit = 10 ** (Math.floor(Math.log10(n)) - 1);
  return Math.round(n / unit) * unit;
}
