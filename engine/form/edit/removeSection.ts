import { sectionAt, withSections } from './bundle';
import type { Editing, RemoveSection } from './command';

/** Takes a section away and keeps its fields: they go to the end of the section before it, or after it. */
export const removeSection: Editing<RemoveSection> = (draft, { section: id }) => {
  const index = sectionAt(draft, id);
  const section = draft.form.sections[index]!;
  const heir = index > 0 ? index - 1 : 1;
  const inherits = draft.form.sections[heir];
  if (!inherits) throw new Error('The last section of a form cannot be taken away.');
  const sections = draft.form.sections
    .with(heir, { ...inherits, items: [...inherits.items, ...section.items] })
    .toSpliced(index, 1);
  return { draft: withSections(draft, sections), inverse: { do: 'addSection', section, index } };
};
