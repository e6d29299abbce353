/** The way from a group to the list of its records, where the list can say the same. */
import { paths } from '@/components/lib/paths';
import { EMPTY, writeListState } from '@/components/record/listState';
import type { Filter } from '@/engine/kernel/documents.generated';
import type { Json } from '@/engine/kernel/json';

type Simple = Extract<Filter, { field: string }>;

/** The comparisons of a filter joined by "and"; undefined where it says more than that. */
function simpleParts(filter: Filter): readonly Simple[] | undefined {
  if ('field' in filter) return filter.field.includes('.') ? undefined : [filter];
  if (!('all' in filter)) return undefined;
  const parts = filter.all.map(simpleParts);
  return parts.every((part) => part !== undefined) ? parts.flat() : undefined;
}

/** Address of the list with these records; undefined for a filter the list cannot show: half of it would be another list. */
export function listAddress(entity: string, filter: Filter): string | undefined {
  const conditions = simpleParts(filter)?.map(({ field, op, value }) => ({
    field,
    op,
    value: (value ?? null) as Json,
  }));
  return conditions && paths.list(entity) + writeListState({ ...EMPTY, conditions });
}
