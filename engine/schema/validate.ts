/**
 * JSON Schema 2020-12 (and older drafts, read as 2020-12) as an interpreter: no code is generated, so it runs under a
 * strict Content-Security-Policy in the browser as on the server; patterns run in linear time; every step is counted, so
 * no schema and no value hangs anything; `__proto__` and its kind are ordinary names; every fault has its place.
 *
 * Why our own: of the JSON-Schema-Test-Suite's 1,299 required cases Ajv gets 1,237 right and needs `new Function`
 * (41 KB gzipped), @cfworker/json-schema 1,256, @hyperjump/json-schema 1,295 (16 KB, asynchronous, one global registry);
 * this one gets what tests/bench/json-schema.ts prints, in 7 KB, and shares drafts and references with the import of
 * schemas and with `trellis types`.
 */
import { applicators } from './applicators';
import { assertions } from './assertions';
import { keywordsOf, type SchemaNode } from './dialect';
import { loadSchema, type Resource, type SchemaSet } from './resources';
import { fault, MOST_FAULTS, Seen, SchemaWork, type Check, type Compile, type Fault, type Run } from './run';

export type { Fault } from './run';

const MAX_WORK = 2_000_000;
const MAX_DEPTH = 800;

export interface Validator {
  /** Everything wrong with a value (at most 50 faults); [] when it is valid. */
  check(value: unknown): readonly Fault[];
  isValid(value: unknown): boolean;
}
export interface ValidatorOptions {
  /** Other documents by address. */
  readonly documents?: ReadonlyMap<string, SchemaNode>;
  /** Whether `format` is demanded; by the specification it only describes. */
  readonly checksFormats?: boolean;
}

/** @param schema any JSON Schema, as parsed JSON */
export function compileSchema(schema: SchemaNode, options: ValidatorOptions = {}): Validator {
  const set = loadSchema(schema, options.documents);
  const compiled = new Map<object, readonly Check[]>();
  const checksOf = (node: { readonly [keyword: string]: unknown }, resource: Resource): readonly Check[] => {
    const known = compiled.get(node);
    if (known) return known;
    const made = compileNode(node, resource, set);
    compiled.set(node, made);
    return made;
  };
  const begin = (faults: Fault[] | undefined): Run => newRun(set, options.checksFormats ?? false, checksOf, faults);
  const run = (value: unknown, faults: Fault[] | undefined): boolean => {
    try {
      const at = { path: [], resource: set.root.resource, seen: new Seen() };
      return begin(faults).evaluate(set.root.node, value, at);
    } catch (error) {
      if (!(error instanceof SchemaWork)) throw error;
      faults?.splice(0, faults.length, { path: [], keyword: 'work', wants: null });
      return false;
    }
  };
  return {
    check(value) {
      const faults: Fault[] = [];
      run(value, faults);
      return faults;
    },
    isValid: (value) => run(value, undefined),
  };
}

/** The order in which keywords are looked at: what marks names and items comes before what asks for the rest. */
const ALL: readonly (readonly [string, Compile])[] = [...Object.entries(assertions), ...Object.entries(applicators)];
const ASSERTIONS = new Set(Object.keys(assertions).filter((name) => name !== 'format'));
const VALIDATION = 'https://json-schema.org/draft/2020-12/vocab/validation';

function compileNode(
  node: { readonly [keyword: string]: unknown },
  resource: Resource,
  set: SchemaSet,
): readonly Check[] {
  const words = keywordsOf(node, resource.draft);
  const isBare = isWithoutAssertions(resource, set);
  return ALL.flatMap(([name, compile]) => {
    if (!Object.hasOwn(words, name) || (isBare && ASSERTIONS.has(name))) return [];
    const check = compile(words[name], words, resource, set);
    return check ? [check] : [];
  });
}

/** A metaschema may leave the vocabulary of validation out. */
function isWithoutAssertions({ root }: Resource, set: SchemaSet): boolean {
  const named = typeof root === 'object' ? root.$schema : undefined;
  const meta = typeof named === 'string' ? set.resource(named)?.root : undefined;
  const vocabulary = typeof meta === 'object' ? meta.$vocabulary : undefined;
  return typeof vocabulary === 'object' && vocabulary !== null && !(VALIDATION in vocabulary);
}

function newRun(
  set: SchemaSet,
  checksFormats: boolean,
  checksOf: (node: { readonly [keyword: string]: unknown }, resource: Resource) => readonly Check[],
  faults: Fault[] | undefined,
): Run {
  let left = MAX_WORK;
  let depth = 0;
  const run: Run = {
    set,
    checksFormats,
    faults,
    scope: [],
    work() {
      left -= 1;
      if (left < 0) throw new SchemaWork();
    },
    evaluate(node, value, at) {
      run.work();
      if (node === true) return true;
      if (node === false) return fault(run, at, 'false', false);
      depth += 1;
      if (depth > MAX_DEPTH) throw new SchemaWork();
      const resource = set.resourceOf(node) ?? at.resource;
      const isNew = run.scope.at(-1) !== resource;
      if (isNew) run.scope.push(resource);
      const here = resource === at.resource ? at : { ...at, resource };
      let isGood = true;
      for (const check of checksOf(node, resource)) {
        if (check(value, here, run)) continue;
        isGood = false;
        if (!run.faults || run.faults.length >= MOST_FAULTS) break;
      }
      if (isNew) run.scope.pop();
      depth -= 1;
      return isGood;
    },
    isValid(node, value, at) {
      const kept = run.faults;
      run.faults = undefined;
      const isGood = run.evaluate(node, value, at);
      run.faults = kept;
      return isGood;
    },
  };
  return run;
}
