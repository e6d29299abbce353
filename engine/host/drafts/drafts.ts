/**
 * Drafts on the server: what somebody types into a form for a new record, as it is typed, for all devices of that person.
 * They bind nobody and are checked by nothing but rights and size: a draft may be as unfinished as it likes. Nobody else
 * reads them, and encrypted fields are never kept.
 */
import type { DraftClash, DraftOfMine, DraftView, Input, Output } from '../../kernel/api';
import type { Json } from '../../kernel/json';
import type { EntityModel, FieldModel } from '../../kernel/model';
import { refuse } from '../../kernel/problems';
import type { Call, Tx } from '../contract';
import { keep, type Kept, type KeptValue } from './merge';

const LONGEST_MB = 2;
const MOST = 100;
/** Nobody remembers what older ones were about. */
const KEEP_DAYS = 90;

interface Row {
  readonly id: string;
  readonly entity_id: string;
  readonly place: string;
  readonly rev: number;
  readonly values: string;
  readonly at: Date;
}
type Queryable = Pick<Tx, 'query'>;

/** @throws record.unknownEntity also for an entity the viewer may not add to */
function entityFor({ host, viewer }: Call, name: string): EntityModel {
  const entity = host.model().entity(name);
  const mayCreate = entity && !entity.parent && host.access(viewer).mayCreate(entity);
  return mayCreate ? entity : refuse('record.unknownEntity', ['entity'], { entity: name });
}

function isKept({ host, viewer }: Call, entity: EntityModel, field: FieldModel): boolean {
  return !field.isEncrypted && host.access(viewer).right(entity, field) !== 'none';
}

const keptIn = (row: Row): Kept => new Map(Object.entries(JSON.parse(row.values) as { [id: string]: KeptValue }));

function viewOf(call: Call, entity: EntityModel, row: Row): DraftView {
  const values = [...keptIn(row)].flatMap(([id, { value }]): [string, Json][] => {
    const field = entity.field(id);
    return field && isKept(call, entity, field) ? [[field.name, value]] : [];
  });
  return { id: row.id, rev: row.rev, at: row.at.toISOString(), values: Object.fromEntries(values) };
}

/** Drafts whose record was made are over, even if the browser could not say so any more. */
const ALIVE = `d.person_id = $1 and d.at > $2::timestamptz - interval '${KEEP_DAYS} days'
  and not exists (select 1 from public.idempotency_key k where k.person_id = d.person_id and k.key = d.id::text)`;

async function find(db: Queryable, call: Call, entity: EntityModel, place: string): Promise<Row | undefined> {
  const { rows } = await db.query<Row>(
    `select d.id, d.entity_id, d.place, d.rev, d.values, d.at from public.form_draft d
      where ${ALIVE} and d.entity_id = $3 and d.place = $4`,
    [call.viewer.id, call.host.clock.now(), entity.id, place],
  );
  return rows[0];
}

export async function openDraft(call: Call, input: Input<'draft.open'>): Promise<Output<'draft.open'>> {
  const entity = entityFor(call, input.entity);
  const row = await find(call.host.pool, call, entity, input.place);
  return { draft: row ? viewOf(call, entity, row) : null };
}

export async function saveDraft(call: Call, input: Input<'draft.save'>): Promise<Output<'draft.save'>> {
  const entity = entityFor(call, input.entity);
  const sent = new Map<string, Json>();
  for (const [name, value] of Object.entries(input.values)) {
    const field = entity.field(name);
    if (!field) refuse('record.unknownField', ['values', name], { field: name, entity: entity.label });
    else if (isKept(call, entity, field)) sent.set(field.id, value);
  }
  return call.host.transaction(async (tx) => {
    const { host, viewer } = call;
    const now = host.clock.now();
    await lock(tx, call, entity, input.place);
    const before = await find(tx, call, entity, input.place);
    if (!before) await makeRoom(tx, call, entity, input.place);
    const rev = (before?.rev ?? 0) + 1;
    const about = { base: before ? input.base : 0, rev, now: now.toISOString() };
    const { kept, clashes } = keep(before ? keptIn(before) : new Map(), sent, about);
    const values = JSON.stringify(Object.fromEntries(kept));
    if (values.length > LONGEST_MB * 1_000_000) refuse('draft.tooLarge', ['values'], { limit: LONGEST_MB });
    const row: Row = { id: before?.id ?? input.id, entity_id: entity.id, place: input.place, rev, values, at: now };
    await tx.query(
      `insert into public.form_draft (id, person_id, entity_id, place, rev, "values", at) values ($1, $2, $3, $4, $5, $6, $7)
        on conflict (person_id, entity_id, place) do update set rev = $5, "values" = $6, at = $7`,
      [row.id, viewer.id, row.entity_id, row.place, row.rev, row.values, row.at],
    );
    await tell(tx, call, entity);
    return { draft: viewOf(call, entity, row), clashes: clashes.flatMap((id) => clashOf(entity, kept, id)) };
  });
}

function clashOf(entity: EntityModel, kept: Kept, id: string): DraftClash[] {
  const [field, held] = [entity.field(id), kept.get(id)];
  return field && held ? [{ field: field.name, value: held.value, at: held.at }] : [];
}

/** Two devices at once write one after the other. */
async function lock(tx: Tx, { viewer }: Call, entity: EntityModel, place: string): Promise<void> {
  await tx.query('select pg_advisory_xact_lock(hashtextextended($1, 0))', [`draft ${viewer.id} ${entity.id} ${place}`]);
}

/** Takes away what is over at this place, and refuses one draft too many. */
async function makeRoom(tx: Tx, call: Call, entity: EntityModel, place: string): Promise<void> {
  const { viewer, host } = call;
  await tx.query('delete from public.form_draft where person_id = $1 and entity_id = $2 and place = $3', [
    viewer.id,
    entity.id,
    place,
  ]);
  const { rows } = await tx.query<{ count: number }>(
    `select count(*)::int as count from public.form_draft d where ${ALIVE}`,
    [viewer.id, host.clock.now()],
  );
  if (rows[0]!.count >= MOST) refuse('draft.tooMany', [], { limit: MOST });
}

export async function discardDraft(call: Call, input: Input<'draft.discard'>): Promise<void> {
  const entity = entityFor(call, input.entity);
  await call.host.transaction(async (tx) => {
    const { rowCount } = await tx.query(
      'delete from public.form_draft where person_id = $1 and entity_id = $2 and place = $3',
      [call.viewer.id, entity.id, input.place],
    );
    if (rowCount) await tell(tx, call, entity);
  });
}

/** The other devices of this person; nobody else. */
const tell = (tx: Tx, { host, viewer }: Call, entity: EntityModel): Promise<void> =>
  host.live.publish(tx, { topic: 'formDraft', entity: entity.name, people: [viewer.id] });

export async function listDrafts(call: Call): Promise<readonly DraftOfMine[]> {
  const { host, viewer } = call;
  const { rows } = await host.pool.query<Row>(
    `select d.id, d.entity_id, d.place, d.rev, d.values, d.at from public.form_draft d where ${ALIVE}
      order by d.at desc limit ${MOST}`,
    [viewer.id, host.clock.now()],
  );
  return rows.flatMap((row): DraftOfMine[] => {
    const entity = host.model().entity(row.entity_id);
    if (!entity || !host.access(viewer).mayCreate(entity)) return [];
    const { values, at } = viewOf(call, entity, row);
    const title = entity.titleField ? values[entity.titleField.name] : undefined;
    return [
      {
        entity: entity.name,
        label: entity.label,
        place: row.place,
        at,
        title: typeof title === 'string' ? title : '',
        fields: Object.values(values).filter((value) => value !== null && value !== '').length,
      },
    ];
  });
}

/** Old drafts, and those whose record was made. @returns how many went */
export async function forgetDrafts(db: Queryable, now: Date): Promise<number> {
  const { rowCount } = await db.query(
    `delete from public.form_draft d where d.at < $1::timestamptz - interval '${KEEP_DAYS} days'
      or exists (select 1 from public.idempotency_key k where k.person_id = d.person_id and k.key = d.id::text)`,
    [now],
  );
  return rowCount;
}
