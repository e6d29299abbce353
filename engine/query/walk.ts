/**
 * A sorted page as a walk along the index of its field (value, id), entity/ordered.ts. Empty values come last in both
 * directions, which no index gives for both; so the records with a value and those without are two walks, and the second
 * is not begun while the first fills the page. Only ids are walked: the columns and the relations are read for the page.
 *
 * Measured with 1,000,000 records, PostgreSQL's execution time: 50 sorted by a number 870 → 0.7 ms, with two filters 2 to
 * 7 ms, from half way by cursor 0.7 ms. Without the index (tables made before) a page costs what it did.
 */
import { isOrdered } from '../entity/ordered';
import type { Sql } from '../kernel/contract';
import type { FieldModel } from '../kernel/model';
import type { RowsShape } from './rows';
import { Source } from './source';
import { join, raw, Slot, sql } from './sql';

/** The field a page can be walked by; undefined where it has to be sorted. */
export function walkedField(root: Source, shape: RowsShape): FieldModel | undefined {
  const { entity, schema } = root;
  const [first, ...others] = shape.sort;
  const field = first && entity.field(first.field);
  if (!field || others.length > 0 || shape.trash || shape.isAll || shape.search) return undefined;
  // A value that some may not read on some records is no column: it is sorted as it is seen.
  const isOpen = root.may(field) === undefined;
  return isOpen && isOrdered(entity, field, schema.fieldTypes.get(field.type)) ? field : undefined;
}

/**
 * @param conditions of the question, for a table of its own
 * @param limit how many rows
 * @returns what stands before `select`, and the table `walked(id)` of the ids of the page
 */
export function walkSql(
  root: Source,
  field: FieldModel,
  shape: RowsShape,
  conditions: (source: Source) => readonly Sql[],
  limit: Slot,
): { before: Sql; ids: Sql } {
  const { schema, entity, options } = root;
  const { direction } = shape.sort[0]!;
  const [value, id] = shape.after ?? [];
  const slot = (at: NonNullable<typeof value>, type: string): Sql =>
    sql`${new Slot(({ inputs }) => inputs[at.input])}::text::${raw(type)}`;
  const past = raw(direction === 'asc' ? '>' : '<');
  const walk = (alias: string, isEmpty: boolean): Sql => {
    const source = new Source(schema, entity, alias, options);
    const [key, own] = [source.column(field), source.named('id')];
    const where = [sql`${key} is ${raw(isEmpty ? '' : 'not ')}null`, ...conditions(source)];
    if (!isEmpty && value && id) {
      where.push(sql`(${key}, ${own}) ${past} (${slot(value, field.columnType!)}, ${slot(id, 'uuid')})`);
    }
    if (isEmpty && id && !value) where.push(sql`${own} ${past} ${slot(id, 'uuid')}`);
    // In the order of the index, where empty values are greatest; here all or none are empty.
    const order = sql`${key} ${raw(direction)}, ${own} ${raw(direction)}`;
    return sql`select ${own} as id from ${source.from()} where ${join(where, ' and ')} order by ${order} limit ${limit}`;
  };
  if (shape.after && !value) return { before: raw(''), ids: sql`(${walk('e', true)}) as walked` };
  const rest = sql`select id from (${walk('e', true)}) n limit (select ${limit}::bigint - count(*) from filled)`;
  return {
    before: sql`with filled as materialized (${walk('f', false)}) `,
    ids: sql`(select id from filled union all (${rest})) as walked`,
  };
}
