/** What a viewer may know of the entities → a model, so that the browser compiles the same rules by the same code. */
import type { EntityView, FieldView } from '../kernel/api';
import { columnOf, kindOf } from '../kernel/fields';
import type { EntityModel, FieldModel, Model } from '../kernel/model';
import type { SystemField } from '../kernel/names';
import { builtInFieldTypes, type FieldTypes } from './record';

/** Views of entities as a model. Fields that may not be read are not in the views, so nothing can mention them. */
export function modelOfViews(views: readonly EntityView[], types: FieldTypes = builtInFieldTypes): Model {
  const entities = views.map((view) => entityOfView(view, types));
  const byName = new Map(entities.flatMap((entity) => [[entity.id, entity] as const, [entity.name, entity] as const]));
  const version = views.map(({ id, version: published }) => `${id}@${published}`).join(' ');
  return { version, entities, entity: (name) => byName.get(name) };
}

function entityOfView(view: EntityView, types: FieldTypes): EntityModel {
  const entity = {
    id: view.id,
    name: view.name,
    label: view.label,
    labelPlural: view.labelPlural,
    icon: view.icon,
    version: view.version,
    // The browser makes no SQL.
    table: { schema: 'data' as const, name: '' },
    isPlatform: view.isPlatform,
    parent: undefined,
  };
  return withFields(entity, view.fields, view.titleField, types);
}

function withFields(
  head: Omit<EntityModel, 'fields' | 'titleField' | 'field'>,
  views: readonly FieldView[],
  title: string | undefined,
  types: FieldTypes,
): EntityModel {
  const fields = views.flatMap((view) => fieldOfView(head as EntityModel, view, types));
  const byName = new Map(fields.flatMap((field) => [[field.id, field] as const, [field.name, field] as const]));
  // Rules count rows by their id, which views of line items need not name.
  const titleField = (title === undefined ? undefined : byName.get(title)) ?? fields[0] ?? ID;
  return Object.assign(head, {
    fields,
    titleField,
    field: (name: string) => byName.get(name) ?? (name === 'id' ? ID : undefined),
  });
}

const ID: FieldModel = {
  id: 'id',
  name: 'id',
  label: { 'zh-CN': '编号', en: 'ID' },
  help: undefined,
  type: 'text',
  options: {},
  isRequired: false,
  isUnique: true,
  isEncrypted: false,
  default: undefined,
  system: 'id',
  kind: 'text',
  column: 'id',
  columnType: 'uuid',
  target: undefined,
  child: undefined,
  use: undefined,
};

function fieldOfView(entity: EntityModel, view: FieldView, types: FieldTypes): readonly FieldModel[] {
  const type = types.get(view.type);
  if (!type) return [];
  const field: FieldModel = {
    id: view.id,
    name: view.name,
    label: view.label,
    help: view.help,
    type: view.type,
    options: view.options,
    isRequired: view.required,
    isUnique: view.unique,
    isEncrypted: view.encrypted ?? false,
    default: view.default,
    system: view.system ? (view.name as SystemField) : undefined,
    kind: kindOf(type, view.options),
    column: columnOf(type, view.options) === null ? null : view.name,
    columnType: columnOf(type, view.options),
    target: view.target,
    child: undefined,
    use: undefined,
    ...derivationOf(view, types),
  };
  if (!view.fields) return [field];
  const head = {
    id: view.id,
    name: `${entity.name}_${view.name}`,
    label: view.label,
    labelPlural: view.label,
    icon: undefined,
    version: entity.version,
    table: entity.table,
    isPlatform: false,
    parent: { entity, field },
  };
  return [Object.assign(field, { child: withFields(head, view.fields, undefined, types) })];
}

/** Rights were asked before: what the viewer may not read is not in the view. */
function derivationOf({ derived }: FieldView, types: FieldTypes): Pick<FieldModel, 'derived'> {
  const compute = derived && types.get(derived.type)?.derive?.compute;
  return compute ? { derived: { ...derived, computation: compute(derived.options), reads: [] } } : {};
}
