import { change, sectionAt, withSections } from './bundle';
import type { ChangeSection, Editing } from './command';

/** Changes title and columns of a section. */
export const changeSection: Editing<ChangeSection> = (draft, edit) => {
  const at = sectionAt(draft, edit.section);
  const { after, back } = change(draft.form.sections[at]!, edit.change);
  return {
    draft: withSections(draft, draft.form.sections.with(at, after)),
    inverse: { do: 'changeSection', section: edit.section, change: back },
  };
};
