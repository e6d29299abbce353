/** How one viewer stands to single records: which of their roles' tests each passes, and what was shared of it. */
import { ruleTest, sharedTest, type Standing } from '../../access/rows';
import type { EntityModel } from '../../kernel/model';
import { planName, type Asking } from '../../query/compile';
import { Lru } from '../../query/lru';
import { Source, type Schema } from '../../query/source';
import { bind, join, render, Slot, sql, type Compiled } from '../../query/sql';
import type { Sql } from '../../kernel/contract';
import type { Runner } from '../run';

const statements = new Lru<Compiled & { readonly name: string }>(500);

/** The standings of the records among `ids` that the viewer may read, by id. One question, whatever their number. */
export async function readStandings(
  runner: Runner,
  schema: Schema,
  entity: EntityModel,
  ids: readonly string[],
  asking: Asking,
): Promise<ReadonlyMap<string, Standing>> {
  const compiled = statements.get(`${schema.access.key} ${entity.id}`, () => compileStandings(schema, entity));
  const values = bind(compiled, { ...asking, inputs: [ids] });
  const rows = await runner.run({ text: compiled.text, values, name: compiled.name });
  return new Map(rows.map(([id, ...flags]) => [id as string, standingOf(schema, entity, flags)]));
}

/** The columns a standing is made of; `standingOf` reads them. */
export function standingColumns(root: Source): Sql[] {
  const { schema, entity } = root;
  const { access } = schema;
  const grants = access.grants(entity);
  return [
    ...grants.map(({ rules }, i) => root.passes(`s:read${i}`, ruleTest(rules.read))),
    ...grants.map(({ rules }, i) => root.passes(`s:update${i}`, ruleTest(rules.update))),
    root.passes('s:shared', sharedTest(access, entity, 'read')),
    root.passes('s:edit', sharedTest(access, entity, 'update')),
  ];
}

export function standingOf({ access }: Schema, entity: EntityModel, flags: readonly unknown[]): Standing {
  const { length } = access.grants(entity);
  const is = (flag: unknown): boolean => flag === true;
  const [shared, edit] = flags.slice(2 * length);
  return {
    read: flags.slice(0, length).map(is),
    update: flags.slice(length, 2 * length).map(is),
    shared: is(edit) ? 'edit' : is(shared) ? 'read' : 'none',
  };
}

function compileStandings(schema: Schema, entity: EntityModel): Compiled & { readonly name: string } {
  const root = new Source(schema, entity, 't', { isRaw: true });
  const columns = join([root.named('id'), ...standingColumns(root)], ', ');
  const ids = new Slot(({ inputs }) => inputs[0]);
  const compiled = render(sql`select ${columns} from ${root.from()} where ${root.named('id')} = any(${ids}::uuid[])`);
  return { ...compiled, name: planName(schema.model.version, compiled.text) };
}
