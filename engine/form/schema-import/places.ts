/** Where properties go while a schema is walked through, and small questions about them. */
import { isPrototypeKey, type Json, type JsonSchema } from '../../kernel/json';
import type { FieldUse, FormDocument } from '../../kernel/documents.generated';
import { compileSchema } from '../../schema/validate';
import type { FieldMap } from './mapping';
import type { Part, Shape } from './parts';

export type Section = FormDocument['sections'][number];
const MOST_FIELDS = 290;
const MOST_COLUMNS = 50;
const LONGEST_TAG = 50;

/** Where properties go: the fields of the entity, or the columns of one table of line items. */
export interface Target {
  readonly fields: FieldUse[];
  readonly maps: FieldMap[];
  readonly taken: Set<string>;
  readonly isRows: boolean;
}
/** How many fields or columns there may be. */
export const mostOf = ({ isRows }: Target): number => (isRows ? MOST_COLUMNS : MOST_FIELDS);
/** Where a property stands. */
export interface Place {
  readonly target: Target;
  readonly section: Section | undefined;
  readonly path: readonly string[];
  /** API names and labels of the groups around it. */
  readonly prefix: string;
  readonly group: string;
  readonly depth: number;
  /** Everything around it must be there. */
  readonly isSure: boolean;
}
/** What became of one property: names of the fields that show it. */
export interface Made {
  readonly name: string;
  readonly fields: readonly FieldUse[];
  readonly isGroup: boolean;
}

/** No name that requests may not carry, and not too deep. */
export function isPlain(value: unknown, depth: number): boolean {
  if (typeof value !== 'object' || value === null) return true;
  return depth > 0 && Object.entries(value).every(([key, inner]) => !isPrototypeKey(key) && isPlain(inner, depth - 1));
}

/** An empty value that the schema takes. */
export function emptyOf(schema: JsonSchema): Json | undefined {
  const validator = compileSchema(schema);
  return [[], ''].find((one) => validator.isValid(one));
}

/** Without the keys that have no value. */
export const optional = (given: { readonly [key: string]: unknown }): { [key: string]: unknown } =>
  Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));

/** The document as a whole, or an item as a whole: no name leads there. */
export const isItself = ({ target, depth, path }: Place, { part }: Use): boolean =>
  path.length === 0 && (part.pointer === '' || (target.isRows && depth === 0 && part.pointer.endsWith('/items')));

/** A property on its way into the form. */
export interface Use {
  readonly name: string;
  readonly label: string;
  readonly part: Part;
  readonly shape: Shape;
  readonly isRequired: boolean;
}

/** A short text about which nothing else is said. */
export const isTag = (item: Shape): boolean =>
  item.types?.size === 1 &&
  item.types.has('string') &&
  !item.isNullable &&
  !item.cannot &&
  !item.format &&
  item.patterns.length === 0 &&
  (item.limits.maxLength ?? Infinity) <= LONGEST_TAG;
