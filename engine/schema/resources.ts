/** Where schemas lie: ids, anchors and what a `$ref` leads to. Nothing is ever fetched. */
import { draftOf, isOld, isSchema, subschemas, type Draft, type SchemaNode } from './dialect';
import { isObject } from '../kernel/json';

type Node = { readonly [keyword: string]: unknown };
/** A schema with an address of its own, and everything in it up to the next such schema. */
export interface Resource {
  readonly uri: string;
  readonly root: SchemaNode;
  readonly draft: Draft;
  readonly anchors: ReadonlyMap<string, SchemaNode>;
  readonly dynamicAnchors: ReadonlyMap<string, SchemaNode>;
}
export interface Found {
  readonly node: SchemaNode;
  readonly resource: Resource;
}
/** A schema and every document it may refer to. */
export interface SchemaSet {
  readonly root: Found;
  /** Where an object of the schema belongs; objects under unknown keywords belong to who refers to them. */
  resourceOf(node: SchemaNode): Resource | undefined;
  resource(uri: string): Resource | undefined;
  /** What a reference leads to; undefined when it leads nowhere. */
  resolve(ref: string, from: Resource): Found | undefined;
}

const ROOT = 'https://schema.invalid/';
/** Nesting of schemas and documents that is followed. */
const MAX_DEPTH = 300;
/** The anchor that stands for `$recursiveAnchor: true` of 2019-09. */
const RECURSIVE = '';

interface Draftable extends Resource {
  readonly anchors: Map<string, SchemaNode>;
  readonly dynamicAnchors: Map<string, SchemaNode>;
}

/** @param documents other documents by their address, for references from one file to another */
export function loadSchema(schema: SchemaNode, documents: ReadonlyMap<string, SchemaNode> = new Map()): SchemaSet {
  const resources = new Map<string, Draftable>();
  const places = new Map<object, Resource>();

  const begin = (node: SchemaNode, uri: string, draft: Draft): Draftable => {
    const known = resources.get(uri);
    if (known?.root === node) return known;
    const made: Draftable = { uri, root: node, draft, anchors: new Map(), dynamicAnchors: new Map() };
    if (!known) resources.set(uri, made);
    return made;
  };
  const scan = (node: SchemaNode, parent: Draftable, depth: number): void => {
    if (typeof node === 'boolean' || places.has(node) || depth > MAX_DEPTH) return;
    const draft = draftOf(node) ?? parent.draft;
    const id = idOf(node, draft);
    const uri = id === undefined ? undefined : resolveUri(id, parent.uri);
    const isAnchor = uri !== undefined && id!.startsWith('#');
    const own = uri === undefined || isAnchor ? parent : begin(node, uri, draft);
    places.set(node, own);
    if (isAnchor) own.anchors.set(id!.slice(1), node);
    if (typeof node.$anchor === 'string') own.anchors.set(node.$anchor, node);
    if (typeof node.$dynamicAnchor === 'string') {
      own.anchors.set(node.$dynamicAnchor, node);
      own.dynamicAnchors.set(node.$dynamicAnchor, node);
    }
    if (node.$recursiveAnchor === true) own.dynamicAnchors.set(RECURSIVE, node);
    for (const child of subschemas(node)) scan(child.node, own, depth + 1);
  };
  const add = (node: SchemaNode, uri: string): Resource => {
    const first = begin(node, uri, draftOf(node) ?? '2020-12');
    scan(node, first, 0);
    // A document may call itself otherwise than the address it was found at: it answers to both.
    const own = typeof node === 'object' ? places.get(node) : undefined;
    if (own && own !== first) resources.set(uri, own as Draftable);
    return own ?? first;
  };

  const root = add(schema, ROOT);
  const resource = (uri: string): Resource | undefined => {
    const known = resources.get(uri);
    if (known) return known;
    const document = documents.get(uri);
    return document === undefined ? undefined : add(document, uri);
  };
  return {
    root: { node: schema, resource: root },
    resourceOf: (node) => (typeof node === 'object' ? places.get(node) : undefined),
    resource,
    resolve(ref, from) {
      const full = resolveUri(ref, from.uri);
      if (full === undefined) return undefined;
      const [uri = '', fragment = ''] = splitUri(full);
      const at = resource(uri);
      if (!at) return undefined;
      if (fragment === '') return { node: at.root, resource: at };
      if (!fragment.startsWith('/')) {
        const node = at.anchors.get(fragment);
        return node === undefined ? undefined : { node, resource: at };
      }
      const node = pointed(at.root, fragment);
      if (node === undefined) return undefined;
      if (typeof node === 'object' && !places.has(node)) scan(node, at as Draftable, 0);
      return { node, resource: (typeof node === 'object' && places.get(node)) || at };
    },
  };
}

/** What identifies a schema; beside a `$ref` an id is void up to draft-07. */
function idOf(node: Node, draft: Draft): string | undefined {
  const id = node.$id ?? (draft === '04' ? node.id : undefined);
  if (typeof id !== 'string' || (isOld(draft) && typeof node.$ref === 'string')) return undefined;
  return isOld(draft) || !id.startsWith('#') ? (id === '#' ? undefined : id.replace(/#$/, '')) : undefined;
}

function resolveUri(ref: string, base: string): string | undefined {
  try {
    return new URL(ref, base).href;
  } catch {
    return ref.startsWith('#') ? `${splitUri(base)[0]}${ref}` : undefined;
  }
}
function splitUri(uri: string): readonly [string, string] {
  const at = uri.indexOf('#');
  if (at < 0) return [uri, ''];
  const fragment = uri.slice(at + 1);
  try {
    return [uri.slice(0, at), decodeURIComponent(fragment)];
  } catch {
    return [uri.slice(0, at), fragment];
  }
}

/** The schema a JSON Pointer (RFC 6901) leads to. */
function pointed(root: SchemaNode, pointer: string): SchemaNode | undefined {
  let at: unknown = root;
  for (const part of pointer.slice(1).split('/')) {
    const key = part.replaceAll('~1', '/').replaceAll('~0', '~');
    if (Array.isArray(at)) at = at[Number(key)];
    else if (isObject(at) && Object.hasOwn(at, key)) at = at[key];
    else return undefined;
  }
  return isSchema(at) ? at : undefined;
}

/** Keys → JSON Pointer. */
export const pointerOf = (keys: readonly (string | number)[]): string =>
  keys.map((key) => `/${String(key).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
