/** Edits of what stands on a form and is no field; each item is meant by its id. */
import { change, insertItem, itemAt, withItems } from './bundle';
import type { AddLayoutItem, ChangeLayoutItem, Editing, RemoveLayoutItem, Rule } from './command';
import type { LayoutItem } from '../layout';

export const addLayoutItem: Editing<AddLayoutItem> = (draft, { item, at, rules }) => {
  const placed = insertItem(draft, at, item);
  return {
    draft: rules ? { ...placed, form: { ...placed.form, rules } } : placed,
    inverse: { do: 'removeLayoutItem', item: item.id },
  };
};

/** Takes it off the form, and out of the rules that show it. */
export const removeLayoutItem: Editing<RemoveLayoutItem> = (draft, { item: id }) => {
  const { section, index, item } = itemAt(draft, id);
  const next = withItems(draft, section, (items) => items.toSpliced(index, 1));
  const { rules, ...form } = next.form;
  const left = rules?.flatMap((rule): Rule[] => {
    const then = rule.then.filter(({ part }) => part !== id);
    if (then.length === rule.then.length) return [rule];
    return then.length > 0 ? [{ ...rule, then }] : [];
  });
  return {
    draft: { ...next, form: left && left.length > 0 ? { ...form, rules: left } : form },
    inverse: {
      do: 'addLayoutItem',
      item: item as LayoutItem,
      at: { section, index },
      ...(rules ? { rules } : {}),
    },
  };
};

export const changeLayoutItem: Editing<ChangeLayoutItem> = (draft, edit) => {
  const { section, index, item } = itemAt(draft, edit.item);
  const { after, back } = change(item as LayoutItem, edit.change);
  return {
    draft: withItems(draft, section, (items) => items.with(index, after)),
    inverse: { do: 'changeLayoutItem', item: edit.item, change: back },
  };
};
