/** Changing, deleting and restoring one record. */
import { openedChanges, sealed } from '../../data/secrets/values';
import { capturedValues } from '../../data/records/captured';
import { changesOf, isChangeable, linesToWrite, withRowIds, type Changes } from '../../data/records/changes';
import { checkValues } from '../../data/records/check';
import { refuseAsProblem } from '../../data/records/errors';
import { receive, sameValue, type Values } from '../../data/records/receive';
import { updateTemplate, type ChangeOp } from '../../data/records/statements';
import { readStored, rowIdsOf, type Stored } from '../../data/records/stored';
import { attachFiles } from '../../data/records/targets';
import { usersOf } from '../../data/records/users';
import { searchRows } from '../../data/search/rows';
import { isSearchable } from '../../query/search';
import type { RecordView } from '../../kernel/api';
import type { Json } from '../../kernel/json';
import type { EntityModel, FieldModel } from '../../kernel/model';
import { problem, Refusal, refuse, type Problem } from '../../kernel/problems';
import type { Call, RecordService, Tx } from '../contract';
import {
  checkWriteTargets,
  inTransaction,
  prepared,
  requiredBy,
  schemaOn,
  told,
  writing,
  type RecordDeps,
  type Writing,
} from './records-context';
import { capturedNow, ruledBy } from './records-captured';
import { viewOf } from './records-create';
import { flowsWaitFor } from './records-flows';
import { getRecord } from './records-read';

/**
 * A change is compared with the record as read, and written only if the revision still is the one read; otherwise it is
 * read and compared again. No lock is held in between. Each failed try means that somebody else's succeeded.
 */
const TRIES = 100;

type UpdateInput = Parameters<RecordService['update']>[1];

export async function changeRecord(deps: RecordDeps, call: Call, input: UpdateInput, tx?: Tx): Promise<RecordView> {
  const write = writing(deps, call, input, tx);
  const attempt = (inside: Writing): Promise<number | undefined> => tryUpdate(inside, input);
  const rev = await untilWritten(write, 'update', attempt);
  return viewOf(write, input.id, rev, tx);
}

/** Runs `attempt` until nobody else has written in between. Gives the revision reached. */
async function untilWritten(
  write: Writing,
  op: ChangeOp,
  attempt: (inside: Writing) => Promise<number | undefined>,
): Promise<number> {
  const isOneStatement = write.tx !== undefined || !flowsWaitFor(write.host, write.entity, op);
  for (let i = 0; i < TRIES; i += 1) {
    const rev = isOneStatement ? await attempt(write) : await inTransaction(write, attempt);
    if (rev !== undefined) return rev;
  }
  return refuse('record.busy', ['id']);
}

async function stored(write: Writing, id: string, action: 'update' | 'delete', trash = false): Promise<Stored> {
  const by = { viewer: write.call.viewer, now: write.now };
  const found = await readStored(write.runner, write.reach, write.entity, id, by, { action, trash });
  if (found) return found;
  // Whoever may read it may know that it is there.
  await getRecord(write.call, write.entity.name, id, [], write.tx);
  return refuse(action === 'update' ? 'record.mayNotUpdate' : 'record.mayNotDelete', ['id']);
}

/** Gives the new revision; undefined when somebody else wrote first. */
async function tryUpdate(write: Writing, input: UpdateInput): Promise<number | undefined> {
  const { entity, schema, host } = write;
  const present = await stored(write, input.id, 'update');
  const base = await baseOf(write, present, input.rev);
  const received = receive(schemaOn(write, present), entity, input.values, write.editable, base.values);
  await refuseConflicts(write, present.id, received.values, base);
  const isNewest = input.formVersion === 'newest';
  const document = isNewest ? undefined : await ruledBy(write, present.values);
  const merged = { ...present.values, ...received.values };
  const asked = { values: merged, before: present.values, sent: input.values };
  const { values, problems } = await prepared(write, asked, document);
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
  const all: Problem[] = [...received.problems, ...problems.list, ...found];
  if (all.length === 0) all.push(...(await checkWriteTargets(write, only(values, changed), present.values)));
  if (all.length > 0) throw new Refusal(all);
  const captured = isNewest ? capturedValues(capturedNow(write), present.values) : {};
  if (changed.length === 0 && Object.keys(captured).length === 0) return present.rev;
  const after = withRowIds(entity, { ...only(values, changed), ...captured }, () => host.ids.uuid());
  return persist(write, 'update', present, after);
}

const only = (values: Values, fields: readonly FieldModel[]): Values =>
  Object.fromEntries(fields.map((field) => [field.name, values[field.name] ?? null]));

/** The record as the writer saw it, and the fields others have changed since. */
export interface Base {
  readonly values: Values;
  readonly moved: ReadonlySet<string>;
}

/**
 * Three-way merge. A writer who started from an older revision is compared with that revision: what the writer did not
 * touch stays as others left it. What both touched is for people to decide, even where both wrote the same value (two
 * who add one to 7 both write 8): nothing is written, and the writer is shown the present record.
 */
async function baseOf(write: Writing, present: Stored, rev: number | undefined): Promise<Base> {
  if (rev === undefined || rev === present.rev) return { values: present.values, moved: new Set() };
  if (rev > present.rev || rev < 1) return stale(write, present.id);
  const rows = await write.runner.run({
    text: `select changes from public.record_history where record_id = $1 and entity_id = $2 and rev > $3 order by rev`,
    values: [present.id, write.entity.id, rev],
  });
  return baseFrom(
    write,
    present,
    rows.map(([changes]) => openedChanges(write.schema, write.entity, present.id, changes as Changes)),
  );
}

/** @param later what was changed after the revision the writer saw, the oldest first */
export function baseFrom(write: Writing, present: Stored, later: readonly Changes[]): Base {
  const moved = new Set<string>();
  const values: { [field: string]: unknown } = { ...present.values };
  for (const changes of later) {
    for (const [id, change] of Object.entries(changes)) {
      const field = write.entity.field(id);
      if (!field || moved.has(field.name)) continue;
      moved.add(field.name);
      // Of line items the history keeps differences only: they are compared with what is there now.
      if (!field.child) values[field.name] = change.before;
    }
  }
  return { values, moved };
}

async function refuseConflicts(write: Writing, id: string, mine: Values, base: Base): Promise<void> {
  const fields = Object.keys(mine).filter((name) => base.moved.has(name));
  if (fields.length > 0) {
    await conflict(
      write,
      id,
      fields.map((name) => write.entity.field(name)!),
    );
  }
}

async function conflict(write: Writing, id: string, fields: readonly FieldModel[]): Promise<never> {
  const current = await getRecord(write.call, write.entity.name, id, undefined, write.tx);
  throw new Refusal(
    fields.map((field, i) =>
      problem('record.conflict', ['values', field.name], {
        label: field.label,
        ...(i === 0 ? { current: current as Json } : {}),
      }),
    ),
  );
}

/** Writes a change with its history; undefined when the revision is no longer the one read. */
async function persist(write: Writing, op: ChangeOp, present: Stored, after: Values): Promise<number | undefined> {
  const { entity, schema, host, call, runner } = write;
  const changed = entity.fields.filter((field) => isChangeable(field) && field.name in after);
  const fields = changed.filter((field) => field.column !== null);
  const lines = changed.filter((field) => field.child);
  const rows = lines.flatMap((field) => {
    const { write: written, gone } = linesToWrite(
      schema,
      field,
      present.id,
      present.values[field.name],
      after[field.name],
    );
    return [JSON.stringify(written), gone];
  });
  const values = [
    present.id,
    present.rev,
    write.now,
    call.viewer.id,
    call.door,
    entity.id,
    host.ids.uuid(),
    JSON.stringify(changesOf(schema, entity, present.id, present.values, after)),
    call.source ?? null,
    ...fields.map((field) =>
      parameter(field, sealed(schema, { entity, field, record: present.id }, after[field.name])),
    ),
    ...rows,
  ];
  const texts = fields.filter((field) => isSearchable(field, schema.fieldTypes));
  if (texts.length > 0) values.push(...searchedValues(present.id, texts, after));
  try {
    const template = updateTemplate(schema.model.version, entity, op, fields, lines, texts.length > 0);
    const [row] = await runner.run({ ...template, values });
    if (!row) return undefined;
    await attachFiles(runner, entity, [{ id: present.id, values: after }]);
    const rev = Number(row[0]);
    await told(write, { op, entity, id: present.id, rev, changed: changed.map((field) => field.name) });
    return rev;
  } catch (error) {
    return refuseAsProblem(error, entity, schema.access);
  }
}

/** Texts as they are searched from now on, and the fields that have none. */
function searchedValues(id: string, texts: readonly FieldModel[], after: Values): [string, string[]] {
  const rows = searchRows(id, texts, after);
  const kept = new Set(rows.map(({ field }) => field));
  return [JSON.stringify(rows), texts.map((field) => field.id).filter((field) => !kept.has(field))];
}

const parameter = (field: FieldModel, value: unknown): unknown =>
  field.columnType === 'jsonb' && value !== null ? JSON.stringify(value) : (value ?? null);

export async function removeRecord(
  deps: RecordDeps,
  call: Call,
  entity: string,
  id: string,
  rev?: number,
): Promise<void> {
  const write = writing(deps, call, { entity }, undefined);
  await untilWritten(write, 'delete', (inside) =>
    inTransaction(inside, async (within) => {
      const present = await stored(within, id, 'delete');
      if (rev !== undefined && rev !== present.rev) await stale(within, id);
      await refuseInUse(within, id);
      return persist(within, 'delete', present, {});
    }),
  );
}

async function stale(write: Writing, id: string): Promise<never> {
  const current = await getRecord(write.call, write.entity.name, id, undefined, write.tx);
  return refuse('record.conflict', ['rev'], { label: write.entity.label, current: current as Json });
}

/** A record that others point to stays: they would show a name that leads nowhere. */
export async function refuseInUse(write: Writing, id: string): Promise<void> {
  const users = await usersOf(write.runner, write.schema, write.entity, id, {
    viewer: write.call.viewer,
    now: write.now,
  });
  if (users.length === 0) return;
  const seen = users.filter((user) => user.visible > 0);
  if (seen.length === 0) refuse('record.inUseHidden', ['id']);
  const name = (user: (typeof users)[number], locale: 'zh-CN' | 'en', open: string, close: string): string =>
    `${say(user.entity, locale)}${open}${user.titles.join(locale === 'en' ? ', ' : '、')}${user.visible > user.titles.length ? '…' : ''}${close}`;
  refuse('record.inUse', ['id'], {
    users: {
      'zh-CN': seen.map((user) => name(user, 'zh-CN', '“', '”')).join('、'),
      en: seen.map((user) => name(user, 'en', ' “', '”')).join(', '),
    },
  });
}
const say = (entity: EntityModel, locale: 'zh-CN' | 'en'): string => entity.labelPlural[locale] || entity.label[locale];

export async function restoreRecord(deps: RecordDeps, call: Call, entity: string, id: string): Promise<RecordView> {
  const write = writing(deps, call, { entity }, undefined);
  const rev = await untilWritten(write, 'restore', async (inside) => {
    const by = { viewer: call.viewer, now: write.now };
    const present = await readStored(inside.runner, inside.reach, inside.entity, id, by, {
      action: 'delete',
      trash: true,
    });
    return present ? persist(inside, 'restore', present, {}) : refuse('record.notFound', ['id']);
  });
  return viewOf(write, id, rev, undefined);
}
