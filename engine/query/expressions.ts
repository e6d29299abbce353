import type { Sql } from '../kernel/contract';
import type { EntityModel } from '../kernel/model';
import { refuse } from '../kernel/problems';
import type { Place } from './names';
import type { Source } from './source';

/** A condition in the expression language → SQL over the record's table. */
export function expressionSql(
  condition: { readonly expression: string; readonly entity: EntityModel; readonly place: Place },
  _root: Source,
): Sql {
  return refuse('query.expression', condition.place, { reason: condition.expression });
}
