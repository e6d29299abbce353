import { itemKey, withSections } from './bundle';
import type { AddSection, Editing } from './command';

/** A new section; what it names is taken from the sections where it stands. */
export const addSection: Editing<AddSection> = (draft, { section, index }) => {
  const taken = new Set(section.items.map(itemKey));
  const others = draft.form.sections.map((other) =>
    other.items.some((item) => taken.has(itemKey(item)))
      ? { ...other, items: other.items.filter((item) => !taken.has(itemKey(item))) }
      : other,
  );
  return {
    draft: withSections(draft, others.toSpliced(index, 0, section)),
    inverse: { do: 'removeSection', section: section.id },
  };
};
