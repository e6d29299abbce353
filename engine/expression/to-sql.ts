/** The SQL back end: a checked expression → a piece of SQL that gives what the JavaScript back end gives. */
import type { Sql } from '../kernel/contract';
import type { ValueKind } from '../kernel/model';
import { bind, join, quotient, raw, sql } from './sql';
import type { FieldTerm, GivenName, Rows, Term, TermOf } from './term';

/** Where columns and parameters come from; supplied by the query compiler. */
export interface SqlEnvironment {
  /** The column of a field of the record, or along its relations (`region.manager`). */
  column(path: string): Sql;
  /** Who asks and when, as a parameter without a cast. */
  given(name: GivenName): Sql;
  /** The rows of line items of the record: what to write after FROM, which of them belong, and their columns. */
  rows?(path: string): { readonly from: Sql; readonly belongs: Sql; column(path: string): Sql };
  /** A variable of the scope, as a parameter without a cast. */
  variable?(name: string): Sql;
}

const SQL_TYPE: { readonly [K in ValueKind]: string } = {
  text: 'text',
  number: 'numeric',
  boolean: 'boolean',
  date: 'date',
  datetime: 'timestamptz',
  record: 'uuid',
  textList: 'text[]',
  idList: 'uuid[]',
  lines: 'uuid',
  json: 'jsonb',
};
const typeOf = (kind: Term['kind']): Sql => raw(kind === 'null' ? 'text' : SQL_TYPE[kind]);

type Rendering = ReturnType<NonNullable<SqlEnvironment['rows']>>;

/** Walks a term; `tables` are the line items one is inside of, by depth. */
class Writer {
  readonly #env: SqlEnvironment;
  readonly #tables: Rendering[] = [];
  constructor(env: SqlEnvironment) {
    this.#env = env;
  }

  write(term: Term): Sql {
    return (this.#writers[term.op] as (term: Term) => Sql)(term);
  }

  /**
   * A term that only decides whether a record counts: there unknown is as good as false, so a comparison may be a
   * plain `=`, for which PostgreSQL can use an index.
   */
  writeCondition(term: Term): Sql {
    if (term.op === 'and') return this.#chain(term.items, ' and ', (item) => this.writeCondition(item));
    if (term.op === 'or') return this.#chain(term.items, ' or ', (item) => this.writeCondition(item));
    if (term.op === 'equal' && !term.isNegated && (isPresent(term.left) || isPresent(term.right))) {
      return sql`(${this.write(term.left)} = ${this.write(term.right)})`;
    }
    if (term.op === 'member') return this.#member(term) ?? this.write(term);
    return this.write(term);
  }

  readonly #writers: { readonly [Op in Term['op']]: (term: TermOf<Op>) => Sql } = {
    literal: ({ value, kind }) => this.#literal(value, kind),
    field: (term) => this.#field(term),
    given: ({ name, kind }) => sql`(${this.#env.given(name)}::${typeOf(kind)})`,
    variable: ({ name, kind }) => {
      if (!this.#env.variable) throw new Error(`No SQL for the variable ${name}.`);
      return sql`(${this.#env.variable(name)}::${typeOf(kind)})`;
    },
    not: ({ of }) => sql`(not ${this.write(of)})`,
    negate: ({ of }) => sql`(- ${this.write(of)})`,
    and: ({ items }) => this.#chain(items, ' and ', (item) => this.write(item)),
    or: ({ items }) => this.#chain(items, ' or ', (item) => this.write(item)),
    arithmetic: ({ operator, left, right }) => {
      const [a, b] = [this.write(left), this.write(right)];
      if (operator === '/') return quotient(a, b);
      return operator === '%' ? sql`(${a} % nullif(${b}, 0))` : sql`(${a} ${raw(operator)} ${b})`;
    },
    concat: ({ left, right }) => sql`(${this.write(left)} || ${this.write(right)})`,
    equal: (term) => this.#equal(term),
    compare: ({ operator, left, right }) => {
      const collate = raw(left.kind === 'text' ? ' collate "C"' : '');
      return sql`(${this.write(left)}${collate} ${raw(operator)} ${this.write(right)}${collate})`;
    },
    if: ({ test, then, otherwise }) =>
      sql`(case when ${this.write(test)} then ${this.write(then)} else ${this.write(otherwise)} end)`,
    call: ({ fn, args }) => sql`(${fn.sql(...args.map((arg) => ({ ...this.write(arg), kind: arg.kind })))})`,
    member: (term) => {
      const plain = this.#member(term);
      if (plain) return sql`coalesce(${plain}, false)`;
      const { needle, list } = term;
      return bind(
        [this.write(needle)],
        ([wanted]) => sql`exists (select 1 from ${this.write(list)} m where m.v is not distinct from ${wanted})`,
      );
    },
    rows: ({ rows, value }) => this.#rows(rows, (where) => sql`(select ${this.write(value)} as v ${where})`),
    items: ({ items }) =>
      sql`(select i.v from (values ${join(
        items.map((item) => sql`(${this.write(item)})`),
        ', ',
      )}) i(v))`,
    each: ({ of }) => sql`(select u.v from unnest(${this.write(of)}) u(v))`,
    exists: ({ rows, test }) =>
      this.#rows(rows, (where) => sql`exists (select 1 ${where} and ${this.writeCondition(test)})`),
    all: ({ rows, test }) =>
      this.#rows(rows, (where) => sql`(not exists (select 1 ${where} and (${this.write(test)}) is not true))`),
  };

  #chain(items: readonly Term[], between: string, write: (term: Term) => Sql): Sql {
    return sql`(${join(items.map(write), between)})`;
  }

  /** Numbers and truth are written out, for the planner; texts are parameters. */
  #literal(value: string | boolean | null, kind: Term['kind']): Sql {
    if (value === null) return sql`null::${typeOf(kind)}`;
    if (typeof value === 'boolean') return raw(String(value));
    return kind === 'number' ? raw(`${value}::numeric`) : sql`${value}::${typeOf(kind)}`;
  }

  #field({ of, path, field }: FieldTerm): Sql {
    const column = this.#columnOf(of, path);
    return field.columnType === 'bigint' ? sql`${column}::numeric` : column;
  }

  #columnOf(of: FieldTerm['of'], path: string): Sql {
    if (of === 'record') return this.#env.column(path);
    if ('depth' in of) return this.#tables[of.depth]!.column(path);
    // Where conditions become SQL, what is known of other records was written out before (see `about`).
    throw new Error(`No SQL for the record ${of.record}.`);
  }

  #equal({ left, right, isNegated }: TermOf<'equal'>): Sql {
    const not = raw(isNegated ? '' : 'not ');
    if (isNull(right)) return sql`(${this.write(left)} is ${raw(isNegated ? 'not ' : '')}null)`;
    if (isNull(left)) return sql`(${this.write(right)} is ${raw(isNegated ? 'not ' : '')}null)`;
    return sql`(${this.write(left)} is ${not}distinct from ${this.write(right)})`;
  }

  /** `x = any(…)`, null where x is; only for lists in which nothing is absent. */
  #member({ needle, list }: TermOf<'member'>): Sql | undefined {
    if (list.op === 'each') return sql`(${this.write(needle)} = any(${this.write(list.of)}))`;
    if (list.op !== 'items' || !list.items.every(isPresent)) return undefined;
    return sql`(${this.write(needle)} in (${join(
      list.items.map((item) => this.write(item)),
      ', ',
    )}))`;
  }

  #rows(rows: Rows, write: (where: Sql) => Sql): Sql {
    const table = this.#env.rows?.(rows.path);
    if (!table) throw new Error(`No SQL for the rows of ${rows.path}.`);
    const outer = this.#tables[rows.depth];
    this.#tables[rows.depth] = table;
    const tests = rows.where.map((test) => sql` and ${this.writeCondition(test)}`);
    const written = write(sql`from ${table.from} where ${table.belongs}${join(tests, '')}`);
    if (outer) this.#tables[rows.depth] = outer;
    return written;
  }
}

const isNull = (term: Term): boolean => term.op === 'literal' && term.value === null;
const isPresent = (term: Term): boolean => term.op === 'literal' && term.value !== null;

/** The value of an expression as SQL. */
export const toSql = (term: Term, env: SqlEnvironment): Sql => new Writer(env).write(term);
/** A condition as SQL for WHERE: rows for which it is unknown do not count. */
export const toSqlCondition = (term: Term, env: SqlEnvironment): Sql => new Writer(env).writeCondition(term);
