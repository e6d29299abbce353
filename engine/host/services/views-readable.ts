/** A view as a viewer may see it. */
import type { Filter, ViewColor, ViewDefinition } from '../../kernel/documents.generated';
import type { EntityModel } from '../../kernel/model';
import type { Call } from '../contract';
import { mayAsk } from './records-query';

/**
 * The view without the columns, order, groups, colours and optional parts of fields the viewer may not read. undefined
 * when its filter speaks of such a field (it would show other records than its name says, and the filter's value is nobody's
 * business), and when its type cannot do without one: a board needs the field of its columns.
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
  const hidden = (call.host.registry.viewTypes.get(definition.type)?.needs ?? []).filter(({ option }) => {
    const field = definition.options?.[option];
    return field !== undefined && !may(String(field));
  });
  if (hidden.some(({ isOptional }) => isOptional !== true)) return undefined;
  const gone = new Set(hidden.map(({ option }) => option));
  return {
    ...rest,
    ...(rest.options && {
      options: Object.fromEntries(Object.entries(rest.options).filter(([name]) => !gone.has(name))),
    }),
    ...(columns && { columns: columns.filter(({ field }) => may(field)) }),
    ...(sort && { sort: sort.filter(({ field }) => may(field)) }),
    ...(group && may(group.field) && { group }),
    ...(colors && { colors: colors.filter(mayColor) }),
  };
}
