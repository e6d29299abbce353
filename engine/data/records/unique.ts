import { quoteIdentifier, quoteTable } from '../../entity/identifiers';
import type { EntityModel, FieldModel } from '../../kernel/model';
import type { Runner } from '../run';

/** Which of the values are taken by records that are not in the trash; as text. Asked for all values at once. */
export async function takenValues(
  runner: Runner,
  entity: EntityModel,
  field: FieldModel,
  values: readonly unknown[],
): Promise<ReadonlySet<string>> {
  if (values.length === 0) return new Set();
  const column = quoteIdentifier(field.column!);
  const rows = await runner.run({
    text: `select v.given from unnest($1::text[]) as v(given)
      where exists (select 1 from ${quoteTable(entity.table)} t where t.${column} = v.given::${field.columnType} and t.deleted_at is null)`,
    values: [values.map(String)],
  });
  return new Set(rows.map(([given]) => given as string));
}
