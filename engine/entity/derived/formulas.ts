/** Formulas: an expression over a record as SQL, and what makes it to be computed again. */
import { compileExpression, type Expression, type SqlEnvironment } from '../../expression/compile';
import { join, raw, sql } from '../../expression/sql';
import type { Computation, Sql } from '../../kernel/contract';
import type { EntityModel, FieldModel, Model } from '../../kernel/model';
import { inline, PLATFORM_TIME_ZONE, q, tableOf } from './names';

export interface Formula {
  readonly entity: EntityModel;
  readonly field: FieldModel;
  readonly expression: Expression;
}
type ExpressionComputation = Extract<Computation, { by: 'expression' }>;

/** Formulas of an entity, each after those it reads. One that cannot be compiled is left out: checks have reported it. */
export function formulasOf(model: Model, entity: EntityModel): readonly Formula[] {
  const formulas = new Map<string, Formula>();
  for (const field of entity.fields) {
    if (field.derived?.computation.by !== 'expression') continue;
    const { source } = field.derived.computation satisfies ExpressionComputation;
    const compiled = compileExpression(source, { model, entity }, field.kind);
    if (compiled.ok) formulas.set(field.id, { entity, field, expression: compiled.expression });
  }
  const ordered = new Set<Formula>();
  const visit = (formula: Formula, open: ReadonlySet<Formula>): void => {
    if (ordered.has(formula) || open.has(formula)) return;
    for (const { steps } of formula.expression.uses) {
      const before = formulas.get(steps[0]!.field.id);
      if (before) visit(before, new Set([...open, formula]));
    }
    ordered.add(formula);
  };
  for (const formula of formulas.values()) visit(formula, new Set());
  return [...ordered];
}

/** The value as SQL over a row named `record`: `new` in a trigger, or a table's alias. */
export function formulaSql({ entity, field, expression }: Formula, model: Model, record: string): string {
  const value = inline(expression.toSql(environmentOf(model, entity, record)));
  if (field.kind === 'number') {
    const { decimals } = field.options;
    return typeof decimals === 'number' ? `round(${value}, ${decimals})` : value;
  }
  return field.kind === 'text' ? `nullif(${value}, '')` : value;
}

/** Columns of a record, of records it points to (looked up), and of its line items. */
export function environmentOf(model: Model, entity: EntityModel, record: string): SqlEnvironment {
  let tables = 0;
  return {
    column: (path) => columnSql(model, entity, raw(record), path),
    given(name) {
      if (name !== 'timeZone') throw new Error(`A stored value cannot depend on ${name}.`);
      return sql`${PLATFORM_TIME_ZONE}`;
    },
    rows(path) {
      const child = entity.field(path)!.child!;
      tables += 1;
      const alias = raw(`l${tables}`);
      return {
        from: sql`${raw(tableOf(child))} ${alias}`,
        belongs: sql`${alias}.parent_id = ${raw(record)}.id`,
        column: (name) => columnSql(model, child, alias, name),
      };
    },
  };
}

function columnSql(model: Model, entity: EntityModel, record: Sql, path: string): Sql {
  const [first, ...rest] = path.split('.') as [string, ...string[]];
  const field = entity.field(first)!;
  const column = sql`${record}.${raw(q(field.column!))}`;
  if (rest.length === 0) return column;
  const target = model.entity(field.target!)!;
  const alias = raw(`r${rest.length}`);
  const value = columnSql(model, target, alias, rest.join('.'));
  return sql`(select ${value} from ${raw(tableOf(target))} ${alias} where ${alias}.id = ${column})`;
}

/** A table whose changes make records of an entity to be computed again, and the way from its rows to them. */
export interface Dependency {
  /** The entity with the formula. */
  readonly of: EntityModel;
  /** Where the values lie. */
  readonly on: EntityModel;
  /** Columns of `on` that count. */
  readonly columns: ReadonlySet<string>;
  /** From `of` to `on`: relations and, as the first only, line items. */
  readonly chain: readonly { readonly entity: EntityModel; readonly field: FieldModel }[];
}

/** Everything outside the record that its formulas read. */
export function dependenciesOf(model: Model, entity: EntityModel): readonly Dependency[] {
  const found = new Map<string, Dependency & { columns: Set<string> }>();
  for (const { expression } of formulasOf(model, entity)) {
    for (const { steps } of expression.uses) {
      steps.forEach((step, i) => {
        if (i === 0) return;
        const chain = steps.slice(0, i);
        const key = chain.map(({ field }) => field.id).join('.');
        const known = found.get(key) ?? { of: entity, on: step.entity, columns: new Set<string>(), chain };
        found.set(key, known);
        if (step.field.column !== null) known.columns.add(step.field.column);
      });
      // COUNT(items) reads no column, only which rows there are.
      const last = steps.at(-1)!.field;
      if (last.child) {
        const key = steps.map(({ field }) => field.id).join('.');
        if (!found.has(key)) found.set(key, { of: entity, on: last.child, columns: new Set(), chain: steps });
      }
    }
  }
  return [...found.values()];
}

/** Ids of the records of `of` that the changed rows concern: a query over the ids of rows of `on`, or over `parent_id`. */
export function affected({ chain }: Dependency, changedIds: string, changedParents: string): string {
  let ids = changedIds;
  for (let i = chain.length - 1; i >= 0; i -= 1) {
    const { entity, field } = chain[i]!;
    if (!field.child) ids = `select x.id from ${tableOf(entity)} x where x.${q(field.column!)} in (${ids})`;
    // A row that was deleted is not in its table any more.
    else if (i === chain.length - 1) ids = changedParents;
    else ids = `select x.parent_id from ${tableOf(field.child)} x where x.id in (${ids})`;
  }
  return ids;
}

/**
 * A new record that reads from another holds it until the end of its transaction: whoever changes that one at the same
 * time comes before (and is read) or after (and finds the new record). `isWritten`: the record is going to be written
 * by roll-ups of the same transaction, so it is taken for writing at once; two who first share and then write would
 * wait for each other.
 */
export function holds(
  model: Model,
  entity: EntityModel,
  isRolledUp: (link: FieldModel) => boolean,
): { readonly link: FieldModel; readonly sql: string }[] {
  const links = new Map<string, { link: FieldModel; sql: string }>();
  for (const { expression } of formulasOf(model, entity)) {
    for (const { steps } of expression.uses) {
      const [first, second] = steps;
      if (!second || first!.field.child || links.has(first!.field.id)) continue;
      const { field: link } = first!;
      const mode = isRolledUp(link) ? 'no key update' : 'share';
      const target = tableOf(model.entity(link.target!)!);
      links.set(link.id, { link, sql: `perform 1 from ${target} where id = new.${q(link.column!)} for ${mode};` });
    }
  }
  return [...links.values()];
}

export const joinSql = (list: readonly Sql[]): string => inline(join(list, ', '));
