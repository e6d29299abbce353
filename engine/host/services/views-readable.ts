/** A view as a viewer may see it. */
import type { Filter, ViewColor, ViewColumn, ViewDefinition } from '../../kernel/documents.generated';
import type { EntityModel } from '../../kernel/model';
import { Refusal } from '../../kernel/problems';
import { resolvePath } from '../../query/names';
import type { Schema } from '../../query/source';
import type { Call } from '../contract';
import { schemaOf } from './records-context';
import { mayAsk } from './records-query';

/**
 * The view without the columns, order, groups, colours and optional parts of fields the viewer may not read. What they see
 * masked stays as a column, without its total: nothing is ordered, grouped, placed or computed by it. undefined
 * when its filter speaks of such a field (it would show other records than its name says, and the filter's value is nobody's
 * business), and when its type cannot do without one: a board needs the field of its columns.
 */
export function readable(call: Call, entity: EntityModel, definition: ViewDefinition): ViewDefinition | undefined {
  const mayFilter = (filter: Filter): boolean => mayAsk(call, { entity: entity.name, columns: ['id'], filter });
  if (definition.filter && !mayFilter(definition.filter)) return undefined;
  const { columns, sort, group, colors, ...rest } = definition;
  const schema = schemaOf(call);
  const rights = new Map<string, 'none' | 'masked' | 'read'>();
  const right = (field: string) => {
    const found =
      rights.get(field) ??
      (isPath(schema, entity, field, 'read') ? 'read' : isPath(schema, entity, field, 'masked') ? 'masked' : 'none');
    rights.set(field, found);
    return found;
  };
  const may = (field: string): boolean => right(field) === 'read';
  const maySee = (field: string): boolean => right(field) !== 'none';
  const mayColor = ({ when, field }: ViewColor): boolean => (field === undefined || maySee(field)) && mayFilter(when);
  const column = ({ total, ...rest }: ViewColumn): ViewColumn =>
    total !== undefined && may(rest.field) ? { ...rest, total } : rest;
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
    ...(columns && { columns: columns.filter(({ field }) => maySee(field)).map(column) }),
    ...(sort && { sort: sort.filter(({ field }) => may(field)) }),
    ...(group && may(group.field) && { group }),
    ...(colors && { colors: colors.filter(mayColor) }),
  };
}

/** Whether the viewer may go this way and has this right at its end. */
function isPath(schema: Schema, entity: EntityModel, path: string, least: 'masked' | 'read'): boolean {
  try {
    resolvePath(schema, entity, path, [], least);
    return true;
  } catch (error) {
    if (error instanceof Refusal) return false;
    throw error;
  }
}
