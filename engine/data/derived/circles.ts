/** Records that are above themselves: what has to be put right before a relation can be the parent in a tree. */
import { quoteIdentifier as q } from '../../entity/identifiers';
import type { Queryable } from '../documents/rows';

/** Records outside of every tree that are looked at; circles among more than these are not all named. */
const MOST_READ = 50_000;
const MOST_SHOWN = 5;
const MOST_NAMED = 6;

export interface TreeTable {
  /** Quoted, with its schema; names as they are now. */
  readonly table: string;
  readonly parent: string;
  /** Column of the title; the id stands for a record without one. */
  readonly title: string | undefined;
}
interface Row {
  readonly id: string;
  readonly parent: string;
  readonly title: string | null;
  readonly alive: boolean;
}
export interface Circles {
  /** `A → B → A`, at most five of them. */
  readonly shown: readonly string[];
  readonly count: number;
}

/**
 * Walks down from the roots; what is not reached hangs in a circle or below one. Circles of records in the trash alone
 * stop nobody and are left out. One pass through the table where there is no circle.
 */
export async function findCircles(db: Queryable, { table, parent, title }: TreeTable): Promise<Circles> {
  const said = title === undefined ? 'null' : `t.${q(title)}::text`;
  const { rows } = await db.query<Row>(
    `with recursive tree as (
       select id from ${table} where ${q(parent)} is null
       union all
       select t.id from ${table} t join tree on t.${q(parent)} = tree.id
     )
     select t.id, t.${q(parent)} as parent, ${said} as title, t.deleted_at is null as alive from ${table} t
      where not exists (select 1 from tree where tree.id = t.id) order by t.id limit ${MOST_READ}`,
  );
  const circles = circlesOf(rows).filter((circle) => circle.some(({ alive }) => alive));
  return { shown: circles.slice(0, MOST_SHOWN).map(wordsOf), count: circles.length };
}

/** Every record has one parent, so each is on one circle at most, or leads into one. */
function circlesOf(rows: readonly Row[]): Row[][] {
  const byId = new Map(rows.map((row) => [row.id, row]));
  const seen = new Set<string>();
  const circles: Row[][] = [];
  for (const start of rows) {
    const way = new Map<string, Row>();
    let at: Row | undefined = start;
    while (at && !seen.has(at.id) && !way.has(at.id)) {
      way.set(at.id, at);
      at = byId.get(at.parent);
    }
    if (at && way.has(at.id)) {
      const on = [...way.values()];
      circles.push(on.slice(on.findIndex(({ id }) => id === at!.id)));
    }
    for (const id of way.keys()) seen.add(id);
  }
  return circles;
}

function wordsOf(circle: readonly Row[]): string {
  const names = circle.slice(0, MOST_NAMED).map(({ title, id }) => title ?? id);
  return [...names, ...(circle.length > MOST_NAMED ? ['…'] : []), names[0]!].join(' → ');
}
