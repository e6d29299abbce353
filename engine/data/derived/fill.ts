/**
 * Computes the values of records that were there before their field was, batch by batch, while everybody writes. Since the
 * publication triggers keep what is written: an empty value is computed from scratch, every other is right already.
 */
import { expectedOf, type Expected } from '../../entity/derived/expected';
import { q, tableOf, touchColumn } from '../../entity/derived/names';
import type { Model } from '../../kernel/model';
import type { Queryable } from '../documents/rows';

export interface Computed {
  /** Id to go on after; null at the end. */
  readonly next: string | null;
  readonly n: number;
}
const BEFORE_ALL = '00000000-0000-0000-0000-000000000000';

const known = new WeakMap<Model, ReadonlyMap<string, Expected>>();
/** How the values of a field are computed; undefined when it is not there any more, or nothing computes it. */
export function expectedFor(model: Model, field: string): Expected | undefined {
  const all = known.get(model) ?? new Map(expectedOf(model).map((one) => [one.field.id, one]));
  known.set(model, all);
  return all.get(field);
}

/** Whether it is still this run that computes the field: another publication may have taken it away or changed it. */
export async function isComputing(db: Queryable, run: string, field: string): Promise<boolean> {
  const { rows } = await db.query('select 1 from public.derived_field where field_id = $1 and computing = $2', [
    field,
    run,
  ]);
  return rows.length > 0;
}

/** Fields whose values are being computed, of a run or of all. */
export async function readComputing(db: Queryable): Promise<ReadonlySet<string>> {
  const { rows } = await db.query<{ field_id: string }>(
    'select field_id from public.derived_field where computing is not null',
  );
  return new Set(rows.map((row) => row.field_id));
}
export async function startComputing(db: Queryable, run: string, fields: readonly string[]): Promise<void> {
  await db.query('update public.derived_field set computing = $1 where field_id = any($2::text[])', [run, fields]);
}
export async function endComputing(db: Queryable, run: string): Promise<void> {
  await db.query('update public.derived_field set computing = null where computing = $1', [run]);
}

async function nextIds(
  db: Queryable,
  { entity }: Expected,
  after: string | null,
  limit: number,
): Promise<readonly string[]> {
  const { rows } = await db.query<{ id: string }>(
    `select id from ${tableOf(entity)} where id > $1 order by id limit ${limit}`,
    [after ?? BEFORE_ALL],
  );
  return rows.map(({ id }) => id);
}
const computedOf = (ids: readonly string[], limit: number): Computed => ({
  next: ids.length < limit ? null : ids.at(-1)!,
  n: ids.length,
});

/** Locks records in the order of their ids, as the triggers do. What is committed until then is seen by the next statement. */
const hold = (db: Queryable, { entity }: Expected, ids: readonly string[]): Promise<unknown> =>
  db.query(`select 1 from ${tableOf(entity)} where id = any($1) order by id for no key update`, [ids]);

/** The next records by id, in the transaction given: all or nothing. */
export async function computeNext(
  db: Queryable,
  expected: Expected,
  after: string | null,
  limit: number,
): Promise<Computed> {
  const ids = await nextIds(db, expected, after, limit);
  if (ids.length > 0) {
    const { entity, field, sets } = expected;
    await hold(db, expected, ids);
    const column = touchColumn(entity);
    // A roll-up that is there is right, and a formula is computed by the trigger of whatever writes its record.
    const [set, open] =
      field.derived?.computation.by === 'children'
        ? [sets, `and p.${q(field.column!)} is null`]
        : [`${column} = ${column}`, ''];
    await db.query(`update ${tableOf(entity)} p set ${set} where p.id = any($1) ${open}`, [ids]);
  }
  return computedOf(ids, limit);
}

/** Compares what is stored with what is computed from scratch, and puts it right. @returns also how many were wrong */
export async function verifyNext(
  db: Queryable,
  expected: Expected,
  after: string | null,
  limit: number,
): Promise<Computed & { readonly wrong: number }> {
  const { entity, isWrong, sets } = expected;
  const ids = await nextIds(db, expected, after, limit);
  // One statement sees one moment, in which a child and what it is rolled up into always agree.
  const { rows } = await db.query<{ id: string }>(
    `select p.id from ${tableOf(entity)} p where p.id = any($1) and (${isWrong})`,
    [ids],
  );
  const wrong = rows.map(({ id }) => id);
  if (wrong.length > 0) {
    await hold(db, expected, wrong);
    await db.query(`update ${tableOf(entity)} p set ${sets} where p.id = any($1)`, [wrong]);
  }
  return { ...computedOf(ids, limit), wrong: wrong.length };
}
