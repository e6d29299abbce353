/** The way from a group to the list of its records. */
import { paths } from '@/components/lib/paths';
import { fromFilter } from '@/components/record/filterTree';
import { ALL, EMPTY, writeListState } from '@/components/record/listState';
import type { Filter } from '@/engine/kernel/documents.generated';
import type { Json } from '@/engine/kernel/json';

type Simple = Extract<Filter, { field: string }>;

/** The comparisons of a filter joined by "and"; undefined where it says more than that. */
function simpleParts(filter: Filter): readonly Simple[] | undefined {
  if ('field' in filter) return [filter];
  if (!('all' in filter)) return undefined;
  const parts = filter.all.map(simpleParts);
  return parts.every((part) => part !== undefined) ? parts.flat() : undefined;
}

/** Address of the list with exactly these records: not those of a saved view. */
export function listAddress(entity: string, filter: Filter): string {
  const items = simpleParts(filter)?.map(({ field, op, value }) => ({ field, op, value: (value ?? null) as Json }));
  const tree = items ? { mode: 'all' as const, items } : fromFilter(filter);
  return paths.list(entity) + writeListState({ ...EMPTY, view: ALL, filter: tree });
}
