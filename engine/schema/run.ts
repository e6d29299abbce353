/** What the keywords of a schema are to each other while a value is looked at. */
import type { Keywords, SchemaNode } from './dialect';
import type { Resource, SchemaSet } from './resources';

export type Path = readonly (string | number)[];
/** One thing wrong with a value. */
export interface Fault {
  /** Where in the value. */
  readonly path: Path;
  /** The keyword of the schema that says so; `work` when the schema or the value is too large to be checked. */
  readonly keyword: string;
  /** What the keyword demands: a limit, a list of values, the name that is missing … */
  readonly wants: unknown;
}
/** What has been looked at by some keyword, for `unevaluatedProperties` and `unevaluatedItems`. */
export class Seen {
  readonly names = new Set<string>();
  readonly items = new Set<number>();
  hasAllNames = false;
  hasAllItems = false;
  add(other: Seen): void {
    for (const name of other.names) this.names.add(name);
    for (const item of other.items) this.items.add(item);
    this.hasAllNames ||= other.hasAllNames;
    this.hasAllItems ||= other.hasAllItems;
  }
}
/** One validation. */
export interface Run {
  readonly set: SchemaSet;
  readonly checksFormats: boolean;
  /** undefined while only the verdict counts (inside `not`, `anyOf` …). */
  faults: Fault[] | undefined;
  /** Addresses entered on the way here, outermost first. */
  readonly scope: Resource[];
  evaluate(node: SchemaNode, value: unknown, at: Place): boolean;
  /** The same without faults. */
  isValid(node: SchemaNode, value: unknown, at: Place): boolean;
  /** One step of work. @throws SchemaWork */
  work(): void;
}
export interface Place {
  readonly path: Path;
  readonly resource: Resource;
  readonly seen: Seen;
}
/** Checks one keyword; pushes its fault and gives false when the value does not satisfy it. */
export type Check = (value: unknown, at: Place, run: Run) => boolean;
/** A keyword → its check; undefined when the keyword's value makes no sense and is therefore void. */
export type Compile = (wants: unknown, words: Keywords, resource: Resource, set: SchemaSet) => Check | undefined;

export class SchemaWork extends Error {}

/** Faults told of one value. */
export const MOST_FAULTS = 50;

/** Notes what a value does not satisfy; gives false. */
export function fault(run: Run, { path }: Place, keyword: string, wants: unknown): false {
  if (run.faults && run.faults.length < MOST_FAULTS) run.faults.push({ path, keyword, wants });
  return false;
}
