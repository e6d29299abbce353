/** Many changes at once, each of one record: read together, compared, and written together. */
import { openedChanges } from '../../data/secrets/values';
import { capturedValues, type CapturedWith } from '../../data/records/captured';
import { changesOf, columnsOf, isChangeable, linesToWrite, withRowIds, type Changes } from '../../data/records/changes';
import { checkValues } from '../../data/records/check';
import { refuseAsProblem } from '../../data/records/errors';
import { receive, sameValue, type Values } from '../../data/records/receive';
import { updateManyTemplate, type ChangeOp } from '../../data/records/statements';
import { readManyStored, rowIdsOf, type Stored } from '../../data/records/stored';
import { attachFiles } from '../../data/records/targets';
import { searchRows } from '../../data/search/rows';
import type { FormDocument } from '../../kernel/documents.generated';
import type { Json } from '../../kernel/json';
import type { FieldModel } from '../../kernel/model';
import { problem, Refusal, type Problem } from '../../kernel/problems';
import type { Call, Editable, RecordService, Tx } from '../contract';
import { isSearchable } from '../../query/search';
import { baseFrom, type Base } from './records-change';
import { inTransaction, requiredBy, schemaOn, writing, type RecordDeps, type Writing } from './records-context';
import { preparedByVersion } from './records-captured';
import { duplicates, Failures, tellAll, wrongTargets, type Candidate } from './records-many-checks';

type Result = Awaited<ReturnType<RecordService['changeMany']>>;
export interface ChangeRow {
  readonly id: string;
  /** The revision the writer saw; without it the record is taken as it is now. What others changed since is merged. */
  readonly rev?: number;
  readonly values: { readonly [field: string]: Json } | ((present: Values) => unknown);
  /** What the record counts as captured with from now on; null: nobody knows. Left out: as before. */
  readonly captured?: CapturedWith | null | undefined;
}
/** Who may be stopped by what. */
export interface ChangeHow {
  readonly editable?: Editable;
  /** The version of the form whose rules hold; left out: that of each record. */
  readonly document?: FormDocument;
  /** Records are moved to another version of their form, or back: see Writing. */
  readonly move?: 'there' | 'back';
}
/** How often others may write in between before a row is given up. */
const TRIES = 20;

/**
 * Changes the records that may be changed, all in one statement; a row whose values are what the record already says
 * writes nothing. A row that does not pass is returned with its problems and hinders no other.
 * @param rows no record twice
 */
export async function changeMany(
  deps: RecordDeps,
  call: Call,
  entityName: string,
  rows: readonly ChangeRow[],
  { editable, ...how }: ChangeHow = {},
  tx?: Tx,
): Promise<Result> {
  const write = { ...writing(deps, call, { entity: entityName, editable }, tx), ...how };
  return inTransaction(write, async (inside) => {
    const failures = new Failures();
    const results: ({ rev: number; isChanged: boolean } | null)[] = rows.map(() => null);
    let pending = rows.map((row, index) => ({ ...row, index }));
    for (let tries = 0; pending.length > 0; tries += 1) {
      if (tries >= TRIES) {
        for (const { index } of pending) failures.add(index, [problem('record.busy', ['id'])]);
        break;
      }
      for (const { index, ...done } of await attempt(inside, pending, failures)) results[index] = done;
      pending = failures.without(pending).filter(({ index }) => results[index] === null);
    }
    return { results, failed: failures.list() };
  });
}

interface Pending extends ChangeRow {
  readonly index: number;
}
interface Done {
  readonly index: number;
  readonly rev: number;
  readonly isChanged: boolean;
}

/** One try at all rows. What is neither in the result nor among the failures was written by somebody else meanwhile. */
async function attempt(write: Writing, rows: readonly Pending[], failures: Failures): Promise<Done[]> {
  const present = await storedOf(write, rows, failures);
  const done: Done[] = [];
  const bases = await basesOf(write, rows, present);
  const asked = failures.without(rows).map((row) => compared(write, row, present.get(row.id)!, bases.get(row.id)));
  for (const { index, clashes } of asked) if (clashes.length > 0) failures.add(index, clashes);
  const moved: typeof asked = [];
  for (const row of failures.without(asked)) {
    if (row.problems.length === 0 && Object.keys({ ...row.received, ...row.captured }).length === 0) {
      done.push({ index: row.index, rev: row.present.rev, isChanged: false });
    } else moved.push(row);
  }
  let good = await checked(write, moved, failures, done);
  for (const { index, found } of await wrongTargets(write, good)) failures.add(index, found);
  good = failures.without(good);
  for (const { index, found } of await duplicates(write, good)) failures.add(index, [found]);
  const written = await persistGood(write, failures.without(good), failures);
  return [...done, ...written];
}

async function storedOf(
  write: Writing,
  rows: readonly Pending[],
  failures: Failures,
): Promise<ReadonlyMap<string, Stored>> {
  const by = { viewer: write.call.viewer, now: write.now };
  const ids = rows.map(({ id }) => id);
  const present = await readManyStored(write.runner, write.reach, write.entity, ids, by, { action: 'update' });
  const missing = rows.filter(({ id }) => !present.has(id));
  if (missing.length > 0) {
    const wanted = missing.map(({ id }) => id);
    const seen = await readManyStored(write.runner, write.reach, write.entity, wanted, by, { action: 'read' });
    for (const { index, id } of missing) {
      failures.add(index, [problem(seen.has(id) ? 'record.mayNotUpdate' : 'record.notFound', ['id'])]);
    }
  }
  for (const { index, id, rev } of rows) {
    const now = present.get(id);
    if (now && rev !== undefined && (rev > now.rev || rev < 1)) {
      failures.add(index, [problem('record.conflict', ['rev'], { label: write.entity.label })]);
    }
  }
  return present;
}

/** For writers who saw an older revision: the record as they saw it, and what others changed since. One question. */
async function basesOf(
  write: Writing,
  rows: readonly Pending[],
  present: ReadonlyMap<string, Stored>,
): Promise<ReadonlyMap<string, Base>> {
  const old = rows.filter(({ id, rev }) => rev !== undefined && rev > 0 && rev < (present.get(id)?.rev ?? 0));
  if (old.length === 0) return new Map();
  const changes = await write.runner.run({
    text: `select h.record_id, h.changes from unnest($1::uuid[], $2::bigint[]) as o(id, rev)
      join public.record_history h on h.record_id = o.id and h.entity_id = $3 and h.rev > o.rev order by h.rev`,
    values: [old.map(({ id }) => id), old.map(({ rev }) => rev), write.entity.id],
  });
  const later = new Map<string, Changes[]>();
  for (const [id, change] of changes) {
    later.set(id as string, [
      ...(later.get(id as string) ?? []),
      openedChanges(write.schema, write.entity, id as string, change as Changes),
    ]);
  }
  return new Map(old.map(({ id }) => [id, baseFrom(write, present.get(id)!, later.get(id) ?? [])]));
}

/** What both the writer and others have changed is for people to decide. */
function compared(write: Writing, { index, values, captured: next }: Pending, present: Stored, base: Base | undefined) {
  const seen = base?.values ?? present.values;
  const sent = typeof values === 'function' ? values(present.values) : values;
  const received = receive(schemaOn(write, present), write.entity, sent, write.editable, seen);
  const clashes = Object.keys(received.values)
    .filter((name) => base?.moved.has(name))
    .map((name) => problem('record.conflict', ['values', name], { label: write.entity.field(name)!.label }));
  const captured = next === undefined ? {} : capturedValues(next ?? undefined, present.values);
  return { index, present, sent, received: received.values, captured, problems: received.problems, clashes };
}

/** After the rules of forms: what changes, and whether it may. */
async function checked(
  write: Writing,
  rows: readonly ReturnType<typeof compared>[],
  failures: Failures,
  done: Done[],
): Promise<Candidate[]> {
  const { entity, schema, host } = write;
  const made = await preparedByVersion(
    write,
    rows.map(({ present, received, sent }) => ({
      values: { ...present.values, ...received },
      before: present.values,
      sent,
    })),
  );
  const good: Candidate[] = [];
  for (const [i, { values, problems }] of made.entries()) {
    const { index, present, captured, problems: before } = rows[i]!;
    const changed = entity.fields.filter(
      (field) =>
        !field.system && !sameValue(schema, field, values[field.name] ?? null, present.values[field.name] ?? null),
    );
    const found = checkValues(schema, entity, values, {
      fields: changed,
      editable: write.editable,
      rowIds: rowIdsOf(entity, present.values),
      ...requiredBy(problems),
    });
    const all: Problem[] = [...before, ...problems.list, ...found];
    if (all.length > 0) failures.add(index, all);
    else if (changed.length === 0 && Object.keys(captured).length === 0) {
      done.push({ index, rev: present.rev, isChanged: false });
    } else {
      const after = { ...Object.fromEntries(changed.map(({ name }) => [name, values[name] ?? null])), ...captured };
      good.push({ index, id: present.id, present, values: withRowIds(entity, after, () => host.ids.uuid()) });
    }
  }
  return good;
}

/** As for new records: a value that somebody else took meanwhile costs its row, not the others. */
async function persistGood(write: Writing, rows: readonly Candidate[], failures: Failures): Promise<Done[]> {
  const { runner } = write;
  let good = rows;
  for (let tries = 0; good.length > 0; tries += 1) {
    await runner.run({ text: 'savepoint rows', values: [] });
    try {
      const revs = await persistMany(write, 'update', good);
      await runner.run({ text: 'release savepoint rows', values: [] });
      return good.flatMap(({ index, id }) => (revs.has(id) ? [{ index, rev: revs.get(id)!, isChanged: true }] : []));
    } catch (error) {
      await runner.run({ text: 'rollback to savepoint rows', values: [] });
      const found = error instanceof Refusal && tries < TRIES ? await duplicates(write, good) : [];
      if (found.length === 0) throw error;
      for (const { index, found: wrong } of found) failures.add(index, [wrong]);
      good = failures.without(good);
    }
  }
  return [];
}

/** Writes changes with their history; gives the new revision of each record whose revision still was the one read. */
export async function persistMany(
  write: Writing,
  op: ChangeOp,
  rows: readonly Candidate[],
): Promise<ReadonlyMap<string, number>> {
  const { entity, schema, host, call, runner } = write;
  const isIn = (field: FieldModel): boolean => rows.some(({ values }) => field.name in values);
  const changed = entity.fields.filter((field) => isChangeable(field) && isIn(field));
  const fields = changed.filter((field) => field.column !== null);
  const lines = changed.filter((field) => field.child);
  const records = rows.map(({ id, present, values }) => ({
    ...columnsOf(schema, entity, id, fields.length > 0 ? { ...present!.values, ...values } : {}, fields),
    id,
    rev: present!.rev,
    '#history': host.ids.uuid(),
    '#changes': changesOf(schema, entity, id, present!.values, values),
  }));
  const lineRows = lines.flatMap((field) => {
    const parts = rows
      .filter(({ values }) => field.name in values)
      .map(({ id, present, values }) =>
        linesToWrite(schema, field, id, present!.values[field.name], values[field.name]),
      );
    return [JSON.stringify(parts.flatMap((part) => part.write)), parts.flatMap((part) => part.gone)];
  });
  const { viewer, door, source = null } = call;
  // Where the platform writes by itself there is no person.
  const values = [JSON.stringify(records), write.now, viewer.id || null, door, entity.id, source, ...lineRows];
  const texts = fields.filter((field) => isSearchable(field, schema.fieldTypes));
  if (texts.length > 0) values.push(...searchedValues(records, texts));
  try {
    const template = updateManyTemplate(schema.model.version, entity, op, fields, lines, texts.length > 0);
    const written = new Map(
      (await runner.run({ ...template, values })).map(([id, rev]) => [id as string, Number(rev)]),
    );
    const kept = rows.filter(({ id }) => written.has(id));
    await attachFiles(runner, entity, kept);
    await tellAll(
      write,
      op,
      kept.map(({ id, values: after }) => ({ id, rev: written.get(id)!, changed: Object.keys(after) })),
    );
    return written;
  } catch (error) {
    return refuseAsProblem(error, entity, schema.access);
  }
}

/** Texts as they are searched from now on, and those that are empty now. Records are columns by name: a text is its value. */
function searchedValues(
  records: readonly ({ readonly id: string } & Values)[],
  texts: readonly FieldModel[],
): [string, string] {
  const named = records.map((record) => ({
    id: record.id,
    values: Object.fromEntries(texts.map((field) => [field.name, record[field.column!]])),
  }));
  const rows = named.flatMap(({ id, values }) => searchRows(id, texts, values));
  const kept = new Set(rows.map(({ id, field }) => `${id} ${field}`));
  const empty = named.flatMap(({ id }) =>
    texts.flatMap((field) => (kept.has(`${id} ${field.id}`) ? [] : [{ id, field: field.id }])),
  );
  return [JSON.stringify(rows), JSON.stringify(empty)];
}
