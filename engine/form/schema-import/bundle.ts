/** A part of a schema as a schema of its own: what it refers to comes along. */
import { isObject, type Json, type JsonSchema } from '../../kernel/json';
import { keywordsOf, LIST_OF_SCHEMAS, MAP_OF_SCHEMAS, ONE_SCHEMA, type SchemaNode } from '../../schema/dialect';
import type { SchemaSet } from '../../schema/resources';
import type { Located, Part } from './parts';

const ID_WORDS = new Set([
  '$id',
  'id',
  '$schema',
  '$anchor',
  '$dynamicAnchor',
  '$recursiveAnchor',
  'definitions',
  '$defs',
]);
const ONE = new Set(ONE_SCHEMA);
const LIST = new Set(LIST_OF_SCHEMAS);
const MAP = new Set(MAP_OF_SCHEMAS);

/**
 * Copies a part in the words of 2020-12, every reference turned into one to `$defs` of the copy.
 * @returns undefined when it cannot stand by itself (a dynamic reference, one that leads nowhere)
 */
export function bundlePart(part: Part, set: SchemaSet): JsonSchema | undefined {
  const defs: { [name: string]: Json } = {};
  const names = new Map<SchemaNode, string>();
  let isWhole = true;

  const refer = (ref: string, from: Located): Json => {
    const found = set.resolve(ref, from.resource);
    if (!found) {
      isWhole = false;
      return true;
    }
    if (typeof found.node === 'boolean') return found.node;
    let name = names.get(found.node);
    if (name === undefined) {
      name = `part${names.size + 1}`;
      names.set(found.node, name);
      defs[name] = true;
      defs[name] = copy(found);
    }
    return { $ref: `#/$defs/${name}` };
  };
  const copy = ({ node, resource: from }: Located): Json => {
    if (typeof node === 'boolean') return node;
    const resource = set.resourceOf(node) ?? from;
    const inner = (one: unknown): Json => copy({ node: one as SchemaNode, resource });
    const out: { [keyword: string]: Json } = {};
    for (const [keyword, value] of Object.entries(keywordsOf(node, resource.draft))) {
      if (keyword === '$dynamicRef') isWhole = false;
      else if (keyword === '$ref') Object.assign(out, objectOf(refer(String(value), { node, resource })));
      else if (ID_WORDS.has(keyword)) continue;
      else if (ONE.has(keyword)) out[keyword] = inner(value);
      else if (LIST.has(keyword) && Array.isArray(value)) out[keyword] = value.map(inner);
      else if (MAP.has(keyword) && isObject(value)) {
        out[keyword] = Object.fromEntries(Object.entries(value).map(([name, one]) => [name, inner(one)]));
      } else out[keyword] = value as Json;
    }
    return out;
  };
  const copies = part.nodes.map(copy);
  if (!isWhole) return undefined;
  const body = copies.length === 1 ? objectOf(copies[0]!) : { allOf: copies };
  return { ...body, ...(names.size > 0 ? { $defs: defs } : {}) };
}

const objectOf = (schema: Json): JsonSchema => {
  if (schema === true) return {};
  return schema === false ? { not: {} } : (schema as JsonSchema);
};
