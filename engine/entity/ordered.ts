/** Which fields have an index that lists are sorted by: written by ddl.ts and list-indexes.ts, used by engine/query/order.ts. */
import { raw, sql } from '../expression/sql';
import type { FieldType, Sql } from '../kernel/contract';
import type { EntityModel, FieldModel } from '../kernel/model';

const NUMBERS_AND_DATES: ReadonlySet<string> = new Set(['number', 'date', 'datetime']);

/** A value of a choice is a name, not a word: its order is the database's own, which an index has without being told. */
export const isChoice = (field: FieldModel, type: FieldType | undefined): boolean =>
  type?.group === 'choice' && field.columnType === 'text';

/** Texts that are names or numbers of things, in the database's own order: choices, and what the platform numbers. */
export const isPlainOrder = (field: FieldModel, type: FieldType | undefined): boolean =>
  isChoice(field, type) || (field.columnType === 'text' && field.derived?.computation.by === 'number');

const SORTED_MOMENTS: ReadonlySet<string> = new Set(['created_at', 'updated_at']);
/** Formulas follow the values of their record; a roll-up changes with other records, and a look-up lies there. */
const KEPT_COMPUTATIONS: ReadonlySet<string | undefined> = new Set([undefined, 'number', 'expression']);

/**
 * Whether an index of a field can hold (value, id) of what is not in the trash: dates, numbers, choices, numbers of
 * records. A relation is sorted by the title of its record. Texts are left out but for the title (see below). Whether
 * there is such an index yet is another matter (list-indexes.ts): without it a list is sorted.
 */
export function isOrdered(entity: EntityModel, field: FieldModel, type: FieldType | undefined): boolean {
  if (entity.parent || entity.isPlatform || field.column === null) return false;
  if (field.system) return SORTED_MOMENTS.has(field.name);
  if (field.isEncrypted || type?.index || !type?.canSort) return false;
  if (!KEPT_COMPUTATIONS.has(field.derived?.computation.by)) return false;
  return NUMBERS_AND_DATES.has(field.kind) || isPlainOrder(field, type);
}

/** Whether every table is made with it; what is computed waits until there are many records. */
export const isOrderedAtOnce = (entity: EntityModel, field: FieldModel, type: FieldType | undefined): boolean =>
  !field.derived && isOrdered(entity, field, type);

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
  !(
    entity.parent ||
    entity.isPlatform ||
    field.system ||
    field.derived ||
    field.isEncrypted ||
    isPlainOrder(field, type)
  );
