/**
 * Formulas while somebody fills in a form: computed by the same expressions as in the database, so that the figure on
 * the screen is the one that will be stored. What only the database knows (records two relations away, records a row
 * points to) is not guessed: such a formula keeps its stored value until the record is saved.
 */
import { compileExpression, type Expression, type Use } from '../expression/compile';
import type { EntityModel, FieldModel, Model } from '../kernel/model';
import { keyOf, type Calculation } from './plan';
import type { FieldTypes, Values } from './record';

export interface RowFormulas {
  /** The line items. */
  readonly field: FieldModel;
  readonly formulas: readonly { readonly field: FieldModel; readonly expression: Expression }[];
}

/**
 * One calculation for each formula that can be computed here: it always holds. Columns of line items are among them for
 * the order only; their values are seen through `rowWithFormulas`.
 */
export function formulaCalculations(entity: EntityModel, model: Model): readonly Calculation[] {
  const always = compileExpression('true', { entity, model }, 'boolean');
  if (!always.ok) return [];
  const make = (field: FieldModel, list: FieldModel | undefined, value: Expression): Calculation => ({
    key: keyOf(field, list),
    field,
    list,
    assignments: [{ rule: undefined, when: always.expression, value, on: 'always' }],
    clear: 'keep',
    show: [],
    isFormula: list !== undefined,
  });
  const own = entity.fields.flatMap((field) => {
    const expression = expressionOf(field, entity, model);
    const isComputed = expression?.uses.every((use) => isKnown(use, entity, model)) ?? false;
    return expression && isComputed ? [make(field, undefined, expression)] : [];
  });
  const columns = rowFormulas(entity, model).flatMap(({ field: list, formulas }) =>
    formulas.map(({ field, expression }) => make(field, list, expression)),
  );
  return [...own, ...columns];
}

/** Formulas that are columns of line items, by their line items; each after those it reads. */
export const rowFormulas = (entity: EntityModel, model: Model): readonly RowFormulas[] =>
  entity.fields.flatMap((field) => {
    const { child } = field;
    const formulas = child?.fields.flatMap((column) => {
      const expression = expressionOf(column, child, model);
      return expression && expression.uses.every(({ steps }) => steps.length === 1)
        ? [{ field: column, expression }]
        : [];
    });
    return formulas && formulas.length > 0 ? [{ field, formulas: ordered(formulas) }] : [];
  });

/** A row with its formulas. */
export function rowWithFormulas(
  { formulas }: RowFormulas,
  types: FieldTypes,
  row: Values,
  context: Omit<Parameters<Expression['evaluate']>[0], 'record'>,
): Values {
  const record: { [column: string]: unknown } = { ...row };
  for (const { field: column, expression } of formulas) {
    const value = expression.evaluate({ ...context, record });
    // As it will be stored: a sum adds up the rounded figures people see.
    record[column.name] = value === null ? null : (types.get(column.type)?.fit?.(value, column.options) ?? value);
  }
  return record;
}

function expressionOf(field: FieldModel, entity: EntityModel, model: Model): Expression | undefined {
  const computation = field.derived?.computation;
  if (computation?.by !== 'expression') return undefined;
  const compiled = compileExpression(computation.source, { entity, model }, field.kind);
  return compiled.ok ? compiled.expression : undefined;
}

/** The record's own fields, fields of a record it points to, and columns of its rows that are there or computed here. */
function isKnown({ steps }: Use, entity: EntityModel, model: Model): boolean {
  const [first, second] = steps;
  if (!second) return true;
  if (steps.length > 2) return false;
  if (first!.field.kind === 'record') return true;
  const isComputed = rowFormulas(entity, model).some(({ formulas }) =>
    formulas.some(({ field }) => field === second.field),
  );
  return !second.field.derived || isComputed;
}

function ordered<T extends RowFormulas['formulas'][number]>(formulas: readonly T[]): readonly T[] {
  const done = new Set<T>();
  const visit = (formula: T, open: ReadonlySet<T>): void => {
    if (done.has(formula) || open.has(formula)) return;
    const reads = formula.expression.uses.map(({ steps }) => steps[0]!.field);
    for (const before of formulas) if (reads.includes(before.field)) visit(before, new Set([...open, formula]));
    done.add(formula);
  };
  formulas.forEach((formula) => visit(formula, new Set()));
  return [...done];
}
