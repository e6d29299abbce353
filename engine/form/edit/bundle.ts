/** Small steps that the edits are made of. Each gives a new bundle and leaves the old one as it was. */
import type { FieldUse } from '../../kernel/documents.generated';
import { fieldNameOf, isFieldItem, type FormItem } from '../layout';
import type { Change, FormBundle, Item, Place, Section } from './command';

/** Index of a field by id. Throws where there is none: an edit that means nothing is a mistake of the caller. */
export function fieldAt(draft: FormBundle, id: string): number {
  const at = draft.entity.fields.findIndex((field) => field.id === id);
  if (at < 0) throw new Error(`There is no field "${id}" in "${draft.entity.name}".`);
  return at;
}
export const fieldById = (draft: FormBundle, id: string): FieldUse => draft.entity.fields[fieldAt(draft, id)]!;

export function sectionAt(draft: FormBundle, id: string): number {
  const at = draft.form.sections.findIndex((section) => section.id === id);
  if (at < 0) throw new Error(`There is no section "${id}" in "${draft.form.name}".`);
  return at;
}
/** Where a field stands on the form, by its name; undefined when it is not on it. */
export function placeOf(draft: FormBundle, name: string): (Place & { readonly item: Item }) | undefined {
  for (const section of draft.form.sections) {
    const index = section.items.findIndex((item) => fieldNameOf(item) === name);
    const item = section.items[index];
    if (item && isFieldItem(item)) return { section: section.id, index, item };
  }
  return undefined;
}

/** What a field or an item that is no field is known by on the form. */
export const itemKey = (item: FormItem): string => (isFieldItem(item) ? item.field : item.id);

/** Where something stands: a field or an item that is no field, by its id. Throws where it is not on the form. */
export function itemAt(draft: FormBundle, id: string): Place & { readonly item: FormItem } {
  const key = id.startsWith('itm_') ? id : fieldById(draft, id).name;
  for (const section of draft.form.sections) {
    const index = section.items.findIndex((item) => itemKey(item) === key);
    if (index >= 0) return { section: section.id, index, item: section.items[index]! };
  }
  throw new Error(`"${key}" is not on the form.`);
}

export const withFields = (draft: FormBundle, fields: readonly FieldUse[]): FormBundle => ({
  ...draft,
  entity: { ...draft.entity, fields: [...fields] },
});
export const withSections = (draft: FormBundle, sections: readonly Section[]): FormBundle => ({
  ...draft,
  form: { ...draft.form, sections: [...sections] },
});
export function withItems(
  draft: FormBundle,
  section: string,
  to: (items: readonly FormItem[]) => readonly FormItem[],
): FormBundle {
  const at = sectionAt(draft, section);
  const old = draft.form.sections[at]!;
  return withSections(draft, draft.form.sections.with(at, { ...old, items: [...to(old.items)] }));
}
export const insertItem = (draft: FormBundle, at: Place, item: FormItem): FormBundle =>
  withItems(draft, at.section, (items) => items.toSpliced(at.index, 0, item));
export function removeItem(draft: FormBundle, name: string): FormBundle {
  const place = placeOf(draft, name);
  return place ? withItems(draft, place.section, (items) => items.toSpliced(place.index, 1)) : draft;
}

/** The object with the change, and the change that takes it back. */
export function change<T extends object, B extends Change<T>>(
  before: T,
  by: B,
): { readonly after: T; readonly back: B } {
  const after = { ...before } as Record<string, unknown>;
  const back: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(by)) {
    back[key] = after[key];
    if (value === undefined) delete after[key];
    else after[key] = value;
  }
  return { after: after as T, back: back as B };
}
