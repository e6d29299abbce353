import { fieldItems, fieldNameOf } from '../layout';
import { withSections } from './bundle';
import type { AddSection, Editing } from './command';

/** A new section; the fields it names are taken from the sections where they stand. */
export const addSection: Editing<AddSection> = (draft, { section, index }) => {
  const taken = new Set(fieldItems(section).map((item) => item.field));
  const others = draft.form.sections.map((other) =>
    fieldItems(other).some((item) => taken.has(item.field))
      ? { ...other, items: other.items.filter((item) => !taken.has(fieldNameOf(item) ?? '')) }
      : other,
  );
  return {
    draft: withSections(draft, others.toSpliced(index, 0, section)),
    inverse: { do: 'removeSection', section: section.id },
  };
};
