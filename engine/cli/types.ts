/** `trellis types`: TypeScript types of published entities, and of any JSON Schema. */
import fs from 'node:fs';
import path from 'node:path';
import { entitySchema, SHARED_SCHEMAS } from '../entity/schema';
import type { Host } from '../host/contract';
import type { JsonSchema } from '../kernel/json';
import type { EntityModel } from '../kernel/model';
import { say } from '../kernel/text';
import type { SchemaNode } from '../schema/dialect';
import { typesOfSchema } from '../schema/types';
import { typeName } from '../schema/typescript';
import type { Options, Terminal } from './commands';

const BANNER = '/* Written by `npm run trellis -- types`. */\n\n';

/** Names are entities, packages or files `*.json`; without any, every published entity. */
export async function types(terminal: Terminal, names: readonly string[], { out }: Options): Promise<boolean> {
  const files = names.filter((name) => name.endsWith('.json'));
  const others = names.filter((name) => !name.endsWith('.json'));
  const unknown = others.filter((name) => entitiesOf(terminal.host, [name]).length === 0);
  if (unknown.length > 0) {
    const list = unknown.join(', ');
    terminal.tell(
      say(
        { 'zh-CN': `没有名为 ${list} 的实体或包。`, en: `There is no entity or package “${list}”.` },
        terminal.locale,
      ),
    );
    return false;
  }
  const parts = files.map((file) => {
    const schema = JSON.parse(fs.readFileSync(path.resolve(terminal.root, file), 'utf8')) as SchemaNode;
    const named = typeof schema === 'object' && typeof schema.title === 'string' ? schema.title : undefined;
    return typesOfSchema(schema, named ?? path.basename(file).replace(/(\.schema)?\.json$/i, ''));
  });
  if (files.length === 0 || others.length > 0) parts.unshift(typesOf(terminal.host, others));
  const text = BANNER + parts.join('\n');
  if (out === '-') {
    terminal.print(text.trimEnd());
    return true;
  }
  const file = path.resolve(terminal.root, out ?? (files.length === 0 ? 'dist/entities.d.ts' : 'dist/schema.d.ts'));
  fs.mkdirSync(path.dirname(file), { recursive: true });
  fs.writeFileSync(file, text);
  terminal.print(path.relative(terminal.root, file));
  return true;
}

/** The entities named, or of the packages named. */
function entitiesOf(host: Pick<Host, 'model' | 'documents'>, names: readonly string[]): readonly EntityModel[] {
  const { entities, entity } = host.model();
  if (names.length === 0) return entities;
  const ofPackages = host.documents
    .list('entity')
    .filter((entry) => names.includes(entry.package))
    .map(({ document }) => document.id);
  const wanted = new Set([...ofPackages, ...names.map((name) => entity(name)?.id)]);
  return entities.filter(({ id }) => wanted.has(id));
}

/**
 * Types of entities, each with three faces: `Order` as the API gives a record, `OrderCreate` as it takes a new one,
 * `OrderUpdate` as it takes a change; and `Entities`, all of them by name.
 */
export function typesOf(host: Pick<Host, 'model' | 'registry' | 'documents'>, names: readonly string[] = []): string {
  const defs: { [name: string]: JsonSchema } = {};
  const properties: { [name: string]: JsonSchema } = {};
  for (const entity of entitiesOf(host, names)) {
    const title = typeName(entity.name.replaceAll('_', ' '));
    const read = entitySchema(entity, host.registry, 'read');
    const create = entitySchema(entity, host.registry, 'write');
    const faces: { [face: string]: JsonSchema } = entity.isPlatform
      ? { read }
      : {
          read,
          create: { ...create, title: `${title}Create` },
          update: { ...create, title: `${title}Update`, required: [] },
        };
    for (const [face, schema] of Object.entries(faces)) {
      defs[`${entity.name}.${face}`] = face === 'read' ? { ...schema, title } : schema;
    }
    properties[entity.name] = closed(
      Object.fromEntries(Object.keys(faces).map((face) => [face, { $ref: `#/$defs/${entity.name}.${face}` }])),
    );
  }
  const description = 'Every entity by its name: as the API gives its records, takes new ones, and takes changes.';
  return typesOfSchema({ ...closed(properties), description, $defs: { ...defs, ...SHARED_SCHEMAS } }, 'Entities');
}

const closed = (properties: { readonly [name: string]: JsonSchema }): JsonSchema => ({
  type: 'object',
  properties,
  required: Object.keys(properties),
  additionalProperties: false,
});
