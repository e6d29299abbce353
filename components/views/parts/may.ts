import type { EntityView, FieldView } from '@/engine/kernel/api';

/** Whether the viewer may change this field on some record; whether on this one, the server says when it is tried. */
export const mayChange = (entity: EntityView, field: FieldView | undefined): boolean =>
  entity.can.update && field !== undefined && field.right === 'edit' && !field.system && field.derived === undefined;

/** The field a view's option names, as far as the viewer may know it. */
export const optionField = (
  entity: EntityView,
  options: { readonly [name: string]: unknown } | undefined,
  option: string,
): FieldView | undefined => entity.fields.find(({ name }) => name === options?.[option]);
