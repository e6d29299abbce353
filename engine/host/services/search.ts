/** Which entities are searched by their prepared texts already, and the job that prepares them. */
import { fillSearch, searchAgain, searchNoted, WAITING_FOR_SEARCH } from '../../data/search/fill';
import { runnerOf } from '../../data/run';
import type { EntityModel } from '../../kernel/model';
import type { Host, Tx } from '../contract';

/** How long what was read is believed: another process may have finished, or changed texts in bulk. */
const BELIEVED_MS = 3000;
interface Pending {
  readonly at: number;
  readonly version: string;
  readonly entities: ReadonlySet<string>;
}
const known = new WeakMap<object, Pending>();

/** `scan` while the texts of the entity are still being prepared: slower, and by the letter only, but never short of a record. */
export async function searchedBy({ pool, model }: Host, entity: EntityModel): Promise<'index' | 'scan'> {
  const { version } = model();
  let pending = known.get(pool);
  if (pending?.version !== version || Date.now() - pending.at > BELIEVED_MS) {
    const rows = await runnerOf(pool).run({ text: 'select entity_id from public.search_pending', values: [] });
    pending = { at: Date.now(), version, entities: new Set(rows.map(([id]) => id as string)) };
    known.set(pool, pending);
  }
  return pending.entities.has(entity.id) ? 'scan' : 'index';
}

/** After a person or department was written: they do not go through the write path of records. */
export async function searchPlatform({ model, registry }: Host, tx: Tx, entity: string, id: string): Promise<void> {
  const found = model().entity(entity);
  if (found) await searchAgain(tx, { entity: found, fieldTypes: registry.fieldTypes }, [id]);
}

/** Prepares the texts of all entities that wait. How far it is lies in the database, so any worker goes on with it. */
export async function fillWhatWaits(host: Host): Promise<void> {
  const { rows } = await host.pool.query<{ id: string }>(WAITING_FOR_SEARCH);
  for (const { id } of rows) {
    const entity = host.model().entity(id);
    if (entity) await fillSearch(host.transaction, { entity, fieldTypes: host.registry.fieldTypes });
    // It was taken away meanwhile; when it comes back, what it had lies there still.
    else await host.pool.query('delete from search_pending where entity_id = $1', [id]);
  }
}

/** Prepares what triggers have noted, until nothing is left. A worker calls it again and again. */
export async function searchWhatChanged({ model, registry, transaction }: Host): Promise<void> {
  const fillingOf = (id: string) => {
    const entity = model().entity(id);
    return entity && { entity, fieldTypes: registry.fieldTypes };
  };
  while ((await transaction((tx) => searchNoted(tx, fillingOf))) > 0);
}
