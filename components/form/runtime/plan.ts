/** A form document and what the viewer may know of its entity → what is drawn, and values ready to be written. */
import { rowsOf } from '@/components/inputs/lines/rows';
import { inputOf } from '@/components/inputs/registry';
import { normalizeValue } from '@/components/inputs/units';
import type { EntityView, FieldView } from '@/engine/kernel/api';
import type { FormDocument } from '@/engine/kernel/documents.generated';
import { sameJson, type Json } from '@/engine/kernel/json';
import type { Text } from '@/engine/kernel/text';

export type Values = { readonly [field: string]: Json };

export interface PlannedItem {
  readonly field: FieldView;
  readonly span: number;
}
export interface PlannedSection {
  readonly id: string;
  readonly label: Text | undefined;
  readonly columns: number;
  readonly items: readonly PlannedItem[];
}

/** The sections with the fields the viewer may see; a section without any is left out. */
export function planSections(form: FormDocument, entity: EntityView): readonly PlannedSection[] {
  const fields = new Map(entity.fields.map((field) => [field.name, field]));
  return form.sections
    .map((section) => {
      const columns = section.columns ?? 1;
      const items = section.items.flatMap((item) => {
        const field = fields.get(item.field);
        if (!field) return [];
        const own = inputOf(field).isWide ? columns : 1;
        return [{ field, span: Math.min(item.span ?? own, columns) }];
      });
      return { id: section.id, label: section.label, columns, items };
    })
    .filter((section) => section.items.length > 0);
}

export const plannedFields = (sections: readonly PlannedSection[]): readonly FieldView[] =>
  sections.flatMap((section) => section.items.map((item) => item.field));

/** A value as operations take it: links and files by id, text trimmed, cells of line items likewise. */
export function toWrite(field: FieldView, value: Json): Json {
  const columns = field.fields;
  if (!columns) {
    const normal = normalizeValue(field, value);
    return normal === '' ? null : normal;
  }
  return rowsOf(value).map((row) => ({
    ...(typeof row.id === 'string' ? { id: row.id } : {}),
    ...Object.fromEntries(
      columns
        .filter((column) => !column.system && column.right === 'edit' && Object.hasOwn(row, column.name))
        .map((column) => [column.name, toWrite(column, row[column.name] ?? null)]),
    ),
  }));
}

/** Is it the same to the server? `{id, title}` and `id` are; so are no rows and an empty list. */
export const isSameValue = (field: FieldView, a: Json | undefined, b: Json | undefined): boolean =>
  sameJson(toWrite(field, a ?? null), toWrite(field, b ?? null));

/** The values that differ from where the form started, ready to be written. */
export function changedValues(fields: readonly FieldView[], start: Values, now: Values): Values {
  return Object.fromEntries(
    fields
      .filter((field) => !isSameValue(field, start[field.name], now[field.name]))
      .map((field) => [field.name, toWrite(field, now[field.name] ?? null)]),
  );
}
