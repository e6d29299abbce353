/**
 * A page of what is found by words, the newest first, read in the way that suits how often the words stand in the texts.
 *
 * - **Among the newest**: a word that stands in one record of a hundred fills a page after some thousands of records, so
 *   those are looked through, from the newest back. Only where they do not fill the page is everything asked.
 * - **By the rarest word**: its records by the index, in their order; each of them is asked for the other words, the
 *   filters and the row scope until the page is full, and only the page is joined with what its relations point to.
 *
 * PostgreSQL is not left to choose: it takes pieces of words for independent of each other, and is wrong by a factor of
 * fifty where they make up a common word. Both ways give the same page (search.test.ts).
 *
 * Measured with 1,000,000 records (2,333,333 texts) on a busy machine, beside the plain statement: initials in one of 60
 * records 411 → 24 ms, a word in one of 60 110 → 31 ms, two words that stand together in one of 270 4,100 → 75 ms; words
 * in one of 9,000 22 → 23 ms.
 */
import type { Sql } from '../kernel/contract';
import { join, raw, sql } from './sql';
import { alwaysOpen, searchSql, wordsFound, type SearchShape } from './search';
import { Source } from './source';

/** What a page is made of, apart from its columns. */
export interface SearchedPage {
  readonly root: Source;
  readonly search: SearchShape;
  readonly filtered: (source: Source) => readonly Sql[];
  /** Rows after the last one of the page before. */
  readonly after: (source: Source) => readonly Sql[];
  readonly limit: number;
  /** The newest records did not fill the page. */
  readonly isRest: boolean;
}

/** Whether the newest records are looked through first. */
export const looksAtNewest = ({ search, isRest }: Pick<SearchedPage, 'search' | 'isRest'>): boolean =>
  search.newest !== null && !isRest;

/** @returns the ids of the page as a table `found(id)`; undefined: PostgreSQL may choose the way */
export function searchedIds(page: SearchedPage): Sql | undefined {
  if (looksAtNewest(page)) return amongNewest(page);
  const { rarest } = page.search;
  return rarest !== null && alwaysOpen(page.root, page.search) ? byRarest(page, rarest) : undefined;
}

const firstOf = (ids: Sql, limit: number): Sql => sql`(select ${ids} desc limit ${raw(String(limit))}) as found`;

function amongNewest({ root: { schema, entity, options }, search, filtered, after, limit }: SearchedPage): Sql {
  const newest = { limit: search.newest!, past: after };
  const source = new Source(schema, entity, 'n', { ...options, newest });
  const id = source.named('id');
  const conditions = join([...filtered(source), searchSql(source, search, { isByRecord: true })], ' and ');
  return firstOf(sql`${id} as id from ${source.from()} where ${conditions} order by ${id}`, limit);
}

function byRarest({ root, search, filtered, after, limit }: SearchedPage, rarest: number): Sql {
  const source = new Source(root.schema, root.entity, 'n', root.options);
  const id = source.named('id');
  const others = search.words.length > 1 ? [searchSql(source, search, { isByRecord: true, without: rarest })] : [];
  const all = [...filtered(source), ...others, ...after(source)];
  const where = all.length > 0 ? sql` where ${join(all, ' and ')}` : raw('');
  // `offset 0`: all of them in their order, before anything else is asked of them.
  const words = sql`(select s.id from ${wordsFound(root, search, rarest)} group by s.id order by s.id desc offset 0) as m`;
  const from = sql`${words} join ${source.table()} on ${id} = m.id${source.joins()}`;
  return firstOf(sql`${id} as id from ${from}${where} order by ${id}`, limit);
}
