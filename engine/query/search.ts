/**
 * Words → SQL. Each entity has a table of its texts as they are searched, a row for each record and field
 * (`search."<entity id>"`), so that what a viewer may not read is left out by field, whatever rights change later, and
 * reading records costs nothing more.
 */
import { mayRead } from '../access/access';
import { searchTable } from '../entity/search-ddl';
import type { FieldType, Sql } from '../kernel/contract';
import type { EntityModel, FieldModel } from '../kernel/model';
import { escapeLike, Source, type Schema } from './source';
import { join, raw, Slot, sql } from './sql';
import { searchOf, type SearchWord, type Typed } from './search-text';
import { searchText } from './values';

/** Texts people look for by their words. What is encrypted is kept nowhere else in the open. */
export const isSearchable = (field: FieldModel, types: ReadonlyMap<string, FieldType>): boolean =>
  field.columnType === 'text' &&
  !field.isEncrypted &&
  field.column !== null &&
  !field.system &&
  !field.isEncrypted &&
  (types.get(field.type)?.filters.includes('contains') ?? false);

/** Fields a search may look into for this viewer: those whose values are shown to them whole. */
const searchedFields = ({ access, fieldTypes }: Schema, entity: EntityModel): FieldModel[] =>
  entity.fields.filter((field) => isSearchable(field, fieldTypes) && mayRead(access, entity, field));

/** `signs`: nothing to go by; `sound`: it can also be pinyin. */
type WordShape = 'text' | 'sound' | 'signs';
/** What the text of a statement depends on; the words themselves are values. */
export interface SearchShape {
  readonly words: readonly WordShape[];
  /** Where what was typed lies among the inputs. */
  readonly input: number;
  /** `scan`: the entity's texts are still being prepared, so the records themselves are looked through. */
  readonly by: 'index' | 'scan';
  /** `title` looks into titles only. */
  readonly in: 'title' | 'all';
  /** How many of the newest records are looked through before everything is asked; null: none (search-page.ts). */
  readonly newest: number | null;
  /** The word that is looked up first; null: it is not known which is rare. */
  readonly rarest: number | null;
}
/** How the words are looked for, as far as it is known before they are (host/services/search.ts). */
export type SearchHow = Pick<SearchShape, 'by' | 'in' | 'newest' | 'rarest'>;

/** Nothing is known of the words. */
export const ALL_TEXTS: SearchHow = { by: 'index', in: 'all', newest: null, rarest: null };

/** @returns null when nothing was typed */
export function shapeOfSearch(text: unknown, how: SearchHow, lift: (value: unknown) => number): SearchShape | null {
  const typed = searchOf(searchText(text));
  return typed.words.length === 0 ? null : { words: typed.words.map(wordShape), input: lift(typed), ...how };
}
const wordShape = ({ grams, sound }: SearchWord): WordShape =>
  grams.length === 0 ? 'signs' : sound ? 'sound' : 'text';

const typedSlot =
  (input: number, hasOnePlan = false) =>
  <T>(read: (typed: Typed) => T): Slot =>
    new Slot(({ inputs }) => read(inputs[input] as Typed), { hasOnePlan });

/** Fields the search looks into. */
const fieldsOf = ({ schema, entity }: Source, { in: where }: SearchShape): readonly FieldModel[] =>
  searchedFields(schema, entity).filter((f) => where === 'all' || f.id === entity.titleField.id);

interface Asked {
  /** By the texts of each record, never by the index over all of them. */
  readonly isByRecord?: boolean;
  /** A word that has been asked for already. */
  readonly without?: number;
}

/** Every word stands in some text the viewer may read. */
export function searchSql(root: Source, search: SearchShape, { isByRecord = false, without }: Asked = {}): Sql {
  const fields = fieldsOf(root, search);
  if (fields.length === 0) return raw('false');
  const each = search.words.flatMap((_, i) => {
    if (i === without) return [];
    const word = wordAt(search, i, isByRecord);
    return search.by === 'scan'
      ? [scanSql(root, fields, word)]
      : [inTable(root, fields, indexSql(search.words[i]!, word, isByRecord), isByRecord)];
  });
  return sql`(${join(each, ' and ')})`;
}

const wordAt =
  ({ input }: SearchShape, i: number, hasOnePlan = false): Word =>
  (read) =>
    typedSlot(input, hasOnePlan)(({ words: list }) => read(list[i]!));

/** Whether each text the search looks into may be read, or not, whatever its record. */
export const alwaysOpen = (root: Source, search: SearchShape): boolean => {
  const fields = fieldsOf(root, search);
  return fields.length > 0 && fields.every((field) => !root.may(field));
};

/** The texts `s` in which a word stands; for fields that are always open. */
export function wordsFound(root: Source, search: SearchShape, i: number): Sql {
  const ids = fieldsOf(root, search).map(({ id }) => id);
  return sql`${raw(searchTable(root.entity))} s where s.field = any(${ids}::text[]) and ${indexSql(search.words[i]!, wordAt(search, i), false)}`;
}
type Word = <T>(read: (word: SearchWord) => T) => Slot;

function indexSql(shape: WordShape, word: Word, isByRecord: boolean): Sql {
  const inText = sql`strpos(s.text, ${word(({ text }) => text)}::text) > 0`;
  const found = shape === 'sound' ? sql`(${inText} or s.sound ~ ${word(({ sound }) => sound)}::text)` : inText;
  if (shape === 'signs') return found;
  const hasGrams = sql`s.grams @> ${word(({ grams }) => grams)}::int[]`;
  // As a value instead of a condition no index has it; the words decide, but for those of one or two letters.
  return isByRecord ? sql`${found} and (${hasGrams}) is true` : sql`${hasGrams} and ${found}`;
}
/** Where a field is readable on some records only, each record says so itself. */
function inTable(root: Source, fields: readonly FieldModel[], condition: Sql, isByRecord = false): Sql {
  const open = fields.filter((field) => !root.may(field)).map(({ id }) => id);
  const some = fields.flatMap((field) => {
    const may = root.may(field);
    return may ? [sql`(s.field = ${field.id}::text and ${may})`] : [];
  });
  const readable = open.length > 0 ? [sql`s.field = any(${open}::text[])`, ...some] : some;
  const of = sql`${raw(searchTable(root.entity))} s where s.id = ${root.named('id')}`;
  // `offset 0` keeps PostgreSQL from asking for the words in all texts, and joining what it finds.
  const fence = raw(isByRecord ? ' offset 0' : '');
  return sql`exists (select 1 from ${of} and (${join(readable, ' or ')}) and ${condition}${fence})`;
}

function scanSql(root: Source, fields: readonly FieldModel[], word: Word): Sql {
  const pattern = word(({ text }) => `%${escapeLike(text)}%`);
  const texts = fields.map((field) => sql`normalize(${root.column(field)}, NFKC) ilike ${pattern}`);
  return sql`(${join(texts, ' or ')})`;
}

/**
 * The best matches first: the title itself, titles that begin so, titles with the words (or sounding so), other texts. Each
 * of these is asked for as many as are wanted and not more, so that a word that stands in half of all records is as quick
 * as a rare one. @param inner further conditions, for a table of its own
 * @returns ids with their rank, as a table `ranked(id, rank)`
 */
export function rankedSql(
  root: Source,
  shape: SearchShape,
  inner: (source: Source) => readonly Sql[],
  most: number,
): Sql {
  const { schema, entity, options } = root;
  const typed = typedSlot(shape.input);
  const title = entity.titleField;
  const isTitled = searchedFields(schema, entity).includes(title) && shape.by === 'index';
  const text = typed((t) => t.text);
  const tiers: ((source: Source) => Sql)[] = [
    (source) => inTable(source, [title], sql`s.grams @> ${typed((t) => t.whole)}::int[] and s.text = ${text}::text`),
    (source) =>
      inTable(source, [title], sql`s.grams @> ${typed((t) => t.begin)}::int[] and starts_with(s.text, ${text}::text)`),
    (source) => searchSql(source, { ...shape, in: 'title' }),
    ...(shape.in === 'all' ? [(source: Source) => searchSql(source, shape)] : []),
  ];
  const asked = tiers.map((tier, rank) => {
    // Without prepared titles the words alone decide.
    if (rank < 2 && !isTitled) return undefined;
    const source = new Source(schema, entity, `k${rank}`, options);
    const where = join([tier(source), ...inner(source)], ' and ');
    const id = source.named('id');
    return sql`(select ${id} as id, ${raw(String(rank))} as rank from ${source.from()} where ${where} limit ${raw(String(most))})`;
  });
  const all = join(
    asked.filter((part) => part !== undefined),
    ' union all ',
  );
  return sql`(select id, min(rank) as rank from (${all}) u group by id) as ranked`;
}
