import type { Access, RecordAction } from '../access/access';
import { quoteTable } from '../entity/identifiers';
import type { FieldType, Sql } from '../kernel/contract';
import type { EntityModel, FieldModel, Model } from '../kernel/model';
import { identifier, join, raw, Slot, sql } from './sql';

/** What a question is compiled against. */
export interface Schema {
  readonly model: Model;
  readonly access: Access;
  readonly fieldTypes: ReadonlyMap<string, FieldType>;
}
export interface SourceOptions {
  /** Whose row scope counts; `read` unless told. */
  readonly action?: RecordAction;
  readonly trash?: boolean;
}

/** Parameters that follow from the person who asks. */
export const ME = new Slot(({ viewer }) => viewer.id);
export const ZONE = new Slot(({ viewer }) => viewer.timeZone);
export const MY_DEPARTMENT = new Slot(({ viewer }) => viewer.departmentId);
// Without a department the path is null, and null equals nothing: such a person sees their own records only.
const MY_PATH = new Slot(({ viewer }) => viewer.departmentPath || null);
const MY_PATH_AND_BELOW = new Slot(({ viewer }) =>
  viewer.departmentPath ? `${escapeLike(viewer.departmentPath)}%` : null,
);

/** `%`, `_` and `\` as themselves in a LIKE pattern. */
export const escapeLike = (text: string): string => text.replace(/[\\%_]/g, '\\$&');

/**
 * A table in a statement and the to-one relations joined to it so far. It is the only thing that names a table and the
 * only thing that names a column, so that row scope and trash are applied wherever a table stands: at the root, in a
 * join, in an EXISTS, in a sub-query.
 */
export class Source {
  readonly #columns = new Set<string>(['id']);
  readonly #joins = new Map<string, { readonly source: Source; readonly on: Sql }>();

  constructor(
    readonly schema: Schema,
    readonly entity: EntityModel,
    readonly alias: string,
    readonly options: SourceOptions = {},
  ) {}

  /** A column by field; its right was checked when the name was resolved. */
  column(field: FieldModel): Sql {
    if (field.column === null) throw new Error(`${this.entity.name}.${field.name} has no column.`);
    return this.named(field.column);
  }

  named(column: string): Sql {
    this.#columns.add(column);
    return sql`${raw(this.alias)}.${identifier(column)}`;
  }

  /** The record a relation points to; joined once, however often it is asked for. */
  to(field: FieldModel): Source {
    const known = this.#joins.get(field.id);
    if (known) return known.source;
    const target = field.target === undefined ? undefined : this.schema.model.entity(field.target);
    if (!target) throw new Error(`${this.entity.name}.${field.name} leads nowhere.`);
    const source = new Source(this.schema, target, `${this.alias}_${this.#joins.size + 1}`);
    this.#joins.set(field.id, { source, on: sql`${this.column(field)} = ${source.named('id')}` });
    return source;
  }

  /** `from` clause: the table and its joins. Call it last, when all columns are known. */
  from(): Sql {
    const joins = [...this.#joins.values()].map(
      // Inner sources first: their own joins hang on columns of this one.
      ({ source, on }) => sql` left join ${source.table()} on ${on}${source.joins()}`,
    );
    return sql`${this.table()}${join(joins, '')}`;
  }

  /** Only the joins; for a statement whose root is not a table (rows just written). */
  joins(): Sql {
    return join(
      [...this.#joins.values()].map(({ source, on }) => sql` left join ${source.table()} on ${on}${source.joins()}`),
      '',
    );
  }

  /** The table with row scope and trash: `(select … from … where …) as t`. PostgreSQL pulls it up; it costs nothing. */
  table(): Sql {
    const columns = join([...this.#columns].sort().map(identifier), ', ');
    const conditions = this.conditions();
    const where = conditions.length > 0 ? sql` where ${join(conditions, ' and ')}` : raw('');
    return sql`(select ${columns} from ${raw(quoteTable(this.entity.table))}${where}) as ${raw(this.alias)}`;
  }

  /** Row scope and trash, on the bare columns of the table. */
  conditions(): Sql[] {
    const { entity, schema, options } = this;
    // Rows of line items are reached only from the record they belong to, which has been through here.
    if (entity.parent) return [];
    const conditions = entity.isPlatform ? [] : [raw(`"deleted_at" is ${options.trash ? 'not null' : 'null'}`)];
    const scope = schema.access.scope(entity, options.action ?? 'read');
    if (scope === 'none') conditions.push(raw('false'));
    if (scope === 'own') conditions.push(sql`"owner_id" = ${ME}`);
    if (scope === 'department') conditions.push(sql`("owner_id" = ${ME} or "owner_path" = ${MY_PATH})`);
    if (scope === 'below') conditions.push(sql`("owner_id" = ${ME} or "owner_path" like ${MY_PATH_AND_BELOW})`);
    return conditions;
  }
}
