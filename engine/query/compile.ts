/**
 * The one read path. A question goes through these passes, in this order:
 *
 * 1. `lift`       values out of the question: what is left is its shape, and shapes are compiled once
 * 2. `resolve`    names and rights: a field the viewer may not read is unknown (names.ts, filter.ts)
 * 3. `conditions` relative dates, "is me", days of instants → parameters (conditions.ts)
 * 4. `scope`      row scope and trash, wherever a table is named (source.ts)
 * 5. `render`     SQL with numbered parameters (sql.ts)
 */
import type { ViewerFacts } from '../access/access';
import { Sealed } from './cells';
import { Lru } from './lru';
import { compileGroups, shapeOfGroups, type GroupsStatement } from './groups';
import { compileRows, shapeOfRows, type RowsOptions, type RowsStatement } from './rows';
import type { GroupsQuestion, RowsQuestion } from './question';
import { planned, type Statement } from './plans';
import { bind, type Compiled } from './sql';
import type { SearchShape } from './search';
import type { Schema } from './source';

export { planName, type Statement } from './plans';
export interface Asking {
  readonly viewer: ViewerFacts;
  readonly now: Date;
}
export interface Ready<C extends Compiled> {
  readonly statement: Statement;
  readonly compiled: C;
}
/** `rest` gives the statement for what else is to be asked where the page is not full; see `runRows`. */
export interface ReadyRows extends Ready<RowsStatement> {
  readonly rest?: () => Statement;
}

const rowsCache = new Lru<RowsStatement>(2000);

/** A page of records, or their number. Throws a Refusal with the place in the question. */
export function rowsStatement(
  schema: Schema,
  question: RowsQuestion,
  asking: Asking,
  options: RowsOptions = {},
): ReadyRows {
  const { shape, inputs } = shapeOfRows(question, options);
  const key = `${schema.access.key}\n${JSON.stringify(shape)}`;
  const kept = rowsCache.get(key, () => compileRows(schema, shape));
  const compiled = kept.hasSecrets ? { ...kept, present: opening(kept, schema.secrets) } : kept;
  const binding = { ...asking, inputs, secrets: schema.secrets };
  const { version } = schema.model;
  const statement = planned(version, kept, binding);
  if (!kept.rest) return { statement, compiled };
  const rest = (): Statement =>
    planned(
      version,
      rowsCache.get(`${key}\nrest`, () => compileRows(schema, { ...shape, isRest: true })),
      binding,
    );
  return { statement, compiled, rest };
}

/** The rows of a page; where they do not fill it, with what else is to be asked (RowsStatement.rest). */
export async function runRows(
  { statement, compiled, rest }: ReadyRows,
  run: (statement: Statement) => Promise<readonly (readonly unknown[])[]>,
): Promise<readonly (readonly unknown[])[]> {
  const rows = await run(statement);
  const { limit } = compiled.shape;
  if (!rest || limit === null || rows.length >= limit) return rows;
  if (compiled.rest === 'anew') return run(rest());
  // A record that lost its value between the two is in both.
  const known = new Set(rows.map(([id]) => id));
  const more = (await run(rest())).filter(([id]) => !known.has(id));
  return [...rows, ...more].slice(0, limit);
}

const opening =
  ({ present }: RowsStatement, secrets: Schema['secrets']): RowsStatement['present'] =>
  (row) => {
    const record = present(row);
    const opened = Object.entries(record).filter(([, value]) => (value as unknown) instanceof Sealed);
    return opened.length === 0
      ? record
      : {
          ...record,
          ...Object.fromEntries(opened.map(([name, value]) => [name, (value as unknown as Sealed).open(secrets)])),
        };
  };

const groupsCache = new Lru<GroupsStatement>(1000);

/** Groups and measures. Throws a Refusal with the place in the question. */
export function groupsStatement(
  schema: Schema,
  question: GroupsQuestion,
  asking: Asking,
  by?: SearchShape['by'],
): Ready<GroupsStatement> {
  const { shape, inputs } = shapeOfGroups(question, by);
  const key = `${schema.access.key}\n${JSON.stringify(shape)}`;
  const compiled = groupsCache.get(key, () => compileGroups(schema, shape));
  return {
    statement: { text: compiled.text, values: bind(compiled, { ...asking, inputs, secrets: schema.secrets }) },
    compiled,
  };
}
