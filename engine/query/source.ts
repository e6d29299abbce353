import { unlimitedOf, type Access, type RecordAction } from '../access/access';
import { fieldTest, isAlways, isNever, rowTest, type RowTest } from '../access/rows';
import { quoteTable } from '../entity/identifiers';
import type { FieldType, Sql } from '../kernel/contract';
import type { EntityModel, FieldModel, Model } from '../kernel/model';
import type { Secrets } from '../kernel/secrets';
import { identifier, join, raw, sql } from './sql';
import { conditionsOf, testSql } from './tests';

/** What a question is compiled against. */
export interface Schema {
  readonly model: Model;
  readonly access: Access;
  readonly fieldTypes: ReadonlyMap<string, FieldType>;
  /** Without them encrypted values are unreadable, and nothing is found by them. */
  readonly secrets?: Secrets | undefined;
  /** Whose tables the statement names; every Source adds its own (current.ts). */
  readonly named?: Set<EntityModel>;
}
export interface SourceOptions {
  /** Whose row scope counts; `read` unless told. */
  readonly action?: RecordAction;
  readonly trash?: boolean;
  /** Its columns whatever the viewer's right to them: what a change is compared with, never what anybody is shown. */
  readonly isRaw?: boolean;
  /** Every row, the viewer's own or not: for questions the platform asks about rows it has just written. */
  readonly isUnscoped?: boolean;
  /** Only so many of the newest records, of those that meet `past`: looked through before anything else is asked. */
  readonly newest?: { readonly limit: number; readonly past: (bare: Source) => readonly Sql[] };
  /** The table itself, without row scope and trash: what the tests of row scope stand on. */
  readonly isBare?: boolean;
}

export { escapeLike, ME, MY_DEPARTMENT, ZONE } from './slots';

/**
 * A table in a statement and the to-one relations joined to it so far. It is the only thing that names a table and the
 * only thing that names a column, so that row scope, trash and the rights to fields are applied wherever a table stands:
 * at the root, in a join, in an EXISTS, in a sub-query. A value the viewer may not read on a row is null there.
 */
export class Source {
  /** What the inner SELECT gives, by name; made when all of it is known. */
  readonly #columns = new Map<string, (bare: Source) => Sql>([['id', (bare) => bare.named('id')]]);
  readonly #joins = new Map<string, { readonly source: Source; readonly on: Sql }>();

  constructor(
    readonly schema: Schema,
    readonly entity: EntityModel,
    readonly alias: string,
    readonly options: SourceOptions = {},
  ) {
    schema.named?.add(entity);
  }

  /** Another table under the same rights. */
  beside(entity: EntityModel, alias: string): Source {
    return new Source(this.schema, entity, alias);
  }

  /** A column by field; null on rows on which the viewer may not read it. */
  column(field: FieldModel): Sql {
    const { column, derived } = field;
    if (derived?.computation.by === 'path') return this.#lookup(field, derived.computation);
    if (column === null) throw new Error(`${this.entity.name}.${field.name} has no column.`);
    const test = this.#test(field, 'read');
    if (isAlways(test)) return this.named(column);
    if (isNever(test)) return sql`null::${raw(field.columnType ?? 'text')}`;
    return this.#computed(`r:${field.id}`, (bare) => {
      return sql`case when ${this.#passes(test, bare)} then ${bare.named(column)} end`;
    });
  }

  /** A look-up is read where it lies: with the rights and the row scope of that record, and never out of date. */
  #lookup(field: FieldModel, path: { readonly relation: string; readonly field: string }): Sql {
    const target = this.to(this.entity.field(path.relation)!);
    const value = target.column(target.entity.field(path.field)!);
    const test = this.#test(field, 'read');
    if (isAlways(test)) return value;
    if (isNever(test)) return sql`null::${raw(field.columnType ?? 'text')}`;
    return sql`case when ${this.#computed(`p:${field.id}`, (bare) => this.#passes(test, bare))} then ${value} end`;
  }

  /** The values of a field that the viewer may see masked only, for a mask; undefined where there are none. */
  masked(field: FieldModel): Sql | undefined {
    const { column } = field;
    const [masked, read] = [this.#test(field, 'masked'), this.#test(field, 'read')];
    if (column === null || isNever(masked) || isAlways(read)) return undefined;
    return this.#computed(`m:${field.id}`, (bare) => {
      const open = isNever(read) ? raw('') : sql` and (${this.#passes(read, bare)}) is not true`;
      return sql`case when ${this.#passes(masked, bare)}${open} then ${bare.named(column)} end`;
    });
  }

  /** Whether the viewer may read (see masked) a field on a row; undefined where that is so on every row. */
  may(field: FieldModel, least: 'masked' | 'read' = 'read'): Sql | undefined {
    const test = this.#test(field, least);
    if (isAlways(test)) return undefined;
    return this.#computed(`${least === 'read' ? 'g' : 'h'}:${field.id}`, (bare) => this.#isTrue(test, bare));
  }

  /** The condition that a row of line items is one of this record's, as far as the viewer may read them. */
  holds(rows: Source, field: FieldModel): Sql {
    const belongs = sql`${rows.named('parent_id')} = ${this.named('id')}`;
    const may = this.may(field);
    return may ? sql`(${belongs} and ${may})` : belongs;
  }

  /** Any of the table's own columns, whatever the rights: what the engine needs to know of a row. */
  named(column: string): Sql {
    if (!this.options.isBare && !this.#columns.has(column)) this.#columns.set(column, (bare) => bare.named(column));
    return sql`${raw(this.alias)}.${identifier(column)}`;
  }

  /** Whether a row passes a test, as a column. */
  passes(name: string, test: RowTest): Sql {
    return this.#computed(name, (bare) => this.#isTrue(test, bare));
  }

  /** The record a relation points to; joined once, however often it is asked for. */
  to(field: FieldModel): Source {
    const known = this.#joins.get(field.id);
    if (known) return known.source;
    const target = field.target === undefined ? undefined : this.schema.model.entity(field.target);
    if (!target) throw new Error(`${this.entity.name}.${field.name} leads nowhere.`);
    const source = this.beside(target, `${this.alias}_${this.#joins.size + 1}`);
    this.#joins.set(field.id, { source, on: sql`${this.column(field)} = ${source.named('id')}` });
    return source;
  }

  /** `from` clause: the table and its joins. Call it last, when all columns are known. */
  from(): Sql {
    return sql`${this.table()}${this.joins()}`;
  }

  /** Only the joins; for a statement whose root is not a table (rows just written). */
  joins(): Sql {
    return join(
      // Inner sources first: their own joins hang on columns of this one.
      [...this.#joins.values()].map(({ source, on }) => sql` left join ${source.table()} on ${on}${source.joins()}`),
      '',
    );
  }

  /** The table with row scope and trash: `(select … from … where …) as t`. PostgreSQL pulls it up; it costs nothing. */
  table(): Sql {
    const table = raw(quoteTable(this.entity.table));
    if (this.options.isBare) return sql`${table} as ${raw(this.alias)}`;
    // Tests see with the platform's eyes: what a role's condition compares need not be what the viewer may read.
    const eyes = { ...this.schema, access: unlimitedOf(this.schema.model) };
    const bare = new Source(eyes, this.entity, 'b', { isBare: true });
    const columns = [...this.#columns].sort(([a], [b]) => (a < b ? -1 : 1));
    const selected = columns.map(([name, make]) => {
      const value = make(bare);
      return name.includes(':') ? sql`${value} as ${identifier(name)}` : value;
    });
    const { newest } = this.options;
    const conditions = [...this.#conditions(bare), ...(newest?.past(bare) ?? [])];
    const where = conditions.length > 0 ? sql` where ${join(conditions, ' and ')}` : raw('');
    const some = newest ? sql` order by ${bare.named('id')} desc limit ${raw(String(newest.limit))}` : raw('');
    return sql`(select ${join(selected, ', ')} from ${bare.from()}${where}${some}) as ${raw(this.alias)}`;
  }

  /** Row scope and trash. */
  #conditions(bare: Source): Sql[] {
    const { entity, schema, options } = this;
    // Rows of line items are reached only from the record they belong to, which has been through here.
    if (entity.parent || options.isUnscoped) return [];
    const trash = raw(options.trash ? ' is not null' : ' is null');
    const conditions = entity.isPlatform ? [] : [sql`${bare.named('deleted_at')}${trash}`];
    const test = rowTest(schema.access, entity, options.action ?? 'read');
    if (!isAlways(test)) conditions.push(...conditionsOf(test, bare, schema.access));
    return conditions;
  }

  #test(field: FieldModel, least: 'masked' | 'read'): RowTest {
    const { entity, options, schema } = this;
    // What a list of line items tells is told, or not, where it is joined to its record.
    if (options.isRaw || options.isBare || entity.parent) return { is: 'all', of: [] };
    return fieldTest(schema.access, entity, field, least);
  }

  #passes(test: RowTest, bare: Source): Sql {
    return testSql(test, bare, this.schema.access);
  }

  /** As a value: never null, whereas in a condition unknown is as good as no. */
  #isTrue(test: RowTest, bare: Source): Sql {
    return sql`((${this.#passes(test, bare)}) is true)`;
  }

  #computed(name: string, make: (bare: Source) => Sql): Sql {
    if (!this.#columns.has(name)) this.#columns.set(name, make);
    return sql`${raw(this.alias)}.${identifier(name)}`;
  }
}
