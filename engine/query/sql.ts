/** Pieces of SQL. A value never becomes text: it is a parameter, numbered when the pieces are joined. */
import type { Sql } from '../kernel/contract';
import type { ViewerFacts } from '../access/access';
import { quoteIdentifier } from '../entity/identifiers';

/** What a compiled statement is filled with when it runs. */
export interface Binding {
  readonly viewer: ViewerFacts;
  readonly now: Date;
  /** The values taken out of the question, in its order. */
  readonly inputs: readonly unknown[];
}

/** A parameter whose value is known only when the statement runs. One slot used twice is one parameter. */
export class Slot {
  constructor(readonly read: (binding: Binding) => unknown) {}
}

const isSql = (value: unknown): value is Sql =>
  typeof value === 'object' && value !== null && Array.isArray((value as Sql).parts);

/** Text of SQL written by this program, never by a caller. */
export const raw = (text: string): Sql => ({ parts: [text], values: [] });

export const identifier = (name: string): Sql => raw(quoteIdentifier(name));

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

export function join(list: readonly Sql[], between: string): Sql {
  return list.reduce<Sql>((all, item, i) => (i === 0 ? item : sql`${all}${raw(between)}${item}`), raw(''));
}

export interface Compiled {
  readonly text: string;
  readonly slots: readonly unknown[];
}

/** Numbers the parameters; equal slots share a number. */
export function render(statement: Sql): Compiled {
  const slots: unknown[] = [];
  const numbers = new Map<Slot, number>();
  const number = (value: unknown): number => {
    if (!(value instanceof Slot)) return slots.push(value);
    let known = numbers.get(value);
    if (known === undefined) numbers.set(value, (known = slots.push(value)));
    return known;
  };
  const text = statement.parts.reduce((all, part, i) => `${all}$${number(statement.values[i - 1])}${part}`);
  return { text, slots };
}

/** The values of a compiled statement for one run. */
export const bind = (compiled: Compiled, binding: Binding): unknown[] =>
  compiled.slots.map((slot) => (slot instanceof Slot ? slot.read(binding) : slot));
