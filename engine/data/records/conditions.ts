/** Which conditions hold for one record, whatever its reader may see: asked of the database, all in one question. */
import type { EntityModel } from '../../kernel/model';
import { planName, type Asking } from '../../query/compile';
import { Lru } from '../../query/lru';
import { Source, type Schema } from '../../query/source';
import { bind, join, render, Slot, sql, type Compiled } from '../../query/sql';
import type { Runner } from '../run';

const statements = new Lru<Compiled & { readonly name: string }>(500);

/** @returns for each condition, in its order, whether it holds; undefined where the record is not there */
export async function holdFor(
  runner: Runner,
  schema: Schema,
  entity: EntityModel,
  id: string,
  conditions: readonly string[],
  asking: Asking,
): Promise<readonly boolean[] | undefined> {
  const key = JSON.stringify([schema.model.version, schema.access.key, entity.id, conditions]);
  const compiled = statements.get(key, () => {
    const root = new Source(schema, entity, 't', { isRaw: true });
    const columns = conditions.map((expression, i) => root.passes(`w:${i}`, { is: 'condition', expression }));
    const record = new Slot(({ inputs }) => inputs[0]);
    const made = render(
      sql`select ${join(columns, ', ')} from ${root.from()} where ${root.named('id')} = ${record}::uuid`,
    );
    return { ...made, name: planName(schema.model.version, made.text) };
  });
  const values = bind(compiled, { ...asking, inputs: [id] });
  const [row] = await runner.run({ text: compiled.text, values, name: compiled.name });
  return row?.map((flag) => flag === true);
}
