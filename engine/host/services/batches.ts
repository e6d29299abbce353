/**
 * Changes of many records at once. A batch keeps what it did record by record (`record_batch_row`: the revision it made, or
 * why it could not), so that it can go on after a crash, be watched, and be taken back.
 *
 * Small ones are done in the caller's request, in one transaction. Large ones ("all 40,000 that match") are done by a
 * worker: first the ids are written down, since a record may leave the filter by being changed; then 500 at a time, each
 * with its rows and counters in one transaction. A worker killed at any moment leaves whole chunks, the next goes on.
 */
import type { BatchFailure, BatchState, Input, Output } from '../../kernel/api';
import type { Filter } from '../../kernel/documents.generated';
import type { EntityModel } from '../../kernel/model';
import { refuse, sentence, type Problem } from '../../kernel/problems';
import type { Viewer } from '../../kernel/viewer';
import type { Call, Host, Tx } from '../contract';
import { runChunk, type BatchInput, type Change } from './batches-chunk';

/** As many are done while the caller waits: half a second. */
const MOST_AT_ONCE = 500;
const CHUNK = 500;
const SHOWN_FAILURES = 100;
const PAGE = 1000;

type Answer = Output<'record.changeMany'>;
interface BatchRow {
  readonly id: string;
  readonly person_id: string;
  readonly entity_id: string;
  readonly op: BatchState['op'];
  readonly state: BatchState['state'];
  readonly input: BatchInput | null;
  readonly total: number;
  readonly done: number;
  readonly changed: number;
  readonly failed: number;
  readonly undone_by: string | null;
}

function entityFor(call: Call, name: string): EntityModel {
  const entity = call.host.model().entity(name);
  const isReadable = entity && !entity.parent && call.host.access(call.viewer).scope(entity, 'read') !== 'none';
  if (!isReadable) return refuse('record.unknownEntity', ['entity'], { entity: name });
  return entity.isPlatform ? refuse('record.readOnlyEntity', ['entity'], { entity: entity.label }) : entity;
}

export async function changeRecords(call: Call, input: Input<'record.changeMany'>): Promise<Answer> {
  const entity = entityFor(call, input.entity);
  const known = input.key === undefined ? undefined : await ownBatch(call, input.key);
  if (known) return answerOf(call, known.id);
  refuseUnclear(input);
  refuseLines(entity, input);
  const { op } = input;
  const asked: BatchInput = {
    ...(input.values && { values: input.values }),
    ...(input.flow !== undefined && { flow: input.flow }),
    ...(input.where && { where: { entity: entity.name, ...input.where } }),
  };
  const id = input.key ?? call.host.ids.uuid();
  const changes = input.changes ?? input.ids?.map((record): Change => ({ id: record, values: input.values ?? {} }));
  if (changes) return startBatch(call, entity, { id, op, asked }, changes);

  const { total, isExact } = await countOf(call, asked.where!);
  const { expected } = input.where!;
  // Of very many records the number is an estimate, here and on the screen.
  if (isExact && expected !== undefined && expected !== total) {
    refuse('batch.moved', ['where'], { now: total, before: expected });
  }
  if (total > MOST_AT_ONCE) return enqueue(call, entity, { id, op, asked }, total);
  const ids: string[] = [];
  for await (const page of matching(call, asked.where!)) ids.push(...page);
  return startBatch(
    call,
    entity,
    { id, op, asked },
    ids.map((record): Change => ({ id: record, values: input.values ?? {} })),
  );
}

function refuseUnclear({ op, changes, ids, where, values = {}, flow }: Input<'record.changeMany'>): void {
  if ([changes, ids, where].filter((given) => given !== undefined).length !== 1) refuse('batch.which');
  if (op === 'start' && flow === undefined) refuse('batch.noFlow', ['flow']);
  if (op === 'update' && !changes && Object.keys(values).length === 0) refuse('batch.noValues', ['values']);
  const records = changes ?? ids?.map((id) => ({ id }));
  if (records && new Set(records.map(({ id }) => id)).size !== records.length) refuse('batch.twice', ['changes']);
}

/** What a batch did can be taken back; of line items the history keeps differences only. */
function refuseLines(entity: EntityModel, { changes = [], values = {} }: Input<'record.changeMany'>): void {
  const written = new Set([...Object.keys(values), ...changes.flatMap((change) => Object.keys(change.values))]);
  for (const name of written) {
    const field = entity.field(name);
    if (field?.child) refuse('batch.lines', ['values', name], { label: field.label });
  }
}

interface NewBatch {
  readonly id: string;
  readonly op: BatchState['op'];
  readonly asked: BatchInput;
}

/** Does it now, in one transaction. */
async function startBatch(
  call: Call,
  entity: EntityModel,
  made: NewBatch,
  changes: readonly Change[],
): Promise<Answer> {
  const { host } = call;
  const run = async (tx: Tx): Promise<void> => {
    if (!(await insertBatch(tx, call, entity, made, { state: 'running', total: changes.length }))) return;
    await insertRows(
      tx,
      made.id,
      changes.map(({ id }) => id),
    );
    for (let at = 0; at < changes.length; at += CHUNK) {
      const part = changes.slice(at, at + CHUNK);
      await keep(tx, made.id, await runChunk(call, entity, { ...made, changes: part }, tx));
    }
    await finish(tx, call, made.id, 'done');
  };
  await host.transaction(run);
  return answerOf(call, made.id);
}

async function enqueue(call: Call, entity: EntityModel, made: NewBatch, total: number): Promise<Answer> {
  await call.host.transaction(async (tx) => {
    if (!(await insertBatch(tx, call, entity, made, { state: 'ready', total }))) return;
    await call.host.jobs.enqueue(tx, 'record.changeMany', { batch: made.id });
  });
  return answerOf(call, made.id);
}

/** Whether it is new: with the key of a batch that is there already nothing is done. */
async function insertBatch(
  tx: Tx,
  { host, viewer }: Call,
  entity: EntityModel,
  { id, op, asked }: NewBatch,
  { state, total }: Pick<BatchState, 'state' | 'total'>,
): Promise<boolean> {
  const { rowCount } = await tx.query(
    `insert into record_batch (id, person_id, entity_id, op, state, input, total, at)
      values ($1, $2, $3, $4, $5, $6, $7, $8) on conflict (id) do nothing`,
    [id, viewer.id, entity.id, op, state, JSON.stringify(asked), total, host.clock.now()],
  );
  return rowCount > 0;
}

export const insertRows = (tx: Tx, batch: string, ids: readonly string[]) =>
  tx.query(
    'insert into record_batch_row (batch_id, record_id) select $1, u from unnest($2::uuid[]) u on conflict do nothing',
    [batch, ids],
  );

/** Writes down what became of each record. */
export async function keep(tx: Tx, batch: string, done: Awaited<ReturnType<typeof runChunk>>): Promise<void> {
  const failed = done.filter(({ problems }) => problems.length > 0);
  const changed = done.filter(({ isChanged }) => isChanged);
  await tx.query(
    `update record_batch_row r set rev = u.rev, problems = u.problems::jsonb
      from unnest($2::uuid[], $3::bigint[], $4::text[]) as u(id, rev, problems) where r.batch_id = $1 and r.record_id = u.id`,
    [
      batch,
      done.map(({ id }) => id),
      done.map(({ rev, isChanged }) => (isChanged ? rev : null)),
      // `[]`: tried, and it was so already.
      done.map(({ isChanged, problems }) => (isChanged ? null : JSON.stringify(problems))),
    ],
  );
  await tx.query(
    'update record_batch set done = done + $2, changed = changed + $3, failed = failed + $4 where id = $1',
    [batch, done.length, changed.length, failed.length],
  );
}

async function finish(tx: Tx, { host, viewer }: Call, batch: string, state: 'done' | 'failed'): Promise<void> {
  await tx.query(`update record_batch set state = $2, ended_at = $3 where id = $1 and state in ('ready', 'running')`, [
    batch,
    state,
    host.clock.now(),
  ]);
  await host.live.publish(tx, { topic: 'batch', batch, people: [viewer.id] });
}

// ---- which records ----------------------------------------------------------------------------------------------------
type Where = NonNullable<BatchInput['where']>;
function questionOf({ entity, filter, search, except = [] }: Where) {
  const parts: Filter[] = [
    ...(filter ? [filter] : []),
    ...(except.length > 0 ? [{ field: 'id', op: 'notIn' as const, value: [...except] }] : []),
  ];
  return { entity, fields: [], ...(parts.length > 0 && { filter: { all: parts } }), ...(search && { search }) };
}

async function countOf(call: Call, where: Where): Promise<{ readonly total: number; readonly isExact: boolean }> {
  const { total, isTotalExact } = await call.host.records.list(call, {
    ...questionOf(where),
    page: { size: 1 },
    count: true,
  });
  return { total: Number(total ?? 0), isExact: isTotalExact };
}

async function* matching(call: Call, where: Where): AsyncGenerator<readonly string[]> {
  let after: string | null = null;
  do {
    const page: { size: number; after?: string } = { size: PAGE, ...(after === null ? {} : { after }) };
    const found: Output<'record.list'> = await call.host.records.list(call, { ...questionOf(where), page });
    yield found.rows.map(({ id }) => id);
    after = found.next;
  } while (after !== null);
}

// ---- in the background ------------------------------------------------------------------------------------------------
/** Works on a batch until its end, or until a person stops it. Throws when the job must be taken up again. */
export async function runBatch(
  host: Host,
  viewerOf: (personId: string) => Promise<Viewer>,
  id: string,
  signal?: AbortSignal,
): Promise<void> {
  const { rows } = await host.pool.query<BatchRow>(
    `update record_batch set state = 'running' where id = $1 and state in ('ready', 'running') returning *`,
    [id],
  );
  const batch = rows[0];
  if (!batch) return;
  const call: Call = { viewer: await viewerOf(batch.person_id), door: 'screen', host, ...(signal ? { signal } : {}) };
  try {
    const entity = host.model().entity(batch.entity_id) ?? refuse('record.unknownEntity', [], { entity: '' });
    await collect(call, batch);
    while (await nextChunk(call, entity, batch)) if (signal?.aborted) throw new Error('This worker stops.');
    await host.transaction((tx) => finish(tx, call, id, 'done'));
  } catch (error) {
    if (!signal?.aborted) await host.transaction((tx) => finish(tx, call, id, 'failed'));
    throw error;
  }
}

/** Writes down which records it is about, once. A worker killed in between begins anew; a record is written down once. */
async function collect(call: Call, { id, input }: BatchRow): Promise<void> {
  if (!input || input.isCollected) return;
  if (input.where) {
    for await (const page of matching(call, input.where)) {
      await call.host.transaction(async (tx) => void (await insertRows(tx, id, page)));
    }
  }
  await call.host.pool.query(
    `update record_batch b set input = input || '{"isCollected": true}',
      total = (select count(*) from record_batch_row r where r.batch_id = b.id) where id = $1`,
    [id],
  );
}

/** Whether there was anything left to do. */
async function nextChunk(call: Call, entity: EntityModel, { id, op, input }: BatchRow): Promise<boolean> {
  return call.host.transaction(async (tx) => {
    const { rows: running } = await tx.query(
      `select 1 from record_batch where id = $1 and state = 'running' for update`,
      [id],
    );
    if (running.length === 0) return false;
    const { rows } = await tx.query<{ record_id: string }>(
      `select record_id from record_batch_row where batch_id = $1 and rev is null and problems is null
        order by record_id limit ${CHUNK}`,
      [id],
    );
    if (rows.length === 0) return false;
    const changes = rows.map(({ record_id: record }): Change => ({ id: record, values: input?.values ?? {} }));
    await keep(tx, id, await runChunk(call, entity, { id, op, asked: input ?? {}, changes }, tx));
    await call.host.live.publish(tx, { topic: 'batch', batch: id, people: [call.viewer.id] });
    return true;
  });
}

export async function stopBatch(call: Call, id: string): Promise<void> {
  const { rowCount } = await call.host.pool.query(
    `update record_batch set state = 'cancelled', ended_at = $3
      where id = $1 and person_id = $2 and state in ('ready', 'running')`,
    [id, call.viewer.id, call.host.clock.now()],
  );
  if (!rowCount && !(await ownBatch(call, id))) refuse('batch.notFound', ['batch']);
}

/** Takes a batch back. Who did it may, with the rights they have now. */
export async function undoBatch(call: Call, id: string): Promise<Answer> {
  const batch = (await ownBatch(call, id)) ?? refuse('batch.notFound', ['batch']);
  if (batch.op === 'start') refuse('batch.noUndo');
  if (batch.input?.move && !call.viewer.permissions.includes('build')) refuse('operation.forbidden');
  if (batch.state === 'ready' || batch.state === 'running') refuse('batch.running');
  if (batch.undone_by !== null) refuse('batch.undone');
  const entity = call.host.model().entity(batch.entity_id) ?? refuse('batch.notFound', ['batch']);
  const op = batch.op === 'update' ? 'update' : batch.op === 'delete' ? 'restore' : 'delete';
  const { move } = batch.input ?? {};
  const back: NewBatch = { id: call.host.ids.uuid(), op, asked: { undo: id, ...(move && { move }) } };
  const isSmall = batch.changed <= MOST_AT_ONCE;
  await call.host.transaction(async (tx) => {
    // Two who undo at once: the second finds it undone.
    const marked = await tx.query('update record_batch set undone_by = $2 where id = $1 and undone_by is null', [
      id,
      back.id,
    ]);
    if (!marked.rowCount) refuse('batch.undone');
    await insertBatch(tx, call, entity, back, { state: isSmall ? 'running' : 'ready', total: batch.changed });
    const { rows } = await tx.query<{ record_id: string }>(
      `insert into record_batch_row (batch_id, record_id)
        select $2, record_id from record_batch_row where batch_id = $1 and rev is not null returning record_id`,
      [id, back.id],
    );
    if (!isSmall) return call.host.jobs.enqueue(tx, 'record.changeMany', { batch: back.id });
    const changes = rows.map(({ record_id: record }): Change => ({ id: record, values: {} }));
    await keep(tx, back.id, await runChunk(call, entity, { ...back, changes }, tx));
    await finish(tx, call, back.id, 'done');
  });
  return answerOf(call, back.id);
}

// ---- what is told -----------------------------------------------------------------------------------------------------
async function ownBatch({ host, viewer }: Call, id: string): Promise<BatchRow | undefined> {
  // Records moved by a publication are the business of everybody who builds.
  const { rows } = await host.pool.query<BatchRow>(
    `select * from record_batch where id = $1 and (person_id = $2 or ($3 and input ? 'move'))`,
    [id, viewer.id, viewer.permissions.includes('build')],
  );
  return rows[0];
}

export async function answerOf(call: Call, id: string): Promise<Answer> {
  const batch = (await ownBatch(call, id)) ?? refuse('batch.notFound', ['batch']);
  const { op, state, total, done, changed, failed } = batch;
  const entity = call.host.model().entity(batch.entity_id);
  const isOver = state !== 'ready' && state !== 'running';
  const mayUndo = isOver && op !== 'start' && changed > 0 && batch.undone_by === null;
  return {
    batch: { id, entity: entity?.name ?? '', op, state, total, done, changed, failed, mayUndo },
    failures: failed > 0 && entity ? await failuresOf(call, entity, id) : [],
  };
}

async function failuresOf(call: Call, entity: EntityModel, id: string): Promise<readonly BatchFailure[]> {
  const { host, viewer } = call;
  const { rows } = await host.pool.query<{ record_id: string; problems: Problem[] }>(
    `select record_id, problems from record_batch_row
      where batch_id = $1 and jsonb_array_length(problems) > 0 order by record_id limit ${SHOWN_FAILURES}`,
    [id],
  );
  const ids = rows.map(({ record_id: record }) => record);
  const { options } = await host.records.options(call, { entity: entity.name, ids });
  const titles = new Map(options.map((option) => [option.id, option.title]));
  return rows.map(({ record_id: record, problems }) => ({
    record: { id: record, title: titles.get(record) ?? '' },
    problems: problems.map((p) => ({ ...p, message: sentence(host.registry.problems, p, viewer.locale) })),
  }));
}
