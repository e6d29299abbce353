import { sectionAt, withSections } from './bundle';
import type { Editing, MoveSection } from './command';

/** Moves a section to an index, counted without itself. */
export const moveSection: Editing<MoveSection> = (draft, { section: id, to }) => {
  const from = sectionAt(draft, id);
  const section = draft.form.sections[from]!;
  return {
    draft: withSections(draft, draft.form.sections.toSpliced(from, 1).toSpliced(to, 0, section)),
    inverse: { do: 'moveSection', section: id, to: from },
  };
};
