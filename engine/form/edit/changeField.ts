import { change, fieldAt, withFields } from './bundle';
import type { ChangeField, Editing } from './command';

/** Changes label, help, options … of a field. */
export const changeField: Editing<ChangeField> = (draft, edit) => {
  const at = fieldAt(draft, edit.field);
  const { after, back } = change(draft.entity.fields[at]!, edit.change);
  return {
    draft: withFields(draft, draft.entity.fields.with(at, after)),
    inverse: { do: 'changeField', field: edit.field, change: back },
  };
};
