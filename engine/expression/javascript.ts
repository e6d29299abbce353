/** The JavaScript back end: a checked expression → a closure. Runs in the browser and on the server. */
import { isObject } from '../kernel/json';
import { add, divide, multiply, negate, parseDecimal, remainder, subtract, type Decimal } from './decimal';
import type { Arithmetic, Comparison, FieldTerm, GivenName, Rows, Term, TermOf } from './term';
import { isEqual, order, readValue, type Value } from './values';

/** What an expression looks at. */
export interface Frame {
  readonly record: { readonly [field: string]: unknown };
  readonly given: { readonly [name in GivenName]: unknown };
  readonly variables: { readonly [name: string]: unknown };
  /** Records with a name of their own, as the scope names them. */
  readonly records: { readonly [name: string]: { readonly [field: string]: unknown } | undefined };
  /** The present row of each enclosing table, by depth. */
  readonly rows: { readonly [field: string]: unknown }[];
}
export type Run = (frame: Frame) => Value;

const ARITHMETIC: { readonly [O in Arithmetic]: (a: Decimal, b: Decimal) => Decimal | undefined } = {
  '+': add,
  '-': subtract,
  '*': multiply,
  '/': divide,
  '%': remainder,
};
const COMPARISON: { readonly [O in Comparison]: (sign: number) => boolean } = {
  '<': (sign) => sign < 0,
  '<=': (sign) => sign <= 0,
  '>': (sign) => sign > 0,
  '>=': (sign) => sign >= 0,
};

type Compilers = { readonly [Op in Term['op']]: (term: TermOf<Op>) => Run };
const COMPILE: Compilers = {
  literal: ({ kind, value }) => {
    const constant = readLiteral(value, kind);
    return () => constant;
  },
  field: compileField,
  given:
    ({ name, kind }) =>
    (frame) =>
      readValue(frame.given[name], kind),
  variable:
    ({ name, kind }) =>
    (frame) =>
      readValue(own(frame.variables, name), kind),
  not: ({ of }) => strict([of], (value) => !value),
  negate: ({ of }) => strict([of], (value) => negate(value as Decimal)),
  and: ({ items }) => logic(items.map(toJavaScript), false),
  or: ({ items }) => logic(items.map(toJavaScript), true),
  arithmetic: ({ operator, left, right }) =>
    strict([left, right], (a, b) => ARITHMETIC[operator](a as Decimal, b as Decimal) ?? null),
  concat: ({ left, right }) => strict([left, right], (a, b) => `${a as string}${b as string}`),
  equal: ({ left, right, isNegated }) => {
    const [a, b] = [toJavaScript(left), toJavaScript(right)];
    return (frame) => isEqual(a(frame), b(frame), left.kind) !== isNegated;
  },
  compare: ({ operator, left, right }) => strict([left, right], (a, b) => COMPARISON[operator](order(a, b, left.kind))),
  if: ({ test, then, otherwise }) => {
    const [condition, yes, no] = [toJavaScript(test), toJavaScript(then), toJavaScript(otherwise)];
    return (frame) => (condition(frame) === true ? yes(frame) : no(frame));
  },
  call: compileCall,
  member: ({ needle, list }) => {
    const [item, all] = [toJavaScript(needle), toJavaScript(list)];
    return (frame) => {
      const wanted = item(frame);
      return (all(frame) as readonly Value[]).some((value) => isEqual(value, wanted, needle.kind));
    };
  },
  rows: compileList,
  items: ({ items }) => {
    const all = items.map(toJavaScript);
    return (frame) => all.map((item) => item(frame));
  },
  each: ({ of }) => {
    const list = toJavaScript(of);
    return (frame) => (list(frame) as readonly Value[] | null) ?? [];
  },
  exists: ({ rows, test }) => {
    const [all, condition] = [compileRows(rows), toJavaScript(test)];
    return (frame) => all(frame, (at) => condition(at) === true).includes(true);
  },
  all: ({ rows, test }) => {
    const [all, condition] = [compileRows(rows), toJavaScript(test)];
    return (frame) => !all(frame, (at) => condition(at) === true).includes(false);
  },
};

/** Compiles a term. The closure never throws on data: what is not of its kind is absent. */
export const toJavaScript = (term: Term): Run => (COMPILE[term.op] as (term: Term) => Run)(term);

const readLiteral = (value: string | boolean | null, kind: Term['kind']): Value =>
  // An empty text is written on purpose here; in a record it would be absent.
  kind === 'number' && typeof value === 'string'
    ? (parseDecimal(value) ?? null)
    : kind === 'text'
      ? value
      : readValue(value, kind);

const own = (object: unknown, key: string): unknown =>
  isObject(object) && Object.hasOwn(object, key) ? object[key] : undefined;

function compileField({ of, path, kind }: FieldTerm): Run {
  const names = path.split('.');
  const start = startOf(of);
  return (frame) => {
    let at = start(frame);
    for (const name of names) at = own(at, name);
    return readValue(at, kind);
  };
}

function startOf(of: FieldTerm['of']): (frame: Frame) => unknown {
  if (of === 'record') return (frame) => frame.record;
  return 'depth' in of ? (frame) => frame.rows[of.depth] : (frame) => own(frame.records, of.record);
}

/** Computes all arguments; one that is absent makes the result absent. */
function strict(terms: readonly Term[], compute: (...values: Value[]) => Value): Run {
  const runs = terms.map(toJavaScript);
  return (frame) => {
    const values: Value[] = [];
    for (const run of runs) {
      const value = run(frame);
      if (value === null) return null;
      values.push(value);
    }
    return compute(...values);
  };
}

/** Three-valued `and` (decides: false) and `or` (decides: true), as in SQL. */
const logic =
  (items: readonly Run[], decides: boolean): Run =>
  (frame) => {
    let isUnknown = false;
    for (const item of items) {
      const value = item(frame);
      if (value === decides) return decides;
      if (value === null) isUnknown = true;
    }
    return isUnknown ? null : !decides;
  };

function compileCall({ fn, args }: TermOf<'call'>): Run {
  const runs = args.map(toJavaScript);
  const js = fn.js as (...values: Value[]) => Value;
  return (frame) => {
    const values = runs.map((run) => run(frame));
    return !fn.takesNull && values.includes(null) ? null : js(...values);
  };
}

/** Rows that pass the filters, each mapped in a frame in which it is the present row. */
function compileRows({ path, depth, where }: Rows): <T>(frame: Frame, map: (frame: Frame) => T) => T[] {
  const tests = where.map(toJavaScript);
  return (frame, map) => {
    const rows = own(frame.record, path);
    if (!Array.isArray(rows)) return [];
    const mapped = [];
    for (const row of rows as unknown[]) {
      frame.rows[depth] = isObject(row) ? row : {};
      if (tests.every((test) => test(frame) === true)) mapped.push(map(frame));
    }
    return mapped;
  };
}

function compileList(term: TermOf<'rows'>): Run {
  const all = compileRows(term.rows);
  // The rows themselves (COUNT(lines)) need no value; in SQL it is their id, which new rows do not have yet.
  if (term.kind === 'lines') return (frame) => all<Value>(frame, () => true);
  const value = toJavaScript(term.value);
  return (frame) => all(frame, value);
}
