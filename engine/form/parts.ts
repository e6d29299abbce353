/** The parts of a form (sections, tabs, pages) and what lies in them. */
import type { FormDocument } from '../kernel/documents.generated';
import type { EntityModel, FieldModel } from '../kernel/model';
import { fieldItems, fieldItemsOf, layoutItemsOf } from './layout';
import { keyOf, type Key, type WhenHidden } from './plan';
import { ownField } from './record';

/** Field → ids of the parts it lies in, the innermost first. */
export function partsByField(form: FormDocument, entity: EntityModel): ReadonlyMap<FieldModel, readonly string[]> {
  return new Map(
    form.sections.flatMap((section) =>
      fieldItems(section).flatMap((item) =>
        ownField(entity, item.field).map((field) => [field, partsOfSection(form, section)] as const),
      ),
    ),
  );
}

/** The section, its tab and its page. */
export function partsOfSection(form: FormDocument, section: FormDocument['sections'][number]): readonly string[] {
  const page = form.pages?.find(({ id }) => id === section.page) ?? form.pages?.[0];
  return [section.id, ...(section.tab === undefined ? [] : [section.tab]), ...(page ? [page.id] : [])];
}

/** Ids of all parts, items that are no field among them. */
export const partIds = ({ sections, tabs = [], pages = [] }: FormDocument): readonly string[] =>
  [...sections, ...tabs, ...pages, ...layoutItemsOf({ sections })].map(({ id }) => id);

/** What becomes of hidden values, by field and column; those not listed are kept. */
export function hiddenValues(form: FormDocument, entity: EntityModel): ReadonlyMap<Key, WhenHidden> {
  const found = new Map<Key, WhenHidden>();
  for (const item of fieldItemsOf(form)) {
    const [field] = ownField(entity, item.field);
    if (!field) continue;
    if (item.whenHidden && !field.derived) found.set(keyOf(field, undefined), item.whenHidden);
    for (const column of item.columns ?? []) {
      const [cell] = field.child ? ownField(field.child, column.field) : [];
      if (cell && column.whenHidden && !cell.derived) found.set(keyOf(cell, field), column.whenHidden);
    }
  }
  return found;
}
