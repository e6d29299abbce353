/** Auto-numbers: fast ones take the next value of a sequence, gapless ones a counter that is held until the commit. */
import type { Computation } from '../../kernel/contract';
import type { EntityModel, FieldModel } from '../../kernel/model';
import { quoteTable, quoteText } from '../identifiers';
import { PLATFORM_TIME_ZONE, q, sequenceOf, tableOf } from './names';

type Numbering = Extract<Computation, { by: 'number' }>;
export interface AutoNumber {
  readonly entity: EntityModel;
  readonly field: FieldModel;
  readonly numbering: Numbering;
}

export const numbersOf = (entity: EntityModel): readonly AutoNumber[] =>
  entity.fields.flatMap((field) => {
    const computation = field.derived?.computation;
    return computation?.by === 'number' && field.column !== null ? [{ entity, field, numbering: computation }] : [];
  });

const DATE_FORMATS: { readonly [place: string]: string } = {
  '{yyyy}': 'YYYY',
  '{yy}': 'YY',
  '{MM}': 'MM',
  '{dd}': 'DD',
};
const PERIODS: { readonly [R in Numbering['reset']]: { readonly format: string; readonly places: readonly string[] } } =
  {
    never: { format: '', places: [] },
    year: { format: 'YYYY', places: ['{yyyy}', '{yy}'] },
    month: { format: 'YYYYMM', places: ['{yyyy}', '{yy}', '{MM}'] },
    day: { format: 'YYYYMMDD', places: ['{yyyy}', '{yy}', '{MM}', '{dd}'] },
  };
const localTime = (instant: string): string => `(${instant} at time zone ${quoteText(PLATFORM_TIME_ZONE)})`;
const parts = (pattern: string): string[] => pattern.split(/(\{[^{}]*\})/).filter((part) => part !== '');

/** Which series a record belongs to, by when it was made. */
const keySql = ({ reset, isGapless }: Numbering, instant: string): string => {
  const series = quoteText(isGapless ? 'g' : 'f');
  if (reset === 'never') return series;
  return `(${series} || to_char(${localTime(instant)}, ${quoteText(PERIODS[reset].format)}))`;
};

/** The text of a number. */
function textSql({ pattern }: Numbering, number: string, instant: string): string {
  const pieces = parts(pattern).map((part) => {
    if (DATE_FORMATS[part]) return `to_char(${localTime(instant)}, ${quoteText(DATE_FORMATS[part])})`;
    if (!part.startsWith('{')) return quoteText(part);
    return `lpad(${number}::text, greatest(${part.length - 2}, length(${number}::text)), '0')`;
  });
  return `(${pieces.join(' || ')})`;
}

/** The highest number given in the series of an instant, the trash included: nothing is given twice. */
function highestSql({ entity, field, numbering }: AutoNumber, instant: string): string {
  const { places } = PERIODS[numbering.reset];
  const pieces = parts(numbering.pattern).map((part) => {
    if (DATE_FORMATS[part]) {
      return places.includes(part)
        ? `to_char(${localTime(instant)}, ${quoteText(DATE_FORMATS[part])})`
        : quoteText(`\\d{${DATE_FORMATS[part].length}}`);
    }
    return quoteText(part.startsWith('{') ? '(\\d{1,18})' : part.replace(/[^A-Za-z0-9\u0080-\uffff]/g, '\\$&'));
  });
  const pattern = `('^' || ${pieces.join(' || ')} || '$')`;
  return `(select coalesce(max(substring(h.${q(field.column!)} from ${pattern})::bigint), 0) from ${tableOf(entity)} h)`;
}

/** Statements before a row is inserted. `n` is a bigint of the function. */
export function numberBefore(number: AutoNumber): string {
  const { field, numbering } = number;
  const column = `new.${q(field.column!)}`;
  const key = keySql(numbering, 'new.created_at');
  const known = `select c.value into n from public.number_counter c where c.field_id = ${quoteText(field.id)} and c.key = ${key};`;
  return `
    if ${column} is null then
      ${known}
      if not found then
        -- The first of a period: everybody counts from where the sequence stands now.
        insert into public.number_counter (field_id, key, value)
          values (${quoteText(field.id)}, ${key}, nextval(${quoteText(sequenceOf(field))}) - ${highestSql(number, 'new.created_at')})
          on conflict do nothing;
        ${known}
      end if;
      n := nextval(${quoteText(sequenceOf(field))}) - n;
      ${column} := ${textSql(numbering, 'n', 'new.created_at')};
    end if;`;
}

/** Statements after rows were inserted: one block of numbers for each series among them. */
export const numberAfter = (number: AutoNumber): string => giveBlocks(number, 'new_rows');

/** Numbers what has none yet, in the order in which it was made. */
export const numberAll = (number: AutoNumber): string =>
  `do ${quoteText(`declare series record; n bigint; begin${giveBlocks(number, tableOf(number.entity))}\nend`)}`;

/**
 * Numbers the next records that have none, in the order in which they were made, in a column that takes the field's place
 * later. Counters are left alone: they begin behind the highest number with the publication.
 * @param table name in the database as of now; so is `column`
 */
export function numberSome(
  { entity, field, numbering }: AutoNumber,
  { table, column, limit }: { readonly table: string; readonly column: string; readonly limit: number },
): { readonly count: string; readonly give: string } {
  const name = quoteTable({ schema: 'data', name: table });
  const rows = `(select * from ${name} where ${q(column)} is null order by created_at, id limit ${limit})`;
  const own: AutoNumber = {
    entity: { ...entity, table: { schema: 'data', name: table } },
    field: { ...field, column },
    numbering: { ...numbering, isGapless: false },
  };
  return {
    count: `select count(*) as n from ${rows} r`,
    give: `do ${quoteText(`declare series record; n bigint; begin${giveBlocks(own, rows)}\nend`)}`,
  };
}

function giveBlocks({ entity, field, numbering }: AutoNumber, rows: string): string {
  const column = q(field.column!);
  const id = quoteText(field.id);
  const key = keySql(numbering, 'r.created_at');
  const highest = highestSql({ entity, field, numbering }, 'series.at');
  const { isGapless } = numbering;
  const take = isGapless
    ? `
    insert into public.number_counter (field_id, key, value) values (${id}, series.key, ${highest}) on conflict do nothing;
    update public.number_counter c set value = c.value + series.size where c.field_id = ${id} and c.key = series.key
      returning c.value - series.size into n;`
    : `
    n := ${highest};`;
  return `
  for series in
    select ${key} as key, count(*) as size, min(r.created_at) as at from ${rows} r where r.${column} is null group by 1 order by 1
  loop${take}
    update ${tableOf(entity)} t set ${column} = ${textSql(numbering, '(n + x.place)', 't.created_at')}
      from (select r.id, row_number() over (order by r.created_at, r.id) as place from ${rows} r
            where r.${column} is null and ${key} = series.key) x
      where t.id = x.id;
  end loop;`;
}
