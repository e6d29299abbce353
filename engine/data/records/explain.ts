/** The tests that decide about one record, each with its answer: the very SQL of enforcement, piece by piece. */
import { rowTest, ruleTest, sharedTest, type RowTest } from '../../access/rows';
import type { RecordAction } from '../../access/access';
import type { EntityModel } from '../../kernel/model';
import type { Asking } from '../../query/compile';
import { Source, type Schema } from '../../query/source';
import { bind, join, render, sql } from '../../query/sql';
import type { Runner } from '../run';

/** A test and what came of it. */
export interface Tested {
  readonly test: RowTest;
  readonly holds: boolean;
  readonly of: readonly Tested[];
}
export interface RecordTests {
  /** For each of the access's grants, in their order. */
  readonly grants: readonly Tested[];
  readonly shared: Tested;
  /** The whole of it, as it is enforced. */
  readonly isAllowed: boolean;
  readonly isInTrash: boolean;
  readonly owner: { readonly id: string | null; readonly path: string };
}

/** undefined where there is no such record at all. */
export async function testRecord(
  runner: Runner,
  schema: Schema,
  entity: EntityModel,
  id: string,
  action: RecordAction,
  asking: Asking,
): Promise<RecordTests | undefined> {
  const { access } = schema;
  const root = new Source(schema, entity, 't', { isRaw: true, isUnscoped: true });
  const tests = [
    ...access.grants(entity).map(({ rules }) => ruleTest(rules[action])),
    sharedTest(access, entity, action),
    rowTest(access, entity, action),
  ];
  const leaves = tests.flatMap(leavesOf);
  const columns = leaves.map((test, i) => root.passes(`s:${i}`, test));
  const facts = [root.named('deleted_at'), root.named('owner_id'), root.named('owner_path')];
  const selected = join([...facts, ...columns], ', ');
  const compiled = render(sql`select ${selected} from ${root.from()} where ${root.named('id')} = ${id}::uuid`);
  const [row] = await runner.run({ text: compiled.text, values: bind(compiled, { ...asking, inputs: [] }) });
  if (!row) return undefined;
  const answers = new Map(leaves.map((test, i) => [test, row[i + facts.length] === true]));
  const tested = tests.map((test) => answered(test, answers));
  return {
    grants: tested.slice(0, -2),
    shared: tested.at(-2)!,
    isAllowed: row[0] === null && tested.at(-1)!.holds,
    isInTrash: row[0] !== null,
    owner: { id: (row[1] as string | null) ?? null, path: (row[2] as string | null) ?? '' },
  };
}

const leavesOf = (test: RowTest): readonly RowTest[] =>
  test.is === 'all' || test.is === 'any' ? test.of.flatMap(leavesOf) : [test];

function answered(test: RowTest, answers: ReadonlyMap<RowTest, boolean>): Tested {
  if (test.is !== 'all' && test.is !== 'any') return { test, holds: answers.get(test) === true, of: [] };
  const of = test.of.map((part) => answered(part, answers));
  const holds = test.is === 'all' ? of.every((part) => part.holds) : of.some((part) => part.holds);
  return { test, holds, of };
}
