import { change, placeOf, withItems } from './bundle';
import type { ChangeItem, Editing } from './command';

/** Changes how a field (by name) stands on the form: its span. */
export const changeItem: Editing<ChangeItem> = (draft, edit) => {
  const place = placeOf(draft, edit.field);
  if (!place) throw new Error(`The field "${edit.field}" is not on the form.`);
  const { after, back } = change(place.item, edit.change);
  return {
    draft: withItems(draft, place.section, (items) => items.with(place.index, after)),
    inverse: { do: 'changeItem', field: edit.field, change: back },
  };
};
