/** What stored values should be, computed from scratch: for the nightly comparison and its repairs. */
import type { EntityModel, FieldModel, Model } from '../../kernel/model';
import { formulasOf, formulaSql } from './formulas';
import { q } from './names';
import { fullOf, rollupsOf } from './rollups';

/** Over a row `p` of the entity's table. */
export interface Expected {
  readonly entity: EntityModel;
  readonly field: FieldModel;
  /** Whether what is stored differs. */
  readonly isWrong: string;
  /** Assignments that make it right. */
  readonly sets: string;
}

/** Every stored roll-up and formula: those that read others after them, so that one pass is enough. */
export function expectedOf(model: Model): readonly Expected[] {
  const all = model.entities.flatMap((entity) => [entity, ...entity.fields.flatMap(({ child }) => child ?? [])]);
  const make = (entity: EntityModel, field: FieldModel, columns: readonly (readonly [string, string])[]): Expected => ({
    entity,
    field,
    isWrong: columns.map(([column, value]) => `p.${q(column)} is distinct from ${value}`).join(' or '),
    sets: columns.map(([column, value]) => `${q(column)} = ${value}`).join(', '),
  });
  return all.flatMap((entity) => [
    ...rollupsOf(model, entity).map((rollup) => make(entity, rollup.field, fullOf(rollup, 'p'))),
    ...formulasOf(model, entity).map((formula) =>
      make(entity, formula.field, [[formula.field.column!, formulaSql(formula, model, 'p')]]),
    ),
  ]);
}
