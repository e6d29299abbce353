/** Which fields a link shows and which it lets fill in. */
import { rightToNew } from '../../access/rows';
import { defaultForm } from '../../form/compile';
import { ownField } from '../../form/record';
import type { FormDocument } from '../../kernel/documents.generated';
import type { EntityModel, FieldModel, Model } from '../../kernel/model';
import type { Guest } from '../../kernel/viewer';
import type { Access, Host } from '../contract';
import { formOf } from '../services/records-form';
import { formNameOf, type LinkRow } from './rows';

/** The form of a link, as it is published. */
export const linkedForm = (host: Host, entity: EntityModel, row: LinkRow): FormDocument =>
  formOf(host, entity, formNameOf(host, row)) ?? defaultForm(entity, host.registry.fieldTypes);

/** The form as operations name it: the link's own, or the main one of the entity; nothing where nobody made a form. */
export function servedBy(host: Host, entity: EntityModel, row: LinkRow): { readonly form?: string } {
  const form = formOf(host, entity, formNameOf(host, row));
  return form ? { form: form.name } : {};
}

/** The fields on a form. */
export const fieldsOn = (form: FormDocument, entity: EntityModel): readonly FieldModel[] =>
  form.sections.flatMap(({ items }) =>
    items.flatMap((item) => ('field' in item && item.field ? ownField(entity, item.field) : [])),
  );

const targetOf = (model: Model, field: FieldModel): EntityModel | undefined =>
  field.target === undefined ? undefined : model.entity(field.target);

/** People and departments are nobody's business outside; other relations only where they may be searched. */
export function isPickable(model: Model, field: FieldModel, searches: boolean): boolean {
  if (field.target === undefined) return true;
  const target = targetOf(model, field);
  return searches && target !== undefined && !target.isPlatform;
}

/** What the link opens, by the form, its settings and the model as they are now. */
export function guestOf(host: Host, entity: EntityModel, row: LinkRow): Guest {
  const model = host.model();
  const { settings, kind } = row;
  const isChosen = (chosen: readonly string[] | null, field: FieldModel): boolean => chosen?.includes(field.id) ?? true;
  const onForm = fieldsOn(linkedForm(host, entity, row), entity);
  const isNew = kind === 'public';
  const fields = onForm.filter((field) => {
    if (!isChosen(settings.fields, field) || targetOf(model, field)?.isPlatform) return false;
    return !isNew || isPickable(model, field, settings.searches);
  });
  const editable = fields.filter(
    (field) => isChosen(settings.editable, field) && isPickable(model, field, settings.searches),
  );
  const named = isNew && !settings.searches ? [] : fields;
  const targets = named
    .flatMap((field) => [field, ...(field.child?.fields ?? [])])
    .flatMap((field) => targetOf(model, field) ?? [])
    .filter((target) => !target.isPlatform && target.id !== entity.id);
  const may = isNew ? 'create' : editable.length > 0 ? 'update' : 'read';
  return {
    entity: entity.id,
    may,
    fields: fields.map(({ id }) => id),
    editable: editable.map(({ id }) => id),
    targets: [...new Set(targets.map(({ id }) => id))].sort(),
  };
}

/** Columns of line items that a guest could not fill in: relations that may not be searched. */
export const isClosedColumn = (host: Host, guest: Guest, column: FieldModel): boolean =>
  column.target !== undefined && !guest.targets.includes(targetOf(host.model(), column)?.id ?? '');

/** Required fields, and columns, for which a new record of a guest would have no value. */
export function unfillable(host: Host, entity: EntityModel, guest: Guest, access: Access): readonly FieldModel[] {
  const isNeeded = (field: FieldModel): boolean =>
    field.isRequired && field.default === undefined && !field.system && !field.derived;
  return entity.fields.flatMap((field): readonly FieldModel[] => {
    const mayFill = guest.editable.includes(field.id) && rightToNew(access, entity, field) === 'edit';
    if (!mayFill) return isNeeded(field) ? [field] : [];
    return (field.child?.fields ?? []).filter((column) => isNeeded(column) && isClosedColumn(host, guest, column));
  });
}
