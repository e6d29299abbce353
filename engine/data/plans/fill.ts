/** Fills the column that is to take a field's place; what does not convert is set aside in the same transaction. */
import { textOf } from '../../entity/convert';
import { type Problem } from '../../kernel/problems';
import type { Queryable } from '../documents/rows';
import { badText, carryRows, readRows, writeRows, type Carried, type Carry, type Column, type Row } from './carry';

export interface Fill {
  readonly carry: Carry;
  readonly coming: Column;
  readonly run: string;
  readonly entity: string;
  readonly field: string;
  readonly mayQuarantine: boolean;
  /** Makes records of the target with these names, in the transaction given. */
  make(db: Queryable, names: readonly string[]): Promise<void>;
}

/** Values that do not convert although nobody has said what is to become of such. */
export class BadValues extends Error {
  constructor(
    readonly fill: Fill,
    readonly values: readonly { readonly value: string; readonly why: Problem; readonly record: string }[],
  ) {
    super(`${values.length} values of ${fill.field} do not convert`);
  }
}

/**
 * The next rows by id; gives the id to go on after, or null at the end. In a transaction: all or nothing.
 * @param isAgain the column was filled before, in another way
 */
export async function fillNext(
  db: Queryable,
  fill: Fill,
  after: string | null,
  limit: number,
  isAgain = false,
): Promise<{ readonly next: string | null; readonly n: number }> {
  const rows = await readRows(db, fill.carry, { after, limit });
  await fillRows(db, fill, rows, isAgain);
  return { next: rows.length < limit ? null : rows.at(-1)!.id, n: rows.length };
}

/** Rows that changed after they were filled, or while they were. Those that are gone are forgotten. */
export async function fillAgain(db: Queryable, fill: Fill, ids: readonly string[]): Promise<void> {
  const rows = await readRows(db, fill.carry, { ids });
  await db.query('delete from public.quarantine where run_id = $1 and field_id = $2 and item_id = any($3::uuid[])', [
    fill.run,
    fill.field,
    ids,
  ]);
  await fillRows(db, fill, rows, true);
}

async function fillRows(db: Queryable, fill: Fill, rows: readonly Row[], isAgain: boolean): Promise<void> {
  if (rows.length === 0) return;
  const { carry, coming } = fill;
  let carried = await carryRows(db, carry, rows);
  const names = new Map(
    carried.flatMap(({ create }) => (create === undefined ? [] : [[create.toLowerCase(), create]])),
  );
  if (names.size > 0) {
    await fill.make(db, [...names.values()]);
    carried = await carryRows(db, carry, rows);
  }
  const bad = carried.filter((one) => one.bad !== undefined);
  if (bad.length > 0 && !fill.mayQuarantine) {
    throw new BadValues(
      fill,
      bad.map((one) => ({ value: badText(carry, one), why: one.bad!, record: one.row.record })),
    );
  }
  await writeRows(db, carry, coming, carried, isAgain);
  await setAside(db, fill, bad);
  await noteEmptied(db, fill, carried);
}

async function setAside(db: Queryable, fill: Fill, bad: readonly Carried[]): Promise<void> {
  await keep(
    db,
    fill,
    bad.map((one) => ({ one, why: one.bad! })),
    null,
  );
}

/** A value that a person chose to make nothing of is kept in the same place, so that the counts can be verified. */
async function noteEmptied(db: Queryable, fill: Fill, carried: readonly Carried[]): Promise<void> {
  const { converter, lookup } = fill.carry;
  if (!converter.how.map) return;
  const emptied = carried.filter(
    ({ value, bad, row }) => value === null && !bad && textOf(converter, row.values, lookup) !== null,
  );
  await keep(
    db,
    fill,
    emptied.map((one) => ({ one, why: { code: 'plan.emptied', path: [] } })),
    'emptied',
  );
}

async function keep(
  db: Queryable,
  { carry, run, entity, field }: Fill,
  list: readonly { readonly one: Carried; readonly why: Problem }[],
  resolution: string | null,
): Promise<void> {
  if (list.length === 0) return;
  const rows = list.map(({ one, why }) => ({
    record_id: one.row.record,
    item_id: one.row.id,
    value: badText(carry, one),
    why: JSON.stringify(why),
  }));
  await db.query(
    `insert into public.quarantine (id, run_id, entity_id, field_id, record_id, item_id, value, why, resolution)
     select gen_random_uuid(), $1, $2, $3, r.record_id, r.item_id, r.value, r.why, $5
       from json_to_recordset($4::json) as r(record_id uuid, item_id uuid, value text, why text)
     on conflict (run_id, field_id, item_id) do update set value = excluded.value, why = excluded.why,
       resolution = excluded.resolution`,
    [run, entity, field, JSON.stringify(rows), resolution],
  );
}
