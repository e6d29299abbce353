/** Which statements PostgreSQL keeps the plan of, and for which values. */
import { createHash } from 'node:crypto';
import { Lru } from './lru';
import { bind, Slot, type Binding, type Compiled } from './sql';

/** Ready for `pg`. `name` is set where the statement is run so often that PostgreSQL should keep its plan. */
export interface Statement {
  readonly text: string;
  readonly values: unknown[];
  readonly name?: string;
}

/** From this use on a statement keeps its plan: planning a list with four relations takes longer than reading it. */
const USES_TO_KEEP = 5;
/** Each connection keeps each plan (some 50 kB), so their number is bounded, and begins anew after a while. */
const MOST_KEPT = 300;
const KEPT_MS = 30 * 60_000;

interface Known {
  uses: number;
  name?: string;
}
let known = new Lru<Known>(2000);
const kept = { version: '', since: 0, plans: 0 };

/**
 * A statement with its values. One that is asked for again and again gets a name, under which PostgreSQL keeps its plan.
 *
 * A plan must fit the values: "status is new" may mean half of the records or three of them. PostgreSQL's own choice
 * between a plan for all values and one for these goes by its guess, and takes the first far too often for pages (a page
 * of 50 by a walk looks cheap until nothing is found on the way). So a plan is kept for the very values of a question,
 * which then stand in its text; only those for which one plan serves all remain parameters. Values that could be anything
 * but a word, a number, a date or an id never stand in a text: such a question is planned each time.
 */
export function planned(version: string, compiled: Compiled, binding: Binding): Statement {
  const values = bind(compiled, binding);
  const { text } = compiled;
  const fixed = withValues(compiled, values);
  if (!fixed) return { text, values };
  const name = nameOf(version, fixed.text);
  return name === undefined ? { text, values } : { ...fixed, name };
}

function nameOf(version: string, text: string): string | undefined {
  if (kept.version !== version || performance.now() - kept.since > KEPT_MS) {
    Object.assign(kept, { version, since: performance.now(), plans: 0 });
    known = new Lru(known.size);
  }
  const one = known.get(text, () => ({ uses: 0 }));
  one.uses += 1;
  if (one.name === undefined && one.uses >= USES_TO_KEEP && kept.plans < MOST_KEPT) {
    kept.plans += 1;
    one.name = planName(version, text);
  }
  return one.name;
}

/** The text with the values its plan depends on, or undefined where one of them is no plain word. */
function withValues({ parts, numbers, slots }: Compiled, values: readonly unknown[]): Statement | undefined {
  const left: unknown[] = [];
  const places = new Map<number, string>();
  let text = parts[0]!;
  for (const [i, number] of numbers.entries()) {
    let place = places.get(number);
    if (place === undefined) {
      const slot = slots[number];
      const isLeft = slot instanceof Slot && slot.hasOnePlan;
      place = isLeft ? `$${left.push(values[number])}` : literal(values[number]);
      if (place === undefined) return undefined;
      places.set(number, place);
    }
    text += place + parts[i + 1]!;
  }
  return { text, values: left };
}

/** Nothing that could end a quoted text, and nothing that means something inside a list. */
const PLAIN = /^[\w.:+/-]{1,64}$/;
const MOST_ITEMS = 50;
const isPlain = (value: unknown): value is string => typeof value === 'string' && PLAIN.test(value);

function literal(value: unknown): string | undefined {
  if (value === null || value === undefined) return 'null';
  if (typeof value === 'boolean') return String(value);
  if (typeof value === 'number') return Number.isFinite(value) ? `'${value}'` : undefined;
  if (isPlain(value)) return `'${value}'`;
  const isList = Array.isArray(value) && value.length <= MOST_ITEMS;
  // Without quotes NULL would be nothing instead of a word.
  const isPlainList = isList && value.every((item) => isPlain(item) && item.toLowerCase() !== 'null');
  return isPlainList ? `'{${value.join(',')}}'` : undefined;
}

/**
 * A name under which PostgreSQL keeps a plan. The model's version is part of it: after a change of tables the old plan
 * is never asked for again ("cached plan must not change result type").
 */
export const planName = (version: string, text: string): string =>
  `q${createHash('sha1').update(version).update('\n').update(text).digest('base64url').slice(0, 24)}`;
