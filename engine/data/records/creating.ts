/** Whether new records are such as their writer's roles may create; asked of the rows just written, by the platform's eyes. */
import { creating, rightToNew } from '../../access/rows';
import type { EntityModel } from '../../kernel/model';
import { problem, type Problem } from '../../kernel/problems';
import { planName, type Asking } from '../../query/compile';
import { Lru } from '../../query/lru';
import { Source, type Schema } from '../../query/source';
import { bind, join, render, Slot, sql, type Compiled } from '../../query/sql';
import type { Runner } from '../run';

/** Whether some role creates only records of which a condition holds: then `refusedNew` has to be asked. */
export const isCreatingBound = ({ access }: Schema, entity: EntityModel): boolean =>
  creating(access, entity).some(({ create }) => create!.conditions.length > 0);

const statements = new Lru<Compiled & { readonly name: string }>(500);

function compileNew(schema: Schema, entity: EntityModel): Compiled & { readonly name: string } {
  const root = new Source(schema, entity, 't', { isRaw: true, isUnscoped: true });
  const tests = creating(schema.access, entity).map(({ create }, i) => {
    const of = create!.conditions.map((expression) => ({ is: 'condition', expression }) as const);
    return root.passes(`s:create${i}`, { is: 'all', of });
  });
  const ids = new Slot(({ inputs }) => inputs[0]);
  const columns = join([root.named('id'), ...tests], ', ');
  const compiled = render(sql`select ${columns} from ${root.from()} where ${root.named('id')} = any(${ids}::uuid[])`);
  return { ...compiled, name: planName(schema.model.version, compiled.text) };
}

/**
 * The problems of new records by id: none of the writer's roles may create it, or one that may does not give a field
 * that was sent. Run it in the transaction that wrote them.
 */
export async function refusedNew(
  runner: Runner,
  schema: Schema,
  entity: EntityModel,
  records: readonly { readonly id: string; readonly sent: readonly string[] }[],
  asking: Asking,
): Promise<ReadonlyMap<string, readonly Problem[]>> {
  const compiled = statements.get(`${schema.access.key} ${entity.id}`, () => compileNew(schema, entity));
  const values = bind(compiled, { ...asking, inputs: [records.map(({ id }) => id)] });
  const rows = await runner.run({ text: compiled.text, values, name: compiled.name });
  const passed = new Map(rows.map(([id, ...flags]) => [id as string, flags]));
  const grants = creating(schema.access, entity);
  return new Map(
    records.flatMap(({ id, sent }): [string, readonly Problem[]][] => {
      const holding = grants.filter((_, i) => passed.get(id)?.[i] === true);
      if (holding.length === 0) return [[id, [problem('record.createCondition', [], { entity: entity.label })]]];
      const closed = sent.flatMap((name) => {
        const field = entity.field(name)!;
        const right = rightToNew(schema.access, entity, field, (grant) => holding.includes(grant));
        return right === 'edit' ? [] : [problem('record.notEditable', ['values', name], { label: field.label })];
      });
      return closed.length > 0 ? [[id, closed]] : [];
    }),
  );
}
