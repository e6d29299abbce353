/**
 * Publications that go on behind. Each step is one or many short transactions that also note how far they came, so that a
 * kill at any point leaves a journal that says where to go on; until the last of them the old state is whole, after it
 * the new one.
 */
import { buildEarly, findUncarried, noteWrites, stopNoting } from '../../data/plans/columns';
import {
  computeNext,
  endComputing,
  expectedFor,
  isComputing,
  startComputing,
  verifyNext,
  type Computed,
} from '../../data/derived/fill';
import { BadValues, fillAgain, fillNext, type Fill } from '../../data/plans/fill';
import {
  dropDirty,
  forgetRun,
  holdRun,
  noteStep,
  readDirty,
  readRuns,
  readSteps,
  setRun,
  setSpec,
  type RunRow,
  type StepKind,
  type StepRow,
} from '../../data/plans/journal';
import { keepVacuumOut, retryWhileBusy, runDdl, sharePublishing } from '../../data/documents/tables';
import { onPool } from '../../data/documents/rows';
import { isValidation, type EarlyIndex } from '../../entity/ddl-convert';
import type { Expected } from '../../entity/derived/expected';
import { problem, Refusal, type Problem } from '../../kernel/problems';
import type { Author, Tx } from '../contract';
import type { PlannedConversion } from './documents-carry';
import { fillOf, refusalOf } from './documents-fill';
import { numberNext } from './documents-numbers';
import { moveStep } from './documents-move';
import type { FullPlan } from './documents-plan';
import type { RunCore, RunPublication, StepSpec } from './documents-runs';

/** Rows of one transaction: a writer of one of them waits as long as they take. */
const BATCH_ROWS = 5_000;
/** The same of computed values, each of which may be written to what reads it. */
const COMPUTE_ROWS = 2_000;
/** So few rows written meanwhile are left for the moment in which everybody waits. */
const FEW_ROWS = 200;
const RUN_LOCK = 7_345_002;

/** Somebody changed the state of the run (cancelled it, finished it) while this process worked on it. */
class Overtaken extends Error {}
/** Too many rows were written while the lock was waited for: catch up once more. */
class StillBusy extends Error {}

export interface Step {
  readonly run: RunRow;
  readonly row: StepRow;
  readonly spec: StepSpec;
  readonly by: Author;
  readonly signal: AbortSignal | undefined;
}
export type Work = (core: RunCore, step: Step) => Promise<void>;

/**
 * Goes on with a run until it is through, stuck, or the signal says stop.
 * @returns what became of it; `busy`: another process is at it
 */
export async function drive(core: RunCore, id: string, signal?: AbortSignal): Promise<RunRow['state'] | 'busy'> {
  const client = await core.deps.pool.connect();
  try {
    const { rows } = await client.query<{ got: boolean }>('select pg_try_advisory_lock($1, hashtext($2)) as got', [
      RUN_LOCK,
      id,
    ]);
    if (!rows[0]!.got) return 'busy';
    try {
      return await driveSteps(core, id, signal);
    } finally {
      await client.query('select pg_advisory_unlock($1, hashtext($2))', [RUN_LOCK, id]);
    }
  } finally {
    client.release();
  }
}

async function driveSteps(core: RunCore, id: string, signal?: AbortSignal): Promise<RunRow['state']> {
  const db = onPool(core.deps.pool);
  for (;;) {
    const [run] = await readRuns(db, { id });
    if (!run) throw new Error(`There is no run ${id}.`);
    const row = (await readSteps(db, id)).find(({ state }) => state !== 'done');
    const isOver = run.state === 'stuck' || run.state === 'cancelled' || !row;
    if (isOver || signal?.aborted) return run.state;
    const step = { run, row, spec: JSON.parse(row.spec) as StepSpec, by: core.authorOf(run), signal };
    try {
      core.deps.onStep?.(row.kind, 'before');
      await WORK[row.kind](core, step);
      core.deps.onStep?.(row.kind, 'after');
    } catch (error) {
      if (error instanceof Overtaken || error instanceof StillBusy) continue;
      const problems = problemsOf(error);
      if (!problems || run.state === 'done') throw error;
      await core.deps.transaction(async (tx) => {
        if ((await holdRun(tx, id)) !== 'running') return;
        await setRun(tx, id, { state: 'stuck', problems: JSON.stringify(problems) });
      });
    }
  }
}

/** What a person can do something about; undefined: the next try may go better. */
function problemsOf(error: unknown): readonly Problem[] | undefined {
  if (error instanceof Refusal) return error.problems;
  if (error instanceof BadValues) return refusalOf(error, undefined).problems;
  const { code, detail } = error as { code?: string; detail?: string };
  return code === '23505' ? [problem('plan.duplicate', [], { detail: detail ?? '' })] : undefined;
}

/** One transaction of a step, while nobody can end the run; tried again while others hold what it needs. */
const inStep = <T>(core: RunCore, { run }: Step, work: (tx: Tx) => Promise<T>, expected = 'running'): Promise<T> =>
  retryWhileBusy(() =>
    core.deps.transaction(async (tx) => {
      if ((await holdRun(tx, run.id)) !== expected) throw new Overtaken();
      await tx.query(`set local lock_timeout = '300ms'`);
      return work(tx);
    }),
  );

const carriedBy = (plan: FullPlan, field: string): PlannedConversion =>
  plan.carrying.find((planned) => planned.field.field.id === field) ??
  (() => {
    throw new Error(`The run carries nothing to ${field}.`);
  })();

const fillFor = ({ deps }: RunCore, { run, by }: Step, planned: PlannedConversion): Fill =>
  fillOf(planned, run.id, by, deps.makeRecords);

/** Tables in which values are carried over, each with its conversions. */
function byTable(plan: FullPlan): ReadonlyMap<string, readonly PlannedConversion[]> {
  const tables = new Map<string, PlannedConversion[]>();
  for (const planned of plan.carrying) {
    const id = planned.field.owner.id;
    tables.set(id, [...(tables.get(id) ?? []), planned]);
  }
  return tables;
}

const expandStep: Work = (core, step) =>
  inStep(core, step, async (tx) => {
    const { plan } = await core.planOf(tx, step.run);
    const triggers = [...byTable(plan)].map(([id, list]) =>
      noteWrites(
        step.run.id,
        id,
        list.map(({ carry }) => carry),
      ),
    );
    await runDdl(tx, [...plan.expand, ...triggers]);
    await noteStep(tx, step.run.id, step.row.seq, { state: 'done' });
  });

const fillStep: Work = async (core, step) => {
  const { run, row, spec, signal } = step;
  const { plan } = await core.planOf(onPool(core.deps.pool), run);
  const fill = fillFor(core, step, carriedBy(plan, spec.field!));
  for (let after = row.cursor; !signal?.aborted;) {
    const { next } = await inStep(core, step, async (tx) => {
      const batch = await fillNext(tx, fill, after, BATCH_ROWS, spec.again === true);
      const state = batch.next === null ? 'done' : 'running';
      await noteStep(tx, run.id, row.seq, { state, more: batch.n, cursor: batch.next });
      return batch;
    });
    core.deps.onStep?.('fill', 'batch');
    if (next === null) return;
    after = next;
  }
};

const numberStep: Work = async (core, step) => {
  const { run, row, spec } = step;
  const { plan } = await core.planOf(onPool(core.deps.pool), run);
  const fill = plan.numbering.find(({ number }) => number.field.id === spec.field);
  if (!fill) throw new Error(`The run numbers nothing in ${spec.field}.`);
  for (let isDone = false; !isDone && !step.signal?.aborted;) {
    isDone = await inStep(core, step, async (tx) => {
      const n = await numberNext(tx, fill, BATCH_ROWS);
      await noteStep(tx, run.id, row.seq, { state: n < BATCH_ROWS ? 'done' : 'running', more: n });
      return n < BATCH_ROWS;
    });
    core.deps.onStep?.('number', 'batch');
  }
};

const indexStep: Work = async (core, step) => {
  // Outside of any transaction: CONCURRENTLY waits for all that are open.
  await retryWhileBusy(() => buildEarly(onPool(core.deps.pool), step.spec.index as EarlyIndex));
  await inStep(core, step, (tx) => noteStep(tx, step.run.id, step.row.seq, { state: 'done' }));
};

const settleStep: Work = async (core, step) => {
  const { run, row } = step;
  const db = onPool(core.deps.pool);
  const { plan } = await core.planOf(db, run);
  for (const [tableId, list] of byTable(plan)) {
    const fills = list.map((planned) => fillFor(core, step, planned));
    while (!step.signal?.aborted && (await catchUp(core, step, tableId, fills, BATCH_ROWS)) >= FEW_ROWS);
    for (const [i, planned] of list.entries()) await verify(core, step, planned, fills[i]!, tableId);
  }
  if (step.signal?.aborted) return;
  await inStep(core, step, (tx) => noteStep(tx, run.id, row.seq, { state: 'done' }));
};

/** Writes again what others wrote meanwhile; gives how many there were. */
const catchUp = (core: RunCore, step: Step, tableId: string, fills: readonly Fill[], limit: number): Promise<number> =>
  inStep(core, step, (tx) => catchUpIn(tx, step, tableId, fills, limit));

async function catchUpIn(
  tx: Tx,
  { run }: Step,
  tableId: string,
  fills: readonly Fill[],
  limit: number,
): Promise<number> {
  const { ids, seqs } = await readDirty(tx, run.id, tableId, limit);
  if (seqs.length === 0) return 0;
  for (const fill of fills) await fillAgain(tx, fill, ids);
  await dropDirty(tx, seqs);
  return seqs.length;
}

/** No value without a place: converted, set aside, or noted as written meanwhile. */
async function verify(
  core: RunCore,
  step: Step,
  { field, carry, coming }: PlannedConversion,
  fill: Fill,
  tableId: string,
): Promise<void> {
  // Of a text in parts, a part may well be empty.
  if (field.conversion.split) return;
  const about = { carry, coming: coming.name, run: step.run.id, field: field.field.id, tableId };
  for (let round = 0; ; round += 1) {
    const open = await findUncarried(onPool(core.deps.pool), about);
    if (open.length === 0) return;
    if (round === 20) {
      throw new Refusal(problem('plan.unverified', field.path, { field: field.field.label, n: open.length }));
    }
    await inStep(core, step, (tx) => fillAgain(tx, fill, open));
  }
}

const publishStep: Work = async (core, step) => {
  const { run, row } = step;
  try {
    await inStep(core, step, async (tx) => {
      await core.lockPublishing(tx);
      const { plan, change, before, publication } = await core.planOf(tx, run);
      const errors = plan.problems.filter((found) => found.level !== 'warning');
      if (errors.length > 0) throw new Refusal(errors);
      const tables = byTable(plan);
      await keepVacuumOut(tx, plan.sql);
      // From here on everybody waits: only what cannot be done before is done now.
      for (const [, [planned]] of tables) {
        await tx.query(`lock table ${planned!.carry.table} in access exclusive mode`);
      }
      core.deps.onStep?.('publish', 'locked');
      for (const [tableId, list] of tables) {
        const fills = list.map((planned) => fillFor(core, step, planned));
        if ((await catchUpIn(tx, step, tableId, fills, FEW_ROWS * 5)) >= FEW_ROWS * 5) throw new StillBusy();
        await tx.query(stopNoting(list[0]!.carry.table));
      }
      // That constraints hold for what is there is looked at afterwards.
      const now = { ...plan, sql: plan.sql.filter((statement) => !isValidation(statement)) };
      const versions = await core.write(tx, now, change, step.by, { publication, before, note: run.note, run: run.id });
      const later = { ...(await finishSpec(tx, run.id)), sql: [...plan.sql.filter(isValidation), ...plan.later] };
      await setSpec(tx, run.id, 'finish', JSON.stringify(later));
      await noteStep(tx, run.id, row.seq, { state: 'done' });
      await startComputing(
        tx,
        run.id,
        plan.late.map(({ field }) => field.id),
      );
      const endedAt = core.deps.clock.now();
      await setRun(tx, run.id, { state: 'done', problems: '[]', versions: JSON.stringify(versions), endedAt });
    });
  } catch (error) {
    if (error instanceof StillBusy) await settleStep(core, { ...step, row: { ...row, seq: row.seq - 1 } });
    throw error;
  }
  await core.refresh();
};

/** Of each batch one short transaction; its cursor says at which field and after which record to go on. */
const lateStep =
  (work: (tx: Tx, expected: Expected, after: string | null) => Promise<Computed>): Work =>
  async (core, { run, row, spec, ...step }) => {
    const fields = spec.fields ?? [];
    let { at, after } = row.cursor === null ? { at: 0, after: null } : (JSON.parse(row.cursor) as Cursor);
    while (!step.signal?.aborted) {
      const next = await inStep(
        core,
        { run, row, spec, ...step },
        async (tx) => {
          // Names and computations are what the model says until this transaction ends.
          await sharePublishing(tx);
          const expected = at < fields.length ? expectedFor(await core.modelOf(tx), fields[at]!) : undefined;
          // Taken away or computed otherwise by now: whoever published that sees to it.
          const isOurs = expected !== undefined && (await isComputing(tx, run.id, fields[at]!));
          const done = isOurs ? await work(tx, expected, after) : { next: null, n: 0 };
          const cursor: Cursor = done.next === null ? { at: at + 1, after: null } : { at, after: done.next };
          const isDone = cursor.at >= fields.length;
          await noteStep(tx, run.id, row.seq, {
            state: isDone ? 'done' : 'running',
            more: done.n,
            cursor: isDone ? null : JSON.stringify(cursor),
          });
          return isDone ? undefined : cursor;
        },
        'done',
      );
      core.deps.onStep?.(row.kind, 'batch');
      if (!next) return;
      ({ at, after } = next);
    }
  };
interface Cursor {
  readonly at: number;
  readonly after: string | null;
}

const finishSpec = async (tx: Tx, run: string): Promise<StepSpec> =>
  JSON.parse((await readSteps(tx, run)).find(({ kind }) => kind === 'finish')!.spec) as StepSpec;

/** What does not matter to whoever works: constraints are looked at, what was set aside is shown, the journal is tidied. */
const finishStep: Work = async (core, step) => {
  const db = onPool(core.deps.pool);
  for (const statement of step.spec.sql ?? []) await retryWhileBusy(() => db.query(statement));
  const { late = [] } = JSON.parse(step.run.publication) as RunPublication;
  const isLate = late.length > 0;
  await inStep(
    core,
    step,
    async (tx) => {
      await forgetRun(tx, step.run.id, true);
      await endComputing(tx, step.run.id);
      if (isLate) await tx.query(`select pg_notify('trellis', $1)`, [JSON.stringify({ topic: 'documents' })]);
      await noteStep(tx, step.run.id, step.row.seq, { state: 'done' });
    },
    'done',
  );
};

const WORK: { readonly [K in StepKind]: Work } = {
  expand: expandStep,
  fill: fillStep,
  number: numberStep,
  index: indexStep,
  settle: settleStep,
  publish: publishStep,
  compute: lateStep((tx, expected, after) => computeNext(tx, expected, after, COMPUTE_ROWS)),
  move: moveStep(inStep),
  verify: lateStep((tx, expected, after) => verifyNext(tx, expected, after, COMPUTE_ROWS)),
  finish: finishStep,
};
