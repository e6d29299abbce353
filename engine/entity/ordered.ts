/** Which fields have an index that lists are sorted by: written by ddl.ts, walked by engine/query/walk.ts. */
import { raw, sql } from '../expression/sql';
import type { FieldType, Sql } from '../kernel/contract';
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

/** Pinyin for Chinese, alphabet for the rest; ICU's rules for `zh`. */
export const LIST_COLLATION = ' collate "zh-x-icu"';

/**
 * Titles are sorted by their beginning, in every list: an entry of a B-tree holds 2,704 bytes, and a longer title could
 * not be kept. Titles that begin alike for so long stand in the order they were made.
 */
const TITLE_BEGIN = 200;
export const titleOrder = (column: Sql): Sql =>
  sql`(left(${column}, ${raw(String(TITLE_BEGIN))})${raw(LIST_COLLATION)})`;

/** Whether an entity has an index of (beginning of the title, id): by it lists are sorted, and those that point to it. */
export const isTitleOrdered = (entity: EntityModel, field: FieldModel, type: FieldType | undefined): boolean =>
  entity.titleField.id === field.id &&
  field.columnType === 'text' &&
  field.column !== null &&
  !(entity.parent || entity.isPlatform || field.system || field.derived || field.isEncrypted || isChoice(field, type));
