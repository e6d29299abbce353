/** What stands in the sections of a form: fields, and items that are no field (words, pictures, lists, buttons). */
import type { FieldItem, FormDocument, LayoutItem } from '../kernel/documents.generated';

export type { FieldItem, LayoutItem };
export type FormSection = FormDocument['sections'][number];
export type FormItem = FormSection['items'][number];

export const isFieldItem = (item: FormItem): item is FieldItem => 'field' in item;
export const isLayoutItem = (item: FormItem): item is LayoutItem => !('field' in item);

/** The fields of a section, in its order. */
export const fieldItems = ({ items }: Pick<FormSection, 'items'>): readonly FieldItem[] => items.filter(isFieldItem);
/** What is no field in a section. */
export const layoutItems = ({ items }: Pick<FormSection, 'items'>): readonly LayoutItem[] => items.filter(isLayoutItem);

/** The fields of a form, in its order. */
export const fieldItemsOf = ({ sections }: Pick<FormDocument, 'sections'>): readonly FieldItem[] =>
  sections.flatMap(fieldItems);
/** Everything on a form that is no field. */
export const layoutItemsOf = ({ sections }: Pick<FormDocument, 'sections'>): readonly LayoutItem[] =>
  sections.flatMap(layoutItems);

/** The API name of the field that stands there; undefined where it is no field. */
export const fieldNameOf = (item: FormItem | undefined): string | undefined =>
  item && isFieldItem(item) ? item.field : undefined;
