import { sameJson } from '../../kernel/json';
import { change } from './bundle';
import type { ChangeEntity, Editing } from './command';

/** Changes label, plural, icon or title of the entity. A form that is called like its entity follows. */
export const changeEntity: Editing<ChangeEntity> = (draft, edit) => {
  const { after, back } = change(draft.entity, edit.change);
  const follows = sameJson(draft.form.label, draft.entity.label);
  const form = follows && after.label !== draft.entity.label ? { ...draft.form, label: after.label } : draft.form;
  return {
    draft: { ...draft, entity: after, form },
    inverse: { do: 'changeEntity', change: back },
  };
};
