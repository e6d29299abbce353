/** An entity cut to what its reader may know. A field without the right to read is not there at all. */
import type { EntityView, FieldView } from '../../kernel/api';
import type { Json } from '../../kernel/json';
import type { Derivation, EntityModel, FieldModel } from '../../kernel/model';
import type { Access } from '../contract';

/** undefined for an entity the reader may neither read nor write, and for rows of line items. */
export function entityView(entity: EntityModel, access: Access): EntityView | undefined {
  const canCreate = access.mayCreate(entity);
  if (entity.parent || (!canCreate && access.scope(entity, 'read') === 'none')) return undefined;
  return {
    id: entity.id,
    name: entity.name,
    label: entity.label,
    labelPlural: entity.labelPlural,
    ...(entity.icon ? { icon: entity.icon } : {}),
    version: entity.version,
    isPlatform: entity.isPlatform,
    titleField: entity.titleField.name,
    can: {
      create: canCreate,
      update: access.scope(entity, 'update') !== 'none',
      delete: access.scope(entity, 'delete') !== 'none',
    },
    fields: fieldViews(entity, access),
  };
}

const fieldViews = (entity: EntityModel, access: Access): readonly FieldView[] =>
  entity.fields.flatMap((field) => {
    const right = access.right(entity, field);
    return right === 'none' ? [] : [fieldView(field, right, access)];
  });

function fieldView(field: FieldModel, right: FieldView['right'], access: Access): FieldView {
  return {
    id: field.id,
    name: field.name,
    type: field.type,
    label: field.label,
    ...(field.help ? { help: field.help } : {}),
    right,
    required: field.isRequired,
    unique: field.isUnique,
    ...(field.isEncrypted ? { encrypted: true } : {}),
    ...(field.default === undefined ? {} : { default: field.default as Json }),
    options: field.options as FieldView['options'],
    ...(field.target ? { target: field.target } : {}),
    system: field.system !== undefined,
    ...(field.derived ? { derived: derivedView(field.derived) } : {}),
    ...(field.child ? { fields: fieldViews(field.child, access) } : {}),
  };
}

/** Whoever reads a derived field may read all it is computed from, so its expression tells nothing new. */
const derivedView = ({ type, options }: Derivation): NonNullable<FieldView['derived']> => ({
  type,
  options: options as NonNullable<FieldView['derived']>['options'],
});
