/**
 * The one read path. A question goes through these passes, in this order:
 *
 * 1. `lift`       values out of the question: what is left is its shape, and shapes are compiled once
 * 2. `resolve`    names and rights: a field the viewer may not read is unknown (names.ts, filter.ts)
 * 3. `conditions` relative dates, "is me", days of instants → parameters (conditions.ts)
 * 4. `scope`      row scope and trash, wherever a table is named (source.ts)
 * 5. `render`     SQL with numbered parameters (sql.ts)
 */
import { createHash } from 'node:crypto';
import type { ViewerFacts } from '../access/access';
import { Sealed } from './cells';
import { Lru } from './lru';
import { compileGroups, shapeOfGroups, type GroupsStatement } from './groups';
import { compileRows, shapeOfRows, type RowsOptions, type RowsStatement } from './rows';
import type { GroupsQuestion, RowsQuestion } from './question';
import { bind, type Binding, type Compiled } from './sql';
import type { SearchShape } from './search';
import type { Schema } from './source';

/** Ready for `pg`. `name` is set where the statement is run so often that PostgreSQL should keep its plan. */
export interface Statement {
  readonly text: string;
  readonly values: unknown[];
  readonly name?: string;
}
export interface Asking {
  readonly viewer: ViewerFacts;
  readonly now: Date;
}
export interface Ready<C extends Compiled> {
  readonly statement: Statement;
  readonly compiled: C;
}

const rowsCache = new Lru<RowsStatement>(2000);

/** A page of records, or their number. Throws a Refusal with the place in the question. */
export function rowsStatement(
  schema: Schema,
  question: RowsQuestion,
  asking: Asking,
  options: RowsOptions = {},
): Ready<RowsStatement> {
  const { shape, inputs } = shapeOfRows(question, options);
  const key = `${schema.access.key}\n${JSON.stringify(shape)}`;
  const kept = rowsCache.get(key, () => compileRows(schema, shape));
  const compiled = kept.hasSecrets ? { ...kept, present: opening(kept, schema.secrets) } : kept;
  const binding = { ...asking, inputs, secrets: schema.secrets };
  // Which way is best depends on how often the words stand in the texts: such a statement is planned each time.
  if (shape.search) return { statement: { text: compiled.text, values: bind(compiled, binding) }, compiled };
  return { statement: filled(schema, kept, binding), compiled };
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

/** From this use on a statement keeps its plan in PostgreSQL: planning a list with four relations takes longer than reading it. */
const USES_TO_KEEP = 5;
/** Each connection keeps each plan, so their number is bounded. */
const MOST_KEPT = 500;
const kept = { version: '', plans: 0 };

function filled({ model }: Schema, compiled: Compiled & { uses: number; name?: string }, binding: Binding): Statement {
  const values = bind(compiled, binding);
  compiled.uses += 1;
  if (compiled.uses === USES_TO_KEEP) {
    if (kept.version !== model.version) Object.assign(kept, { version: model.version, plans: 0 });
    if (kept.plans < MOST_KEPT) compiled.name = planName(model.version, compiled.text);
    kept.plans += 1;
  }
  const { text, name } = compiled;
  return name === undefined ? { text, values } : { text, values, name };
}

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

/**
 * A name under which PostgreSQL keeps a plan. The model's version is part of it: after a change of tables the old plan
 * is never asked for again ("cached plan must not change result type").
 */
export const planName = (version: string, text: string): string =>
  `q${createHash('sha1').update(version).update('\n').update(text).digest('base64url').slice(0, 24)}`;
