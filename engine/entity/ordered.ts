/** Which fields have an index that lists are sorted by: written by ddl.ts, walked by engine/query/walk.ts. */
import type { FieldType } from '../kernel/contract';
import type { EntityModel, FieldModel } from '../kernel/model';

const NUMBERS_AND_DATES: ReadonlySet<string> = new Set(['number', 'date', 'datetime']);

/** A value of a choice is a name, not a word: its order is the database's own, which an index has without being told. */
export const isChoice = (field: FieldModel, type: FieldType | undefined): boolean =>
  type?.group === 'choice' && field.columnType === 'text';

/**
 * Whether the index of a field holds (value, id) of what is not in the trash. Dates, numbers and choices; not what
 * PostgreSQL computes, for it changes with other records. A relation is sorted by the title of its record, which no index
 * of this table knows. Texts are left out: an entry of a B-tree holds 2,704 bytes, and a longer title could not be kept.
 */
export function isOrdered(entity: EntityModel, field: FieldModel, type: FieldType | undefined): boolean {
  if (entity.parent || entity.isPlatform || field.system || field.column === null) return false;
  if (field.derived || field.isEncrypted || type?.index || !type?.canSort) return false;
  return NUMBERS_AND_DATES.has(field.kind) || isChoice(field, type);
}
