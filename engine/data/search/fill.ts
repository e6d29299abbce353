/** Prepares the texts of records that were written without it: before search existed, by a conversion, by SQL of one's own. */
import { quoteIdentifier, quoteTable } from '../../entity/identifiers';
import { searchTable } from '../../entity/search-ddl';
import type { FieldType } from '../../kernel/contract';
import type { EntityModel } from '../../kernel/model';
import type { Tx } from '../../host/contract';
import { SEARCH_COLUMNS, searchableFields, searchRows } from './rows';

/** Records of one transaction: about 50 ms, in which nobody changes just these. */
const BATCH = 500;

interface Filling {
  readonly entity: EntityModel;
  readonly fieldTypes: ReadonlyMap<string, FieldType>;
}
type Transact = <T>(run: (tx: Tx) => Promise<T>) => Promise<T>;

/**
 * Says that the texts of an entity must be prepared anew, in the transaction that changed them. Searches look through the
 * records themselves until a worker has done it.
 * @param after only records with greater ids (ids grow with time: those made since a moment); without it all of them
 */
export async function markForSearch(tx: Pick<Tx, 'query'>, entityId: string, after?: string): Promise<void> {
  await tx.query(
    `insert into public.search_pending as p (entity_id, after) values ($1, $2)
     on conflict (entity_id) do update set since = clock_timestamp(),
       after = case when p.after is null or excluded.after is null then null else least(p.after, excluded.after) end`,
    [entityId, after ?? null],
  );
}

/** An import or its undo is at it again: what waits for its end goes on waiting. */
export async function holdSearch(tx: Pick<Tx, 'query'>, entityId: string): Promise<void> {
  await tx.query('update public.search_pending set since = clock_timestamp() where entity_id = $1', [entityId]);
}

/** Writes the texts of these records anew. Locks them, so that no older text replaces a newer one. */
export async function searchAgain(
  tx: Pick<Tx, 'run'>,
  { entity, fieldTypes }: Filling,
  ids: readonly string[],
): Promise<void> {
  const fields = searchableFields(entity, fieldTypes);
  if (fields.length === 0) return;
  const columns = fields.map((field) => quoteIdentifier(field.column!)).join(', ');
  const rows = await tx.run({
    text: `select id, ${columns} from ${quoteTable(entity.table)} where id = any($1::uuid[]) order by id for no key update`,
    values: [ids],
  });
  const made = rows.flatMap(([id, ...texts]) =>
    searchRows(id as string, fields, Object.fromEntries(fields.map((field, i) => [field.name, texts[i]]))),
  );
  const table = searchTable(entity);
  const kept = made.map(({ id, field }) => ({ id, field }));
  await tx.run({
    text: `delete from ${table} s where s.id = any($1::uuid[]) and s.field = any($2::text[])
      and not exists (select 1 from json_to_recordset($3::json) as k(id uuid, field text) where k.id = s.id and k.field = s.field)`,
    values: [ids, fields.map(({ id }) => id), JSON.stringify(kept)],
  });
  await tx.run({
    text: `insert into ${table} as s (id, field, text, sound, grams)
      select r.id, r.field, r.text, r.sound, r.grams from json_to_recordset($1::json) as r(${SEARCH_COLUMNS})
      on conflict (id, field) do update set text = excluded.text, sound = excluded.sound, grams = excluded.grams
      where (s.text, s.sound, s.grams) is distinct from (excluded.text, excluded.sound, excluded.grams)`,
    values: [JSON.stringify(made)],
  });
}

/**
 * Goes through all records of an entity, a batch in a transaction, and goes on where it stopped. Ends at once when the
 * entity is not (or no longer) waiting. Safe to run twice at the same time.
 * @returns how many records were looked at
 */
export async function fillSearch(transact: Transact, filling: Filling, signal?: AbortSignal): Promise<number> {
  let done = 0;
  while (!signal?.aborted) {
    const looked = await transact((tx) => fillBatch(tx, filling));
    done += looked;
    if (looked < BATCH) break;
  }
  return done;
}

/**
 * An import that brings in more every moment is let through first, and so is its undo: they mark the entity with each
 * batch, and its texts are prepared when they are over. One that is silent for half a minute holds up nothing.
 */
const NOT_IMPORTED = `not exists (select 1 from public.import_job j where j.entity_id = p.entity_id and j.kind = 'import'
  and 'running' in (j.state, j.undo_state) and p.since > clock_timestamp() - interval '30 seconds')`;

/** Gives the `id` of the entities whose texts can be prepared now. */
export const WAITING_FOR_SEARCH = `select p.entity_id as id from public.search_pending p where ${NOT_IMPORTED}`;

async function fillBatch(tx: Tx, filling: Filling): Promise<number> {
  const { entity } = filling;
  const { rows } = await tx.query<{ after: string | null }>(
    `select p.after from public.search_pending p where p.entity_id = $1 and ${NOT_IMPORTED} for update`,
    [entity.id],
  );
  if (!rows[0]) return 0;
  const found = await tx.run({
    text: `select id from ${quoteTable(entity.table)} where ($1::uuid is null or id > $1::uuid) order by id limit ${BATCH}`,
    values: [rows[0].after],
  });
  const ids = found.map(([id]) => id as string);
  await searchAgain(tx, filling, ids);
  if (ids.length < BATCH) await tx.query('delete from public.search_pending where entity_id = $1', [entity.id]);
  else await tx.query('update public.search_pending set after = $2 where entity_id = $1', [entity.id, ids.at(-1)]);
  return ids.length;
}

/**
 * Prepares the texts of records that triggers have noted. Records are locked before their notes go: whoever changes one
 * meanwhile waits, and notes it again.
 * @param fillingOf undefined for an entity that is no longer there
 * @returns how many there were; call again while it is BATCH
 */
export async function searchNoted(tx: Tx, fillingOf: (entityId: string) => Filling | undefined): Promise<number> {
  const { rows } = await tx.query<{ entity_id: string; record_id: string }>(
    `select entity_id, record_id from public.search_dirty order by entity_id, record_id limit ${BATCH} for update skip locked`,
  );
  const byEntity = new Map<string, string[]>();
  for (const { entity_id: entity, record_id: id } of rows) {
    const ids = byEntity.get(entity);
    if (ids) ids.push(id);
    else byEntity.set(entity, [id]);
  }
  for (const [entity, ids] of byEntity) {
    const filling = fillingOf(entity);
    if (filling) await searchAgain(tx, filling, ids);
    await tx.query('delete from public.search_dirty where entity_id = $1 and record_id = any($2::uuid[])', [
      entity,
      ids,
    ]);
  }
  return rows.length;
}
