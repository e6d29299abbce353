/** A shape: what a part of a schema comes to, and how two demands meet in it. */
import type { SchemaNode } from '../../schema/dialect';
import type { Resource } from '../../schema/resources';
import { valueKey } from '../../schema/values';
import type { Text } from '../../kernel/text';
import { notChecked, type SchemaNote } from './words';

export interface Located {
  readonly node: SchemaNode;
  readonly resource: Resource;
}
/** Schemas that all hold for one place of the value, and where that place stands in the schema. */
export interface Part {
  readonly nodes: readonly Located[];
  readonly pointer: string;
  /** Schemas on the way here: one that comes again is endless. */
  readonly above: ReadonlySet<SchemaNode>;
}
export interface Shape {
  readonly pointer: string;
  /** JSON types allowed; undefined: all. `null` is told by `isNullable`. */
  types: Set<string> | undefined;
  isNullable: boolean;
  isNever: boolean;
  title: string | undefined;
  description: string | undefined;
  default: unknown;
  isReadOnly: boolean;
  /** The values allowed, with the titles that `oneOf` of constants gives them. */
  values: readonly { readonly value: unknown; readonly title: string | undefined }[] | undefined;
  /** Limits: the strictest of each. */
  readonly limits: { [keyword: string]: number };
  readonly multiples: number[];
  readonly patterns: string[];
  format: string | undefined;
  readonly properties: Map<string, Part>;
  readonly required: Set<string>;
  readonly needs: { readonly if: string; readonly then: string; readonly pointer: string }[];
  isClosed: boolean;
  /** Names are given by patterns, or all others have a schema. */
  openNames: Part | undefined;
  hasOpenNames: boolean;
  items: Part | undefined;
  isTuple: boolean;
  isUnique: boolean;
  /** Why no form can show it. */
  cannot: Text | undefined;
  readonly notes: SchemaNote[];
}

export function loosen(shape: Pick<Shape, 'notes'>, pointer: string, keyword: string): void {
  shape.notes.push({ pointer, as: 'loose', reason: notChecked(keyword) });
}

/** Both say which types are allowed. */
export function meetTypes(shape: Shape, types: ReadonlySet<string>): void {
  const old = shape.types;
  const both = (type: string): boolean => !old || old.has(type) || (type === 'integer' && old.has('number'));
  const met = [...types].filter(both);
  // number and integer meet as integer, whichever came first.
  if (old?.has('integer') && types.has('number')) met.push('integer');
  shape.types = new Set(met.includes('integer') ? met.filter((type) => type !== 'number') : met);
}

/** Both say which values are allowed. */
export function meetValues(shape: Shape, values: readonly unknown[]): void {
  const keys = new Set(values.map(valueKey));
  shape.values = shape.values
    ? shape.values.filter(({ value }) => keys.has(valueKey(value)))
    : values.map((value) => ({ value, title: undefined }));
}
