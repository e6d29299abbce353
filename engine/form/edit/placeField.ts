import { insertItem } from './bundle';
import type { Editing, PlaceField } from './command';

/** Shows a field of the entity on the form. */
export const placeField: Editing<PlaceField> = (draft, { item, at }) => ({
  draft: insertItem(draft, at, item),
  inverse: { do: 'unplaceField', field: item.field },
});
