import { insertItem, withFields } from './bundle';
import type { AddField, Editing } from './command';

/** A new field at the end of the entity and at a place of the form. */
export const addField: Editing<AddField> = (draft, { field, at, span }) => {
  // (1) The entity gets the field
  const grown = withFields(draft, [...draft.entity.fields, field]);
  // (2) The form shows it
  const shown = insertItem(grown, at, { field: field.name, ...(span ? { span } : {}) });
  return { draft: shown, inverse: { do: 'removeField', field: field.id } };
};
