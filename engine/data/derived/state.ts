import type { DerivedState } from '../../entity/derived/plan';
import type { Queryable } from '../documents/rows';

/** What the database computes by itself now. */
export async function readDerived(db: Queryable): Promise<DerivedState> {
  const functions = await db.query<{ name: string; text: string | null }>(
    `select p.proname as name, obj_description(p.oid, 'pg_proc') as text from pg_proc p
      where p.pronamespace = 'data'::regnamespace and p.proname ~ '^d(1|2[iud])_'`,
  );
  const fields = await db.query<{ field_id: string; signature: string }>(
    'select field_id, signature from public.derived_field',
  );
  return {
    functions: new Map(functions.rows.map(({ name, text }) => [name, text ?? ''])),
    fields: new Map(fields.rows.map((row) => [row.field_id, row.signature])),
  };
}
