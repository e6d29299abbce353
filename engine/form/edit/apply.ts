import { addField } from './addField';
import { addSection } from './addSection';
import { changeEntity } from './changeEntity';
import { changeField } from './changeField';
import { changeItem } from './changeItem';
import { changeSection } from './changeSection';
import { changeForm } from './changeForm';
import type { Edited, Editing, FormBundle, FormEdit } from './command';
import { addLayoutItem, changeLayoutItem, removeLayoutItem } from './layoutItems';
import { moveField } from './moveField';
import { moveSection } from './moveSection';
import { placeField } from './placeField';
import { putRules } from './putRules';
import { removeField } from './removeField';
import { removeSection } from './removeSection';
import { renameField } from './renameField';
import { restoreField } from './restoreField';
import { setRights } from './setRights';
import { unplaceField } from './unplaceField';

const edits: { readonly [D in FormEdit['do']]: Editing<Extract<FormEdit, { do: D }>> } = {
  addField,
  removeField,
  restoreField,
  moveField,
  changeField,
  renameField,
  placeField,
  unplaceField,
  changeItem,
  addLayoutItem,
  removeLayoutItem,
  changeLayoutItem,
  addSection,
  removeSection,
  moveSection,
  changeSection,
  putRules,
  changeEntity,
  changeForm,
  setRights,
};

/** Applies any edit: the new draft, and the edit that takes it back. */
export const applyEdit = (draft: FormBundle, edit: FormEdit): Edited =>
  (edits[edit.do] as Editing<FormEdit>)(draft, edit);
