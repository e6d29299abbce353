/**
 * Any JSON Schema → TypeScript types, as text. What is valid is never refused by the type; what a type can refuse, it
 * does: tuples (`prefixItems`), names nothing has looked at (`unevaluatedProperties: false`, across `allOf` and `$ref`),
 * `dependentRequired`, literals, closed objects. Conditions, `not`, ranges and formats are beyond types.
 */
import { isObject } from '../kernel/json';
import { isSchema, keywordsOf, type Keywords, type SchemaNode } from './dialect';
import { loadSchema, type Found, type Resource, type SchemaSet } from './resources';
import { commentOf, literal, propertyName, typeName } from './typescript';

const ALL_TYPES = ['object', 'array', 'string', 'number', 'boolean', 'null'] as const;
const PLAIN: { readonly [type: string]: string } = {
  string: 'string',
  number: 'number',
  integer: 'number',
  boolean: 'boolean',
  null: 'null',
};
/** How a schema stands where it is written. */
interface Mode {
  /** Types that are left by what stands around it. */
  readonly types: readonly string[];
  /** No other names: `unevaluatedProperties: false` stands around it. */
  readonly isBare: boolean;
}
const ANY: Mode = { types: ALL_TYPES, isBare: false };

/**
 * @param name what the type of the schema itself is called
 * @returns declarations, `export type …`, the root first
 */
export function typesOfSchema(schema: SchemaNode, name: string): string {
  const writer = new Writer(loadSchema(schema));
  writer.nameRoot(name);
  return writer.write();
}

class Writer {
  private readonly names = new Map<SchemaNode, Map<string, string>>();
  private readonly taken = new Set<string>();
  private readonly waiting: { readonly name: string; readonly found: Found; readonly mode: Mode }[] = [];

  constructor(private readonly set: SchemaSet) {}

  nameRoot(name: string): void {
    const { root } = this.set;
    if (typeof root.node === 'boolean') {
      const alias = this.free(typeName(name));
      this.waiting.push({ name: alias, found: root, mode: ANY });
    } else this.nameOf(root, ANY, name);
  }

  write(): string {
    const declarations: string[] = [];
    for (let i = 0; i < this.waiting.length; i += 1) {
      const { name, found, mode } = this.waiting[i]!;
      const comment = typeof found.node === 'object' ? commentOf(found.node, '') : '';
      declarations.push(`${comment}export type ${name} = ${this.type(found, mode, found.node)};\n`);
    }
    return declarations.join('\n');
  }

  private free(wanted: string): string {
    let name = wanted;
    for (let n = 2; this.taken.has(name); n += 1) name = `${wanted}${n}`;
    this.taken.add(name);
    return name;
  }

  private nameOf(found: Found, mode: Mode, hint: string): string {
    const key = `${mode.isBare} ${mode.types.join()}`;
    const byMode = this.names.get(found.node) ?? new Map<string, string>();
    this.names.set(found.node, byMode);
    const known = byMode.get(key);
    if (known !== undefined) return known;
    const title = typeof found.node === 'object' && typeof found.node.title === 'string' ? found.node.title : '';
    const name = this.free(typeName(title.length > 0 && title.length <= 60 ? title : hint));
    byMode.set(key, name);
    this.waiting.push({ name, found, mode });
    return name;
  }

  // ---- one schema -------------------------------------------------------------------------------------------------------
  /** @param owner the named schema this is written into, without an object or list between */
  private type({ node, resource: from }: Found, mode: Mode, owner: SchemaNode): string {
    if (node === true) return anyOf(mode.types);
    if (node === false) return 'never';
    const resource = this.set.resourceOf(node) ?? from;
    const words = keywordsOf(node, resource.draft);
    const own = typesOf(words);
    const types = mode.types.filter((type) => !own || own.includes(type));
    const isClosed = words.unevaluatedProperties === false;
    const inner: Mode = { types, isBare: mode.isBare || isClosed };
    const parts = [
      this.values(words) ?? this.shapes(words, inner, resource),
      ...this.references(words, inner, resource, owner),
      ...this.applied(words, inner, resource, owner),
      ...needs(words, types),
    ].filter((part) => part !== undefined);
    return intersect(parts, types);
  }

  private values(words: Keywords): string | undefined {
    if (Object.hasOwn(words, 'const')) return literal(words.const);
    if (!Array.isArray(words.enum)) return undefined;
    return words.enum.length === 0 ? 'never' : union(words.enum.map(literal));
  }

  private shapes(words: Keywords, mode: Mode, resource: Resource): string | undefined {
    const hasObject = ['properties', 'patternProperties', 'additionalProperties', 'required'].some(
      (key) => key in words,
    );
    const hasArray = ['prefixItems', 'items'].some((key) => key in words);
    const isPlain = typesOf(words) === undefined && !hasObject && !hasArray && !mode.isBare;
    if (isPlain) return undefined;
    return union(
      mode.types.map((type) => {
        if (type === 'object') return hasObject || mode.isBare ? this.object(words, mode, resource) : OPEN;
        if (type === 'array') return hasArray ? this.array(words, resource) : 'unknown[]';
        return PLAIN[type]!;
      }),
    );
  }

  private child(node: unknown, resource: Resource): string {
    return isSchema(node) ? this.type({ node, resource }, ANY, node) : 'unknown';
  }

  private object(words: Keywords, mode: Mode, resource: Resource): string {
    const properties = isObject(words.properties) ? words.properties : {};
    const required = new Set(Array.isArray(words.required) ? words.required.map(String) : []);
    const names = [...new Set([...Object.keys(properties), ...required])];
    const types: string[] = [];
    const lines = names.map((name) => {
      const node = Object.hasOwn(properties, name) ? properties[name] : true;
      const type = this.child(node, resource);
      types.push(type);
      return `${isObject(node) ? commentOf(node, '  ') : ''}  ${propertyName(name)}${required.has(name) ? '' : '?'}: ${indent(type)};`;
    });
    const other = this.others(words, mode, resource);
    // What a name of its own has must be allowed by the signature, too.
    if (other !== undefined) {
      lines.push(
        `  [key: string]: ${other === 'unknown' ? other : union([indent(other), ...types.map(indent), 'undefined'])};`,
      );
    }
    // Nothing of its own: what stands beside it names the properties, unless nothing does.
    if (lines.length === 0) return isSealed(words) ? '{ [key: string]: never }' : '{}';
    return `{\n${lines.join('\n')}\n}`;
  }

  /** The type of names that have none of their own; undefined: there are none. */
  private others(words: Keywords, mode: Mode, resource: Resource): string | undefined {
    const patterns = isObject(words.patternProperties) ? Object.values(words.patternProperties).filter(isSchema) : [];
    const rest =
      words.additionalProperties ?? (words.unevaluatedProperties === false ? undefined : words.unevaluatedProperties);
    if (rest === false || (rest === undefined && mode.isBare)) {
      return patterns.length === 0 ? undefined : union(patterns.map((node) => this.child(node, resource)));
    }
    if (!isSchema(rest) || rest === true) return 'unknown';
    return union([rest, ...patterns].map((node) => this.child(node, resource)));
  }

  private array(words: Keywords, resource: Resource): string {
    const { items } = words;
    const rest = items === undefined && words.unevaluatedItems === false && !hasApplied(words) ? false : items;
    if (!Array.isArray(words.prefixItems)) return rest === false ? '[]' : listOf(this.child(rest ?? true, resource));
    const least = typeof words.minItems === 'number' ? words.minItems : 0;
    const first = words.prefixItems.map(
      (node: unknown, i) => `${wrap(this.child(node, resource))}${i < least ? '' : '?'}`,
    );
    return `[${[...first, ...(rest === false ? [] : [`...${listOf(this.child(rest ?? true, resource))}`])].join(', ')}]`;
  }

  // ---- in place -----------------------------------------------------------------------------------------------------------
  private references(words: Keywords, mode: Mode, resource: Resource, owner: SchemaNode): (string | undefined)[] {
    const refs = [words.$ref, words.$dynamicRef].filter((ref): ref is string => typeof ref === 'string');
    return refs.map((ref) => {
      const found = this.target(ref, resource, ref === words.$dynamicRef);
      if (!found) return 'unknown';
      if (typeof found.node === 'boolean') return found.node ? undefined : 'never';
      // `type A = A & …` is no type: a schema that only leads back to itself says nothing.
      if (this.leadsTo(found, owner, new Set())) return undefined;
      const hint =
        ref
          .replace(/[#/]+$/, '')
          .split(/[#/]/)
          .at(-1) || 'Root';
      return this.nameOf(found, mode, decodeURIComponent(hint.replace(/%(?![0-9a-f]{2})/gi, '')));
    });
  }

  /** A dynamic reference leads to the anchor of the outermost schema, when it has one. */
  private target(ref: string, resource: Resource, isDynamic: boolean): Found | undefined {
    const found = this.set.resolve(ref, resource);
    const outer = this.set.root.resource;
    const anchor = ref.slice(ref.indexOf('#') + 1);
    const node = isDynamic && found?.resource.dynamicAnchors.has(anchor) ? outer.dynamicAnchors.get(anchor) : undefined;
    return node === undefined ? found : { node, resource: outer };
  }

  private leadsTo({ node, resource: from }: Found, owner: SchemaNode, seen: Set<SchemaNode>): boolean {
    if (node === owner) return true;
    if (typeof node === 'boolean' || seen.has(node)) return false;
    seen.add(node);
    const resource = this.set.resourceOf(node) ?? from;
    const words = keywordsOf(node, resource.draft);
    const found = [words.$ref, words.$dynamicRef].flatMap((ref) => {
      const at = typeof ref === 'string' ? this.target(ref, resource, ref === words.$dynamicRef) : undefined;
      return at ? [at] : [];
    });
    const inside = APPLIED.flatMap((keyword) => schemasIn(words[keyword])).map((one) => ({ node: one, resource }));
    return [...found, ...inside].some((one) => this.leadsTo(one, owner, seen));
  }

  private applied(words: Keywords, mode: Mode, resource: Resource, owner: SchemaNode): (string | undefined)[] {
    const write = (node: SchemaNode): string => this.type({ node, resource }, mode, owner);
    const all = schemasIn(words.allOf).map(write);
    const choices = ['anyOf', 'oneOf'].flatMap((keyword) => {
      const nodes = schemasIn(words[keyword]);
      return nodes.length === 0 ? [] : [union(nodes.map(write))];
    });
    return [...all, ...choices, mode.isBare ? this.conditional(words, resource) : undefined];
  }

  /** Names that only a condition brings in: allowed, and nothing more can be said. */
  private conditional(words: Keywords, resource: Resource): string | undefined {
    const nodes = [
      words.if,
      words.then,
      words.else,
      ...(isObject(words.dependentSchemas) ? Object.values(words.dependentSchemas) : []),
    ];
    const names = nodes.filter(isSchema).flatMap((node) => this.namesOf({ node, resource }, new Set()));
    return names.length === 0
      ? undefined
      : `{ ${[...new Set(names)].map((name) => `${propertyName(name)}?: unknown`).join('; ')} }`;
  }
  private namesOf({ node, resource }: Found, seen: Set<SchemaNode>): readonly string[] {
    if (typeof node === 'boolean' || seen.has(node)) return [];
    seen.add(node);
    const own = isObject(node.properties) ? Object.keys(node.properties) : [];
    const ref = typeof node.$ref === 'string' ? this.set.resolve(node.$ref, resource) : undefined;
    const inside = APPLIED.flatMap((keyword) => schemasIn(node[keyword])).map((one) => ({ node: one, resource }));
    return [...own, ...[...inside, ...(ref ? [ref] : [])].flatMap((one) => this.namesOf(one, seen))];
  }
}

const OPEN = '{ [key: string]: unknown }';
const APPLIED = ['allOf', 'anyOf', 'oneOf'];
const schemasIn = (value: unknown): readonly SchemaNode[] => (Array.isArray(value) ? value.filter(isSchema) : []);
const hasApplied = (words: Keywords): boolean =>
  ['$ref', '$dynamicRef', 'if', 'contains', ...APPLIED].some((keyword) => keyword in words);

function typesOf({ type }: Keywords): readonly string[] | undefined {
  if (typeof type !== 'string' && !Array.isArray(type)) return undefined;
  return [type].flat().map((one) => (one === 'integer' ? 'number' : String(one)));
}

const isSealed = (words: Keywords): boolean =>
  words.additionalProperties === false ||
  (words.unevaluatedProperties === false && !hasApplied(words) && !('dependentSchemas' in words));

/** `dependentRequired`: without the one name, or with all the others. */
function needs(words: Keywords, types: readonly string[]): readonly string[] {
  if (!isObject(words.dependentRequired) || types.length !== 1 || types[0] !== 'object') return [];
  return Object.entries(words.dependentRequired).flatMap(([name, needed]) => {
    if (!Array.isArray(needed) || needed.length === 0) return [];
    const all = [name, ...needed.map(String)].map((one) => `${propertyName(one)}: unknown`);
    return [`({ ${propertyName(name)}?: never } | { ${all.join('; ')} })`];
  });
}

const anyOf = (types: readonly string[]): string =>
  types.length === ALL_TYPES.length
    ? 'unknown'
    : union(types.map((type) => (type === 'object' ? OPEN : type === 'array' ? 'unknown[]' : PLAIN[type]!)));
const indent = (type: string): string => type.replaceAll('\n', '\n  ');
/** In brackets, where an operator could bind otherwise. */
const wrap = (type: string): string => (hasOperator(type) ? `(${type})` : type);
function hasOperator(type: string): boolean {
  let depth = 0;
  for (const [part] of type.matchAll(/"(?:[^"\\]|\\.)*"|\/\*[^]*?\*\/|[[\](){}|&]/g)) {
    if ('[({'.includes(part)) depth += 1;
    else if ('])}'.includes(part)) depth -= 1;
    else if ((part === '|' || part === '&') && depth === 0) return true;
  }
  return false;
}
const listOf = (type: string): string => `${wrap(type)}[]`;
function union(types: readonly string[]): string {
  const all = [...new Set(types)].filter((type) => type !== 'never');
  if (all.includes('unknown')) return 'unknown';
  return all.length === 0 ? 'never' : all.length === 1 ? all[0]! : all.map(wrap).join(' | ');
}
function intersect(parts: readonly string[], types: readonly string[]): string {
  const all = [...new Set(parts)].filter((part) => part !== 'unknown');
  if (all.length === 0) return anyOf(types);
  return all.length === 1 ? all[0]! : all.map(wrap).join(' & ');
}
