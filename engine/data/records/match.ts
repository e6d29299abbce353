/** Finding records by the values of a key: all keys of a batch in one question. */
import type { EntityModel, FieldModel } from '../../kernel/model';
import { refuse } from '../../kernel/problems';
import { BLIND_PART } from '../../kernel/secrets';
import type { Asking } from '../../query/compile';
import { Source, type Schema } from '../../query/source';
import { bind, join, raw, render, sql } from '../../query/sql';
import type { Runner } from '../run';

/**
 * @param keys canonical values in the order of `fields`, none of them blank
 * @returns for each key the ids of the records the viewer may read that have these values, at most two: whoever gets two
 *   knows that the key is ambiguous
 */
export async function matchKeys(
  runner: Runner,
  schema: Schema,
  entity: EntityModel,
  fields: readonly FieldModel[],
  keys: readonly (readonly unknown[])[],
  asking: Asking,
): Promise<(readonly string[])[]> {
  const found: string[][] = keys.map(() => []);
  if (keys.length === 0) return found;
  const source = new Source(schema, entity, 't');
  const id = source.named('id');
  const lists = fields.map((field, i) => {
    const values = keys.map((key) => comparable(schema, entity, field, String(key[i])));
    return sql`${values}::text[]::${raw(field.columnType!)}[]`;
  });
  const same = fields.map((field, i) => {
    const column = source.column(field);
    const value = field.isEncrypted ? sql`split_part(${column}, ':', ${raw(String(BLIND_PART))})` : column;
    return sql`${value} = k.${raw(`v${i}`)}`;
  });
  const names = raw(fields.map((_, i) => `v${i}`).join(', '));
  const statement = sql`select k.n, ${id} from unnest(${join(lists, ', ')}) with ordinality as k(${names}, n) join ${source.from()} on ${join(same, ' and ')}`;
  const compiled = render(statement);
  const rows = await runner.run({ text: compiled.text, values: bind(compiled, { ...asking, inputs: [] }) });
  for (const [n, record] of rows) {
    const ids = found[Number(n) - 1]!;
    if (ids.length < 2) ids.push(record as string);
  }
  return found;
}

/** Encrypted values are compared by their blind indexes. */
function comparable({ secrets }: Schema, entity: EntityModel, field: FieldModel, value: string): string {
  if (!field.isEncrypted) return value;
  return (secrets ?? refuse('secrets.noKey')).blind({ entity: entity.id, field: field.id }, value);
}
