import type { Pool } from 'pg';
import { expectedOf, type Expected } from '../../entity/derived/expected';
import { tableOf } from '../../entity/derived/names';
import { onPool } from '../documents/rows';
import { readComputing } from './fill';
import type { EntityModel, FieldModel, Model } from '../../kernel/model';
import type { Tx } from '../../host/contract';

/** What became of one computed field. */
export interface Verified {
  readonly entity: EntityModel;
  readonly field: FieldModel;
  readonly checked: number;
  readonly wrong: number;
  /** The first few that were wrong. */
  readonly ids: readonly string[];
}
/** Records looked at in one statement: about 50 ms, so that nobody waits for a nightly job. */
const BATCH = 2_000;
const NAMED = 5;
const BEFORE_ALL = '00000000-0000-0000-0000-000000000000';

/**
 * Compares every stored roll-up and formula with the value computed from scratch. One statement sees one moment, in
 * which a child and what it is rolled up into always agree, so a difference is a fault and never somebody's write.
 * @param repair writes the right value, in a transaction for each batch, under the locks that writers take
 */
export async function verifyDerived(
  db: { readonly pool: Pool; transaction<T>(fn: (tx: Tx) => Promise<T>): Promise<T> },
  model: Model,
  options: { readonly repair: boolean; readonly signal?: AbortSignal },
): Promise<readonly Verified[]> {
  const results: Verified[] = [];
  // What a publication still computes is compared by itself when it is through.
  const computing = await readComputing(onPool(db.pool));
  for (const expected of expectedOf(model)) {
    if (options.signal?.aborted) break;
    if (computing.has(expected.field.id)) continue;
    results.push(await verifyField(db, expected, options));
  }
  return results;
}

async function verifyField(
  db: Parameters<typeof verifyDerived>[0],
  expected: Expected,
  { repair, signal }: Parameters<typeof verifyDerived>[2],
): Promise<Verified> {
  const { entity, field, isWrong, sets } = expected;
  const table = tableOf(entity);
  let [after, checked, wrong] = [BEFORE_ALL, 0, 0];
  const ids: string[] = [];
  while (!signal?.aborted) {
    const { rows } = await db.pool.query<{ n: string; last: string | null; wrong: string[] | null }>(
      `select count(*) as n, (array_agg(p.id order by p.id desc))[1] as last, array_agg(p.id) filter (where ${isWrong}) as wrong
         from (select * from ${table} where id > $1 order by id limit ${BATCH}) p`,
      [after],
    );
    const [row] = rows;
    if (!row || row.last === null) break;
    checked += Number(row.n);
    const found = row.wrong ?? [];
    wrong += found.length;
    ids.push(...found.slice(0, NAMED - ids.length));
    if (repair && found.length > 0) {
      await db.transaction(async (tx) => {
        await tx.query(`select 1 from ${table} where id = any($1) order by id for no key update`, [found]);
        await tx.query(`update ${table} p set ${sets} where id = any($1)`, [found]);
      });
    }
    after = row.last;
  }
  return { entity, field, checked, wrong, ids };
}
