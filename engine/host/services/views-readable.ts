/** A view as a viewer may see it. */
import type { Filter, ViewColor, ViewDefinition } from '../../kernel/documents.generated';
import type { EntityModel } from '../../kernel/model';
import type { Call } from '../contract';
import { mayAsk } from './records-query';

/**
 * The view without the columns, order, groups and colours of fields the viewer may not read. undefined when its filter
 * speaks of such a field: it would show other records than its name says, and the filter's value is nobody's business.
 */
export function readable(call: Call, entity: EntityModel, definition: ViewDefinition): ViewDefinition | undefined {
  const mayFilter = (filter: Filter): boolean => mayAsk(call, { entity: entity.name, columns: ['id'], filter });
  const mayRead = (field: string): boolean => mayAsk(call, { entity: entity.name, columns: [field] });
  if (definition.filter && !mayFilter(definition.filter)) return undefined;
  const { columns, sort, group, colors, ...rest } = definition;
  const known = new Map<string, boolean>();
  const may = (field: string): boolean => {
    const seen = known.get(field) ?? mayRead(field);
    known.set(field, seen);
    return seen;
  };
  const mayColor = ({ when, field }: ViewColor): boolean => (field === undefined || may(field)) && mayFilter(when);
  return {
    ...rest,
    ...(columns && { columns: columns.filter(({ field }) => may(field)) }),
    ...(sort && { sort: sort.filter(({ field }) => may(field)) }),
    ...(group && may(group.field) && { group }),
    ...(colors && { colors: colors.filter(mayColor) }),
  };
}
