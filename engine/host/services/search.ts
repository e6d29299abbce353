/** Which entities are searched by their prepared texts already, and the job that prepares them. */
import { fillSearch, searchAgain, searchNoted, WAITING_FOR_SEARCH } from '../../data/search/fill';
import { runnerOf } from '../../data/run';
import { searchTable } from '../../entity/search-ddl';
import type { EntityModel } from '../../kernel/model';
import type { SearchHow } from '../../query/search';
import { searchOf, type SearchWord } from '../../query/search-text';
import { searchText } from '../../query/values';
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

/** How often the pieces of words stand in the texts of an entity, as PostgreSQL last counted them. */
interface Frequencies {
  readonly at: number;
  readonly texts: number;
  /** The thousand most frequent ones; what is not among them is rarer than `least`. */
  readonly shares: ReadonlyMap<number, number>;
  readonly least: number;
}
const counted = new WeakMap<object, Map<string, Frequencies>>();
const COUNTED_MS = 5 * 60_000;

async function frequenciesOf({ pool }: Pick<Host, 'pool'>, entity: EntityModel): Promise<Frequencies> {
  let ofPool = counted.get(pool);
  if (!ofPool) counted.set(pool, (ofPool = new Map()));
  let known = ofPool.get(entity.id);
  if (!known || Date.now() - known.at > COUNTED_MS) {
    const [row] = await runnerOf(pool).run({
      text: `select c.reltuples, s.most_common_elems::text::int[], s.most_common_elem_freqs
        from pg_class c left join pg_stats s on s.schemaname = 'search' and s.tablename = c.relname and s.attname = 'grams'
        where c.oid = to_regclass($1)`,
      values: [searchTable(entity)],
    });
    const [texts, pieces, frequencies] = (row ?? [0, null, null]) as [number, number[] | null, number[] | null];
    // Three more follow: the least, the greatest, and of how many there are none.
    const shares = new Map((pieces ?? []).map((piece, i) => [piece, frequencies![i]!]));
    known = { at: Date.now(), texts: Number(texts), shares, least: Math.min(1, ...shares.values()) };
    ofPool.set(entity.id, known);
  }
  return known;
}

/** With fewer texts every way is quick. */
const MANY_TEXTS = 50_000;
/** A page of a word this frequent is among the newest records almost always; one of a rarer word now and then. */
const COMMON = 0.005;
const NEWEST = { common: 20_000, unknown: 4_000 };
/** Numbers of orders and the like: they stand in one record. */
const LONG_NUMBER = /\d{4}/;

/** Which way the words of a search are looked for (query/search-page.ts). */
export async function howToSearch(host: Host, entity: EntityModel, typed: string): Promise<Omit<SearchHow, 'in'>> {
  const by = await searchedBy(host, entity);
  const { words } = searchOf(searchText(typed));
  const free = { by, newest: null, rarest: null };
  if (by === 'scan' || words.length === 0 || words.some(({ grams }) => grams.length === 0)) return free;
  const { texts, shares, least } = await frequenciesOf(host, entity);
  if (texts < MANY_TEXTS) return free;
  // No more texts can hold a word than hold its rarest piece.
  const shareOf = ({ grams }: SearchWord): number => Math.min(...grams.map((gram) => shares.get(gram) ?? least / 2));
  const all = words.map(shareOf);
  const share = Math.min(...all);
  if (share >= COMMON) return { by, newest: NEWEST.common, rarest: null };
  const isNumbered = words.some(({ text }) => LONG_NUMBER.test(text));
  return { by, newest: isNumbered ? null : NEWEST.unknown, rarest: all.indexOf(share) };
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
