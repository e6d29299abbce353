/** A form document and what the viewer may know of its entity → what is drawn, and values ready to be written. */
import type { CSSProperties } from 'react';
import { rowsOf } from '@/components/inputs/lines/rows';
import { inputOf } from '@/components/inputs/registry';
import { normalizeValue } from '@/components/inputs/units';
import { isFieldItem, type FormItem } from '@/engine/form/layout';
import type { EntityView, FieldView } from '@/engine/kernel/api';
import type { FormDocument, LayoutItem } from '@/engine/kernel/documents.generated';
import { sameJson, type Json } from '@/engine/kernel/json';
import type { Text } from '@/engine/kernel/text';

export type Values = { readonly [field: string]: Json };

interface Spans {
  readonly span: number;
  /** Of the section's columns, on smaller screens; a phone shows one field to a line where none is given. */
  readonly spanOn: { readonly tablet?: number; readonly phone?: number };
}
export interface PlannedItem extends Spans {
  readonly field: FieldView;
}
/** What is no field: words, a picture, a list, a button. */
export interface PlannedElement extends Spans {
  readonly item: LayoutItem;
}
export type PlannedPage = NonNullable<FormDocument['pages']>[number];
export interface PlannedTab {
  readonly id: string;
  readonly label: Text;
}
export interface PlannedSection {
  readonly id: string;
  readonly label: Text | undefined;
  /** Id of the page it stands on; undefined: the form has no pages. */
  readonly page: string | undefined;
  /** The tab it stands behind. */
  readonly tab: PlannedTab | undefined;
  readonly fold: 'open' | 'closed' | undefined;
  readonly columns: number;
  /** Its fields. */
  readonly items: readonly PlannedItem[];
  /** All that stands in it, fields among them. */
  readonly cells: readonly (PlannedItem | PlannedElement)[];
}

const isField = (cell: PlannedItem | PlannedElement): cell is PlannedItem => 'field' in cell;

/** The spans of an item within so many columns; `own` where none is given. */
function spansOf({ span, spanOn = {} }: FormItem, columns: number, own: number): Spans {
  const fit = (wide: number): number => Math.min(wide, columns);
  const { tablet, phone } = spanOn;
  return {
    span: fit(span ?? own),
    spanOn: { ...(tablet && { tablet: fit(tablet) }), ...(phone && { phone: fit(phone) }) },
  };
}

/** The sections with what the viewer may see of them; a section without anything is left out. */
export function planSections(
  form: FormDocument,
  entity: EntityView,
  /** Other words for fields, by name. */
  labels: ReadonlyMap<string, Text> = new Map(),
): readonly PlannedSection[] {
  const fields = new Map(
    entity.fields.map((field) => {
      const label = labels.get(field.name);
      return [field.name, label ? { ...field, label } : field];
    }),
  );
  return form.sections
    .map((section) => {
      const columns = section.columns ?? 1;
      const cells = section.items.flatMap((item): readonly (PlannedItem | PlannedElement)[] => {
        if (!isFieldItem(item)) return [{ item, ...spansOf(item, columns, columns) }];
        const field = fields.get(item.field);
        return field ? [{ field, ...spansOf(item, columns, inputOf(field).isWide ? columns : 1) }] : [];
      });
      const items = cells.filter(isField);
      const page = form.pages?.find(({ id }) => id === section.page) ?? form.pages?.[0];
      const tab = form.tabs?.find(({ id }) => id === section.tab);
      return { id: section.id, label: section.label, page: page?.id, tab, fold: section.fold, columns, items, cells };
    })
    .filter((section) => section.cells.length > 0);
}

/** How a grid and its cells are told to the style sheet. */
export const gridStyle = ({ columns }: Pick<PlannedSection, 'columns'>): CSSProperties =>
  ({ '--columns': columns }) as CSSProperties;
export const cellStyle = ({ span, spanOn: { tablet, phone } }: Pick<PlannedItem, 'span' | 'spanOn'>): CSSProperties =>
  ({
    '--span': span,
    ...(tablet !== undefined && { '--span-tablet': tablet }),
    ...(phone !== undefined && { '--span-phone': phone }),
  }) as CSSProperties;

/** Sections one below the other, or those behind one row of tabs. */
export type Block =
  | { readonly is: 'section'; readonly section: PlannedSection }
  | {
      readonly is: 'tabs';
      readonly tabs: readonly { readonly tab: PlannedTab; readonly sections: readonly PlannedSection[] }[];
    };

/** Sections of tabs that follow each other share one row of tabs; tabs stand in the order in which they first appear. */
export function blocksOf(sections: readonly PlannedSection[]): readonly Block[] {
  const blocks: Block[] = [];
  for (const section of sections) {
    const { tab } = section;
    const last = blocks.at(-1);
    if (!tab) blocks.push({ is: 'section', section });
    else if (last?.is !== 'tabs') blocks.push({ is: 'tabs', tabs: [{ tab, sections: [section] }] });
    else {
      const known = last.tabs.some((one) => one.tab.id === tab.id);
      const tabs = known
        ? last.tabs.map((one) => (one.tab.id === tab.id ? { tab, sections: [...one.sections, section] } : one))
        : [...last.tabs, { tab, sections: [section] }];
      blocks[blocks.length - 1] = { is: 'tabs', tabs };
    }
  }
  return blocks;
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

/** The values of a new record: what is there, and defaults that were taken out. */
export function newValues(fields: readonly FieldView[], start: Values, now: Values): Values {
  const emptied = fields.filter(
    (field) => isSameValue(field, null, now[field.name]) && !isSameValue(field, null, start[field.name]),
  );
  return { ...changedValues(fields, {}, now), ...Object.fromEntries(emptied.map(({ name }) => [name, null])) };
}
