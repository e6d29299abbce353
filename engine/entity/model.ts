import type { FieldType } from '../kernel/contract';
import type { EntityDocument, FieldUse } from '../kernel/documents.generated';
import { isObject } from '../kernel/json';
import { columnOf, kindOf } from '../kernel/fields';
import type { EntityModel, FieldModel, Model, UniqueModel } from '../kernel/model';
import type { Registry } from '../kernel/registry';
import { readsOf } from './derived/reads';
import { shapes, type ShapeOf } from './derived/shape';
import { childTableName } from './identifiers';
import { childSystemFields, PLATFORM_ENTITIES, PLATFORM_SYSTEM_FIELDS, RECORD_SYSTEM_FIELDS } from './system';

export interface PublishedEntity {
  readonly document: EntityDocument;
  readonly version: number;
}
type Types = Pick<Registry, 'fieldTypes'>;
/** While it is being built: parent and child point at each other. */
type Building<T> = { -readonly [K in keyof T]: T[K] };

/**
 * The published entities, ready to use. A field whose type is not installed (its plugin was taken out) is left out:
 * its column stays in the database and comes back with the plugin.
 * @param documents published entity documents with their versions
 * @param version changes with every publication; without it, it is made of the ids and versions given
 */
export function buildModel(documents: readonly PublishedEntity[], registry: Types, version?: string): Model {
  const documentOf = lookup(documents.map(({ document }) => ({ item: document, aliases: document.aliases })));
  const shapeOf = shapes((name) => documentOf.get(name), registry);
  const parts: Parts = { registry, shapeOf, model: () => model };
  const entities = documents.map((published) => buildEntity(published, parts));
  const byName = lookup(documents.map(({ document }, i) => ({ item: entities[i]!, aliases: document.aliases })));
  const model: Model = {
    version: version ?? documents.map(({ document, version: v }) => `${document.id}@${v}`).join(),
    entities,
    entity: (name) => byName.get(name),
  };
  return model;
}

/** What entities are built with. `model` is there once all of them are. */
interface Parts {
  readonly registry: Types;
  readonly shapeOf: ShapeOf;
  model(): Model;
}

function buildEntity({ document, version }: PublishedEntity, parts: Parts): EntityModel {
  const platform = PLATFORM_ENTITIES[document.id];
  const entity = {
    id: document.id,
    name: document.name,
    label: document.label,
    labelPlural: document.labelPlural ?? document.label,
    icon: document.icon,
    version,
    table: platform
      ? ({ schema: 'public', name: platform.table } as const)
      : ({ schema: 'data', name: document.name } as const),
    isPlatform: platform !== undefined,
    parent: undefined,
  };
  const built = complete(entity, document.fields, document.titleField, parts, {
    system: platform ? PLATFORM_SYSTEM_FIELDS : RECORD_SYSTEM_FIELDS,
    column: (use) => (platform ? platform.columns[use.name] : use.name),
  });
  return document.unique ? Object.assign(built, { uniques: uniquesOf(built, document.unique) }) : built;
}

/** A combination with a field that is not there is left out; checks have reported it. */
const uniquesOf = (entity: EntityModel, uses: NonNullable<EntityDocument['unique']>): readonly UniqueModel[] =>
  uses.flatMap(({ id, fields: names, message }) => {
    const fields = names.map((name) => entity.field(name));
    return fields.every((field) => field !== undefined) ? [{ id, fields, message }] : [];
  });

/** The rows of a line items field as an entity of their own; `options.fields` declares the columns. */
function buildChild(parent: EntityModel, field: FieldModel, parts: Parts): EntityModel {
  const entity = {
    id: field.id,
    name: `${parent.name}__${field.name}`,
    label: field.label,
    labelPlural: field.label,
    icon: undefined,
    version: parent.version,
    table: { schema: 'data', name: childTableName(parent.name, field.name) } as const,
    isPlatform: false,
    parent: { entity: parent, field },
  };
  return complete(entity, lineFields(field.options), undefined, parts, {
    system: childSystemFields(parent.name),
    column: (use) => use.name,
  });
}

/** The columns of line items, as their options declare them; whatever is no field at all (a draft) is left out. */
export const lineFields = (options: FieldUse['options']): readonly FieldUse[] =>
  Array.isArray(options?.fields) ? (options.fields as readonly unknown[]).filter(isFieldUse) : [];

const isFieldUse = (value: unknown): value is FieldUse =>
  isObject(value) && typeof value.id === 'string' && typeof value.name === 'string' && isObject(value.label);

function complete(
  head: Omit<EntityModel, 'fields' | 'titleField' | 'field'>,
  uses: readonly FieldUse[],
  title: string | undefined,
  parts: Parts,
  make: { readonly system: readonly FieldModel[]; column(use: FieldUse): string | undefined },
): EntityModel {
  const entity = head as Building<EntityModel>;
  const declared: { item: FieldModel; aliases: readonly string[] | undefined }[] = [];
  for (const use of uses) {
    const field = buildField(entity, uses, use, make.column(use), parts);
    if (field) declared.push({ item: field, aliases: use.aliases });
  }
  const byName = lookup([...make.system.map((item) => ({ item, aliases: undefined })), ...declared]);
  entity.fields = [...declared.map(({ item }) => item), ...make.system];
  entity.field = (name) => byName.get(name);
  entity.titleField =
    (title ? byName.get(title) : undefined) ??
    entity.fields.find((field) => field.kind === 'text' && !field.system && !field.isEncrypted) ??
    byName.get('id')!;
  return entity;
}

function buildField(
  entity: EntityModel,
  siblings: readonly FieldUse[],
  use: FieldUse,
  column: string | undefined,
  parts: Parts,
): FieldModel | undefined {
  const declared = parts.registry.fieldTypes.get(use.type);
  if (!declared || column === undefined) return undefined;
  if (declared.derive) return buildDerived(entity, siblings, use, column, declared.derive, parts);
  const options = use.options ?? {};
  const isEncrypted = (use.encrypted ?? false) && declared.canEncrypt === true;
  const field: Building<FieldModel> = {
    ...described(use, declared, options),
    isRequired: use.required ?? false,
    isUnique: use.unique ?? false,
    isEncrypted,
    ...(isEncrypted ? { columnType: 'text' as const } : {}),
    default: use.default,
    column: columnOf(declared, options) === null ? null : column,
  };
  if (field.kind === 'lines') field.child = buildChild(entity, field, parts);
  return field;
}

function described(use: FieldUse, type: FieldType, options: FieldModel['options']) {
  return {
    id: use.id,
    name: use.name,
    label: use.label,
    help: use.help,
    type: type.type,
    options,
    system: undefined,
    kind: kindOf(type, options),
    columnType: columnOf(type, options),
    target: targetOf(type, options),
    child: undefined,
    use,
  };
}

/** A derived field has the type and options of its values; while its options lead nowhere (a draft) its own. */
function buildDerived(
  entity: EntityModel,
  siblings: readonly FieldUse[],
  use: FieldUse,
  column: string,
  derive: NonNullable<FieldType['derive']>,
  parts: Parts,
): FieldModel {
  const { fieldTypes } = parts.registry;
  const own = use.options ?? {};
  const computation = derive.compute(own);
  const shape = parts.shapeOf(use, siblings, entity.parent?.entity.name);
  const type = (shape && fieldTypes.get(shape.type)) ?? fieldTypes.get(use.type)!;
  let reads: ReturnType<typeof readsOf> | undefined;
  return {
    ...described(use, type, shape?.options ?? own),
    isRequired: false,
    isUnique: (use.unique ?? false) || computation.by === 'number',
    isEncrypted: false,
    default: undefined,
    column: computation.by === 'path' ? null : column,
    derived: {
      type: use.type,
      options: own,
      computation,
      // Asked for once the other entities are built, and only where rights to it are asked for.
      get reads() {
        return (reads ??= readsOf(parts.model(), entity, computation));
      },
    },
  };
}

/** A draft's options may still be anything. */
export function targetOf(type: FieldType, options: FieldUse['options']): string | undefined {
  const target = type.target?.(options ?? {});
  return typeof target === 'string' ? target : undefined;
}

/** By name, former name or id. A present name always wins over somebody's former name. */
function lookup<T extends { readonly id: string; readonly name: string }>(
  list: readonly { readonly item: T; readonly aliases: readonly string[] | undefined }[],
): ReadonlyMap<string, T> {
  const map = new Map<string, T>();
  for (const { item, aliases } of list) for (const alias of aliases ?? []) map.set(alias, item);
  for (const { item } of list) map.set(item.id, item);
  for (const { item } of list) map.set(item.name, item);
  return map;
}
