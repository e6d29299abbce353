/** From a group of an answer back to the records in it. */
import type { Filter, Question } from '../kernel/documents.generated';
import { isObject, type Json } from '../kernel/json';
import { refuse } from '../kernel/problems';
import { addUnits } from './dates';
import { entityOf, resolvePath } from './names';
import type { Schema } from './source';

/**
 * The filter of the records behind one group. Rights stay with whoever asks with it.
 * @param group values of the dimensions clicked, by column name (`d0` …); a dimension left out is not narrowed
 */
export function groupFilter(schema: Schema, question: Question, group: { readonly [column: string]: Json }): Filter {
  const entity = entityOf(schema, question.entity);
  const conditions = (question.dimensions ?? []).flatMap((dimension, i): Filter[] => {
    const value = group[`d${i}`];
    if (value === undefined) return [];
    const { field: kind } = resolvePath(schema, entity, dimension.field, ['question', 'dimensions', i, 'field']);
    const { field } = dimension;
    if (value === null) return [{ field, op: 'isEmpty' }];
    const grain = dimension.grain ?? (kind.kind === 'datetime' ? 'day' : undefined);
    if (!grain) return [{ field, op: 'eq', value: isObject(value) ? value.id : value }];
    if (!isDay(value)) {
      return refuse('query.value', ['group', `d${i}`], { value: String(value).slice(0, 60), label: kind.label });
    }
    // Days of an instant are the viewer's days, here as in the grouping.
    return [
      { field, op: 'gte', value },
      { field, op: 'lt', value: addUnits(value, grain, 1) },
    ];
  });
  return { all: [...(question.filter ? [question.filter] : []), ...conditions] };
}

const isDay = (value: Json): value is string =>
  typeof value === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(value) && !Number.isNaN(Date.parse(`${value}T00:00:00Z`));
