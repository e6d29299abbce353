import { quoteIdentifier, quoteTable } from '../../entity/identifiers';
import type { EntityModel, FieldModel } from '../../kernel/model';
import { refuse } from '../../kernel/problems';
import { BLIND_PART, type Secrets } from '../../kernel/secrets';
import type { Runner } from '../run';

/** Which of the values are taken by records that are not in the trash; as text. Asked for all values at once. */
export async function takenValues(
  runner: Runner,
  { secrets }: { readonly secrets?: Secrets | undefined },
  entity: EntityModel,
  field: FieldModel,
  values: readonly unknown[],
): Promise<ReadonlySet<string>> {
  if (values.length === 0) return new Set();
  if (field.isEncrypted) return takenSecrets(runner, secrets, entity, field, values.map(String));
  const column = quoteIdentifier(field.column!);
  const rows = await runner.run({
    text: `select v.given from unnest($1::text[]) as v(given)
      where exists (select 1 from ${quoteTable(entity.table)} t where t.${column} = v.given::${field.columnType} and t.deleted_at is null)`,
    values: [values.map(String)],
  });
  return new Set(rows.map(([given]) => given as string));
}

/** Which of the combinations are taken by other records that are not in the trash: true or false for each. */
export async function takenTogether(
  runner: Runner,
  entity: EntityModel,
  fields: readonly FieldModel[],
  rows: readonly { readonly id: string; readonly values: readonly unknown[] }[],
): Promise<readonly boolean[]> {
  if (rows.length === 0) return [];
  const given = fields.map((_, i) => `g.c${i}`).join(', ');
  const same = fields
    .map((field, i) => `t.${quoteIdentifier(field.column!)} = g.c${i}::${field.columnType}`)
    .join(' and ');
  const taken = await runner.run({
    text: `select exists (select 1 from ${quoteTable(entity.table)} t where ${same} and t.deleted_at is null and t.id <> g.id::uuid)
      from rows from (unnest($1::text[]), ${fields.map((_, i) => `unnest($${i + 2}::text[])`).join(', ')}) with ordinality as g(id, ${given.replaceAll('g.', '')}, place)
      order by g.place`,
    values: [rows.map(({ id }) => id), ...fields.map((_, i) => rows.map(({ values }) => String(values[i])))],
  });
  return taken.map(([is]) => is as boolean);
}

/** Encrypted values are equal where their blind indexes are. */
async function takenSecrets(
  runner: Runner,
  secrets: Secrets | undefined,
  entity: EntityModel,
  field: FieldModel,
  values: readonly string[],
): Promise<ReadonlySet<string>> {
  if (!secrets) return refuse('secrets.noKey');
  const byIndex = new Map(values.map((value) => [secrets.blind({ entity: entity.id, field: field.id }, value), value]));
  const rows = await runner.run({
    text: `select v.given from unnest($1::text[]) as v(given)
      where exists (select 1 from ${quoteTable(entity.table)} t where split_part(t.${quoteIdentifier(field.column!)}, ':', ${BLIND_PART}) = v.given and t.deleted_at is null)`,
    values: [[...byIndex.keys()]],
  });
  return new Set(rows.map(([given]) => byIndex.get(given as string)!));
}
