import { fieldById, insertItem, placeOf, removeItem } from './bundle';
import type { Editing, MoveField } from './command';

/** Moves a field within its section or into another. */
export const moveField: Editing<MoveField> = (draft, { field, to }) => {
  const { name } = fieldById(draft, field);
  const from = placeOf(draft, name);
  if (!from) throw new Error(`The field "${name}" is not on the form, so it cannot be moved.`);
  const { item, ...place } = from;
  return {
    draft: insertItem(removeItem(draft, name), to, item),
    inverse: { do: 'moveField', field, to: place },
  };
};
