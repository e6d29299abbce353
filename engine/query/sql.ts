/** Statements made of pieces of SQL (engine/expression/sql.ts) and of slots that are filled when they run. */
import type { Sql } from '../kernel/contract';
import { join, raw, sql } from '../expression/sql';
import type { Secrets } from '../kernel/secrets';
import type { ViewerFacts } from '../access/access';
import { quoteIdentifier } from '../entity/identifiers';

export { join, raw, sql };

/** What a compiled statement is filled with when it runs. */
export interface Binding {
  readonly viewer: ViewerFacts;
  readonly now: Date;
  /** The values taken out of the question, in its order. */
  readonly inputs: readonly unknown[];
  readonly secrets?: Secrets | undefined;
}

/** A parameter whose value is known only when the statement runs. One slot used twice is one parameter. */
export class Slot {
  /** One plan serves all values: a record's id, where a page goes on. Of others the best plan depends on the value. */
  readonly hasOnePlan: boolean;
  constructor(
    readonly read: (binding: Binding) => unknown,
    { hasOnePlan = false }: { readonly hasOnePlan?: boolean } = {},
  ) {
    this.hasOnePlan = hasOnePlan;
  }
}

export const identifier = (name: string): Sql => raw(quoteIdentifier(name));

export interface Compiled {
  readonly text: string;
  readonly slots: readonly unknown[];
  /** The text between its parameters, and which slot each of them is: `parts[0] $numbers[0] parts[1] …` */
  readonly parts: readonly string[];
  readonly numbers: readonly number[];
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
  const places = statement.values.map(number);
  const text = statement.parts.reduce((all, part, i) => `${all}$${places[i - 1]!}${part}`);
  return { text, slots, parts: statement.parts, numbers: places.map((place) => place - 1) };
}

/** The values of a compiled statement for one run. */
export const bind = (compiled: Compiled, binding: Binding): unknown[] =>
  compiled.slots.map((slot) => (slot instanceof Slot ? slot.read(binding) : slot));
