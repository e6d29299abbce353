/** What makes a question expensive, told from its shape alone, and what could make it cheaper, in the words of its fields. */
import { mayRead } from '../access/access';
import type { EntityModel, FieldModel } from '../kernel/model';
import type { Text } from '../kernel/text';
import type { LiftedFilter } from './lift';
import { resolvePath } from './names';
import type { RowsShape } from './rows';
import type { Schema } from './source';

/** Parts of texts, no index of a column helps with. */
const UNINDEXED: ReadonlySet<string> = new Set(['contains', 'notContains', 'startsWith', 'endsWith']);

/** Paths of the fields whose conditions make PostgreSQL look at every record; `''` where no single field is to blame. */
function heavyPaths(filter: LiftedFilter | null): readonly string[] {
  if (filter === null || 'invalid' in filter) return [];
  if ('all' in filter) return filter.all.flatMap(heavyPaths);
  if ('any' in filter) return filter.any.flatMap(heavyPaths);
  if ('not' in filter) return heavyPaths(filter.not);
  // Related records and expressions may ask anything of each record.
  if ('of' in filter || 'expression' in filter) return [''];
  if (UNINDEXED.has(filter.op)) return [filter.field];
  return filter.field.includes('.') ? [''] : [];
}

/** Whether the question could keep the database busy over very many records. Cheap lists are never asked what they cost. */
export const heavyFields = (shape: Pick<RowsShape, 'filter' | 'search' | 'sort'>): readonly string[] => [
  ...heavyPaths(shape.filter),
  ...(shape.search && (shape.search.by === 'scan' || shape.search.words.includes('signs')) ? [''] : []),
  ...shape.sort.filter(({ field }) => field.includes('.')).map(({ field }) => field),
];

/** How many fields a sentence names. */
const MOST_NAMED = 3;

/** Fields by which the records are found quickly, and which the question does not use yet. */
export function narrowingFields(schema: Schema, entity: EntityModel, used: LiftedFilter | null): readonly FieldModel[] {
  const asked = JSON.stringify(used);
  return entity.fields
    .filter((field) => isQuick(schema, field) && mayRead(schema.access, entity, field))
    .filter((field) => !asked.includes(`"${field.name}"`))
    .sort((a, b) => Number(a.system !== undefined) - Number(b.system !== undefined))
    .slice(0, MOST_NAMED);
}
const isQuick = (schema: Schema, field: FieldModel): boolean =>
  field.system
    ? field.name === 'created_at' || field.name === 'owner_id'
    : field.isUnique ||
      field.kind === 'date' ||
      field.kind === 'datetime' ||
      field.kind === 'record' ||
      schema.fieldTypes.get(field.type)?.group === 'choice';

/** `“Due”, “Status”` */
export const namesOf = (fields: readonly FieldModel[]): Text => ({
  'zh-CN': fields.map(({ label }) => `“${label['zh-CN']}”`).join('、'),
  en: fields.map(({ label }) => `"${label.en}"`).join(', '),
});

/** What to blame, by label; the question itself was compiled, so each path leads somewhere. */
export const blamed = (schema: Schema, entity: EntityModel, heavy: readonly string[]): readonly FieldModel[] =>
  [...new Set(heavy.filter(Boolean))].slice(0, MOST_NAMED).map((path) => resolvePath(schema, entity, path, []).field);
