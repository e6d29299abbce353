import { insertItem, itemAt, withItems } from './bundle';
import type { Editing, MoveField } from './command';

/** Moves a field, or an item that is no field, within its section or into another. */
export const moveField: Editing<MoveField> = (draft, { field, to }) => {
  const { item, ...from } = itemAt(draft, field);
  const without = withItems(draft, from.section, (items) => items.toSpliced(from.index, 1));
  return { draft: insertItem(without, to, item), inverse: { do: 'moveField', field, to: from } };
};
