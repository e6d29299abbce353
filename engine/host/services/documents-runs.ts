/** Runs of publications: begun with the transaction that would have published, shown, taken up again, called off. */
import crypto from 'node:crypto';
import { onPool, type Queryable } from '../../data/documents/rows';
import { readPhysical, retryWhileBusy, runDdl } from '../../data/documents/tables';
import { discard } from '../../entity/ddl-convert';
import { emptyDiscarded, stopNoting } from '../../data/plans/columns';
import {
  forgetRun,
  holdRun,
  readRuns,
  readSteps,
  restartFills,
  setRun,
  writeRun,
  type NewRun,
  type RunRow,
  type StepRow,
} from '../../data/plans/journal';
import type { EarlyIndex } from '../../entity/ddl-convert';
import { everyField } from '../../entity/check';
import { comingId, Tables, type Physical } from '../../entity/physical';
import type { Conversion, DocumentRef, PlanRunView } from '../../kernel/api';
import type { Clock } from '../../kernel/clock';
import type { AnyDocument } from '../../kernel/documents.generated';
import type { Ids } from '../../kernel/ids';
import type { Model } from '../../kernel/model';
import { refuse, type Problem } from '../../kernel/problems';
import type { Locale, Text } from '../../kernel/text';
import type { Author, Tx } from '../contract';
import { namesOf } from './documents-derived';
import type { MakeRecords } from './documents-fill';
import type { MoveRecords } from './documents-move';
import type { Change, FullPlan } from './documents-plan';
import { drive } from './documents-run';
import type { State } from './documents-state';
import type { Pool } from 'pg';

/** What a run needs to plan again what was asked, in any process and at any time. */
export interface RunPublication {
  readonly documents: readonly AnyDocument[];
  readonly removed: readonly string[];
  readonly package?: string;
  readonly conversions: readonly Conversion[];
  readonly plain: readonly string[];
  /** Ids of computed fields whose values are computed after it; runs begun before there were such have none. */
  readonly late?: readonly string[];
  /** Drafts that were published, by document id, at the rev they had. */
  readonly drafts: { readonly [id: string]: number };
  readonly reader: { readonly locale: Locale; readonly timeZone: string };
}
export interface StepSpec {
  readonly words: Text;
  readonly field?: string;
  readonly index?: EarlyIndex;
  /** The column was filled before by other choices. */
  readonly again?: boolean;
  readonly sql?: readonly string[];
  /** Id of a form whose older records are moved, by which of its migrations, and the batch that keeps what was done. */
  readonly form?: string;
  readonly migrations?: readonly string[];
  readonly batch?: string;
  /** Ids of computed fields, what is read before what reads it. */
  readonly fields?: readonly string[];
}
export interface RunDeps {
  readonly pool: Pool;
  readonly clock: Clock;
  readonly ids: Ids;
  transaction<T>(fn: (tx: Tx) => Promise<T>): Promise<T>;
  readonly makeRecords?: MakeRecords;
  readonly moveRecords?: MoveRecords;
  /** Has a worker go on with it, once the transaction is committed. */
  readonly enqueue?: (tx: Tx, run: string) => Promise<void>;
  /** Told before and after each step; tests end the process here. */
  readonly onStep?: (step: string, at: string) => void;
}
/** What runs need of the document store. */
export interface RunCore {
  readonly deps: RunDeps;
  authorOf(run: RunRow): Author;
  /** The plan as of now, without looking at the values again. */
  planOf(
    db: Queryable,
    run: RunRow,
  ): Promise<{ plan: FullPlan; change: Change; before: State; publication: RunPublication }>;
  /** What is published as of now. */
  modelOf(db: Queryable): Promise<Model>;
  lockPublishing(tx: Tx): Promise<void>;
  write(
    tx: Tx,
    plan: FullPlan,
    change: Change,
    by: Author,
    about: {
      readonly publication: RunPublication;
      readonly before: State;
      readonly note: string;
      /** Under which values were set aside. */
      readonly run: string | undefined;
    },
  ): Promise<readonly (DocumentRef & { version: number })[]>;
  refresh(): Promise<void>;
}
export interface Runs {
  begin(tx: Tx, by: Author, asked: RunPublication, plan: FullPlan, note: string): Promise<string>;
  /** Refuses a publication of documents that a run is about to publish. */
  refuseWhileRunning(tx: Tx, ids: ReadonlySet<string>): Promise<void>;
  /** Goes on here and now; gives what became of it. */
  drive(id: string, signal?: AbortSignal): Promise<RunRow['state'] | 'busy'>;
  /** Takes up whatever nobody works on, finishes what was called off, empties columns let go of. */
  sweep(signal?: AbortSignal): Promise<void>;
  list(isOpen: boolean): Promise<readonly RunShown[]>;
  get(id: string): Promise<RunShown>;
  resume(by: Author, id: string, conversions?: readonly Conversion[]): Promise<void>;
  cancel(id: string): Promise<void>;
}
/** Problems are not said yet: their words depend on the reader. */
export interface RunShown extends Omit<PlanRunView, 'problems'> {
  readonly problems: readonly Problem[];
  readonly versions: readonly (DocumentRef & { readonly version: number })[];
}

const words = (zh: string, en: string): Text => ({ 'zh-CN': zh, en });
/** The job that goes on with a run. */
export const RUN_JOB = 'plan.run';
/** Rows of a discarded column that are emptied at a time. */
const EMPTY_ROWS = 5_000;

export function createRuns(core: RunCore): Runs {
  const { deps } = core;
  const db = onPool(deps.pool);

  async function runOf(id: string): Promise<RunRow> {
    const [run] = await readRuns(db, { id });
    return run ?? refuse('plan.unknownRun', ['id']);
  }

  const shown = async (run: RunRow): Promise<RunShown> => {
    const publication = JSON.parse(run.publication) as RunPublication;
    const steps = await readSteps(db, run.id);
    return {
      id: run.id,
      state: run.state,
      at: run.at.toISOString(),
      by: run.by_id ? { id: run.by_id, title: run.by_name ?? '' } : null,
      note: run.note,
      documents: publication.documents.map(({ kind, name }) => ({ kind, name })),
      steps: steps.map(({ spec, state, done, total }) => ({
        words: (JSON.parse(spec) as StepSpec).words,
        state,
        done,
        total: Math.max(total, done),
      })),
      problems: JSON.parse(run.problems) as Problem[],
      conversions: publication.conversions,
      canCancel: run.state === 'running' || run.state === 'stuck',
      versions: JSON.parse(run.versions) as RunShown['versions'],
    };
  };

  return {
    async begin(tx, by, asked, plan, note) {
      const id = deps.ids.uuid();
      await writeRun(tx, {
        id,
        publication: JSON.stringify(asked),
        documents: JSON.stringify([...asked.documents.map((document) => document.id), ...asked.removed]),
        note,
        by: by.person,
        isAdmin: by.isAdmin,
        at: deps.clock.now(),
        steps: stepsOf(plan, () => deps.ids.uuid()),
      });
      await deps.enqueue?.(tx, id);
      return id;
    },

    async refuseWhileRunning(tx, ids) {
      for (const run of await readRuns(tx, { isOpen: true })) {
        const [busy] = (JSON.parse(run.documents) as string[]).filter((id) => ids.has(id));
        if (busy === undefined) continue;
        const { documents } = JSON.parse(run.publication) as RunPublication;
        const label = documents.find(({ id }) => id === busy)?.label ?? words(busy, busy);
        refuse('plan.running', [], { label });
      }
    },

    drive: (id, signal) => drive(core, id, signal),

    async sweep(signal) {
      for (const run of await readRuns(db, { isOpen: true })) {
        if (signal?.aborted) return;
        if (run.state === 'cancelled') await undo(core, run.id);
        else if (run.state === 'running') await drive(core, run.id, signal);
      }
      const { rows } = await db.query<{ id: string }>(
        `select r.id from plan_run r join plan_step s on s.run_id = r.id and s.kind = 'finish' and s.state <> 'done' where r.state = 'done'`,
      );
      for (const { id } of rows) await drive(core, id, signal);
      while (!signal?.aborted && (await emptyDiscarded(db, await readPhysical(db), EMPTY_ROWS)));
    },

    async list(isOpen) {
      return Promise.all((await readRuns(db, { isOpen })).map(shown));
    },
    get: async (id) => shown(await runOf(id)),

    async resume(by, id, conversions) {
      const run = await runOf(id);
      await deps.transaction(async (tx) => {
        const state = await holdRun(tx, id);
        if (state !== 'stuck' && state !== 'running') refuse('plan.over', ['id']);
        const publication = JSON.parse(run.publication) as RunPublication;
        if (conversions) await restartFills(tx, id);
        const next = conversions
          ? { ...publication, conversions: merged(publication.conversions, conversions) }
          : publication;
        await setRun(tx, id, { state: 'running', problems: '[]', publication: JSON.stringify(next) });
        await deps.enqueue?.(tx, id);
      });
    },

    async cancel(id) {
      await runOf(id);
      await deps.transaction(async (tx) => {
        const state = await holdRun(tx, id);
        if (state !== 'stuck' && state !== 'running') refuse('plan.over', ['id']);
        await setRun(tx, id, { state: 'cancelled' });
      });
      await undo(core, id);
    },
  };
}

function merged(before: readonly Conversion[], now: readonly Conversion[]): readonly Conversion[] {
  const keyOf = ({ entity, field }: Conversion): string => `${entity} ${field}`;
  const changed = new Map(now.map((conversion) => [keyOf(conversion), conversion]));
  return before.map((conversion) => changed.get(keyOf(conversion)) ?? conversion);
}

function stepsOf(plan: FullPlan, batchId: () => string): NewRun['steps'] {
  const step = (kind: NewRun['steps'][number]['kind'], spec: StepSpec, total = 1): NewRun['steps'][number] => ({
    kind,
    spec: JSON.stringify(spec),
    total,
  });
  const expand =
    plan.carrying.length + plan.numbering.length > 0
      ? [step('expand', { words: words('准备新列', 'Make the new columns') })]
      : [];
  return [
    ...expand,
    ...plan.carrying.map(({ field, rows }) => {
      const { label, id } = field.field;
      return step(
        'fill',
        { words: words(`转换“${label['zh-CN']}”的值`, `Carry over the values of ${label.en}`), field: id },
        rows,
      );
    }),
    ...plan.numbering.map(({ number: { field }, rows }) =>
      step(
        'number',
        {
          words: words(`按创建先后编号“${field.label['zh-CN']}”`, `Number the records: ${field.label.en}`),
          field: field.id,
        },
        rows,
      ),
    ),
    ...plan.early.map((index) => step('index', { words: words('建立索引', 'Build an index'), index })),
    ...(plan.carrying.length > 0 ? [step('settle', { words: words('核对每个值', 'Verify every value') })] : []),
    step('publish', { words: words('切换并发布', 'Swap and publish') }),
    ...computeSteps(plan, step),
    ...plan.moving
      .filter(({ rows }) => rows > 0)
      .map(({ form, moves, rows }) => {
        const spec = { form: form.id, migrations: moves.map(({ migration }) => migration.id), batch: batchId() };
        const { label } = form;
        return step(
          'move',
          { words: words(`迁移“${label['zh-CN']}”的旧记录`, `Move older records of “${label.en}”`), ...spec },
          rows,
        );
      }),
    step('finish', { words: words('收尾', 'Tidy up') }),
  ];
}

function computeSteps(
  { late }: FullPlan,
  step: (kind: 'compute' | 'verify', spec: StepSpec, total: number) => NewRun['steps'][number],
): NewRun['steps'] {
  if (late.length === 0) return [];
  const total = late.reduce((sum, { rows }) => sum + rows, 0);
  const fields = late.map(({ field }) => field.id);
  const [zh, en] = [namesOf(late, 'zh-CN'), namesOf(late, 'en')];
  return [
    step(
      'compute',
      { words: words(`计算已有记录的“${zh}”`, `Compute for the records there are: ${en}`), fields },
      total,
    ),
    step('verify', { words: words(`逐条核对“${zh}”`, `Compare every value of ${en}`), fields }, total),
  ];
}

/** Back to the state before: nothing that was published knows of the run. Can be called again after a kill. */
async function undo(core: RunCore, id: string): Promise<void> {
  const { deps } = core;
  await retryWhileBusy(() =>
    deps.transaction(async (tx) => {
      const [run] = await readRuns(tx, { id });
      if (!run || (await holdRun(tx, id)) !== 'cancelled' || run.ended_at) return;
      await runDdl(tx, undoSql(run, await readPhysical(tx), await readSteps(tx, id)));
      await forgetRun(tx, id, false);
      await setRun(tx, id, { state: 'cancelled', endedAt: deps.clock.now() });
    }),
  );
}

/** Columns that were being filled for fields of the run, wherever they are; indexes built early go with them or by name. */
function undoSql(run: RunRow, physical: Physical, steps: readonly StepRow[]): string[] {
  const { documents } = JSON.parse(run.publication) as RunPublication;
  const fields = documents.flatMap((document) =>
    document.kind === 'entity' ? [...everyField(document.fields)].map(({ use }) => use.id) : [],
  );
  const coming = new Set(fields.map(comingId));
  const tables = new Tables(physical);
  const sql: string[] = [];
  for (const table of physical.tables) {
    const own = table.columns.filter(({ id }) => coming.has(id));
    if (own.length > 0) sql.push(stopNoting(tables.quoted(table.id)));
    for (const { id } of own) {
      sql.push(...discard(table.id, id, crypto.randomBytes(4).toString('hex'), tables));
    }
  }
  const early = steps.flatMap(({ spec }) => (JSON.parse(spec) as StepSpec).index ?? []);
  return [...sql, ...early.map(({ drop }) => drop.replace(' concurrently', ''))];
}
