/** `anyOf` and `oneOf`: one shape where they come to one. */
import type { SchemaNode } from '../../schema/dialect';
import { valueKey } from '../../schema/values';
import { loosen, meetTypes, meetValues, type Part, type Shape } from './parts';
import { WHY } from './words';

const isBare = (shape: Shape): boolean =>
  !shape.types && !shape.values && !shape.isNever && shape.properties.size === 0 && !shape.items && !shape.cannot;

/** Takes a choice between shapes in, as far as it comes to one. */
export function mergeVariants(shape: Shape, keyword: string, branches: readonly Shape[]): void {
  const pointer = `${shape.pointer}/${keyword}`;
  const read = branches.filter((one) => !one.isNever);
  const others = read.filter((one) => !isNull(one));
  if (others.length < read.length) shape.isNullable = true;
  if (others.length === 0) return;
  if (others.length === 1 && (branches.length > 1 || isBare(shape))) return absorb(shape, others[0]!);
  // A choice between conditions, not between shapes: at least one of two is filled in …
  if (others.every(isBare)) return loosen(shape, pointer, keyword);
  if (others.every((one) => one.values && !one.cannot)) return mergeChoices(shape, others);
  const types = new Set(others.flatMap((one) => [...(one.types ?? ['any'])]));
  if (types.size === 1 && isScalarType([...types][0]!)) {
    meetTypes(shape, types);
    return loosen(shape, pointer, keyword);
  }
  if (others.every(isObjectShape) && others.every((one) => unite(shape, one))) return loosen(shape, pointer, keyword);
  shape.cannot ??= types.size === 1 ? WHY.shapes : WHY.types;
}
const isNull = (one: Shape): boolean => one.isNullable && (one.types?.size === 0 || one.values?.length === 0);

/** `oneOf: [{ const, title }, …]`: options with labels. */
function mergeChoices(shape: Shape, others: readonly Shape[]): void {
  const values = others.flatMap((one) => one.values!.map(({ value, title }) => ({ value, title: title ?? one.title })));
  const keys = shape.values && new Set(shape.values.map(({ value }) => valueKey(value)));
  shape.values = keys ? values.filter(({ value }) => keys.has(valueKey(value))) : values;
}

/**
 * Takes the properties of one of several shapes along: the form offers all of them. One property with two meanings
 * cannot be shown, unless both are fixed values: then it chooses between them.
 */
function unite(shape: Shape, other: Shape): boolean {
  for (const [name, part] of other.properties) {
    const old = shape.properties.get(name);
    const united = old ? uniteParts(old, part) : part;
    if (!united) return false;
    shape.properties.set(name, united);
  }
  shape.openNames ??= other.openNames;
  shape.hasOpenNames ||= other.hasOpenNames;
  shape.notes.push(...other.notes);
  return true;
}
function uniteParts(a: Part, b: Part): Part | undefined {
  const key = ({ nodes }: Part): string => valueKey(nodes.map(({ node }) => node));
  if (key(a) === key(b)) return a;
  const [one, two] = [a.nodes, b.nodes].map((nodes) => (nodes.length === 1 ? fixedValues(nodes[0]!.node) : undefined));
  const { resource } = a.nodes[0]!;
  if (one && two) return { ...a, nodes: [{ node: { enum: [...one, ...two] }, resource }] };
  // Both are texts (or numbers …) of different kinds: any of that type, for the choice between them is not checked.
  const [typeA, typeB] = [scalarType(a), scalarType(b)];
  return typeA !== undefined && typeA === typeB ? { ...a, nodes: [{ node: { type: typeA }, resource }] } : undefined;
}
function scalarType({ nodes }: Part): string | undefined {
  const node = nodes.length === 1 ? nodes[0]!.node : true;
  if (typeof node === 'boolean') return undefined;
  const values = fixedValues(node);
  if (values) return values.every((value) => typeof value === 'string') ? 'string' : undefined;
  return typeof node.type === 'string' && isScalarType(node.type) ? node.type : undefined;
}
function fixedValues(node: SchemaNode): readonly unknown[] | undefined {
  if (typeof node === 'boolean') return undefined;
  if (Object.hasOwn(node, 'const')) return [node.const];
  return Array.isArray(node.enum) ? node.enum : undefined;
}

export const isScalarType = (type: string): boolean => ['string', 'number', 'integer', 'boolean'].includes(type);
const isObjectShape = (shape: Shape): boolean =>
  !shape.cannot &&
  !shape.isNullable &&
  (shape.types ? shape.types.size === 1 && shape.types.has('object') : isBare(shape));

/** One of the shapes is left: it is the shape. */
function absorb(shape: Shape, other: Shape): void {
  if (other.types) meetTypes(shape, other.types);
  if (!shape.values) shape.values = other.values;
  else if (other.values) {
    meetValues(
      shape,
      other.values.map(({ value }) => value),
    );
  }
  shape.title ??= other.title;
  shape.description ??= other.description;
  if (shape.default === undefined) shape.default = other.default;
  shape.cannot ??= other.cannot;
  shape.isNullable ||= other.isNullable;
  absorbLimits(shape, other);
  absorbParts(shape, other);
  shape.notes.push(...other.notes);
}
function absorbLimits(shape: Shape, other: Shape): void {
  for (const [name, limit] of Object.entries(other.limits)) shape.limits[name] ??= limit;
  shape.multiples.push(...other.multiples);
  shape.patterns.push(...other.patterns);
  shape.format ??= other.format;
  shape.isUnique ||= other.isUnique;
}
function absorbParts(shape: Shape, other: Shape): void {
  for (const [name, part] of other.properties) if (!shape.properties.has(name)) shape.properties.set(name, part);
  for (const name of other.required) shape.required.add(name);
  shape.needs.push(...other.needs);
  shape.isClosed ||= other.isClosed;
  shape.openNames ??= other.openNames;
  shape.hasOpenNames ||= other.hasOpenNames;
  shape.items ??= other.items;
  shape.isTuple ||= other.isTuple;
}
