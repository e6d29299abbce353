/** A JSON document ↔ the values of the form made from its schema. */
import { isObject, sameJson, type Json } from '../../kernel/json';
import { valueKey } from '../../schema/values';

/** Where the value of a field lies in the document. */
export interface FieldMap {
  readonly field: string;
  /** Names on the way to it; empty: the document itself. In rows: below the item. */
  readonly path: readonly string[];
  /** `number`: kept as a decimal text. `rest`: an object without the names in `except`. `rows`: a list, one row an item. */
  readonly as: 'value' | 'number' | 'rest' | 'rows';
  /** The option of a choice for each value that is no text of its own. */
  readonly options?: readonly (readonly [option: string, value: Json])[];
  readonly except?: readonly string[];
  readonly columns?: readonly FieldMap[];
  /** What an empty field is in the document when it must be there; undefined: it is left out. */
  readonly empty?: Json;
}
type Values = { readonly [field: string]: unknown };
type Document = { [name: string]: Json };

function at(document: unknown, path: readonly string[]): unknown {
  let found = document;
  for (const name of path) {
    if (!isObject(found) || !Object.hasOwn(found, name)) return undefined;
    found = found[name];
  }
  return found;
}

function valueIn(map: FieldMap, document: unknown): unknown {
  const found = at(document, map.path);
  if (found === undefined || found === null) return undefined;
  if (map.as === 'rows') {
    return Array.isArray(found) ? found.map((item) => valuesOf(map.columns ?? [], item)) : undefined;
  }
  if (map.as === 'rest') {
    if (!isObject(found)) return undefined;
    const rest = Object.entries(found).filter(([name]) => !map.except?.includes(name));
    return rest.length === 0 ? undefined : Object.fromEntries(rest);
  }
  if (!map.options) return found;
  const option = (value: unknown): unknown =>
    map.options!.find(([, one]) => valueKey(one) === valueKey(value))?.[0] ?? value;
  return Array.isArray(found) ? found.map(option) : option(found);
}

/** The values with which a form opens a document. */
export function valuesOf(maps: readonly FieldMap[], document: unknown): { [field: string]: unknown } {
  const values: { [field: string]: unknown } = {};
  for (const map of maps) {
    const value = valueIn(map, document);
    if (value !== undefined) values[map.field] = value;
  }
  return values;
}

const isBlank = (value: unknown): boolean =>
  value === undefined || value === null || value === '' || (Array.isArray(value) && value.length === 0);

function valueOut(map: FieldMap, value: unknown, original: unknown, opened: unknown): Json {
  if (map.as === 'number') return Number(value);
  if (map.as === 'rows') {
    const items = Array.isArray(original) ? original : [];
    const rows = Array.isArray(opened) ? (opened as readonly Values[]) : [];
    return (value as readonly Values[]).map((row, i) =>
      documentOf(map.columns ?? [], row, { document: items[i], ...(rows[i] ? { opened: rows[i] } : {}) }),
    );
  }
  if (!map.options) return value as Json;
  const json = (option: unknown): Json => map.options!.find(([one]) => one === option)?.[1] ?? (option as Json);
  return Array.isArray(value) ? value.map(json) : json(value);
}

/** What is given back: a list or an object of the same kind, never the caller's own. */
const begin = (document: unknown): Json => (isObject(document) ? (structuredClone(document) as Document) : {});

/**
 * The document that the values of a form make.
 * @param from the document that was opened and the values it opened with: what nobody touched stays as it was there, to
 *   the letter (an e-mail address in capitals, a time with its own offset, properties that the form does not show).
 */
export function documentOf(
  maps: readonly FieldMap[],
  values: Values,
  from: { readonly document?: unknown; readonly opened?: Values } = {},
): Json {
  let root: Json = begin(from.document);
  for (const map of maps) {
    const value = values[map.field];
    const original = at(from.document, map.path);
    if (from.opened && isUntouched(value, from.opened[map.field], original)) {
      if (map.path.length === 0 && map.as !== 'rest') root = original as Json;
      continue;
    }
    const next = isBlank(value) ? map.empty : valueOut(map, value, original, from.opened?.[map.field]);
    root = map.path.length > 0 ? put(root, map, next) : whole(root, map, next, maps.length === 1);
  }
  return root;
}

const isUntouched = (value: unknown, opened: unknown, original: unknown): boolean =>
  original === undefined ? isBlank(value) : sameJson(value ?? null, opened ?? null);

/** A field that stands for the document itself, or for the names nothing else stands for. */
function whole(root: Json, map: FieldMap, next: Json | undefined, isOnly: boolean): Json {
  if (map.as === 'rest') return { ...(root as Document), ...((next as Document | undefined) ?? {}) };
  if (next !== undefined) return next;
  return isOnly ? null : root;
}

function put(root: Json, { path, as }: FieldMap, value: Json | undefined): Json {
  let place = root as Document;
  for (const name of path.slice(0, -1)) {
    const next = Object.hasOwn(place, name) ? place[name] : undefined;
    if (isObject(next)) place = next as Document;
    else if (value === undefined) return root;
    else {
      const made: Document = {};
      define(place, name, made);
      place = made;
    }
  }
  const last = path.at(-1)!;
  if (value === undefined) delete place[last];
  else if (as === 'rest') define(place, last, { ...(place[last] as Document | undefined), ...(value as Document) });
  else define(place, last, value);
  return root;
}
/** Also names such as `__proto__` become properties of their own. */
const define = (place: Document, name: string, value: Json): void =>
  void Object.defineProperty(place, name, { value, enumerable: true, configurable: true, writable: true });
