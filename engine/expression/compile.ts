/**
 * The expression language: CEL's syntax with spreadsheet functions, checked against an entity when it is written, run
 * as JavaScript and as SQL with one answer.
 *
 *   text → parse.ts (tree) → check.ts (terms) → javascript.ts (closure) and to-sql.ts (SQL)
 *
 * Absent values ("blank"), the same on both sides:
 * - `==` and `!=` are always true or false: blank equals blank and nothing else. `status != "closed"` holds for blank.
 * - `<`, arithmetic, joining texts and functions with a blank argument give blank (exceptions: ISBLANK, COALESCE, IF,
 *   CONCAT and what sums up a list, which leaves blanks out).
 * - `&&`, `||`, `!` know three values, as SQL does. A condition that ends up blank is not met; `? :` and IF take the
 *   second branch.
 * - Division by zero, and dates outside the years 1 to 9999, are blank.
 * Numbers are exact decimals; a quotient has 10 decimals, rounded half away from zero.
 */
import type { Sql } from '../kernel/contract';
import type { Json } from '../kernel/json';
import type { EntityModel, ValueKind } from '../kernel/model';
import { problem, type Problem } from '../kernel/problems';
import type { Viewer } from '../kernel/viewer';
import { checkTree } from './check';
import { coerce } from './coerce';
import { toJavaScript, type Frame } from './javascript';
import type { Use } from './names';
import { parseExpression } from './parse';
import { KIND_WORDS, type Scope } from './scope';
import type { GivenName, Term } from './term';
import { toSql, toSqlCondition, type SqlEnvironment } from './to-sql';
import { writeValue } from './values';
import { zoneWall } from './zone';

export type { Scope } from './scope';
export type { SqlEnvironment } from './to-sql';
export type { GivenName } from './term';
export type { Use } from './names';

/** Who asks. `department` is the id of a department. */
export interface Me {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly department: string | null;
  readonly roles: readonly string[];
}
export interface Context {
  /** Values by field name. A relation is an id, or `{id, …fields}` where the expression goes on from it. */
  readonly record: { readonly [field: string]: unknown };
  /** null where nobody in particular asks (a timer). */
  readonly me: Me | null;
  /** `YYYY-MM-DD` in the time zone of who asks. */
  readonly today: string;
  /** ISO 8601 with Z. */
  readonly now: string;
  readonly timeZone: string;
  readonly variables?: { readonly [name: string]: unknown };
  /** The records that the scope names. */
  readonly records?: { readonly [name: string]: { readonly [field: string]: unknown } | undefined };
}

export interface Expression {
  readonly source: string;
  /** `null` when the expression is the word null alone. */
  readonly kind: ValueKind | 'null';
  /** Entity of the record it gives. */
  readonly target: string | undefined;
  /** Every field it reads; load these before evaluating, and ask for the right to each. */
  readonly uses: readonly Use[];
  /** Whether it depends on who asks and when. */
  readonly given: ReadonlySet<GivenName>;
  /** The value as JSON: decimals as canonical text, instants as ISO 8601, blank as null. Never throws on data. */
  evaluate(context: Context): Json;
  /** Is the condition met? Blank is not. */
  test(context: Context): boolean;
  /** The value as SQL. */
  toSql(env: SqlEnvironment): Sql;
  /** The condition as SQL for WHERE: true for exactly the records for which `test` is. */
  toCondition(env: SqlEnvironment): Sql;
}
export type Compiled =
  | { readonly ok: true; readonly expression: Expression; readonly warnings: readonly Problem[] }
  | { readonly ok: false; readonly problems: readonly Problem[] };

/**
 * Compiles an expression. `expects`: the kind its value must have (null always fits). Each problem carries the place
 * in the text as `start` and `end` (UTF-16 units) in its data.
 */
export function compileExpression(source: string, scope: Scope, expects?: ValueKind): Compiled {
  const remembered = cacheOf(scope);
  const key = `${expects ?? ''} ${source}`;
  const known = remembered?.get(key);
  if (known) return known;
  const compiled = compile(source, scope, expects);
  if (remembered && source.length < 500 && remembered.size < 500) remembered.set(key, compiled);
  return compiled;
}

// Rules, rights and flows repeat the same expressions over the same published entity.
const caches = new WeakMap<EntityModel, Map<string, Compiled>>();
function cacheOf({ entity, isVisible, variables, records, functions }: Scope): Map<string, Compiled> | undefined {
  if (!entity || isVisible || variables || records || functions) return undefined;
  let cache = caches.get(entity);
  if (!cache) caches.set(entity, (cache = new Map<string, Compiled>()));
  return cache;
}

function compile(source: string, scope: Scope, expects: ValueKind | undefined): Compiled {
  const parsed = parseExpression(source);
  if (!parsed.ok) return parsed;
  const { term, problems, warnings, names } = checkTree(parsed.tree, scope);
  if (!term || problems.length > 0) return { ok: false, problems };
  const place = { text: source.slice(0, 60), start: 0, end: source.length };
  if (term.isList) {
    const code = term.kind === 'lines' ? 'expression.rows' : 'expression.kind';
    const wanted = { 'zh-CN': '单个值', en: 'a single value' };
    return { ok: false, problems: [problem(code, [], { ...place, found: KIND_WORDS.list, wanted })] };
  }
  const wanted = expects ? coerce(term, expects) : term;
  if (!wanted) {
    const data = { ...place, wanted: KIND_WORDS[expects!], found: KIND_WORDS[term.kind] };
    return { ok: false, problems: [problem('expression.expects', [], data)] };
  }
  const expression = makeExpression(source, wanted, [...names.uses.values()], names.given);
  return { ok: true, expression, warnings };
}

function makeExpression(source: string, term: Term, uses: readonly Use[], given: ReadonlySet<GivenName>): Expression {
  const run = toJavaScript(term);
  return {
    source,
    kind: term.kind,
    target: term.target,
    uses,
    given,
    evaluate: (context) => writeValue(run(frameOf(context)), term.kind),
    test: (context) => run(frameOf(context)) === true,
    toSql: (env) => toSql(term, env),
    toCondition: (env) => toSqlCondition(term, env),
  };
}

function frameOf({ record, me, today, now, timeZone, variables = {}, records = {} }: Context): Frame {
  const given = {
    today,
    now,
    timeZone,
    me: me?.id,
    'me.name': me?.name,
    'me.email': me?.email,
    'me.department': me?.department,
    'me.roles': me?.roles,
  };
  return { record, given, variables, records, rows: [] };
}

/** Who and when, for a viewer at an instant; add the record. */
export function contextOf(viewer: Viewer | null, now: Date, timeZone?: string): Omit<Context, 'record'> {
  const zone = timeZone ?? viewer?.timeZone ?? 'Asia/Shanghai';
  const me = viewer && {
    id: viewer.id,
    name: viewer.name,
    email: viewer.email,
    department: viewer.departmentId,
    roles: viewer.roles,
  };
  return { me, today: zoneWall(now.getTime(), zone).slice(0, 10), now: now.toISOString(), timeZone: zone };
}
