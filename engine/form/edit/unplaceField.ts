import { placeOf, removeItem } from './bundle';
import type { Editing, UnplaceField } from './command';

/** Takes a field (by name) off the form; the entity keeps it and its values. */
export const unplaceField: Editing<UnplaceField> = (draft, { field }) => {
  const place = placeOf(draft, field);
  if (!place) throw new Error(`The field "${field}" is not on the form.`);
  const { item, ...at } = place;
  return { draft: removeItem(draft, field), inverse: { do: 'placeField', item, at } };
};
