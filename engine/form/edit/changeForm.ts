import { change } from './bundle';
import type { ChangeForm, Editing } from './command';

/** Changes what holds for the form as a whole: its pages, tabs and review. */
export const changeForm: Editing<ChangeForm> = (draft, edit) => {
  const { after, back } = change(draft.form, edit.change);
  return { draft: { ...draft, form: after }, inverse: { do: 'changeForm', change: back } };
};
