/** Records follow their owner to another department: "department and below" finds them by the path they carry. */
import { quoteTable } from '../../entity/identifiers';
import type { Host, Tx } from '../contract';

export const HAND_OVER_JOB = 'records.handOver';
/** Rows changed together: locks of a fifth of a second. */
export const FOLLOW_BATCH = 2000;

/** A table of records, by the id of its entity. */
export interface Owned {
  readonly entity: string;
  readonly table: string;
}
export const ownedEntities = (host: Pick<Host, 'model'>): readonly (Owned & { readonly name: string })[] =>
  host
    .model()
    .entities.filter((entity) => !entity.isPlatform && !entity.parent)
    .map((entity) => ({ entity: entity.id, name: entity.name, table: quoteTable(entity.table) }));

const PATH = `coalesce((select d.path from person p join department d on d.id = p.department_id where p.id = $1), '')`;

/**
 * Moves up to `FOLLOW_BATCH` of a person's records of one table to where the person is now.
 * @returns how many; fewer than `FOLLOW_BATCH` when no more are left
 */
export async function followBatch(tx: Pick<Tx, 'query'>, table: string, person: string): Promise<number> {
  const { rowCount } = await tx.query(
    `update ${table} t set owner_path = ${PATH} from (
       select id from ${table} where owner_id = $1 and owner_path is distinct from ${PATH} limit ${FOLLOW_BATCH} for update
     ) moved where t.id = moved.id`,
    [person],
  );
  return rowCount;
}

/**
 * The records of a person who has another department: at once where they are few, in the background (with progress in
 * `handover.list`) where nobody should wait for them.
 */
export async function followPerson(host: Host, tx: Tx, person: string): Promise<void> {
  const tables = ownedEntities(host);
  const counts: { readonly entity: string; readonly count: number }[] = [];
  for (const { entity, table } of tables) {
    const { rows } = await tx.query<{ n: number }>(`select count(*)::int as n from ${table} where owner_id = $1`, [
      person,
    ]);
    counts.push({ entity, count: rows[0]!.n });
  }
  const total = counts.reduce((sum, { count }) => sum + count, 0);
  if (total <= FOLLOW_BATCH) {
    for (const { table } of tables) await followBatch(tx, table, person);
    return;
  }
  const move = host.ids.uuid();
  await tx.query(
    `insert into hand_over (id, kind, from_id, to_id, entities, state, total, at)
     values ($1, 'department', $2, $2, $3, 'running', $4, $5)`,
    [move, person, counts.filter(({ count }) => count > 0).map(({ entity }) => entity), total, host.clock.now()],
  );
  await host.jobs.enqueue(tx, HAND_OVER_JOB, { move });
}
