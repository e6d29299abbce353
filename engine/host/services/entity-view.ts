/** An entity cut to what its reader may know. A field without the right to read is not there at all. */
import type { EntityView, FieldView } from '../../kernel/api';
import type { Json } from '../../kernel/json';
import type { Derivation, EntityModel, FieldModel } from '../../kernel/model';
import type { Access } from '../contract';

const NONE: ReadonlySet<string> = new Set();

/**
 * undefined for an entity the reader may neither read nor write, and for rows of line items.
 * @param computing ids of fields whose values are still being computed
 */
export function entityView(
  entity: EntityModel,
  access: Access,
  computing: ReadonlySet<string> = NONE,
): EntityView | undefined {
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
    fields: fieldViews(entity, access, computing),
  };
}

const fieldViews = (entity: EntityModel, access: Access, computing: ReadonlySet<string>): readonly FieldView[] =>
  entity.fields.flatMap((field) => {
    const right = access.right(entity, field);
    return right === 'none' ? [] : [fieldView(field, right, access, computing)];
  });

export function fieldView(
  field: FieldModel,
  right: FieldView['right'],
  access: Access,
  computing: ReadonlySet<string>,
): FieldView {
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
    ...(field.derived ? { derived: derivedView(field.derived, computing.has(field.id)) } : {}),
    ...(field.child ? { fields: fieldViews(field.child, access, computing) } : {}),
  };
}

/** Whoever reads a derived field may read all it is computed from, so its expression tells nothing new. */
const derivedView = ({ type, options }: Derivation, isComputing: boolean): NonNullable<FieldView['derived']> => ({
  type,
  options: options as NonNullable<FieldView['derived']>['options'],
  ...(isComputing ? { isComputing } : {}),
});
