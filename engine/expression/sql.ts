/** Pieces of SQL. A value never becomes text: it is a parameter, numbered when the pieces are joined. */
import type { Sql } from '../kernel/contract';

export const isSql = (value: unknown): value is Sql =>
  typeof value === 'object' && value !== null && Array.isArray((value as Sql).parts);

/** Text of SQL written by this program, never by a caller. */
export const raw = (text: string): Sql => ({ parts: [text], values: [] });

/** `` sql`a = ${value}` ``: what is SQL is put in, anything else becomes a parameter. */
export function sql(strings: TemplateStringsArray, ...inserts: readonly unknown[]): Sql {
  const parts: string[] = [strings[0]!];
  const values: unknown[] = [];
  inserts.forEach((insert, i) => {
    const after = strings[i + 1]!;
    if (isSql(insert)) {
      parts[parts.length - 1] += insert.parts[0]!;
      parts.push(...insert.parts.slice(1));
      parts[parts.length - 1] += after;
      values.push(...insert.values);
    } else {
      values.push(insert);
      parts.push(after);
    }
  });
  return { parts, values };
}

/** Pieces with text of this program between them. */
export const join = (list: readonly Sql[], between: string): Sql =>
  list.reduce<Sql>((all, item, i) => (i === 0 ? item : sql`${all}${raw(between)}${item}`), raw(''));

/** `{text, values}` as the pg driver takes it. */
export const render = ({ parts, values }: Sql): { readonly text: string; readonly values: readonly unknown[] } => ({
  text: parts.reduce((all, part, i) => `${all}$${i}${part}`),
  values,
});

/**
 * A formula that uses its arguments more than once. They are computed once, in a one-row table `q`, so that nested
 * formulas grow linearly: `bind([a, b], ([x, y]) => sql`${x} + ${x} * ${y}`)`.
 */
export function bind(args: readonly Sql[], formula: (names: readonly Sql[]) => Sql): Sql {
  const names = args.map((_, i) => raw(`q.a${i}`));
  const columns = args.map((arg, i) => sql`(${arg}) as ${raw(`a${i}`)}`);
  // `offset 0` keeps the planner from writing the arguments out again.
  return sql`(select ${formula(names)} from (select ${join(columns, ', ')} offset 0) q)`;
}

/**
 * a / b to 10 digits, half away from zero, null when b is 0: the same as `divide` of decimal.ts. PostgreSQL's own `/`
 * chooses its scale by the size of the quotient; `div` of a shifted dividend cuts exactly.
 */
export const quotient = (a: Sql, b: Sql): Sql =>
  sql`round(div((${a}) * 100000000000, nullif(${b}, 0)) * 0.00000000001, 10)`;
